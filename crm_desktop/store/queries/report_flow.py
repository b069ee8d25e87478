"""How the open deals changed over a period, and how far the deals of each quarter came: from their states over time."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from crm_desktop.base.period import Period
from crm_desktop.base.times import start_of_day, to_text
from crm_desktop.store.driver import Value
from crm_desktop.store.reading import Reader


class Moved(NamedTuple):
    """Deals that went the same way: opened in the period or before, what they were then and are now, and money."""

    fresh: int
    was: str
    now: str
    #: -1, 0 or 1: the amount fell, stayed, rose.
    change: int
    #: Whether the expected close moved past the end of the period.
    slipped: int
    deals: int
    before_cents: int
    now_cents: int


class Reached(NamedTuple):
    """How many deals of a quarter came at least once into a stage; `stage_id` 0 counts all, -1 those won."""

    quarter: str
    stage_id: int
    deals: int


#: What a deal was at the beginning is told by its state of then; what it is now by itself: periods end today.
_TOUCHED = """
    select d.id, d.opened_at >= :first as fresh, d.status as now, d.amount_cents as now_cents, d.expected_close,
      case when d.opened_at < :first then (select t.id from deal_state t where t.deal_id = d.id
        and t.entered < :first order by t.entered desc, t.id desc limit 1) end as state_id
    from deal d
    where d.deleted_at is null and d.currency = :currency and d.opened_at < :until
      and (d.status in ('open', 'parked') or d.closed_at >= :first) and (:pipeline = 0 or d.pipeline_id = :pipeline)"""

_TOLD = f"""
    select w.id, w.fresh, coalesce(t.status, case when w.fresh then '' else 'open' end) as was, w.now,
      case when w.fresh then 0 else sign(w.now_cents - coalesce(t.amount_cents, w.now_cents)) end as change,
      coalesce(t.expected_close <= :last and w.expected_close > :last and w.now = 'open', 0) as slipped,
      coalesce(t.amount_cents, w.now_cents) as before_cents, w.now_cents
    from ({_TOUCHED}) w left join deal_state t on t.id = w.state_id"""


def movement(reader: Reader, period: Period, *, currency: str, pipeline_id: int = 0) -> list[Moved]:
    """Return how the deals that were open in a period changed, those alike together."""
    sql = f"""select fresh, was, now, change, slipped, count(*), sum(before_cents), sum(now_cents) from ({_TOLD})
        group by 1, 2, 3, 4, 5"""
    return reader.rows(Moved, sql, _values(period, currency, pipeline_id))


def moved_ids(reader: Reader, period: Period, where: str, *, currency: str, pipeline_id: int = 0) -> list[int]:
    """Return the deals of one kind of movement; `where` is a condition of `MOVES`."""
    sql = f"select id from ({_TOLD}) where {MOVES[where]}"
    return list(reader.ids(sql, _values(period, currency, pipeline_id)))


#: The kinds of movement as conditions on what a deal was and is.
MOVES = {
    "start": "was = 'open'",
    "new": "fresh",
    "raised": "was = 'open' and change > 0",
    "lowered": "was = 'open' and change < 0",
    "reopened": "not fresh and was <> 'open' and now = 'open'",
    "won": "(fresh or was = 'open') and now = 'won'",
    "lost": "(fresh or was = 'open') and now = 'lost'",
    "parked": "(fresh or was = 'open') and now = 'parked'",
    "slipped": "slipped and was = 'open'",
    "end": "now = 'open'",
}


def reached(reader: Reader, period: Period, *, pipeline_id: int) -> list[Reached]:
    """Return how far the deals opened in a period came, by the quarter they were opened in."""
    sql = f"""
      with born as (select d.id, d.status, {_QUARTER} as quarter from deal d
        where d.deleted_at is null and d.pipeline_id = :pipeline and d.opened_at >= :first and d.opened_at < :until)
      select quarter, 0, count(*) from born group by 1
      union all select quarter, -1, count(*) from born where status = 'won' group by 1
      union all select b.quarter, t.stage_id, count(distinct b.id) from born b join deal_state t on t.deal_id = b.id
        group by 1, 2"""
    return reader.rows(Reached, sql, _values(period, "", pipeline_id))


_QUARTER = """substr(datetime(d.opened_at, 'localtime'), 1, 4) || '-' ||
    ((cast(substr(datetime(d.opened_at, 'localtime'), 6, 2) as integer) + 2) / 3)"""


def busiest_pipeline(reader: Reader) -> int:
    """Return the sales process most deals are in, 0 without any."""
    sql = "select pipeline_id from deal where deleted_at is null group by pipeline_id order by count(*) desc limit 1"
    return int(reader.scalar(sql) or 0)


def opened_ids(reader: Reader, period: Period, *, pipeline_id: int) -> list[int]:
    """Return the deals of a sales process opened in a period."""
    sql = """select d.id from deal d where d.deleted_at is null and d.pipeline_id = :pipeline
        and d.opened_at >= :first and d.opened_at < :until"""
    return list(reader.ids(sql, _values(period, "", pipeline_id)))


def won_within_ids(reader: Reader, period: Period, low: int, high: int, *, currency: str) -> list[int]:
    """Return the deals won in a period that took at least `low` and less than `high` days."""
    sql = """select id from deal where deleted_at is null and currency = :currency and status = 'won'
        and closed_at >= :first and closed_at < :until
        and max(0, cast(julianday(closed_at) - julianday(opened_at) as integer)) between :low and :high - 1"""
    return list(reader.ids(sql, {**_values(period, currency, 0), "low": low, "high": high}))


def _values(period: Period, currency: str, pipeline_id: int) -> dict[str, Value]:
    after = period.last + timedelta(days=1)
    return {
        "first": to_text(start_of_day(period.first)),
        "until": to_text(start_of_day(after)),
        "last": period.last.isoformat(),
        "currency": currency,
        "pipeline": pipeline_id,
    }
