"""What customers bought in a period and whether they came back, summed by SQLite; and what is missing in records."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crm_desktop.base.period import Period
from crm_desktop.store.driver import Value
from crm_desktop.store.queries.report_cube import Narrowed
from crm_desktop.store.queries.report_flow import EVERYTHING
from crm_desktop.store.reading import Reader


class Bought(NamedTuple):
    """What one customer bought in a period and in the one before."""

    account_id: int
    orders: int
    cents: int
    before_cents: int


class Back(NamedTuple):
    """How many of those who first bought in one quarter bought in another one, the first quarter included."""

    first: str
    then: str
    customers: int


class Gap(NamedTuple):
    """How many records there are of a kind, and how many of them have a field filled."""

    records: int
    filled: int


def bought(
    reader: Reader, period: Period, before: Period, *, currency: str, only: Narrowed = EVERYTHING
) -> list[Bought]:
    """Return what each customer bought in a period and before, the best first."""
    sql = f"""
      select account_id, orders, cents, before_cents
      from (select account_id, sum(day >= :first) as orders,
          sum(case when day >= :first then net_cents else 0 end) as cents,
          sum(case when day < :past_until then net_cents else 0 end) as before_cents
        from sale s where deleted_at is null and currency = :currency
          and +account_id is not null and day >= :past and day < :until and {only.condition} group by account_id)
      order by 3 desc, 1"""
    values: dict[str, Value] = {
        "currency": currency,
        "first": period.first.isoformat(),
        "until": (period.last + timedelta(days=1)).isoformat(),
        "past": before.first.isoformat(),
        "past_until": (before.last + timedelta(days=1)).isoformat(),
    }
    return reader.rows(Bought, sql, {**values, **only.values})


_QUARTER = "substr({day}, 1, 4) || '-' || ((cast(substr({day}, 6, 2) as integer) + 2) / 3)"


def back(reader: Reader, *, currency: str, since: date, only: Narrowed = EVERYTHING) -> list[Back]:
    """Return who came back in which quarter, of customers whose first order is not older than a day."""
    sql = f"""
      with firsts as (select account_id, min(day) as born from sale where deleted_at is null and account_id is not null
        group by account_id having min(day) >= :since)
      select {_QUARTER.format(day="f.born")}, {_QUARTER.format(day="s.day")}, count(distinct s.account_id)
      from firsts f join sale s on s.account_id = f.account_id and s.deleted_at is null and s.currency = :currency
        and {only.condition}
      group by 1, 2"""
    return reader.rows(Back, sql, {"currency": currency, "since": since.isoformat(), **only.values})


def first_bought_ids(reader: Reader, first: date, last: date) -> list[int]:
    """Return the customers whose first order lies between two days."""
    sql = """select account_id from sale where deleted_at is null and account_id is not null group by account_id
        having min(day) between ? and ?"""
    return list(reader.ids(sql, (first.isoformat(), last.isoformat())))


def phones(reader: Reader, accounts: Sequence[int]) -> dict[int, str]:
    """Return a phone number of each customer, its own or that of somebody there."""
    sql = """select e.value, (select p.value from contact_point p join contact c on c.id = p.contact_id
          where (c.id = e.value or c.company_id = e.value) and p.kind in ('phone', 'mobile') and c.deleted_at is null
          order by c.id <> e.value, p.is_primary desc, p.id limit 1)
        from json_each(?) e"""
    found = reader.rows(lambda account, phone: (int(account), str(phone or "")), sql, (json.dumps(list(accounts)),))
    return dict(found)


#: What should be known of a record, as a condition on it; the first word names the records meant.
_ACTIVE = "c.deleted_at is null"
_POINT = "exists (select 1 from contact_point p where p.contact_id = c.id and p.kind in ({kinds}))"
CHECKS = {
    "email": ("contact c", _ACTIVE, _POINT.format(kinds="'email'")),
    "phone": ("contact c", _ACTIVE, _POINT.format(kinds="'phone', 'mobile'")),
    "address": ("contact c", _ACTIVE, "exists (select 1 from address a where a.contact_id = c.id and a.city <> '')"),
    "category": ("contact c", f"{_ACTIVE} and c.kind = 'company'", "c.category <> ''"),
    "size": ("contact c", f"{_ACTIVE} and c.kind = 'company'", "c.employees is not null"),
    "founded": ("contact c", f"{_ACTIVE} and c.kind = 'company'", "c.founded is not null"),
    "source": ("contact c", _ACTIVE, "c.source <> ''"),
    "channel": ("deal d", "d.deleted_at is null", "d.channel <> ''"),
    "expected_close": ("deal d", "d.deleted_at is null and d.status = 'open'", "d.expected_close is not null"),
    "lost_reason": ("deal d", "d.deleted_at is null and d.status = 'lost'", "d.lost_reason <> ''"),
    "won_argument": ("deal d", "d.deleted_at is null and d.status = 'won'", "d.won_argument <> ''"),
    "line": ("sale s", "s.deleted_at is null", "exists (select 1 from sale_line l where l.sale_id = s.id)"),
}


def _swept(alias: str, active: str, checks: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return one query for several checks of a table: for each, how many records are meant and how many pass."""
    table = CHECKS[checks[0]][0]
    columns = []
    for check in checks:
        _table, meant, filled = CHECKS[check]
        narrower = meant.replace(f"{alias}.{active}", "").removeprefix(" and ")
        # What the query is narrowed to as a whole is not asked again for each record.
        columns.append(f"sum({narrower}), sum({narrower} and {filled})" if narrower else f"count(*), sum({filled})")
    return f"select {', '.join(columns)} from {table} where {alias}.{active}", checks


_SWEEPS = (
    _swept("c", "deleted_at is null", ("source", "category", "size", "founded")),
    _swept("d", "deleted_at is null", ("channel", "expected_close", "lost_reason", "won_argument")),
    _swept("s", "deleted_at is null", ("line",)),
)

#: Who can be reached is counted from the ways themselves, in the order of their index; those in the bin are few.
_OWNERS = "select {all} - {binned}"
_COUNTED = "(select count(*) from (select 1 from {table} x where {which}{more} group by x.contact_id))"
_BINNED = " and x.contact_id in (select id from contact where deleted_at is not null)"
_REACHED = {
    check: _OWNERS.format(
        all=_COUNTED.format(table=table, which=which, more=""),
        binned=_COUNTED.format(table=table, which=which, more=_BINNED),
    )
    for check, table, which in (
        ("email", "contact_point", "x.kind = 'email'"),
        ("phone", "contact_point", "x.kind in ('phone', 'mobile')"),
        ("address", "address", "x.city <> ''"),
    )
}


def gaps(reader: Reader) -> dict[str, Gap]:
    """Return how many records each check concerns and how many pass it: every table is gone through once."""
    found: dict[str, Gap] = {}
    for sql, checks in _SWEEPS:
        row = reader.row(lambda *values: values, sql) or ()
        counts = [int(value or 0) for value in row]
        found |= {check: Gap(counts[2 * place], counts[2 * place + 1]) for place, check in enumerate(checks)}
    contacts = found["source"].records
    for check, sql in _REACHED.items():
        found[check] = Gap(contacts, int(reader.scalar(sql) or 0))
    return found


def gap_ids(reader: Reader, check: str, *, limit: int = 2000) -> list[int]:
    """Return the records that do not pass a check."""
    table, meant, filled = CHECKS[check]
    alias = table.split()[1]
    return list(reader.ids(f"select {alias}.id from {table} where {meant} and not ({filled}) limit ?", (limit,)))
