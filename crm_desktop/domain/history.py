"""The history: everything that concerns a customer, and what is planned next; files that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from crm_desktop.domain.identity import Part, Record
from crm_desktop.domain.kinds import ActivityKind, Direction, Priority

__all__ = ["Activity", "ActivityComment", "ActivityContact", "ActivityKind", "Attachment", "Direction", "Priority"]


@dataclass(eq=False, kw_only=True)
class Activity(Record):
    """One entry of the history, or a planned one: a planned one has `due_on` and no `done_at`.

    `at` is when it happened (or was planned); kind never changes, the text may, with `edited_at` as the trace.
    """

    kind: ActivityKind
    at: datetime
    subject: str = ""
    body: str = ""
    direction: Direction = Direction.NONE
    minutes: int | None = None
    result: str = ""
    pinned: bool = False
    deal_id: int | None = None
    offer_id: int | None = None
    lead_id: int | None = None
    campaign_id: int | None = None
    case_id: int | None = None
    edited_at: datetime | None = None
    due_on: date | None = None
    #: Local time of day as HH:MM, where the plan has one.
    due_time: str = ""
    reminder_at: datetime | None = None
    done_at: datetime | None = None
    priority: Priority = Priority.NORMAL
    #: RFC 5545 RRULE, "" for once.
    recurrence: str = ""
    #: The day it would be due by its rule, where this one time was put off; the times after it follow that day.
    rhythm_on: date | None = None
    #: The time before of something that comes again.
    previous_id: int | None = None


@dataclass(eq=False, kw_only=True)
class ActivityContact(Part):
    """Who an entry concerns. `at` repeats the entry's time, so that a timeline reads one index."""

    activity_id: int
    contact_id: int
    at: datetime


@dataclass(eq=False, kw_only=True)
class ActivityComment(Part):
    """What was added to an entry later, in one line, without changing what it says."""

    activity_id: int
    at: datetime
    body: str


@dataclass(eq=False, kw_only=True)
class Attachment(Part):
    """A file that belongs to an entry, a contact, a deal or an offer; its bytes lie in `blob` under their SHA-256."""

    name: str
    media_type: str = "application/octet-stream"
    size: int = 0
    sha256: str
    added_at: datetime
    activity_id: int | None = None
    contact_id: int | None = None
    deal_id: int | None = None
    offer_id: int | None = None
