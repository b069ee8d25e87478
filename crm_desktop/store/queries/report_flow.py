"""How the open deals changed over a period, and how far the deals of each quarter came: from their states over time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from crm_desktop.base.period import Period, quarter_of
from crm_desktop.base.times import start_of_day, to_text
from crm_desktop.store.driver import Value
from crm_desktop.store.queries import report_kept
from crm_desktop.store.queries.report_activity import Span
from crm_desktop.store.queries.report_cube import Narrowed
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
    """Deals opened in one quarter that came as far as one stage and no farther: how many, and how many are won."""

    quarter: str
    #: The place of the stage in its process; None for a deal that was never in one of it.
    farthest: int | None
    deals: int
    won: int


#: Narrows nothing.
EVERYTHING = Narrowed("1", {})

#: What a deal was at the beginning is told by its state of then; what it is at the end by itself where the period ends
#: today (:past 0), else by its state of that day.
_STATE = """(select t.id from deal_state t where t.deal_id = d.id and t.entered < {at}
        order by t.entered desc, t.id desc limit 1)"""
_DEALS = f"""
    select d.id, d.opened_at >= :first as fresh, d.amount_cents, d.expected_close,
      case when :past and d.closed_at >= :until then 'open' else d.status end as status,
      case when d.opened_at < :first then {_STATE.format(at=":first")} end as state_id,
      case when :past then {_STATE.format(at=":until")} end as end_id
    from deal d
    where {{which}} and d.deleted_at is null and d.currency = :currency and d.opened_at < {{before}} and {{narrowed}}"""

#: Those open now, and those closed since the period began: each along its own index.
_TOUCHED = " union all ".join(
    _DEALS.replace("{which}", which)
    for which in ("d.status in ('open', 'parked')", "d.status in ('won', 'lost') and d.closed_at >= :first")
)

_TOLD = f"""
    select id, fresh, was, now, before_cents, now_cents,
      case when fresh then 0 else sign(now_cents - before_cents) end as change,
      coalesce(due_before <= :last and due_now > :last and now = 'open', 0) as slipped
    from (
      select w.id, w.fresh, coalesce(t.status, case when w.fresh then '' else 'open' end) as was,
        coalesce(e.status, w.status) as now, coalesce(e.amount_cents, w.amount_cents) as now_cents,
        coalesce(t.amount_cents, e.amount_cents, w.amount_cents) as before_cents,
        t.expected_close as due_before, coalesce(e.expected_close, w.expected_close) as due_now
      from ({_TOUCHED}) w left join deal_state t on t.id = w.state_id left join deal_state e on e.id = w.end_id)"""

#: Deals opened within the period are what they are now, which the sums of their months know; the others are asked.
_MOVED = f"""
    select fresh, was, now, change, slipped, sum(deals), sum(before_cents), sum(now_cents) from (
      select fresh, was, now, change, slipped, count(*) as deals, sum(before_cents) as before_cents,
        sum(now_cents) as now_cents
      from ({_TOLD.format(narrowed="1", before=":first")}) group by 1, 2, 3, 4, 5
      union all
      select 1, '', t.status, 0, 0, sum(t.cases), sum(t.cents), sum(t.cents)
      from json_each(:months) m cross join opened_sum t
      where t.currency = :currency and t.month >= m.value ->> 1 and t.month < m.value ->> 2 group by t.status
      union all
      select 1, '', d.status, 0, 0, sum(m.value ->> 3), sum(d.amount_cents * (m.value ->> 3)),
        sum(d.amount_cents * (m.value ->> 3))
      from json_each(:rests) m cross join deal d
      where d.opened_at >= m.value ->> 1 and d.opened_at < m.value ->> 2 and d.deleted_at is null
        and d.currency = :currency group by d.status)
    group by 1, 2, 3, 4, 5 having sum(deals) <> 0"""


def movement(
    reader: Reader, period: Period, *, currency: str, only: Narrowed = EVERYTHING, past: bool = False
) -> list[Moved]:
    """Return how the deals that were open in a period changed, those alike together; `past`: it ended before today."""
    values = {**_values(period, currency), "past": past, **only.values}
    if only.condition == EVERYTHING.condition and not past:
        made = report_kept.made_of_instants(report_kept.whole(period))
        return reader.rows(Moved, _MOVED, {**values, **made.values()})
    sql = f"""select fresh, was, now, change, slipped, count(*), sum(before_cents), sum(now_cents)
        from ({_TOLD.format(narrowed=only.condition, before=":until")}) group by 1, 2, 3, 4, 5"""
    return reader.rows(Moved, sql, values)


def moved_ids(
    reader: Reader, period: Period, where: str, *, currency: str, only: Narrowed = EVERYTHING, past: bool = False
) -> list[int]:
    """Return the deals of one kind of movement; `where` is a condition of `MOVES`."""
    told = _TOLD.format(narrowed=only.condition, before=":until")
    sql = f"select id from ({told}) where {MOVES[where]}"
    return list(reader.ids(sql, {**_values(period, currency), "past": past, **only.values}))


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


#: How far a deal came in its process, from its states, and from the stages that the sums know it was in.
_FARTHEST = """(select max(g.position) from deal_state t join stage g on g.id = t.stage_id and g.kind = 'open'
        where t.deal_id = d.id)"""
_FARTHEST_KEPT = """(select max(g.position) from stage g
        where g.kind = 'open' and instr(',' || t.stages || ',', ',' || g.id || ','))"""


def reached(reader: Reader, period: Period, *, pipeline_id: int, only: Narrowed = EVERYTHING) -> list[Reached]:
    """Return how far the deals opened in a period came, by the quarter they were opened in."""
    counted = only.condition != EVERYTHING.condition
    made = report_kept.made_of_instants(_quarters(period), of_months=not counted)
    sql = f"""
      select quarter, farthest, sum(deals), sum(won) from (
        select m.value ->> 0 as quarter, {_FARTHEST_KEPT} as farthest, sum(t.cases) as deals,
          sum(iif(t.status = 'won', t.cases, 0)) as won
        from json_each(:months) m cross join opened_sum t
        where t.pipeline_id = :pipeline and t.month >= m.value ->> 1 and t.month < m.value ->> 2
        group by 1, t.stages
        union all
        select m.value ->> 0, {_FARTHEST}, m.value ->> 3, (d.status = 'won') * (m.value ->> 3)
        from json_each(:rests) m cross join deal d
        where d.opened_at >= m.value ->> 1 and d.opened_at < m.value ->> 2 and d.deleted_at is null
          and d.pipeline_id = :pipeline and {only.condition})
      group by 1, 2 having sum(deals) <> 0"""
    return reader.rows(Reached, sql, {**made.values(), "pipeline": pipeline_id, **only.values})


def _quarters(period: Period) -> list[Span]:
    """Return the quarters of a period by name, cut to the period."""
    found: list[Span] = []
    quarter = quarter_of(period.first)
    while quarter.first <= period.last:
        first, last = max(quarter.first, period.first), min(quarter.last, period.last)
        name = f"{quarter.first.year}-{(quarter.first.month + 2) // 3}"
        found.append(Span(name, first, last + timedelta(days=1)))
        quarter = quarter_of(quarter.last + timedelta(days=1))
    return found


def busiest_pipeline(reader: Reader) -> int:
    """Return the sales process most deals are in, 0 without any."""
    sql = "select pipeline_id from deal where deleted_at is null group by pipeline_id order by count(*) desc limit 1"
    return int(reader.scalar(sql) or 0)


def opened_ids(reader: Reader, period: Period, *, pipeline_id: int, only: Narrowed = EVERYTHING) -> list[int]:
    """Return the deals of a sales process opened in a period."""
    sql = f"""select d.id from deal d where d.deleted_at is null and d.pipeline_id = :pipeline
        and d.opened_at >= :first and d.opened_at < :until and {only.condition}"""
    return list(reader.ids(sql, {**_values(period, ""), "pipeline": pipeline_id, **only.values}))


def won_within_ids(
    reader: Reader, period: Period, low: int, high: int, *, currency: str, only: Narrowed = EVERYTHING
) -> list[int]:
    """Return the deals won in a period that took at least `low` and less than `high` days."""
    sql = f"""select d.id from deal d where d.deleted_at is null and d.currency = :currency and d.status = 'won'
        and d.closed_at >= :first and d.closed_at < :until and {only.condition}
        and max(0, cast(julianday(d.closed_at) - julianday(d.opened_at) as integer)) between :low and :high - 1"""
    return list(reader.ids(sql, {**_values(period, currency), "low": low, "high": high, **only.values}))


def won_by_day_ids(
    reader: Reader, period: Period, days: int, *, currency: str, only: Narrowed = EVERYTHING
) -> list[int]:
    """Return the deals opened in a period that were won within so many days."""
    sql = f"""select d.id from deal d where d.deleted_at is null and d.currency = :currency and d.status = 'won'
        and d.opened_at >= :first and d.opened_at < :until and {only.condition}
        and max(0, cast(julianday(d.closed_at) - julianday(d.opened_at) as integer)) <= :days"""
    return list(reader.ids(sql, {**_values(period, currency), "days": days, **only.values}))


def due_ids(reader: Reader, first: date, last: date, *, currency: str) -> list[int]:
    """Return the open deals that are expected to close between two days."""
    sql = """select id from deal where deleted_at is null and currency = ? and status = 'open'
        and expected_close between ? and ?"""
    return list(reader.ids(sql, (currency, first.isoformat(), last.isoformat())))


def _values(period: Period, currency: str) -> dict[str, Value]:
    after = period.last + timedelta(days=1)
    return {
        "first": to_text(start_of_day(period.first)),
        "until": to_text(start_of_day(after)),
        "last": period.last.isoformat(),
        "currency": currency,
    }
