"""The months of the month board: which lanes there are, in which a deal lies, and the day it gets in another one."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crm_desktop.base.formats import month
from crm_desktop.base.i18n import _
from crm_desktop.base.period import add_months
from crm_desktop.store.queries.board import BoardCard

#: Keys of the lanes that are no month: expected before this month, after the last lane, and not dated at all.
PAST, LATER, UNDATED = 1, 999_999, 0
#: Months shown at least and at most, this one included.
_LEAST, _MOST = 4, 9


class MonthLane(NamedTuple):
    """A lane of the month board; nothing can be brought where `takes` is False."""

    key: int
    name: str
    takes: bool = True


def month_lanes(cards: Sequence[BoardCard], today: date) -> list[MonthLane]:
    """Return the lanes for these deals: as many months as hold some, and what is no month where it holds some."""
    this = today.replace(day=1)
    closes = [card.expected_close for card in cards]
    dated = [close for close in closes if close is not None]
    ahead = max((_months_from(this, close) for close in dated), default=0)
    number = min(max(ahead + 1, _LEAST), _MOST)
    months = [add_months(this, place) for place in range(number)]
    lanes = [MonthLane(first.year * 100 + first.month, month(first, form="LLLL y")) for first in months]
    if any(close < this for close in dated):
        lanes.insert(0, MonthLane(PAST, _("Overdue"), takes=False))
    if ahead >= number:
        lanes.append(MonthLane(LATER, _("Later"), takes=False))
    lanes.append(MonthLane(UNDATED, _("Without a date")))
    return lanes


def lane_of(card: BoardCard, today: date, lanes: Sequence[MonthLane]) -> int:
    """Return the key of the lane a deal lies in."""
    close = card.expected_close
    if close is None:
        return UNDATED
    if close < today.replace(day=1):
        return PAST
    key = close.year * 100 + close.month
    return key if any(lane.key == key for lane in lanes) else LATER


def day_in(key: int, before: date | None, today: date) -> date | None:
    """Return the day a deal is expected to be closed on once it lies in a lane: the same day of the month."""
    if key == UNDATED:
        return None
    year, number = divmod(key, 100)
    last = monthrange(year, number)[1]
    day = date(year, number, min(before.day, last) if before else last)
    return max(day, today) if (year, number) == (today.year, today.month) else day


def _months_from(first: date, day: date) -> int:
    return (day.year - first.year) * 12 + day.month - first.month
