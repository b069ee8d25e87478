"""What SQLite keeps as text, as the values the rest of the program works with: days, instants, exact numbers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from crm_desktop.base import times

#: A planned entry of the history (alias a), for queries of the first picture: others find it beside the contacts.
PLANNED = "a.due_on is not null and a.done_at is null and a.deleted_at is null"


def day(text: str) -> date:
    """Return a stored day."""
    return date.fromisoformat(text)


def day_or_none(text: str | None) -> date | None:
    """Return a stored day that may be absent."""
    return None if text is None else date.fromisoformat(text)


def instant(text: str) -> datetime:
    """Return a stored instant, in UTC."""
    return times.from_text(text)


def instant_or_none(text: str | None) -> datetime | None:
    """Return a stored instant that may be absent."""
    return None if text is None else times.from_text(text)


def exact_or_none(text: str | None) -> Decimal | None:
    """Return a stored exact number that may be absent."""
    return None if text is None else Decimal(text)
