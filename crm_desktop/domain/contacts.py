"""People and companies, how to reach them and where they belong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from crm_desktop.base.text import words
from crm_desktop.domain.identity import Part, Record
from crm_desktop.domain.kinds import AddressKind, ContactKind, PointKind, Standing

__all__ = [
    "Address",
    "AddressKind",
    "Contact",
    "ContactKind",
    "ContactPoint",
    "Employment",
    "PointKind",
    "Standing",
    "Tag",
    "display_name",
    "sort_key",
]


@dataclass(eq=False, kw_only=True)
class Contact(Record):
    """A person or a company. The `account` of a deal or offer is the company, or the person without one."""

    kind: ContactKind
    #: The name shown: the company's, or given and family name.
    name: str
    #: Folded, family name first: the order of lists.
    sort_key: str
    standing: Standing = Standing.PROSPECT
    #: The company a person belongs to now; the parent of a company.
    company_id: int | None = None
    salutation: str = ""
    title: str = ""
    given_name: str = ""
    family_name: str = ""
    #: Overrides the salutation line the program would write in a letter.
    letter_salutation: str = ""
    job_title: str = ""
    #: What the person decides in buying: decider, influencer, user, gatekeeper.
    buying_role: str = ""
    birthday: date | None = None
    category: str = ""
    industry: str = ""
    employees: int | None = None
    #: Year a company was founded.
    founded: int | None = None
    legal_form: str = ""
    vat_id: str = ""
    #: Account of the contact, for debits and refunds; without blanks.
    iban: str = ""
    customer_number: str | None = None
    #: Where the contact came from: recommendation, fair, website ...
    source: str = ""
    referred_by_id: int | None = None
    #: Language of documents for this contact ("de", "en"); "" means the firm's.
    language: str = ""
    payment_terms: str = ""
    note: str = ""
    #: Day the data were last confirmed to be right.
    confirmed_on: date | None = None
    #: Latest entry of the history, kept by the operations that write the history.
    last_activity_at: datetime | None = None
    #: Since when the contact may only be kept and not be used (Art. 18 GDPR); None for no restriction.
    restricted_on: date | None = None


@dataclass(eq=False, kw_only=True)
class Address(Part):
    """A postal address of a contact; country is an ISO 3166 code of two letters."""

    contact_id: int
    kind: AddressKind = AddressKind.BUSINESS
    street: str = ""
    extra: str = ""
    postal_code: str = ""
    city: str = ""
    region: str = ""
    country: str = "DE"
    is_primary: bool = True


@dataclass(eq=False, kw_only=True)
class ContactPoint(Part):
    """A phone number, e-mail address or link, as typed and in the form that equal ones share."""

    contact_id: int
    kind: PointKind
    value: str
    #: E.164 for phones, lower case for e-mails: what search and duplicate detection compare.
    normal: str = ""
    label: str = ""
    is_primary: bool = False


@dataclass(eq=False, kw_only=True)
class Employment(Part):
    """Where a person works or worked; without an end it is the present one."""

    person_id: int
    company_id: int
    job_title: str = ""
    started: date | None = None
    ended: date | None = None


@dataclass(eq=False, kw_only=True)
class DifferentPair(Part):
    """That two contacts that look alike are two; `contact_id` is the smaller one's."""

    contact_id: int
    other_id: int
    decided_at: datetime


@dataclass(eq=False, kw_only=True)
class AcceptedValue(Part):
    """That a value which looks wrong is right: a rare name, a town's district, a number of an odd form."""

    contact_id: int
    field: str
    value: str
    decided_at: datetime


@dataclass(eq=False, kw_only=True)
class Tag(Part):
    """A word the user put on a contact."""

    contact_id: int
    name: str


def display_name(kind: ContactKind, company: str, given: str, family: str) -> str:
    """Return the name a contact is shown under."""
    if kind is ContactKind.COMPANY:
        return company
    return f"{given} {family}".strip()


def sort_key(kind: ContactKind, company: str, given: str, family: str) -> str:
    """Return what a contact is sorted and compared by: its folded words, a person's family name first."""
    return " ".join(words(company if kind is ContactKind.COMPANY else f"{family} {given}"))
