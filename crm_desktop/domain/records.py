"""Records: what comes into the program from files and goes out again, one flat line of facts each.

The fields of a record are the columns of the program's own CSV, in their order. Text that is absent is "", every other
absent value is None. Text is clean (`base.text.clean`), numbers are exact, days are the firm's own days, instants are
UTC; an instant of which only the day is known is the beginning of that day (`base.times.start_of_day`). Records point
at each other by external id or by name, as files do; finding the partner is the work of the import.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from decimal import Decimal

    from crm_desktop.domain.contacts import AddressKind, PointKind
    from crm_desktop.domain.prices import Tier


class RecordKind(StrEnum):
    """What a file of records is about; the word used on the command line and as the file's name in an export."""

    CONTACTS = "contacts"
    PRODUCTS = "products"
    DEALS = "deals"
    STAGES = "stages"
    SALES = "sales"
    ACTIVITIES = "activities"
    LEADS = "leads"


class ContactWay(NamedTuple):
    """A further way to reach a contact; `label` is what the file calls it: "work", "Assistant", ""."""

    kind: PointKind
    value: str
    label: str = ""


class PostalAddress(NamedTuple):
    """A further address; `country` as in ContactRecord."""

    kind: AddressKind
    street: str = ""
    postal_code: str = ""
    city: str = ""
    region: str = ""
    country: str = ""


class Photo(NamedTuple):
    """A picture of a contact as it came; `media_type` like "image/jpeg"."""

    media_type: str
    data: bytes


class Further(NamedTuple):
    """What a contact file can say beyond the columns of the own CSV; nothing of it is thrown away."""

    suffix: str = ""
    nickname: str = ""
    department: str = ""
    ways: tuple[ContactWay, ...] = ()
    addresses: tuple[PostalAddress, ...] = ()
    photo: Photo | None = None
    #: Properties the program has no place for, as unfolded vCard lines ("X-SPOUSE:Maria"), to be written out again.
    unknown: tuple[str, ...] = ()
    #: Columns of a table the user chose to keep: heading and text.
    columns: tuple[tuple[str, str], ...] = ()
    #: What the file calls the main phone, mobile, e-mail and website: field and label, those with a label alone.
    labels: tuple[tuple[str, str], ...] = ()


NOTHING_FURTHER = Further()


class ContactRecord(NamedTuple):
    """A person or a company. `kind` is "person" or "company"; `company` is its name, or the person's employer.

    `country` is an ISO 3166 code of two letters where the name was known, else as written.
    """

    external_id: str = ""
    kind: str = ""
    company: str = ""
    salutation: str = ""
    title: str = ""
    given_name: str = ""
    family_name: str = ""
    job_title: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    website: str = ""
    category: str = ""
    industry: str = ""
    employees: int | None = None
    #: The year a company was founded.
    founded: int | None = None
    source: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    customer_number: str = ""
    vat_id: str = ""
    birthday: date | None = None
    #: External id, customer number or name of the contact who recommended this one.
    referred_by: str = ""
    note: str = ""
    iban: str = ""
    #: No column of the own CSV: what address books know beyond it.
    further: Further = NOTHING_FURTHER


class PartRecord(NamedTuple):
    """How many of a product, by number or name, belong to a set."""

    product: str
    quantity: Decimal

    def __str__(self) -> str:
        """Say it as files do: "6 x P-251"."""
        return f"{self.quantity.normalize():f} x {self.product}"


class ProductRecord(NamedTuple):
    """A product or service; `price` and `cost` per unit without VAT, `vat` in percent; groups "A › B" lie in others."""

    external_id: str = ""
    number: str = ""
    name: str = ""
    category: str = ""
    unit: str = ""
    price: Decimal | None = None
    cost: Decimal | None = None
    vat: Decimal | None = None
    text: str = ""
    tiers: tuple[Tier, ...] = ()
    parts: tuple[PartRecord, ...] = ()
    active: bool | None = None
    #: No column of the own CSV: columns the user chose to keep.
    further: Further = NOTHING_FURTHER


class DealRecord(NamedTuple):
    """A deal; `status` is a word of DealStatus or "" (the stage decides); `amount` is in currency units."""

    external_id: str = ""
    title: str = ""
    company: str = ""
    person: str = ""
    pipeline: str = ""
    stage: str = ""
    status: str = ""
    amount: Decimal | None = None
    currency: str = ""
    opened: datetime | None = None
    closed: datetime | None = None
    expected_close: date | None = None
    channel: str = ""
    campaign: str = ""
    lost_reason: str = ""
    product: str = ""
    quantity: Decimal | None = None
    #: No column of the own CSV: columns the user chose to keep.
    further: Further = NOTHING_FURTHER


class StageRecord(NamedTuple):
    """One entry in the history of a deal: when the deal with this external id entered this stage."""

    deal: str = ""
    stage: str = ""
    entered: datetime | None = None


class SaleRecord(NamedTuple):
    """One line of a past sale; lines with the same `order` belong together. A negative quantity is a return."""

    external_id: str = ""
    order: str = ""
    date: date | None = None
    customer: str = ""
    product: str = ""
    product_name: str = ""
    category: str = ""
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    amount: Decimal | None = None
    currency: str = ""
    channel: str = ""
    campaign: str = ""
    #: No column of the own CSV: the customer's number where `customer` is the name.
    customer_number: str = ""
    #: No column of the own CSV: columns the user chose to keep.
    further: Further = NOTHING_FURTHER


class ActivityRecord(NamedTuple):
    """One entry of the history with contacts; `kind` is a word of `domain.history.ActivityKind`."""

    external_id: str = ""
    at: datetime | None = None
    kind: str = ""
    contact: str = ""
    company: str = ""
    deal: str = ""
    subject: str = ""
    text: str = ""
    #: "in", "out" or "".
    direction: str = ""
    minutes: int | None = None
    #: No column of the own CSV: columns the user chose to keep.
    further: Further = NOTHING_FURTHER


class LeadRecord(NamedTuple):
    """An inquiry; `name` is the whole name where it is not given in parts, `status` a word of LeadStatus or ""."""

    external_id: str = ""
    arrived: datetime | None = None
    #: What is asked for, in a few words.
    wish: str = ""
    name: str = ""
    salutation: str = ""
    given_name: str = ""
    family_name: str = ""
    company: str = ""
    job_title: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""
    website: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""
    source: str = ""
    channel: str = ""
    campaign: str = ""
    status: str = ""
    closed: datetime | None = None
    disqualify_reason: str = ""
    budget: Decimal | None = None
    currency: str = ""
    quantity: int | None = None
    wanted_on: date | None = None
    referred_by: str = ""
    text: str = ""
    note: str = ""
    #: No column of the own CSV: columns the user chose to keep.
    further: Further = NOTHING_FURTHER


class AppointmentRecord(NamedTuple):
    """One entry of a calendar file: local day and time ("" for none), `kind` a word of ActivityKind.

    It is taken in as an activity; it has no columns of its own, since a table says less than a calendar.
    """

    uid: str
    on: date
    time: str = ""
    minutes: int | None = None
    kind: str = "meeting"
    subject: str = ""
    text: str = ""
    #: RFC 5545 RRULE, "" for once.
    rule: str = ""
    #: Name and e-mail address of everybody who takes part.
    attendees: tuple[tuple[str, str], ...] = ()
    cancelled: bool = False
    done: bool = False
    #: The series and the day of it this one takes the place of: RECURRENCE-ID.
    series: str = ""
    instead_of: date | None = None


class MailRecord(NamedTuple):
    """One e-mail of a mailbox; people are name and address, files name and bytes. It has no columns of its own."""

    message_id: str = ""
    #: None where the mail does not say.
    at: datetime | None = None
    sender: tuple[str, str] = ("", "")
    to: tuple[tuple[str, str], ...] = ()
    subject: str = ""
    text: str = ""
    files: tuple[tuple[str, bytes], ...] = ()


Record: TypeAlias = (
    ContactRecord
    | ProductRecord
    | DealRecord
    | StageRecord
    | SaleRecord
    | ActivityRecord
    | LeadRecord
    | AppointmentRecord
    | MailRecord
)

RECORD_TYPES: Mapping[RecordKind, type[Record]] = {
    RecordKind.CONTACTS: ContactRecord,
    RecordKind.PRODUCTS: ProductRecord,
    RecordKind.DEALS: DealRecord,
    RecordKind.STAGES: StageRecord,
    RecordKind.SALES: SaleRecord,
    RecordKind.ACTIVITIES: ActivityRecord,
    RecordKind.LEADS: LeadRecord,
}


def columns_of(kind: RecordKind) -> tuple[str, ...]:
    """Return the column names of the program's own CSV for a kind of record, in order."""
    beyond = {"further", "customer_number"} if kind is RecordKind.SALES else {"further"}
    return tuple(name for name in RECORD_TYPES[kind]._fields if name not in beyond)
