"""How long something takes when not all of it has ended yet: Kaplan and Meier's curve, and of several ways to end each.

What has not ended counts with the days it has lasted so far, so that slow cases are not forgotten. Where several ways
to end rule each other out (won, lost), the share that went one way by a day is their cumulative incidence after Aalen
and Johansen: one minus a curve that takes the others for unfinished would be too high. Ranges are Greenwood's and
Gaynor's variances on the log-log scale, which keeps them between 0 and 1.
Sources: Kaplan and Meier, JASA 53 (1958); Aalen and Johansen, Scand. J. Statist. 5 (1978); Gaynor et al., JASA 88
(1993).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from crm_desktop.engine.chance import Z95

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

#: A share so near to nothing or everything is one of the two, but for how computers count.
_NEARLY = 1e-9
#: How something ended that has not.
OPEN = 0


class Stay(NamedTuple):
    """How many days something lasted, how it ended (`OPEN`, or the number from 1 of a way), and how often that was."""

    days: float
    end: int = 1
    cases: int = 1


class Step(NamedTuple):
    """From a day on, this share, with its range; how many cases lasted until then, and how many ended that day."""

    day: float
    share: float
    low: float
    high: float
    at_risk: int
    ended: int


class Course(NamedTuple):
    """A share that changes by steps; `cases` is how many were looked at, `ended` how many ended the way meant."""

    steps: tuple[Step, ...]
    cases: int
    ended: int
    #: What the share is before the first step.
    begins: float
    #: How far the longest case reaches: nothing is known beyond.
    last_day: float

    def at(self, day: float) -> float:
        """Return the share on a day."""
        return next((step.share for step in reversed(self.steps) if step.day <= day), self.begins)

    def day_of(self, share: float) -> float | None:
        """Return the first day on which the share has come to a value, rising or falling; None where it has not."""
        for step in self.steps:
            if (step.share - share) * (self.begins - share) <= 0 and not math.isclose(self.begins, share):
                return step.day
        return None


def kept(stays: Sequence[Stay]) -> Course:
    """Return the share that still lasts after each day on which something ended (Kaplan and Meier)."""
    table = _table(stays)
    steps: list[Step] = []
    share, variance = 1.0, 0.0
    for day, at_risk, ended in zip(table.days, table.at_risk, table.ended, strict=True):
        share *= 1 - ended / at_risk
        if ended < at_risk:
            variance += ended / (at_risk * (at_risk - ended))
            low, high = _range(share, share * math.sqrt(variance))
        else:
            low, high = 0.0, steps[-1].high if steps else 1.0
        steps.append(Step(float(day), share, low, high, int(at_risk), int(ended)))
    return Course(tuple(steps), table.cases, int(table.ended.sum()), 1.0, table.last_day)


def gone(stays: Sequence[Stay], end: int = 1) -> Course:
    """Return the share that has ended one way by each day something did, other ways counted as what they are."""
    table = _table(stays)
    meant = table.by_end.get(end, np.zeros(len(table.days)))
    left: Floats = np.cumprod(1 - table.ended / table.at_risk).astype(np.float64)
    before: Floats = np.concatenate(([1.0], left))[: len(left)]
    share: Floats = np.cumsum(before * meant / table.at_risk)
    spread = np.sqrt(np.maximum(_variance(table, meant, before, share), 0.0))
    steps = tuple(
        Step(float(day), float(part), *_range(float(part), float(sd)), int(at_risk), int(ended))
        for day, part, sd, at_risk, ended in zip(table.days, share, spread, table.at_risk, meant, strict=True)
        if ended
    )
    return Course(steps, table.cases, int(meant.sum()), 0.0, table.last_day)


class _Table(NamedTuple):
    """Days on which something ended: how many lasted until then, how many ended, and how many each way."""

    days: Floats
    at_risk: Floats
    ended: Floats
    by_end: dict[int, Floats]
    last_day: float
    cases: int


def _table(stays: Sequence[Stay]) -> _Table:
    days = np.array([stay.days for stay in stays], dtype=np.float64)
    ends = np.array([stay.end for stay in stays], dtype=np.int64)
    cases = np.array([stay.cases for stay in stays], dtype=np.float64)
    over = ends != OPEN
    when, place = np.unique(days[over], return_inverse=True)
    order = np.argsort(days, kind="stable")
    lasting = np.concatenate((np.cumsum(cases[order][::-1])[::-1], [0.0]))
    at_risk = lasting[np.searchsorted(days[order], when, side="left")]
    weights = cases[over]
    by_end = {
        int(end): np.bincount(place[ends[over] == end], weights[ends[over] == end], len(when)).astype(np.float64)
        for end in np.unique(ends[over])
    }
    ended = np.bincount(place, weights, len(when)).astype(np.float64)
    return _Table(when, at_risk, ended, by_end, float(days.max()) if len(days) else 0.0, int(cases.sum()))


def _variance(table: _Table, meant: Floats, before: Floats, share: Floats) -> Floats:
    """Return the variance of a cumulative incidence on each day, after Gaynor, written as running sums."""
    rest = table.at_risk - table.ended
    weight = np.divide(table.ended, table.at_risk * rest, out=np.zeros_like(rest), where=rest > 0)
    one = np.cumsum(weight), np.cumsum(share * weight), np.cumsum(share**2 * weight)
    two = np.cumsum(before**2 * (table.at_risk - meant) * meant / table.at_risk**3)
    pull = before * meant / table.at_risk**2
    three = np.cumsum(pull), np.cumsum(share * pull)
    found: Floats = share**2 * one[0] - 2 * share * one[1] + one[2] + two - 2 * (share * three[0] - three[1])
    return found


def _range(share: float, spread: float) -> tuple[float, float]:
    """Return the range of a share with its standard deviation, on the log-log scale."""
    if not _NEARLY < share < 1.0 - _NEARLY or spread <= 0.0:
        return share, share
    width = Z95 * spread / (share * abs(math.log(share)))
    return share ** math.exp(width), share ** math.exp(-width)
