"""Leads: inquiries that are not yet known to be worth a deal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from crm_desktop.domain.identity import Record


class LeadStatus(StrEnum):
    """From arrival to decision: open ones are new, contacted or qualified, closed ones converted or disqualified."""

    NEW = "new"
    CONTACTED = "contacted"
    QUALIFIED = "qualified"
    CONVERTED = "converted"
    DISQUALIFIED = "disqualified"


#: Those that still want something done.
OPEN = (LeadStatus.NEW, LeadStatus.CONTACTED, LeadStatus.QUALIFIED)


@dataclass(eq=False, kw_only=True)
class Lead(Record):
    """An inquiry as it arrived, and what was read from it; taken on, it becomes company, person and deal."""

    #: What is wanted, in a few words: the title of the deal it may become.
    title: str = ""
    #: The text as it arrived; never changed.
    raw_text: str = ""
    arrived_at: datetime
    #: Where it comes from (recommendation, fair), how it came (e-mail, telephone), and the campaign: as it counts now.
    source: str = ""
    channel: str = ""
    campaign_id: int | None = None
    #: The same of the first touch.
    first_source: str = ""
    first_channel: str = ""
    first_campaign_id: int | None = None
    status: LeadStatus = LeadStatus.NEW
    #: The day by which it is to be answered, set when it arrives.
    answer_by: date | None = None
    answered_at: datetime | None = None
    #: Put off by the user until this day.
    later_until: date | None = None
    qualified_at: datetime | None = None
    #: When it was converted or disqualified.
    closed_at: datetime | None = None
    disqualify_reason: str = ""
    disqualify_note: str = ""
    salutation: str = ""
    given_name: str = ""
    family_name: str = ""
    job_title: str = ""
    company: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""
    website: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    #: ISO 3166 code, "" for the firm's own.
    country: str = ""
    referred_by: str = ""
    quantity: int | None = None
    budget_cents: int = 0
    currency: str = ""
    wanted_on: date | None = None
    note: str = ""
    product_id: int | None = None
    #: Whether somebody with its address or number was a contact on the day it arrived.
    was_known: bool = False
    #: The person and the company it belongs to: chosen by the user, or made when it was converted.
    contact_id: int | None = None
    company_id: int | None = None
    deal_id: int | None = None
