"""When to ask after an offer: after as many days as half of the firm's own customers took who ordered in the end.

Who would order anyway has mostly answered by then and is not pressed; who has forgotten the offer is asked while there
is still time. What the firm set counts as much as eight orders, so that the first few do not decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

#: Days until the first question where the firm has set nothing.
USUAL_DAYS = 7
#: What the firm set weighs as much as so many orders.
_WEIGHT = 8
#: Asking sooner presses, asking later is in vain.
_SOONEST, _LATEST = 2, 30
#: Days before the last day of an offer on which to ask once more.
_BEFORE_END = 3


class Delay(NamedTuple):
    """After how many days to ask, and on how many orders that rests."""

    days: int
    cases: int


class Reason(StrEnum):
    """Why to get in touch about an offer that was sent."""

    ASK = "ask"
    ENDS_SOON = "ends_soon"
    EXPIRED = "expired"


class FollowUp(NamedTuple):
    """A day on which to get in touch, and why."""

    on: date
    reason: Reason


def delay(answered_after: Sequence[int], *, usual: int = USUAL_DAYS) -> Delay:
    """Return when to ask, from the days between each offer that was ordered and its order; `usual` is what was set.

    It is the median of those days together with eight times what was set, and never sooner than two days nor, unless
    it was set so, later than thirty.
    """
    known = sorted([max(days, 0) for days in answered_after] + [usual] * _WEIGHT)
    middle = len(known) // 2
    median = known[middle] if len(known) % 2 else (known[middle - 1] + known[middle] + 1) // 2
    return Delay(min(max(median, min(_SOONEST, usual)), max(_LATEST, usual)), len(answered_after))


def plan(sent_on: date, valid_until: date | None, wait: int) -> tuple[FollowUp, ...]:
    """Return the days on which to get in touch, the first one first: all working days, none of them twice.

    An offer without a last day is only asked after. One that holds so shortly that asking would fall onto its last
    days is asked after once, and what would be due at once is left out.
    """
    first = FollowUp(working_day(sent_on + timedelta(days=wait)), Reason.ASK)
    if valid_until is None:
        return (first,)
    soon = FollowUp(working_day_before(valid_until - timedelta(days=_BEFORE_END)), Reason.ENDS_SOON)
    over = FollowUp(working_day(valid_until + timedelta(days=1)), Reason.EXPIRED)
    found = [first] if first.on < soon.on else []
    if soon.on > sent_on:
        found.append(soon)
    elif first.on <= valid_until:
        found.append(first)
    return (*found, over)


def working_day(day: date) -> date:
    """Return the day itself, or the Monday after a weekend."""
    return day + timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))


def working_day_before(day: date) -> date:
    """Return the day itself, or the Friday before a weekend."""
    return day - timedelta(days={5: 1, 6: 2}.get(day.weekday(), 0))
