"""The list of companies: which ids it holds, in which order, and what stands in the rows that are painted.

Money is that of the company's own account: orders of the last twelve months, open deals, both in the firm's currency.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from crm_desktop.base.period import add_months
from crm_desktop.domain.contacts import ContactKind, Standing
from crm_desktop.store import driver
from crm_desktop.store.queries import contacts
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries.contacts import PLANNED, ContactFilter, ContactOrder
from crm_desktop.store.queries.segment_sql import accounts_in
from crm_desktop.store.queries.values import day_or_none, instant_or_none
from crm_desktop.store.reading import Reader


class CompanyOrder(StrEnum):
    """Orders of the list: in touch last, by name, added last, by revenue of twelve months, by open deals."""

    RECENT = "recent"
    NAME = "name"
    ADDED = "added"
    REVENUE = "revenue"
    OPEN = "open"


@dataclass(frozen=True)
class CompanyFilter:
    """Which companies a list holds; what is left as it is excludes nobody but those in the bin."""

    standings: frozenset[Standing] = frozenset()
    #: Beginnings of words, as in the search box.
    text: str = ""
    tag: str = ""
    category: str = ""
    industry: str = ""
    least_employees: int | None = None
    most_employees: int | None = None
    founded_from: int | None = None
    founded_until: int | None = None
    #: The companies that belong to this one.
    parent_id: int | None = None
    #: The companies of this segment, or whose people belong to it.
    segment_id: int | None = None
    #: Only those nothing is planned with, their people counted.
    without_next_step: bool = False
    in_bin: bool = False


class CompanyListRow(NamedTuple):
    """One company as a list shows it."""

    id: int
    version: int
    name: str
    city: str
    industry: str
    standing: Standing
    employees: int | None
    founded: int | None
    people: int
    revenue_cents: int
    open_cents: int
    currency: str
    last_activity_at: datetime | None
    #: The day of what is planned first with the company or its people.
    next_due: date | None
    deleted_at: datetime | None

    def is_overdue(self, today: date) -> bool:
        """Whether something planned should have been done before today."""
        return self.next_due is not None and self.next_due < today


EVERYBODY = CompanyFilter()

#: The next planned day of a company (alias c) and its people.
_NEXT = f"""(select min(a.due_on) from (select c.id union all select p.id from contact p where p.company_id = c.id) w
     cross join activity_contact ac on ac.contact_id = w.id cross join activity a on a.id = ac.activity_id
     where {PLANNED})"""

#: Everybody something is planned with, and the companies of these people.
_PLANNED_WITH = f"""
with planned(id) as (
  select ac.contact_id from activity a join activity_contact ac on ac.activity_id = a.id where {PLANNED})
select id from planned
union select p.company_id from planned join contact p on p.id = planned.id where p.company_id is not null"""

_REVENUE = """(select sum(s.net_cents) from sale s where s.account_id = c.id and s.day > :since
     and s.currency = :currency and s.deleted_at is null)"""
_OPEN = """(select sum(d.amount_cents) from deal d where d.account_id = c.id and d.status = 'open'
     and d.currency = :currency and d.deleted_at is null)"""

_ROWS = f"""
select c.id, c.version, c.name,
  coalesce((select city from address where contact_id = c.id order by is_primary desc, id limit 1), ''),
  c.industry, c.standing, c.employees, c.founded,
  (select count(*) from contact p where p.company_id = c.id and p.kind = 'person' and p.deleted_at is null),
  coalesce({_REVENUE}, 0), coalesce({_OPEN}, 0), :currency, c.last_activity_at, {_NEXT}, c.deleted_at
from json_each(:ids) j cross join contact c on c.id = j.value
order by j.key"""

#: What is sorted by: an expression and a join; sums are made once, not for each company.
_SUMS = {
    CompanyOrder.REVENUE: """left join (select account_id, sum(net_cents) as cents from sale
        where day > :since and currency = :currency and deleted_at is null group by account_id) m
        on m.account_id = c.id""",
    CompanyOrder.OPEN: """left join (select account_id, sum(amount_cents) as cents from deal
        where status = 'open' and currency = :currency and deleted_at is null group by account_id) m
        on m.account_id = c.id""",
}
_SORTED = {
    CompanyOrder.RECENT: "c.last_activity_at desc, c.id",
    CompanyOrder.NAME: "c.sort_key, c.id",
    CompanyOrder.ADDED: "c.id desc",
    CompanyOrder.REVENUE: "coalesce(m.cents, 0) desc, c.sort_key, c.id",
    CompanyOrder.OPEN: "coalesce(m.cents, 0) desc, c.sort_key, c.id",
}


def first_page(
    reader: Reader,
    *,
    today: date,
    where: CompanyFilter = EVERYBODY,
    order: CompanyOrder = CompanyOrder.RECENT,
    limit: int = 50,
) -> list[CompanyListRow]:
    """Return the first rows of a list, to be painted at once."""
    sql, values = _question(reader, where, order, today)
    return rows(reader, ids=reader.ids(f"{sql} limit {int(limit)}", values), today=today)


def ids(
    reader: Reader, *, today: date, where: CompanyFilter = EVERYBODY, order: CompanyOrder = CompanyOrder.RECENT
) -> array[int]:
    """Return the ids of a whole list in order, 8 bytes each."""
    return reader.ids(*_question(reader, where, order, today))


def rows(reader: Reader, *, ids: Sequence[int], today: date) -> list[CompanyListRow]:
    """Return the rows of these companies in this order; those that are not there any more are left out."""
    return reader.rows(_row, _ROWS, {"ids": json.dumps(list(ids)), **_money(reader, today)})


def industries(reader: Reader) -> list[tuple[str, int]]:
    """Return every industry with the number of companies in it, the commonest first."""
    return reader.rows(
        _word_and_number,
        """select industry, count(*) from contact where kind = 'company' and industry <> '' and deleted_at is null
           group by industry order by 2 desc, 1""",
    )


def _question(
    reader: Reader, where: CompanyFilter, order: CompanyOrder, today: date
) -> tuple[str, dict[str, driver.Value]]:
    conditions, values = _conditions(reader, where)
    if where.segment_id is not None:
        found = accounts_in(reader, segment_id=where.segment_id, as_of=today)
        conditions, values = f"{conditions} and c.id in ({found.sql})", values | found.values
    join = _SUMS.get(order, "")
    if join:
        values |= _money(reader, today)
    return f"select c.id from contact c {join} where {conditions} order by {_SORTED[order]}", values


def _conditions(reader: Reader, where: CompanyFilter) -> tuple[str, dict[str, driver.Value]]:
    """Return what a company (alias c) must fulfil."""
    found = ["c.kind = 'company'", "c.deleted_at is not null" if where.in_bin else "c.deleted_at is null"]
    if not where.in_bin and not where.text.strip():
        found.append("c.id not in (select id from contact where restricted_on is not null)")
    values: dict[str, driver.Value] = {}
    if where.standings:
        found.append(f"c.standing in ({', '.join(repr(str(one)) for one in sorted(where.standings))})")
    equal = {"category": where.category, "industry": where.industry, "company_id": where.parent_id}
    bounds = {
        "c.employees >= :least_employees": where.least_employees,
        "c.employees <= :most_employees": where.most_employees,
        "c.founded >= :founded_from": where.founded_from,
        "c.founded <= :founded_until": where.founded_until,
    }
    for name, value in equal.items():
        if value not in ("", None):
            found.append(f"c.{name} = :{name}")
            values[name] = value
    for condition, bound in bounds.items():
        if bound is not None:
            found.append(condition)
            values[condition.rpartition(":")[2]] = bound
    if where.without_next_step:
        found.append(f"c.id not in ({_PLANNED_WITH})")
    if where.text.strip() or where.tag:
        among = ContactFilter(kind=ContactKind.COMPANY, text=where.text, tag=where.tag, in_bin=where.in_bin)
        sql, asked = contacts.question(reader, among, ContactOrder.NAME)
        found.append(f"c.id in (select id from ({sql}))")
        values |= asked
    return " and ".join(found), values


def _money(reader: Reader, today: date) -> dict[str, driver.Value]:
    return {"since": add_months(today, -12).isoformat(), "currency": firm_queries.currency(reader)}


def _word_and_number(word: str, number: int) -> tuple[str, int]:
    return word, number


def _row(*values: Any) -> CompanyListRow:
    row = CompanyListRow._make(values)
    return row._replace(
        standing=Standing(row.standing),
        last_activity_at=instant_or_none(values[12]),
        next_due=day_or_none(values[13]),
        deleted_at=instant_or_none(values[14]),
    )
