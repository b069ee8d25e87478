"""What marks from 0 to 10 say of all customers: the score of recommendation and the mean, each with its interval.

Nine and ten recommend, six and less do not; the score is the share of the former less that of the latter. Its interval
is the adjusted Wald interval with three invented answers (Rocks, Quality & Quantity 2016), honest from few answers on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from math import sqrt
from typing import NamedTuple

from crm_desktop.engine.chance import Z80, Z95, Interval

#: Answers below which no score is named.
LEAST = 5
#: Marks from which on somebody recommends, and up to which not.
PROMOTER, DETRACTOR = 9, 6


class Trend(StrEnum):
    """How the last answers lie beside those before."""

    BETTER = "better"
    WORSE = "worse"
    CANNOT_TELL = "cannot_tell"


class Score(NamedTuple):
    """What some marks say together; the score lies between -100 and 100."""

    n: int
    promoters: int
    passives: int
    detractors: int
    mean: float
    mean_interval: Interval
    interval: Interval

    @property
    def score(self) -> float:
        """The share of those who recommend less that of those who do not, times a hundred."""
        return 100 * (self.promoters - self.detractors) / self.n if self.n else 0.0

    @property
    def enough(self) -> bool:
        """Whether there are enough answers to name it."""
        return self.n >= LEAST


class MonthScore(NamedTuple):
    """The marks of a month, by its first day."""

    month: date
    score: Score


def score(marks: Sequence[int]) -> Score:
    """Return what some marks say, with 80 % intervals."""
    n = len(marks)
    promoters = sum(mark >= PROMOTER for mark in marks)
    detractors = sum(mark <= DETRACTOR for mark in marks)
    mean = sum(marks) / n if n else 0.0
    return Score(
        n, promoters, n - promoters - detractors, detractors, mean, _mean_interval(marks, mean),
        _interval(promoters, detractors, n),
    )  # fmt: skip


def by_month(answers: Iterable[tuple[date, int]]) -> list[MonthScore]:
    """Return the marks of each month in which there were any, in their order."""
    found: dict[date, list[int]] = {}
    for on, mark in answers:
        found.setdefault(on.replace(day=1), []).append(mark)
    return [MonthScore(month, score(marks)) for month, marks in sorted(found.items())]


def trend(before: Score, now: Score) -> Trend:
    """Say whether one score is above another by more than chance: the 95 % interval of their difference has no zero."""
    if not before.enough or not now.enough:
        return Trend.CANNOT_TELL
    gap = now.score - before.score
    room = sqrt(_half(now) ** 2 + _half(before) ** 2)
    if abs(gap) <= room:
        return Trend.CANNOT_TELL
    return Trend.BETTER if gap > 0 else Trend.WORSE


def _half(one: Score) -> float:
    return (one.interval.high - one.interval.low) / 2 * Z95 / Z80


def _interval(promoters: int, detractors: int, n: int) -> Interval:
    total = n + 3
    up, down = (promoters + 0.75) / total, (detractors + 0.75) / total
    half = Z80 * sqrt(max(0.0, up + down - (up - down) ** 2) / total)
    middle = up - down
    return Interval(100 * max(-1.0, middle - half), 100 * min(1.0, middle + half))


def _mean_interval(marks: Sequence[int], mean: float) -> Interval:
    """Return where the mean lies; one answer says nothing about it."""
    n = len(marks)
    if n < 2:
        return Interval(0.0, 10.0)
    spread = sum((mark - mean) ** 2 for mark in marks) / (n - 1)
    half = Z80 * (1 + 1 / n) * sqrt(max(spread, 0.25) / n)
    return Interval(max(0.0, mean - half), min(10.0, mean + half))
