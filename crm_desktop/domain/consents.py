"""Who may be written to or called, for what, and on which ground (GDPR Art. 6 and 7, § 7 UWG)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

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
    #: Asked to confirm, not yet confirmed: no ground by itself.
    PENDING = "pending"
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
    #: The file that proves it, None where the source itself is the proof.
    attachment_id: int | None = None
    #: Of the existing customer exception (§ 7 (3) UWG): which of its conditions were stated when it was recorded.
    conditions: list[str] = field(default_factory=list)


@dataclass(eq=False, kw_only=True)
class Suppression(Part):
    """A salted hash of an address that must never be used again, also after the person was erased."""

    channel: Channel
    digest: str
    reason: str = ""
    at: datetime


class Audience(StrEnum):
    """Whom the law tells apart: people for themselves, and firms with those who work for them."""

    CONSUMER = "consumer"
    BUSINESS = "business"


@dataclass(eq=False, kw_only=True)
class ConsentRule(Part):
    """Which grounds allow a channel in a country, where the firm has decided otherwise than the program suggests."""

    country: str
    audience: Audience
    channel: Channel
    #: Whether it is allowed without any ground of its own, until somebody objects.
    without_ground: bool = False
    grounds: list[str] = field(default_factory=list)
    basis: str = ""


class Statement(NamedTuple):
    """One consent or refusal, as far as it decides."""

    status: ConsentStatus
    given_on: date
    valid_until: date | None = None
    conditions: tuple[str, ...] = ()


class Rule(NamedTuple):
    """Which grounds allow a channel."""

    country: str
    audience: Audience
    channel: Channel
    without_ground: bool
    grounds: frozenset[ConsentStatus]
    basis: str = ""
