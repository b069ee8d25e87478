"""How sure small counts are: intervals for shares, and whether a difference can be chance."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, lgamma, sqrt
from typing import NamedTuple

#: Standard deviations left and right of the middle that hold 80 % and 95 % of a normal spread.
Z80, Z95 = 1.2815515655446004, 1.959963984540054


class Interval(NamedTuple):
    """The bounds between which a share or a difference lies."""

    low: float
    high: float


def wilson(cases: int, of: int, z: float = Z95) -> Interval:
    """Return the interval of a share of `cases` in `of` (Wilson, JASA 22, 1927); everything is possible of nothing."""
    if of <= 0:
        return Interval(0.0, 1.0)
    share, room = cases / of, z * z / of
    middle = (share + room / 2) / (1 + room)
    half = z * sqrt(share * (1 - share) / of + room / (4 * of)) / (1 + room)
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def difference(cases: int, of: int, other_cases: int, other_of: int, z: float = Z95) -> Interval:
    """Return the interval of the difference of two shares (Newcombe, Statistics in Medicine 17, 1998, method 10)."""
    one, other = wilson(cases, of, z), wilson(other_cases, other_of, z)
    share, other_share = cases / of, other_cases / other_of
    gap = share - other_share
    low = gap - sqrt((share - one.low) ** 2 + (other.high - other_share) ** 2)
    high = gap + sqrt((one.high - share) ** 2 + (other_share - other.low) ** 2)
    return Interval(low, high)


def by_chance(both: int, first: int, second: int, every: int) -> float:
    """Return the chance that two independent groups of so many out of `every` share at least `both` members.

    The upper tail of the hypergeometric distribution, Fisher's exact test on one side.
    """
    least, most = max(both, first + second - every, 0), min(first, second)
    # What lies further from the middle than this adds nothing that a number of the computer could hold.
    middle = first * second / max(every, 1)
    wide = int(12 * sqrt(middle * max(1 - first / max(every, 1), 0.0))) + 40
    least, most = max(least, int(middle) - wide), min(most, max(int(middle), least) + wide)
    total = _choose(every, second)
    return min(
        1.0, sum(exp(_choose(first, k) + _choose(every - first, second - k) - total) for k in _range(least, most))
    )


def beyond_chance(chances: Sequence[float], level: float = 0.05) -> list[bool]:
    """Say of each of many tests whether it stands, so that at most a share `level` of those standing is false.

    Benjamini and Hochberg, Journal of the Royal Statistical Society B 57, 1995.
    """
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    standing = 0
    for rank, place in enumerate(order, 1):
        if chances[place] <= level * rank / len(chances):
            standing = rank
    kept = set(order[:standing])
    return [place in kept for place in range(len(chances))]


def _range(first: int, last: int) -> range:
    return range(first, last + 1)


def _choose(of: int, chosen: int) -> float:
    """Return the logarithm of the number of ways to choose."""
    return lgamma(of + 1) - lgamma(chosen + 1) - lgamma(of - chosen + 1)
