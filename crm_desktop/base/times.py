"""Instants and days: times are kept in UTC, days are the user's own; the clock is always handed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _

#: Something that tells the time in UTC; tests hand in one that stands still.
Clock = Callable[[], datetime]

_DAY_FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%Y/%m/%d")


def utc_now() -> datetime:
    """Return this instant in UTC, to the whole second."""
    return datetime.now(UTC).replace(microsecond=0)


def to_text(at: datetime) -> str:
    """Return an instant as it is stored: 2026-11-24T08:42:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_text(text: str) -> datetime:
    """Return a stored instant."""
    return datetime.fromisoformat(text)


def local_day(at: datetime) -> date:
    """Return the day of an instant on the user's own calendar."""
    return at.astimezone().date()


def start_of_day(day: date) -> datetime:
    """Return the instant at which a day begins for the user, in UTC."""
    return datetime(day.year, day.month, day.day).astimezone(UTC)


def days_between(earlier: datetime, later: datetime) -> float:
    """Return the length of a span in days."""
    return (later - earlier) / timedelta(days=1)


def parse_day(text: str, *, month_first: bool = False) -> date:
    """Read a day as people write it: 2026-12-31, 31.12.2026, 31.12.26; 12/31/2026 only with `month_first`.

    Raises BadInput when it is no day, or one outside 1800 to 2200.
    """
    raw = text.strip().split("T")[0].split(" ")[0]
    forms = (*_DAY_FORMS, "%m/%d/%Y" if month_first else "%d/%m/%Y", "%m/%d/%y" if month_first else "%d/%m/%y")
    for form in forms:
        try:
            day = datetime.strptime(raw, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if 1800 <= day.year <= 2200:
            return day
        break
    raise BadInput(_("“{text}” is not a date.").format(text=text[:40]), _("Write it like 2026-12-31."))
