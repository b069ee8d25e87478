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
    """One thing wrong with one field of a contact: what stands there, and what should stand there, "" if unknown.

    `record` is the id of the phone number, the address or the deal it stands in, 0 where it is the contact itself.
    Where several mends are possible they are `choices`, each the field it belongs in and its value.
    """

    care: Care
    field: str
    value: str = ""
    proposal: str = ""
    record: int = 0
    choices: tuple[tuple[str, str], ...] = ()


class Way(NamedTuple):
    """A phone number or an e-mail address; `normal` is the form equal ones share, "" where there is none."""

    id: int
    kind: str
    value: str
    normal: str


class DealDays(NamedTuple):
    """A deal that was closed before it was opened, or will be closed in the future."""

    id: int
    title: str
    opened: date
    closed: date


class QualityFact(NamedTuple):
    """A contact with what is judged of it. Text that is absent is "".

    `money_cents` was bought, or is in open deals; of a person at a company it is the company's.
    """

    id: int
    is_company: bool
    name: str
    company: str = ""
    salutation: str = ""
    given_name: str = ""
    family_name: str = ""
    birthday: date | None = None
    founded: int | None = None
    vat_id: str = ""
    iban: str = ""
    category: str = ""
    is_customer: bool = False
    #: Whether the contact buys itself: a company, or a person without one.
    is_account: bool = True
    #: When somebody last was in touch or confirmed what is known.
    seen: date | None = None
    money_cents: int = 0
    #: The main postal address; its id is 0 where there is none.
    address_id: int = 0
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""
    ways: tuple[Way, ...] = ()
    deals: tuple[DealDays, ...] = ()

    def has(self, *kinds: str) -> bool:
        """Whether there is a way of one of these kinds to reach the contact."""
        return any(way.kind in kinds for way in self.ways)

    @property
    def matters(self) -> bool:
        """Whether there is business with the contact: only then is asked for what is missing or old."""
        return self.is_customer or self.money_cents > 0


class Health(NamedTuple):
    """How many contacts there were on a day, how many without any flaw, and what waited for a decision."""

    day: date
    contacts: int
    sound: int
    doubles: int
    incomplete: int
    stale: int
    wrong: int

    @property
    def share(self) -> float:
        """The share of contacts without any flaw; everything is well where there are none."""
        return self.sound / self.contacts if self.contacts else 1.0

    @property
    def waiting(self) -> int:
        """How many decisions waited."""
        return self.doubles + self.incomplete + self.stale + self.wrong
