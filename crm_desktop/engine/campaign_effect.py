"""Which argument and which campaign convinced: shares with their intervals, and whether a difference can be chance.

Most small mailings cannot decide between two letters; then that is what is said, with the size a test would need.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from math import ceil, cos, exp, lgamma, log, pi, sin, sqrt
from typing import NamedTuple

from crm_desktop.engine.chance import Z95, Interval, difference, wilson

#: The value that a normal spread exceeds in one of five cases: the power of 80 % that tests are planned with.
_Z_POWER = 0.8416212335729143
#: From this chance on one of two is called probably better, if its interval does not settle it.
_PROBABLY = 0.9
#: The points of a quarter circle at which shares are weighed.
_ARCS = tuple((place + 0.5) * pi / 4_000 for place in range(2_000))
#: Letters of a version below which no winner is named.
LEAST_SENT = 30


class Verdict(StrEnum):
    """What a comparison of two shares says."""

    BETTER = "better"
    WORSE = "worse"
    PROBABLY_BETTER = "probably_better"
    PROBABLY_WORSE = "probably_worse"
    CANNOT_TELL = "cannot_tell"


class Response(NamedTuple):
    """One version or campaign: how many were reached and how many answered or ordered."""

    name: str
    answers: int
    sent: int
    orders: int = 0
    revenue_cents: int = 0
    cost_cents: int = 0

    @property
    def share(self) -> float:
        """The share that answered."""
        return self.answers / self.sent if self.sent else 0.0

    @property
    def interval(self) -> Interval:
        """The 95 % interval of the share."""
        return wilson(self.answers, self.sent)


class Comparison(NamedTuple):
    """Two shares beside each other."""

    one: Response
    other: Response
    gap: float
    interval: Interval
    #: Fisher's exact test on both sides.
    chance: float
    #: The chance that the first is really the better one.
    better: float
    verdict: Verdict
    #: How many each would need, for a difference like this one to be found in four of five tests; None for none.
    needed: int | None


class Part(NamedTuple):
    """One argument or reason: how often it was the one, with the interval of its share, and the money behind it."""

    name: str
    cases: int
    of: int
    cents: int = 0

    @property
    def share(self) -> float:
        """The share of all cases that name a reason."""
        return self.cases / self.of if self.of else 0.0

    @property
    def interval(self) -> Interval:
        """The 95 % interval of the share."""
        return wilson(self.cases, self.of)


class Parts(NamedTuple):
    """All arguments or reasons, the commonest first; `leads` says whether the first is more than chance ahead."""

    parts: tuple[Part, ...]
    #: Cases that name none.
    unnamed: int
    leads: bool


def compare(one: Response, other: Response) -> Comparison:
    """Say whether one version convinced more than another; with nobody reached nothing can be told."""
    if not one.sent or not other.sent:
        return Comparison(one, other, 0.0, Interval(-1.0, 1.0), 1.0, 0.5, Verdict.CANNOT_TELL, None)
    gap = one.share - other.share
    interval = difference(one.answers, one.sent, other.answers, other.sent)
    better = chance_better(one.answers, one.sent, other.answers, other.sent)
    needed = sample_size(one.share, other.share) if gap else None
    chance = fisher(one.answers, one.sent, other.answers, other.sent)
    return Comparison(one, other, gap, interval, chance, better, _verdict(one, other, interval, better, chance), needed)


def fisher(cases: int, of: int, other_cases: int, other_of: int) -> float:
    """Return the chance of a difference at least this unlikely where there is none (Fisher's exact test, two sides)."""
    both, every = cases + other_cases, of + other_of

    def weight(k: int) -> float:
        return _choose(of, k) + _choose(other_of, both - k)

    total, here = _choose(every, both), weight(cases)
    span = range(max(0, both - other_of), min(of, both) + 1)
    return min(1.0, sum(exp(weight(k) - total) for k in span if weight(k) <= here + 1e-7))


def chance_better(cases: int, of: int, other_cases: int, other_of: int) -> float:
    """Return the chance that the first share is the higher one, when nothing was known of either before.

    Both are beta spread after Jeffreys; over the arc of their square roots the densities are smooth, so that plain sums
    over a grid are exact enough.
    """
    one, other = _spread(cases, of), _spread(other_cases, other_of)
    below = total = 0.0
    for here, there in zip(one, other, strict=True):
        total += here * (below + there / 2)
        below += there
    return total


def _spread(cases: int, of: int) -> list[float]:
    """Return how likely each share of a grid is, adding up to 1."""
    logs = [2 * cases * log(sin(at)) + 2 * (of - cases) * log(cos(at)) for at in _ARCS]
    highest = max(logs)
    weights = [exp(each - highest) for each in logs]
    whole = sum(weights)
    return [each / whole for each in weights]


def sample_size(share: float, other: float) -> int:
    """Return how many each of two groups needs for a difference to be found in four of five tests, at 5 %."""
    middle = (share + other) / 2
    apart = Z95 * sqrt(2 * middle * (1 - middle)) + _Z_POWER * sqrt(share * (1 - share) + other * (1 - other))
    return max(2, ceil(apart**2 / (share - other) ** 2 - 1e-9))


def parts(counts: Mapping[str, tuple[int, int]] | Iterable[tuple[str, int, int]]) -> Parts:
    """Return arguments or reasons with their shares, from (name, cases, cents); "" are those that name none."""
    rows = [(name, *value) for name, value in counts.items()] if isinstance(counts, Mapping) else list(counts)
    of = sum(cases for name, cases, _cents in rows if name)
    found = sorted(
        (Part(name, cases, of, cents) for name, cases, cents in rows if name), key=lambda each: (-each.cases, each.name)
    )
    unnamed = sum(cases for name, cases, _cents in rows if not name)
    return Parts(tuple(found), unnamed, len(found) > 1 and _leads(found[0], found[1]))


def _leads(first: Part, second: Part) -> bool:
    """Whether the first is ahead of the second by more than chance: of both together it is more than half."""
    return wilson(first.cases, first.cases + second.cases).low > 0.5


def _verdict(one: Response, other: Response, interval: Interval, better: float, chance: float) -> Verdict:
    if min(one.sent, other.sent) < LEAST_SENT:
        return Verdict.CANNOT_TELL
    if chance < 0.05 and (interval.low > 0 or interval.high < 0):
        return Verdict.BETTER if interval.low > 0 else Verdict.WORSE
    if interval.low > 0 and better >= _PROBABLY:
        return Verdict.PROBABLY_BETTER
    if interval.high < 0 and better <= 1 - _PROBABLY:
        return Verdict.PROBABLY_WORSE
    return Verdict.CANNOT_TELL


def _choose(of: int, chosen: int) -> float:
    """Return the logarithm of the number of ways to choose."""
    return lgamma(of + 1) - lgamma(chosen + 1) - lgamma(of - chosen + 1)
