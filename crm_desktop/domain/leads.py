"""Leads: inquiries that are not yet known to be worth a deal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crm_desktop.domain.identity import Record


class LeadStatus(StrEnum):
    """From arrival to decision."""

    NEW = "new"
    CONTACTED = "contacted"
    QUALIFIED = "qualified"
    DISQUALIFIED = "disqualified"


@dataclass(eq=False, kw_only=True)
class Lead(Record):
    """An inquiry as it arrived; qualified, it becomes a contact and a deal."""

    title: str
    raw_text: str = ""
    arrived_at: datetime
    source: str = ""
    channel: str = ""
    campaign_id: int | None = None
    status: LeadStatus = LeadStatus.NEW
    score: int | None = None
    answered_at: datetime | None = None
    disqualify_reason: str = ""
    contact_id: int | None = None
    deal_id: int | None = None
