"""What the law on personal data asks a firm to know: where data came from, what was asked for, how long they are kept.

Articles are those of the GDPR; Austria adds to it, Switzerland has the DSG, which asks for much the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from crm_desktop.domain.identity import Part


class Origin(StrEnum):
    """Where the data of a person came from: it decides what the person must be told, and when."""

    UNKNOWN = ""
    #: From the person (Art. 13): told when the data are collected.
    PERSON = "person"
    #: From the firm's own records in another program or on paper: who was to be told has been told there.
    OWN = "own"
    #: From somebody else: told within a month, or with the first message (Art. 14).
    RECOMMENDATION = "recommendation"
    EMPLOYER = "employer"
    PUBLIC = "public"
    BOUGHT = "bought"
    OTHER = "other"


class RequestKind(StrEnum):
    """What a person can ask for."""

    ACCESS = "access"
    PORTABILITY = "portability"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    OBJECTION = "objection"


class Kept(StrEnum):
    """Classes of data that are kept for a time of their own."""

    ORDER = "order"
    OFFER_ORDERED = "offer_ordered"
    OFFER_OPEN = "offer_open"
    LETTER = "letter"
    CASE = "case"
    CONSENT = "consent"
    #: Whoever never bought anything, counted from the last contact.
    PROSPECT = "prospect"
    #: Whoever bought something, counted from the last order or contact.
    CUSTOMER = "customer"
    #: What was asked for and answered.
    REQUEST = "request"


class Ground(StrEnum):
    """Why data are erased (Art. 17 (1))."""

    REQUEST = "request"
    WITHDRAWN = "withdrawn"
    OBJECTION = "objection"
    NO_LONGER_NEEDED = "no_longer_needed"
    UNLAWFUL = "unlawful"


@dataclass(eq=False, kw_only=True)
class DataProtection(Part):
    """What is known of a contact's data: their origin, whether the person was told, and why they are only kept."""

    contact_id: int
    origin: Origin = Origin.UNKNOWN
    #: Who or what exactly: the name of a list, of a register, of a trade fair.
    origin_detail: str = ""
    obtained_on: date | None = None
    informed_on: date | None = None
    informed_by: str = ""
    #: Why the data may only be kept: a word of `Restricted`, "" for none.
    restricted_for: str = ""
    #: The day until which the law wants them kept, and the law.
    keep_until: date | None = None
    keep_basis: str = ""


class Restricted(StrEnum):
    """Why data may only be kept (Art. 18 (1), Art. 17 (3) b)."""

    ASKED = "asked"
    ACCURACY = "accuracy"
    CLAIMS = "claims"
    RETENTION = "retention"


@dataclass(eq=False, kw_only=True)
class DataRequest(Part):
    """Something a person asked for, with the day it must be answered by."""

    kind: RequestKind
    contact_id: int | None = None
    number: str = ""
    received_on: date
    due_on: date
    extended: bool = False
    answered_on: date | None = None
    note: str = ""


@dataclass(eq=False, kw_only=True)
class RetentionRule(Part):
    """How long a class of data is kept, where the firm decided otherwise than the program suggests."""

    country: str
    kind: Kept
    months: int = 0
    from_year_end: bool = False
    basis: str = ""


@dataclass(eq=False, kw_only=True)
class Erasure(Part):
    """The proof of an erasure. Nothing in it says who it was: `digests` are hashes of random ids."""

    reference: str
    at: datetime
    ground: Ground
    #: How many records of each table were erased.
    counts: dict[str, int] = field(default_factory=dict)
    #: What the law wants kept: class, until when, on which basis, how many.
    kept: list[Any] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)


@dataclass(eq=False, kw_only=True)
class PrivacyText(Part):
    """A text of the firm's own for its papers on data protection."""

    key: str
    text: str = ""
