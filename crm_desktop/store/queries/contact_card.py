"""Everything the card of one contact shows: facts, ways to reach it, people, the next step and what it is worth."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from crm_desktop.base.period import add_months
from crm_desktop.domain.contacts import AddressKind, ContactKind, PointKind, Standing
from crm_desktop.store.queries import tasks
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


class EmploymentRow(NamedTuple):
    """Where a person works or worked, or who works or worked for a company: `name` is the other side."""

    contact_id: int
    name: str
    job_title: str
    buying_role: str
    started: date | None
    #: None for the present one.
    ended: date | None
    is_present: bool
    last_activity_at: datetime | None


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


class CardCounts(NamedTuple):
    """The numbers beside the tabs of a card."""

    deals: int
    offers: int
    orders: int
    files: int


@dataclass(frozen=True)
class ContactCard:
    """One contact whole."""

    facts: ContactFacts
    points: tuple[PointRow, ...]
    addresses: tuple[AddressRow, ...]
    #: A person's companies or a company's people, present ones first.
    employments: tuple[EmploymentRow, ...]
    tags: tuple[str, ...]
    next_step: tasks.TaskRow | None
    value: ValueRow
    counts: CardCounts


_OTHERS = {"company": "coalesce(f.name, '')", "referred_by": "coalesce(r.name, '')"}
_FACTS = f"""
select {", ".join(_OTHERS.get(name, f"c.{name}") for name in ContactFacts._fields)}
from contact c left join contact f on f.id = c.company_id left join contact r on r.id = c.referred_by_id
where c.id = ?"""

#: The contacts whose purchases and deals are a contact's own, as said in ValueRow.
ACCOUNT = """
account(id) as (
  select coalesce(company_id, id) from contact where id = :id and kind = 'person'
  union select :id
  union select id from contact where company_id = :id)"""

_SALES = f"""
with {ACCOUNT}
select currency, count(*), sum(net_cents), sum(case when day > :since then net_cents else 0 end), min(day), max(day)
from sale where account_id in account and deleted_at is null
group by currency order by sum(net_cents) desc limit 1"""

_OPEN = f"""
with {ACCOUNT}
select d.currency, count(*), sum(d.amount_cents)
from deal d
where d.status = 'open' and d.deleted_at is null and (d.account_id in account or d.person_id in account)
group by d.currency order by d.currency <> :currency, sum(d.amount_cents) desc limit 1"""

_COUNTS = f"""
with {ACCOUNT}
select
  (select count(*) from deal where deleted_at is null and (account_id in account or person_id in account)),
  (select count(*) from offer where deleted_at is null and (account_id in account or person_id in account)),
  (select count(*) from sale where deleted_at is null and account_id in account),
  (select count(*) from attachment where contact_id = :id
    or activity_id in (select activity_id from activity_contact where contact_id = :id))"""

_COMPANIES = """
select f.id, f.name, e.job_title, '', e.started, e.ended, e.ended is null, f.last_activity_at
from employment e join contact f on f.id = e.company_id where e.person_id = :id
union all
select f.id, f.name, c.job_title, c.buying_role, null, null, 1, f.last_activity_at
from contact c join contact f on f.id = c.company_id
where c.id = :id and not exists (select 1 from employment where person_id = :id and company_id = f.id and ended is null)
order by 7 desc, 6 desc, 5 desc, 2"""

_PEOPLE = """
select p.id, p.name, p.job_title, p.buying_role,
  (select max(started) from employment where person_id = p.id and company_id = :id and ended is null), null, 1,
  p.last_activity_at
from contact p where p.company_id = :id and p.kind = 'person' and p.deleted_at is null
union all
select p.id, p.name, e.job_title, '', max(e.started), max(e.ended), 0, p.last_activity_at
from employment e join contact p on p.id = e.person_id
where e.company_id = :id and p.company_id is not :id and p.deleted_at is null group by p.id
order by 7 desc, 6 desc, 2"""


def facts(reader: Reader, *, contact_id: int) -> ContactFacts | None:
    """Return the fields of one contact, also of one in the bin; None where there is none."""
    return reader.row(_facts, _FACTS, (contact_id,))


def card(reader: Reader, *, contact_id: int, today: date) -> ContactCard | None:
    """Return everything the card of a contact shows; None where there is none."""
    with reader.snapshot():
        found = facts(reader, contact_id=contact_id)
        if found is None:
            return None
        return ContactCard(
            facts=found,
            points=tuple(points(reader, contact_id=contact_id)),
            addresses=tuple(addresses(reader, contact_id=contact_id)),
            employments=tuple(employments(reader, contact_id=contact_id, kind=found.kind)),
            tags=tuple(reader.rows(str, "select name from tag where contact_id = ? order by name", (contact_id,))),
            next_step=next(iter(tasks.planned(reader, contact_id=contact_id, limit=1)), None),
            value=value(reader, contact_id=contact_id, today=today),
            counts=counts(reader, contact_id=contact_id),
        )


def points(reader: Reader, *, contact_id: int) -> list[PointRow]:
    """Return the ways to reach a contact, primary ones first."""
    sql = f"select {', '.join(PointRow._fields)} from contact_point where contact_id = ? order by is_primary desc, id"
    return reader.rows(_point, sql, (contact_id,))


def addresses(reader: Reader, *, contact_id: int) -> list[AddressRow]:
    """Return the postal addresses of a contact, the primary one first."""
    sql = f"select {', '.join(AddressRow._fields)} from address where contact_id = ? order by is_primary desc, id"
    return reader.rows(_address, sql, (contact_id,))


def employments(reader: Reader, *, contact_id: int, kind: ContactKind) -> list[EmploymentRow]:
    """Return a person's companies or a company's people, present ones first, then the latest former ones."""
    sql = _COMPANIES if kind is ContactKind.PERSON else _PEOPLE
    return reader.rows(_employment, sql, {"id": contact_id})


def value(reader: Reader, *, contact_id: int, today: date) -> ValueRow:
    """Return what a customer is worth so far; the last twelve months end today."""
    since = add_months(today, -12).isoformat()
    sold = reader.row(_columns, _SALES, {"id": contact_id, "since": since})
    currency, orders, revenue, recent, first, last = sold or ("", 0, 0, 0, None, None)
    pending = reader.row(_columns, _OPEN, {"id": contact_id, "currency": currency})
    open_currency, deals, cents = pending or (currency, 0, 0)
    return ValueRow(
        currency or open_currency or "EUR",
        orders,
        revenue,
        recent,
        day_or_none(first),
        day_or_none(last),
        deals,
        cents,
    )


def counts(reader: Reader, *, contact_id: int) -> CardCounts:
    """Return how many deals, offers, orders and files belong to a contact, in the sense of ValueRow."""
    return reader.row(CardCounts, _COUNTS, {"id": contact_id}) or CardCounts(0, 0, 0, 0)


def _columns(*values: Any) -> tuple[Any, ...]:
    return values


def _facts(*values: Any) -> ContactFacts:
    row = ContactFacts._make(values)
    return row._replace(
        kind=ContactKind(row.kind),
        standing=Standing(row.standing),
        birthday=day_or_none(values[16]),
        confirmed_on=day_or_none(values[30]),
        last_activity_at=instant_or_none(values[31]),
        created_at=instant_or_none(values[32]),
        updated_at=instant_or_none(values[33]),
        deleted_at=instant_or_none(values[34]),
        custom=json.loads(values[35]),
    )


def _point(*values: Any) -> PointRow:
    row = PointRow._make(values)
    return row._replace(kind=PointKind(row.kind), is_primary=bool(row.is_primary))


def _address(*values: Any) -> AddressRow:
    row = AddressRow._make(values)
    return row._replace(kind=AddressKind(row.kind), is_primary=bool(row.is_primary))


def _employment(*values: Any) -> EmploymentRow:
    row = EmploymentRow._make(values)
    return row._replace(
        started=day_or_none(values[4]),
        ended=day_or_none(values[5]),
        is_present=bool(row.is_present),
        last_activity_at=instant_or_none(values[7]),
    )
