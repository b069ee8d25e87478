"""What is known of a contact, as the data's quality is judged by it, and what can be wrong."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Care(StrEnum):
    """What data need: a decision whether two are one, what is missing, what is old, what cannot be."""

    DOUBLE = "double"
    INCOMPLETE = "incomplete"
    STALE = "stale"
    WRONG = "wrong"


class Flaw(NamedTuple):
    """One thing wrong with one field of a contact: what stands there, and what should stand there, "" if unknown."""

    care: Care
    field: str
    value: str = ""
    proposal: str = ""


class QualityFact(NamedTuple):
    """A contact with what is judged of it. Text that is absent is ""; `money_cents` was bought, or is in open deals."""

    id: int
    is_company: bool
    name: str
    company: str
    salutation: str
    given_name: str
    birthday: date | None
    founded: int | None
    vat_id: str
    iban: str
    email: str
    phone: str
    postal_code: str
    city: str
    country: str
    category: str
    is_customer: bool
    #: When somebody last was in touch or confirmed what is known.
    seen: date | None
    money_cents: int
