"""Where everything stands in the calendar, as pure arithmetic: columns beside each other, rows below, minutes, days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from heapq import heappop, heappush
from typing import NamedTuple

#: Minutes of a day, and the steps in which the pointer and the keys move.
DAY = 24 * 60
SNAP = 15
CURSOR = 30
#: How many entries at one time stand beside each other; the others hide behind "+2".
MOST_BESIDE = 3
#: An entry is drawn at least this long.
SHORTEST = 20
#: How wide a day of the week-end is, of a working day.
_WEEKEND = 0.42
_SATURDAY = 5


class Span(NamedTuple):
    """From one minute of the day to another; `end` is behind the last."""

    start: int
    end: int


class Slot(NamedTuple):
    """Which of how many columns an entry has; `column` is -1 where it hides behind the number."""

    column: int
    columns: int

    @property
    def shown(self) -> bool:
        """Whether the entry is drawn."""
        return self.column >= 0


class Cluster(NamedTuple):
    """Entries that hide behind a number: which ones, and from when to when the crowd lasts."""

    hidden: tuple[int, ...]
    span: Span


def side_by_side(spans: Sequence[Span], most: int = MOST_BESIDE) -> tuple[list[Slot], list[Cluster]]:
    """Give each span a column, so that no two that overlap share one; return what finds no column as clusters."""
    slots = [Slot(0, 1)] * len(spans)
    clusters: list[Cluster] = []
    for members in _crowds(spans):
        ends: list[int] = []
        columns: dict[int, int] = {}
        for at in members:
            free = next((column for column, end in enumerate(ends) if end <= spans[at].start), len(ends))
            if free == len(ends):
                ends.append(0)
            ends[free] = spans[at].end
            columns[at] = free
        many = min(len(ends), most)
        hidden = tuple(at for at in members if columns[at] >= most)
        for at in members:
            slots[at] = Slot(-1 if at in hidden else columns[at], many)
        if hidden:
            clusters.append(
                Cluster(hidden, Span(min(spans[at].start for at in hidden), max(spans[at].end for at in hidden)))
            )
    return slots, clusters


def _crowds(spans: Sequence[Span]) -> Iterable[list[int]]:
    """Part spans into crowds that hang together by overlapping, each in the order of their beginnings."""
    order = sorted(range(len(spans)), key=lambda at: (spans[at].start, -spans[at].end, at))
    crowd: list[int] = []
    end = 0
    for at in order:
        if crowd and spans[at].start >= end:
            yield crowd
            crowd = []
        crowd.append(at)
        end = max(end, spans[at].end) if len(crowd) > 1 else spans[at].end
    if crowd:
        yield crowd


def stacked(ranges: Sequence[tuple[int, int]]) -> list[int]:
    """Give each range of days (first, last) a row, so that no two of one day share one."""
    taken: list[tuple[int, int]] = []
    free: list[int] = []
    found = [0] * len(ranges)
    for at in sorted(range(len(ranges)), key=lambda at: (ranges[at][0], ranges[at][0] - ranges[at][1], at)):
        first, last = ranges[at]
        while taken and taken[0][0] < first:
            heappush(free, heappop(taken)[1])
        # Every row is either free or taken: the next new one is as many as are taken.
        found[at] = heappop(free) if free else len(taken)
        heappush(taken, (last, found[at]))
    return found


def day_edges(days: Sequence[date], width: float, margin: float) -> list[float]:
    """Return the left edge of each day and the right edge of the last; week-ends are narrow beside working days."""
    weights = [_WEEKEND if day.weekday() >= _SATURDAY and len(days) > 1 else 1.0 for day in days]
    unit = max(0.0, width - margin) / sum(weights)
    edges = [margin]
    for weight in weights:
        edges.append(edges[-1] + unit * weight)
    return edges


def day_at(edges: Sequence[float], x: float) -> int:
    """Return the number of the day at a distance from the left, the nearest one outside."""
    last = len(edges) - 2
    return next((at for at in range(last) if x < edges[at + 1]), last)


def minute_at(y: float, hour: float, snap: int = SNAP) -> int:
    """Return the minute of the day at a height, on the grid of the pointer."""
    return min(max(round(y / hour * 60 / snap) * snap, 0), DAY - snap)


def within_day(start: int, minutes: int) -> Span:
    """Return what of an entry stands on the day it begins; short ones are drawn long enough to be read."""
    return Span(start, min(max(start + minutes, start + SHORTEST), DAY) if start < DAY - SHORTEST else DAY)


def week_of(day: date) -> list[date]:
    """Return the seven days of a day's week, Monday first."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=by) for by in range(7)]


def month_days(day: date) -> list[date]:
    """Return the days of the weeks a day's month touches: whole weeks, Monday first."""
    first = week_of(day.replace(day=1))[0]
    after = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    weeks = -(-(after - first).days // 7)
    return [first + timedelta(days=by) for by in range(weeks * 7)]


def next_month(day: date, by: int) -> date:
    """Return the same day so many months later, or the last of that month."""
    number = day.year * 12 + day.month - 1 + by
    year, month = divmod(number, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def next_free(busy: Sequence[Span], start: int, minutes: int, *, until: int = 18 * 60) -> int | None:
    """Return the first minute from `start` on at which so many minutes are free before `until`, None for none."""
    at = -(-start // SNAP) * SNAP
    while at + minutes <= until:
        in_the_way = [span.end for span in busy if span.start < at + minutes and span.end > at]
        if not in_the_way:
            return at
        at = -(-max(in_the_way) // SNAP) * SNAP
    return None


def clock(minute: int) -> str:
    """Return a minute of the day as it is written: 9:30 is 09:30, and the end of the day 24:00."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def minute_of(time: str) -> int:
    """Return the minute of the day of a time written like 09:30."""
    hour, _colon, minute = time.partition(":")
    return int(hour) * 60 + int(minute)
