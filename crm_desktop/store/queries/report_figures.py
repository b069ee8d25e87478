"""The key figures of the dashboard and what special reports rest on, each one plain query."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from crm_desktop.base.period import Period
from crm_desktop.base.times import start_of_day, to_text
from crm_desktop.store.driver import Value
from crm_desktop.store.kept_sums import DAYS
from crm_desktop.store.queries import report_kept
from crm_desktop.store.queries.report_cube import Narrowed
from crm_desktop.store.queries.report_flow import EVERYTHING
from crm_desktop.store.reading import Reader


class Spread(NamedTuple):
    """How much came in how many orders, and the sum of their squares: what the sum may be off by chance."""

    orders: int
    cents: int
    squares: float


class Duration(NamedTuple):
    """How many deals took so many days and ended so: won, lost, or open still."""

    status: str
    days: int
    deals: int


class Due(NamedTuple):
    """What one customer bought in a period, and how often."""

    account_id: int
    name: str
    cents: int
    orders: int


def revenue_spread(reader: Reader, period: Period, *, currency: str) -> Spread:
    """Return what a period brought and how it is spread over its orders."""
    sql = """select count(*), coalesce(sum(net_cents), 0), coalesce(sum(1.0 * net_cents * net_cents), 0) from sale
        where deleted_at is null and currency = :currency and day >= :first and day < :until"""
    return reader.row(Spread, sql, {"currency": currency, **_days(period)}) or Spread(0, 0, 0.0)


def closed_in(reader: Reader, period: Period, *, currency: str) -> tuple[int, int]:
    """Return how many deals of a period were won, and how many were closed."""
    sql = """select coalesce(sum(status = 'won'), 0), count(*) from deal where deleted_at is null
        and currency = :currency and status in ('won', 'lost') and closed_at >= :first and closed_at < :until"""
    return reader.row(
        lambda won, closed: (int(won), int(closed)), sql, {"currency": currency, **_instants(period)}
    ) or (
        0,
        0,
    )


def closed_from(reader: Reader, cents: int, *, currency: str) -> int:
    """Return how many deals of an amount or more were ever won or lost."""
    sql = """select count(*) from deal where status in ('won', 'lost') and deleted_at is null and currency = ?
        and amount_cents >= ?"""
    return int(reader.scalar(sql, (currency, cents)) or 0)


def won_durations(reader: Reader, period: Period, *, currency: str, only: Narrowed = EVERYTHING) -> list[Duration]:
    """Return how many days the deals won in a period took from the inquiry to the order."""
    sql = f"""select 'won', {DAYS.format(end="closed_at")}, count(*) from deal d where deleted_at is null
        and currency = :currency and status = 'won' and closed_at >= :first and closed_at < :until
        and {only.condition} group by 2 order by 2"""
    return reader.rows(Duration, sql, {"currency": currency, **_instants(period), **only.values})


#: Closed deals from the sums of the months they were opened in; those that are open are few.
_ALL_DURATIONS = f"""
    select status, days, sum(deals) from (
      select t.status as status, t.days as days, sum(t.cases) as deals
      from json_each(:months) m cross join course_sum t
      where t.currency = :currency and t.month >= m.value ->> 1 and t.month < m.value ->> 2 group by 1, 2
      union all
      select d.status, {DAYS.format(end="closed_at")}, sum(m.value ->> 3)
      from json_each(:rests) m cross join deal d
      where d.opened_at >= m.value ->> 1 and d.opened_at < m.value ->> 2 and d.deleted_at is null
        and d.currency = :currency and d.status in ('won', 'lost') group by 1, 2
      union all
      select 'open', {DAYS.format(end=":now")}, count(*) from deal d
      where d.status in ('open', 'parked') and d.deleted_at is null and d.currency = :currency
        and +d.opened_at >= :first and +d.opened_at < :until group by 2)
    group by 1, 2 having sum(deals) <> 0 order by 2"""


def all_durations(
    reader: Reader, period: Period, *, currency: str, now: date, only: Narrowed = EVERYTHING
) -> list[Duration]:
    """Return how the deals opened in a period ended and when, those still open with the days up to now."""
    sql = f"""select case when status in ('won', 'lost') then status else 'open' end,
          {DAYS.format(end="coalesce(case when status in ('won', 'lost') then closed_at end, :now)")}, count(*)
        from deal d where deleted_at is null and currency = :currency and opened_at >= :first and opened_at < :until
          and {only.condition}
        group by 1, 2 order by 2"""
    values = {"currency": currency, "now": to_text(start_of_day(now + timedelta(days=1))), **_instants(period)}
    if only.condition == EVERYTHING.condition:
        made = report_kept.made_of_instants(report_kept.whole(period))
        return reader.rows(Duration, _ALL_DURATIONS, {**values, **made.values()})
    return reader.rows(Duration, sql, {**values, **only.values})


def _days(period: Period) -> dict[str, Value]:
    return {"first": period.first.isoformat(), "until": (period.last + timedelta(days=1)).isoformat()}


def _instants(period: Period) -> dict[str, Value]:
    after = period.last + timedelta(days=1)
    return {"first": to_text(start_of_day(period.first)), "until": to_text(start_of_day(after))}
