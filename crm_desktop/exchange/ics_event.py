"""One entry of a calendar file (RFC 5545), as it is written and as it is read."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple


class Attendee(NamedTuple):
    """Somebody who takes part."""

    name: str
    email: str = ""


class CalendarEvent(NamedTuple):
    """An entry: `start` is local time without a zone where it has a time, a day where it lasts whole days.

    `length` counts minutes, of whole days in steps of a day; None says that nobody gave an end.
    """

    uid: str
    start: datetime | date
    length: int | None
    summary: str
    text: str = ""
    #: RRULE, "" for once.
    rule: str = ""
    attendees: tuple[Attendee, ...] = ()
    categories: tuple[str, ...] = ()
    #: When it was last changed, in UTC, and how often.
    changed: datetime | None = None
    sequence: int = 0
    cancelled: bool = False
    #: Only due that day: others see the time as free.
    free: bool = False

    @property
    def timed(self) -> bool:
        """Whether it has a time of day."""
        return isinstance(self.start, datetime)
