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
          and account_id is not null and +day >= :past and +day < :until and {only.condition} group by account_id)
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


#: Contacts by what is known of them, each check by its letter in the sums.
_LETTERS = {"email": "e", "phone": "p", "address": "a", "source": "s", "category": "c", "size": "z", "founded": "f"}
_OF_COMPANIES = ("category", "size", "founded")

#: Closed deals are in the sums of their months; those that are open are few. For each check: records, those filled.
_DEALS = """
    select sum(cases), sum(cases * (channel <> '')), sum(cases * (status = 'lost')),
      sum(cases * (status = 'lost' and word <> '')), sum(cases * (status = 'won')),
      sum(cases * (status = 'won' and word <> '')) from closed_sum"""
_OPEN = """
    select count(*), coalesce(sum(channel <> ''), 0), coalesce(sum(status = 'open'), 0),
      coalesce(sum(status = 'open' and expected_close is not null), 0)
    from deal where status in ('open', 'parked') and deleted_at is null"""

#: Orders with lines, along the index of the lines; those in the bin are few.
_ORDERS = """
    select (select count(*) from sale where deleted_at is null),
      (select count(*) from (select 1 from sale_line group by sale_id))
        - (select count(*) from sale s where s.deleted_at is not null
            and exists (select 1 from sale_line l where l.sale_id = s.id))"""


def gaps(reader: Reader) -> dict[str, Gap]:
    """Return how many records each check concerns and how many pass it, from what is kept of them."""
    known = reader.rows(lambda *row: row, "select kind, known, cases from known_sum")
    found: dict[str, Gap] = {}
    for check, letter in _LETTERS.items():
        meant = [row for row in known if check not in _OF_COMPANIES or row[0] == "company"]
        found[check] = Gap(sum(row[2] for row in meant), sum(row[2] for row in meant if letter in row[1]))
    closed, open_now, orders = (_whole(reader, sql) for sql in (_DEALS, _OPEN, _ORDERS))
    return found | {
        "channel": Gap(closed[0] + open_now[0], closed[1] + open_now[1]),
        "expected_close": Gap(open_now[2], open_now[3]),
        "lost_reason": Gap(closed[2], closed[3]),
        "won_argument": Gap(closed[4], closed[5]),
        "line": Gap(orders[0], orders[1]),
    }


def _whole(reader: Reader, sql: str) -> tuple[int, ...]:
    return reader.row(lambda *row: tuple(int(value or 0) for value in row), sql) or ()


def gap_ids(reader: Reader, check: str, *, limit: int = 2000) -> list[int]:
    """Return the records that do not pass a check."""
    table, meant, filled = CHECKS[check]
    alias = table.split()[1]
    return list(reader.ids(f"select {alias}.id from {table} where {meant} and not ({filled}) limit ?", (limit,)))
