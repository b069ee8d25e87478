"""Facts about inquiries: what was known of one when it came and what became of it; and deals they may resemble."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class LeadFact(NamedTuple):
    """One inquiry; source, channel and campaign are those of its first touch, "" where nobody said."""

    id: int
    arrived: datetime
    answered: datetime | None
    #: When it was taken on or declined; None while it is open.
    closed: datetime | None
    #: Whether it became a deal; says nothing while it is open.
    converted: bool
    source: str = ""
    channel: str = ""
    campaign: str = ""
    has_company: bool = False
    has_phone: bool = False
    has_email: bool = False
    budget_cents: int = 0
    #: Whether it said until when it is wanted.
    has_date: bool = False
    #: Whether somebody with its address or number was a contact already.
    known: bool = False
    #: Whether it named who had recommended the firm.
    referred: bool = False
    #: Letters of its text.
    length: int = 0
    #: What became of the deal: "open", "won", "lost", "parked"; "" without one.
    deal_status: str = ""
    deal_cents: int = 0
    deal_closed: datetime | None = None


class ClosedDeal(NamedTuple):
    """A deal that was won or lost, as a pattern for what an inquiry may bring."""

    id: int
    title: str
    account: str
    category: str
    channel: str
    product_id: int | None
    amount_cents: int
    currency: str
    won: bool
    lost_reason: str
    opened: datetime
    closed: datetime
