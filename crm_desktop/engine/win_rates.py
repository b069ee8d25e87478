"""How often it works out, by any grouping: the share with its range, moved towards the firm's own, and what it says.

A group of few cases says little, so its rate is moved towards that of the whole: how far, the groups tell themselves
(the more they differ, the less). Whether a group is better or worse than the others is Fisher's exact test on both
sides, and with many groups looked at only what still stands after Benjamini and Hochberg is called a difference.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.engine.chance import Z95, beyond_chance, by_chance, wilson

#: Fewer cases say nothing about a group.
LEAST_CASES = 5
#: The rate of the whole counts as much as so many cases of a group, at least and at most.
_LEAST_PRIOR, _MOST_PRIOR = 4.0, 200.0


class Verdict(StrEnum):
    """What the figures of a group say."""

    BETTER = "better"
    WORSE = "worse"
    #: It may as well be chance: cannot tell.
    ALIKE = "alike"
    TOO_FEW = "too_few"


class Counted(NamedTuple):
    """A group: its key, how often it worked out, and how often it was tried."""

    key: Hashable
    hits: int
    of: int


class Rate(NamedTuple):
    """A group with its share, the range of it (Wilson, 95 %), and the share moved towards the whole."""

    key: Hashable
    hits: int
    of: int
    share: float
    low: float
    high: float
    shrunk: float
    verdict: Verdict


def alone(group: Counted) -> Rate:
    """Return the rate of one group that is compared with nothing."""
    share = group.hits / group.of if group.of else 0.0
    low, high = wilson(group.hits, group.of, Z95)
    return Rate(*group, share, low, high, share, Verdict.ALIKE if group.of >= LEAST_CASES else Verdict.TOO_FEW)


def rates(groups: Sequence[Counted], whole: Counted | None = None) -> tuple[Rate, ...]:
    """Return the rate of each group, in the order given.

    `whole` is what groups are compared with where they overlap or leave cases out; else their sum.
    """
    every = whole or Counted(None, sum(group.hits for group in groups), sum(group.of for group in groups))
    mean = every.hits / every.of if every.of else 0.0
    weight = _prior(groups, mean)
    judged = [group for group in groups if group.of >= LEAST_CASES]
    chances = [_chance(group, every) for group in judged]
    stands = {id(group): stands for group, stands in zip(judged, beyond_chance(chances), strict=True)}
    found = []
    for group in groups:
        rate = alone(group)._replace(shrunk=(group.hits + weight * mean) / (group.of + weight))
        if stands.get(id(group)):
            rate = rate._replace(verdict=Verdict.BETTER if rate.share > mean else Verdict.WORSE)
        found.append(rate)
    return tuple(found)


def _chance(group: Counted, every: Counted) -> float:
    """Return the chance that a group differs so much from the rest by luck alone, on either side."""
    more = by_chance(group.hits, group.of, every.hits, every.of)
    fewer = by_chance(group.of - group.hits, group.of, every.of - every.hits, every.of)
    return min(1.0, 2 * min(more, fewer))


def _prior(groups: Sequence[Counted], mean: float) -> float:
    """Return as how many cases the rate of the whole counts: fewer, the more the groups differ beyond chance.

    The method of moments for a beta-binomial (Kleinman, JASA 68, 1973).
    """
    tried = [group for group in groups if group.of]
    number, cases = len(tried), sum(group.of for group in tried)
    spread = mean * (1 - mean)
    if number < 2 or spread == 0:
        return _MOST_PRIOR
    seen = sum(group.of * (group.hits / group.of - mean) ** 2 for group in tried)
    room = cases - sum(group.of**2 for group in tried) / cases - (number - 1)
    alike = (seen - (number - 1) * spread) / (spread * room) if room > 0 else 0.0
    return _MOST_PRIOR if alike <= 0 else min(max(1 / alike - 1, _LEAST_PRIOR), _MOST_PRIOR)
