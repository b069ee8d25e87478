"""Who may be written to or called, for what, and on which ground (GDPR Art. 6 and 7, § 7 UWG)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from crm_desktop.domain.identity import Part


class Channel(StrEnum):
    """Ways direct marketing can take."""

    EMAIL = "email"
    PHONE = "phone"
    POST = "post"
    MESSENGER = "messenger"


class ConsentStatus(StrEnum):
    """The grounds, from strongest permission to strongest objection."""

    OPT_IN = "opt_in"
    DOUBLE_OPT_IN = "double_opt_in"
    EXISTING_CUSTOMER = "existing_customer"
    PRESUMED = "presumed"
    WITHDRAWN = "withdrawn"
    OBJECTION = "objection"


@dataclass(eq=False, kw_only=True)
class Consent(Part):
    """One statement about one channel and purpose; never changed, the newest one holds."""

    contact_id: int
    channel: Channel
    purpose: str = "marketing"
    status: ConsentStatus
    given_at: datetime
    source: str = ""
    wording: str = ""
    recorded_at: datetime | None = None
    valid_until: date | None = None
    last_used_at: datetime | None = None


@dataclass(eq=False, kw_only=True)
class Suppression(Part):
    """A salted hash of an address that must never be used again, also after the person was erased."""

    channel: Channel
    digest: str
    reason: str = ""
    at: datetime
