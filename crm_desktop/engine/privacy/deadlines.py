"""Until when a person must be answered or told (Art. 12 (3), 13, 14 GDPR; Art. 25 DSG), counted as the law counts.

A month ends on the day of the same number, or on the last day of a shorter month; what ends on a Saturday or Sunday
ends on the Monday after (Regulation 1182/71, § 193 BGB). Public holidays are left out: that is the careful side.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from enum import StrEnum

from crm_desktop.domain.privacy import Origin

#: Days before the last one from which on something is urgent.
SOON_DAYS = 7
_SWISS_DAYS = 30
_SATURDAY = 5


class Due(StrEnum):
    """How things stand with a deadline."""

    DONE = "done"
    OPEN = "open"
    SOON = "soon"
    OVERDUE = "overdue"


def add_months(day: date, months: int) -> date:
    """Return the day so many months later, the last of its month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def working_day(day: date) -> date:
    """Return the day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= _SATURDAY else day


def answer_by(received: date, *, country: str = "DE", extended: bool = False) -> date:
    """Return the last day to answer what somebody asked for: a month, two more where it is hard and was told so."""
    if country == "CH":
        return working_day(received + timedelta(days=_SWISS_DAYS * (2 if extended else 1)))
    return working_day(add_months(received, 3 if extended else 1))


def inform_by(origin: Origin, obtained: date) -> date:
    """Return the last day to tell a person of its data: at once where it gave them itself, else within a month."""
    return obtained if origin is Origin.PERSON else working_day(add_months(obtained, 1))


def due(last: date, *, today: date, done: bool = False) -> Due:
    """Return how things stand with what is to be done by a day."""
    if done:
        return Due.DONE
    if last < today:
        return Due.OVERDUE
    return Due.SOON if (last - today).days <= SOON_DAYS else Due.OPEN
