"""Whom a contact belongs to and who belongs to it: employers and people, daughters, and who came through whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from crm_desktop.domain.contacts import ContactKind
from crm_desktop.store.queries.values import day_or_none, instant_or_none
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import withheld

#: Recommended contacts read for a card; the card says how many there are in all.
_MOST = 50


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
    #: None where an employer is only noted, without an entry of its own.
    employment_id: int | None = None


class Referred(NamedTuple):
    """Somebody a contact has recommended the firm to, and what that has brought so far."""

    contact_id: int
    name: str
    revenue_cents: int


class Daughter(NamedTuple):
    """A company that belongs to another."""

    contact_id: int
    name: str
    city: str


_COMPANIES = f"""
select f.id, {withheld("f.name", "f.id")}, e.job_title, '', e.started, e.ended, e.ended is null, f.last_activity_at,
  e.id
from employment e join contact f on f.id = e.company_id where e.person_id = :id
union all
select f.id, {withheld("f.name", "f.id")}, c.job_title, c.buying_role, null, null, 1, f.last_activity_at, null
from contact c join contact f on f.id = c.company_id
where c.id = :id and not exists (select 1 from employment where person_id = :id and company_id = f.id and ended is null)
order by 7 desc, 6 desc, 5 desc, 2"""

_PEOPLE = f"""
select p.id, {withheld("p.name", "p.id")}, p.job_title, p.buying_role,
  (select max(started) from employment where person_id = p.id and company_id = :id and ended is null), null, 1,
  p.last_activity_at,
  (select max(id) from employment where person_id = p.id and company_id = :id and ended is null)
from contact p where p.company_id = :id and p.kind = 'person' and p.deleted_at is null
union all
select p.id, {withheld("p.name", "p.id")}, e.job_title, '', max(e.started), max(e.ended), 0, p.last_activity_at,
  max(e.id)
from employment e join contact p on p.id = e.person_id
where e.company_id = :id and p.company_id is not :id and p.deleted_at is null group by p.id
order by 7 desc, 6 desc, 2"""

_REFERRED = f"""
select c.id, {withheld("c.name", "c.id")}, coalesce((select sum(net_cents) from sale
    where account_id in (c.id, c.company_id) and deleted_at is null), 0)
from contact c where c.referred_by_id = ? and c.deleted_at is null order by 3 desc, c.sort_key limit ?"""

_DAUGHTERS = f"""
select c.id, {withheld("c.name", "c.id")},
  coalesce((select city from address where contact_id = c.id order by is_primary desc, id limit 1), '')
from contact c where c.company_id = ? and c.kind = 'company' and c.deleted_at is null order by c.sort_key"""


def employments(reader: Reader, *, contact_id: int, kind: ContactKind) -> list[EmploymentRow]:
    """Return a person's companies or a company's people, present ones first, then the latest former ones."""
    sql = _COMPANIES if kind is ContactKind.PERSON else _PEOPLE
    return reader.rows(_employment, sql, {"id": contact_id})


def referred(reader: Reader, *, contact_id: int) -> list[Referred]:
    """Return whom a contact has recommended the firm to, those that brought most first."""
    return reader.rows(Referred, _REFERRED, (contact_id, _MOST))


def daughters(reader: Reader, *, contact_id: int) -> list[Daughter]:
    """Return the companies that belong to a company, by name."""
    return reader.rows(Daughter, _DAUGHTERS, (contact_id,))


def _employment(*values: Any) -> EmploymentRow:
    row = EmploymentRow._make(values)
    return row._replace(
        started=day_or_none(values[4]),
        ended=day_or_none(values[5]),
        is_present=bool(row.is_present),
        last_activity_at=instant_or_none(values[7]),
    )
