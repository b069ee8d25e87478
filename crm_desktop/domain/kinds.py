"""What a record is one of: kinds, standings, priorities; apart from the records, which a list can do without."""

from __future__ import annotations

from enum import StrEnum


class ContactKind(StrEnum):
    """A contact is one or the other for life."""

    PERSON = "person"
    COMPANY = "company"


class Standing(StrEnum):
    """What the contact is to the firm."""

    PROSPECT = "prospect"
    CUSTOMER = "customer"
    REGULAR = "regular"
    FORMER = "former"
    PARTNER = "partner"
    SUPPLIER = "supplier"
    OTHER = "other"


class PointKind(StrEnum):
    """Ways to reach somebody."""

    PHONE = "phone"
    MOBILE = "mobile"
    FAX = "fax"
    EMAIL = "email"
    WEB = "web"
    OTHER = "other"


class AddressKind(StrEnum):
    """What an address is for."""

    BUSINESS = "business"
    PRIVATE = "private"
    BILLING = "billing"
    DELIVERY = "delivery"
    OTHER = "other"


class ActivityKind(StrEnum):
    """What happened, or is going to."""

    CALL = "call"
    EMAIL = "email"
    MEETING = "meeting"
    NOTE = "note"
    LETTER = "letter"
    TASK = "task"
    VISIT = "visit"
    DOCUMENT = "document"
    #: Written by the program: a stage change, an offer sent.
    SYSTEM = "system"


class Direction(StrEnum):
    """Who turned to whom."""

    IN = "in"
    OUT = "out"
    NONE = ""


class Priority(StrEnum):
    """How urgent a task is, beside its date."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class FieldKind(StrEnum):
    """What a field of the user's own holds, and how its value lies in the record's `custom` (JSON)."""

    #: Text.
    TEXT = "text"
    #: Text of several lines.
    LONG = "long"
    #: A number: whole where it is whole.
    NUMBER = "number"
    #: Cents of the firm's currency, whole.
    MONEY = "money"
    #: A day: 2026-12-31.
    DATE = "date"
    #: True or false.
    CHECK = "check"
    #: One of the field's choices.
    CHOICE = "choice"


class TextState(StrEnum):
    """What came of reading the text of a file for the search."""

    READ = "read"
    #: A kind of file without text, or one that holds none (a scan).
    NONE = "none"
    #: Damaged, locked with a password, or given up because it took too long.
    FAILED = "failed"
    #: Too large to be read.
    LARGE = "large"
