"""Direct marketing: campaigns, who is in them, segments, and the texts of letters and mails."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from crm_desktop.domain.identity import Part, Record


class CampaignStatus(StrEnum):
    """From plan to result."""

    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"


@dataclass(eq=False, kw_only=True)
class Campaign(Record):
    """One action of marketing with its cost and goal."""

    name: str
    channel: str = "post"
    status: CampaignStatus = CampaignStatus.PLANNED
    starts_on: date | None = None
    ends_on: date | None = None
    cost_cents: int = 0
    goal: str = ""
    segment_id: int | None = None


@dataclass(eq=False, kw_only=True)
class CampaignMember(Part):
    """A recipient, the version received and the answer."""

    campaign_id: int
    contact_id: int
    argument: str = ""
    sent_at: datetime | None = None
    responded_at: datetime | None = None
    response: str = ""


@dataclass(eq=False, kw_only=True)
class Segment(Record):
    """Contacts described by criteria instead of names."""

    name: str
    criteria: dict[str, Any] = field(default_factory=dict)


@dataclass(eq=False, kw_only=True)
class Template(Record):
    """The text of a letter or mail with {placeholders}; a letter may end with a slip to be sent back."""

    name: str
    kind: str = "letter"
    language: str = "de"
    subject: str = ""
    body: str = ""
    #: What the slip says yes to; "" for no slip.
    reply_title: str = ""
    #: Boxes to tick, one a line.
    reply_choices: str = ""
    reply_question: str = ""
    reply_link: str = ""
