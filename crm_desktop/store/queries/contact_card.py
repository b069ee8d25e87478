"""Everything the card of one contact shows: facts, ways to reach it, people, the next step and what it is worth."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from crm_desktop.base.period import add_months
from crm_desktop.base.phones import international, shown
from crm_desktop.base.text import fold
from crm_desktop.domain.contacts import AddressKind, ContactKind, PointKind, Standing
from crm_desktop.store.queries import tasks
from crm_desktop.store.queries.bought import ACCOUNT, SAME
from crm_desktop.store.queries.contact_keys import country_of_firm
from crm_desktop.store.queries.contact_relations import (
    Daughter,
    EmploymentRow,
    Referred,
    daughters,
    employments,
    referred,
)
from crm_desktop.store.queries.custom_fields import OwnField, own_fields
from crm_desktop.store.queries.files import OF_CONTACT, OF_RECORDS_HERE
from crm_desktop.store.queries.values import day_or_none, instant_or_none
from crm_desktop.store.reading import Reader


class ContactFacts(NamedTuple):
    """The fields of one contact, with the names of those it refers to; see `domain.contacts.Contact`."""

    id: int
    version: int
    uuid: str
    external_id: str | None
    kind: ContactKind
    name: str
    standing: Standing
    company_id: int | None
    company: str
    salutation: str
    title: str
    given_name: str
    family_name: str
    letter_salutation: str
    job_title: str
    buying_role: str
    birthday: date | None
    category: str
    industry: str
    employees: int | None
    founded: int | None
    legal_form: str
    vat_id: str
    iban: str
    customer_number: str | None
    source: str
    referred_by_id: int | None
    referred_by: str
    language: str
    payment_terms: str
    note: str
    confirmed_on: date | None
    last_activity_at: datetime | None
    created_at: datetime | None
    updated_at: datetime | None
    deleted_at: datetime | None
    custom: dict[str, Any]


class PointRow(NamedTuple):
    """A phone number, e-mail address or link of a contact."""

    id: int
    kind: PointKind
    value: str
    normal: str
    label: str
    is_primary: bool
    #: The value as it is read: phone numbers in groups, with the calling code where they lie abroad.
    shown: str = ""
    #: A phone number as it is dialled from anywhere.
    abroad: str = ""


class AddressRow(NamedTuple):
    """A postal address of a contact."""

    id: int
    kind: AddressKind
    street: str
    extra: str
    postal_code: str
    city: str
    region: str
    country: str
    is_primary: bool
    #: The town most other addresses with this postal code have, where none of them has this one.
    elsewhere: str = ""


class ValueRow(NamedTuple):
    """What a customer is worth so far, in whole cents of the currency most of it was bought in.

    For a person with a company, it is the company's; for a company, its people's purchases count too.
    """

    currency: str
    orders: int
    revenue_cents: int
    last_12_months_cents: int
    #: The first purchase; None for somebody who never bought.
    customer_since: date | None
    last_purchase: date | None
    open_deals: int
    open_cents: int
    #: Each open deal counted with the chance its stage began with.
    weighted_cents: int = 0


class CardCounts(NamedTuple):
    """The numbers beside the tabs of a card."""

    deals: int
    offers: int
    orders: int
    files: int
    products: int


@dataclass(frozen=True)
class ContactCard:
    """One contact whole."""

    facts: ContactFacts
    points: tuple[PointRow, ...]
    addresses: tuple[AddressRow, ...]
    #: Where a person without an address of their own is reached: the company's main address.
    company_address: AddressRow | None
    #: A person's companies or a company's people, present ones first.
    employments: tuple[EmploymentRow, ...]
    #: The companies that belong to a company.
    daughters: tuple[Daughter, ...]
    referred: tuple[Referred, ...]
    tags: tuple[str, ...]
    #: The user's own fields, also those this contact says nothing in; the values are in `facts.custom`.
    own: tuple[OwnField, ...]
    next_step: tasks.TaskRow | None
    value: ValueRow
    counts: CardCounts
    #: Where the firm is at home, what it counts in, and the language of its letters.
    home: str
    currency: str
    language: str


_PHONES = frozenset({PointKind.PHONE, PointKind.MOBILE, PointKind.FAX})
_OTHERS = {"company": "coalesce(f.name, '')", "referred_by": "coalesce(r.name, '')"}
_FACTS = f"""
select {", ".join(_OTHERS.get(name, f"c.{name}") for name in ContactFacts._fields)}
from contact c left join contact f on f.id = c.company_id left join contact r on r.id = c.referred_by_id
where c.id = ?"""

_SALES = f"""
with {ACCOUNT}
select currency, count(*), sum(net_cents), sum(case when day > :since then net_cents else 0 end), min(day), max(day)
from sale where account_id in account and deleted_at is null
group by currency order by sum(net_cents) desc limit 1"""

_OPEN = f"""
with {ACCOUNT}
select d.currency, count(*), sum(d.amount_cents), sum(d.amount_cents * s.probability) / 100
from deal d join stage s on s.id = d.stage_id
where d.status = 'open' and d.deleted_at is null and (d.account_id in account or d.person_id in account)
group by d.currency order by d.currency <> :currency, sum(d.amount_cents) desc limit 1"""

_COUNTS = f"""
with {ACCOUNT},{OF_CONTACT}
select
  (select count(*) from deal where deleted_at is null and (account_id in account or person_id in account)),
  (select count(*) from offer where deleted_at is null and (account_id in account or person_id in account)),
  (select count(*) from sale where deleted_at is null and account_id in account),
  (select count(*) {OF_RECORDS_HERE}),
  (select count(*) from (select 1 from account cross join sale s on s.account_id = account.id
     join sale_line l on l.sale_id = s.id where s.deleted_at is null group by {SAME}))"""


def facts(reader: Reader, *, contact_id: int) -> ContactFacts | None:
    """Return the fields of one contact, also of one in the bin; None where there is none."""
    return reader.row(_facts, _FACTS, (contact_id,))


def card(reader: Reader, *, contact_id: int, today: date) -> ContactCard | None:
    """Return everything the card of a contact shows; None where there is none."""
    with reader.snapshot():
        found = facts(reader, contact_id=contact_id)
        if found is None:
            return None
        employer = None if found.kind is ContactKind.COMPANY else found.company_id
        of_company = addresses(reader, contact_id=employer) if employer else []
        return ContactCard(
            facts=found,
            company_address=next(iter(of_company), None),
            points=tuple(points(reader, contact_id=contact_id)),
            addresses=tuple(addresses(reader, contact_id=contact_id)),
            employments=tuple(employments(reader, contact_id=contact_id, kind=found.kind)),
            daughters=tuple(daughters(reader, contact_id=contact_id)) if found.kind is ContactKind.COMPANY else (),
            referred=tuple(referred(reader, contact_id=contact_id)),
            own=tuple(own_fields(reader)),
            tags=tuple(reader.rows(str, "select name from tag where contact_id = ? order by name", (contact_id,))),
            next_step=next(iter(tasks.planned(reader, contact_id=contact_id, limit=1)), None),
            value=value(reader, contact_id=contact_id, today=today),
            counts=counts(reader, contact_id=contact_id),
            home=country_of_firm(reader),
            currency=str(reader.scalar("select currency from firm limit 1") or "EUR"),
            language=found.language or str(reader.scalar("select language from firm limit 1") or "de"),
        )


def points(reader: Reader, *, contact_id: int) -> list[PointRow]:
    """Return the ways to reach a contact, primary ones first."""
    sql = """select id, kind, value, normal, label, is_primary from contact_point where contact_id = ?
        order by is_primary desc, id"""
    home = country_of_firm(reader)
    return [_readable(row, home) for row in reader.rows(_point, sql, (contact_id,))]


def addresses(reader: Reader, *, contact_id: int) -> list[AddressRow]:
    """Return the postal addresses of a contact, the primary one first."""
    names = ", ".join(AddressRow._fields[:-1])
    sql = f"select {names} from address where contact_id = ? order by is_primary desc, id"
    return [
        row._replace(elsewhere=town_of(reader, row.postal_code, row.country, but=row.city))
        for row in reader.rows(_address, sql, (contact_id,))
    ]


def town_of(reader: Reader, postal_code: str, country: str, *, but: str) -> str:
    """Return the town the addresses of a postal code have; "" where they are few or one of them has the town `but`."""
    if not postal_code:
        return ""
    sql = "select city, count(*) from address where postal_code = ? and country = ? and city <> '' group by city"
    towns = reader.rows(lambda city, times: (int(times), str(city)), sql, (postal_code, country))
    same = [times for times, city in towns if fold(city) == fold(but)]
    others = [(times, city) for times, city in towns if fold(city) != fold(but)]
    # The address itself is among them: one neighbour of the same opinion is enough to say nothing.
    return max(others)[1] if others and sum(same) < 2 <= max(others)[0] else ""


def value(reader: Reader, *, contact_id: int, today: date) -> ValueRow:
    """Return what a customer is worth so far; the last twelve months end today."""
    since = add_months(today, -12).isoformat()
    sold = reader.row(_columns, _SALES, {"id": contact_id, "since": since})
    currency, orders, revenue, recent, first, last = sold or ("", 0, 0, 0, None, None)
    pending = reader.row(_columns, _OPEN, {"id": contact_id, "currency": currency})
    open_currency, deals, cents, weighted = pending or (currency, 0, 0, 0)
    return ValueRow(
        currency or open_currency or "EUR",
        orders,
        revenue,
        recent,
        day_or_none(first),
        day_or_none(last),
        deals,
        cents,
        weighted,
    )


def counts(reader: Reader, *, contact_id: int) -> CardCounts:
    """Return how many deals, offers, orders, files and products belong to a contact, in the sense of ValueRow."""
    return reader.row(CardCounts, _COUNTS, {"id": contact_id}) or CardCounts(0, 0, 0, 0, 0)


def _columns(*values: Any) -> tuple[Any, ...]:
    return values


def _facts(*values: Any) -> ContactFacts:
    row = ContactFacts._make(values)
    said = row._asdict()
    days: dict[str, Any] = {name: day_or_none(said[name]) for name in ("birthday", "confirmed_on")}
    times: dict[str, Any] = {
        name: instant_or_none(said[name]) for name in ("last_activity_at", "created_at", "updated_at", "deleted_at")
    }
    return row._replace(
        kind=ContactKind(row.kind), standing=Standing(row.standing), custom=json.loads(said["custom"]), **days, **times
    )


def _point(*values: Any) -> PointRow:
    row = PointRow(*values)
    return row._replace(kind=PointKind(row.kind), is_primary=bool(row.is_primary))


def _readable(row: PointRow, home: str) -> PointRow:
    """Give a number the groups it is read in."""
    if row.kind not in _PHONES or not row.normal:
        return row._replace(shown=row.value)
    return row._replace(shown=shown(row.value, row.normal, home), abroad=international(row.normal))


def _address(*values: Any) -> AddressRow:
    row = AddressRow(*values)
    return row._replace(kind=AddressKind(row.kind), is_primary=bool(row.is_primary))
