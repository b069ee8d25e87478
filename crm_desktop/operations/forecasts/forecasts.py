"""Forecasts for the window and the command line: facts in, the engine's answers out, and what belongs beside them.

Reading alone: nothing here is a step. All money is in the firm's own currency.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from crm_desktop.base.period import Period, add_months, month_of, quarter_of, year_of
from crm_desktop.base.times import local_day
from crm_desktop.engine import backtest as past
from crm_desktop.engine.backtest import Backtest
from crm_desktop.engine.forecast import Forecast, Forecaster
from crm_desktop.engine.forecast.spread import Method
from crm_desktop.operations.forecasts.target_periods import revenue_target
from crm_desktop.store.queries import facts
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries.facts import Among
from crm_desktop.store.reading import Reader

#: A quarter that is nearly over is no longer what one plans for.
_PLANNING_DAYS = 45
#: Days of records before a past forecast means anything.
_LEARNING_DAYS = 28


class MonthResult(NamedTuple):
    """What a month brought, in cents; the one that is running only up to now."""

    month: Period
    won_cents: int


class Outlook(NamedTuple):
    """A forecast and what is shown beside it: the months before, the same months a year ago, and the goal."""

    forecast: Forecast
    currency: str
    history: tuple[MonthResult, ...]
    #: The months a year before those of the forecast's fan, and what they brought; none from before the records.
    year_before: tuple[MonthResult, ...]
    #: The goal for the period: that of its months or quarters, else a share of the year's; None where none is set.
    target_cents: int | None
    #: How likely the goal is reached, 0 to 1.
    target_chance: float | None


def forecaster(
    reader: Reader,
    *,
    pipeline_id: int | None = None,
    before: Forecaster | None = None,
    among: Among | None = None,
    method: Method | None = None,
) -> Forecaster:
    """Return the engine with the facts of one sales process or of all; keep it for further periods and what-ifs.

    `before` is the one of a moment ago, where only today changed: what it learned is taken over. `among` narrows the
    facts to the customers of a segment; `method` is the one the user chose, by default the record weighs them.
    """
    firm = firm_queries.firm(reader)
    usual = firm.usual_cycle_days if firm else None
    known = facts.pipeline_facts(reader, pipeline_id=pipeline_id, among=among)
    return Forecaster(known, usual, before=before, method=method)


def forecast(reader: Reader, *, as_of: date, period: Period | None = None, pipeline_id: int | None = None) -> Forecast:
    """Foresee the orders of a period (by default the one to plan for) from what was known at the end of a day."""
    return forecaster(reader, pipeline_id=pipeline_id).forecast(as_of, period or period_to_plan(as_of))


def outlook(
    reader: Reader,
    *,
    as_of: date,
    period: Period | None = None,
    pipeline_id: int | None = None,
    leave_out: frozenset[int] = frozenset(),
    delay: Mapping[int, int] | None = None,
    months_back: int = 8,
    engine: Forecaster | None = None,
) -> Outlook:
    """Return a forecast with the months around it.

    For a what-if: `leave_out` are ids of deals not to count on, `delay` says by how many days deals come later.

    `engine` is one that `forecaster` gave before: a what-if over the same facts takes a fraction of the time.
    """
    engine = engine or forecaster(reader, pipeline_id=pipeline_id)
    found = engine.forecast(as_of, period or period_to_plan(as_of), leave_out=leave_out, delay=delay)
    this_month = month_of(as_of).first
    began = engine.began(as_of)
    months = [month_of(add_months(this_month, -back)) for back in range(months_back - 1, -1, -1)]
    ago = (month_of(add_months(ahead.month.first, -12)) for ahead in found.fan)
    firm = firm_queries.firm(reader)
    target = revenue_target(reader, found.period)
    if target is None:
        target = _share_of_year(firm.year_target_cents if firm else None, found.period)
    return Outlook(
        forecast=found,
        currency=firm_queries.currency(reader),
        history=tuple(MonthResult(month, engine.actual(month, as_of)) for month in months if month.last >= began),
        year_before=tuple(MonthResult(month, engine.actual(month, as_of)) for month in ago if began <= month.first),
        target_cents=target,
        target_chance=None if target is None else found.chance_of(target),
    )


def backtest(
    reader: Reader,
    *,
    known_by: date,
    horizon_days: int = 91,
    every_days: int | None = None,
    first: date | None = None,
    last: date | None = None,
    pipeline_id: int | None = None,
) -> Backtest:
    """Forecast the past as it would have been, every so many days (by default the horizon), against what came.

    The first day is by default the horizon after the first deal, the last one the horizon before `known_by`.
    """
    known = facts.pipeline_facts(reader, pipeline_id=pipeline_id)
    began = min((local_day(deal.opened) for deal in known.deals), default=known_by)
    start = first or began + timedelta(days=horizon_days)
    end = last or known_by - timedelta(days=horizon_days)
    firm = firm_queries.firm(reader)
    return past.backtest(
        known,
        horizon_days=horizon_days,
        days=past.days_between(start, end, every_days or horizon_days),
        known_by=known_by,
        usual_cycle_days=firm.usual_cycle_days if firm else None,
    )


def track_record(
    reader: Reader,
    *,
    known_by: date,
    like: Period,
    periods: int = 8,
    pipeline_id: int | None = None,
    among: Among | None = None,
) -> Backtest:
    """Forecast the last periods of the same kind (months, quarters, years) from the day before each began.

    Periods before there were records to learn from are left out.
    """
    known = facts.pipeline_facts(reader, pipeline_id=pipeline_id, among=among)
    began = min((local_day(deal.opened) for deal in known.deals), default=known_by)
    months = 1 if like.days <= 31 else 3 if like.days <= 92 else 12
    every = [add_months(_start(known_by, months), -months * back) for back in range(periods, -1, -1)]
    spans = [(first, after) for first, after in pairwise(every) if (first - began).days > _LEARNING_DAYS]
    firm = firm_queries.firm(reader)
    return past.backtest(
        known,
        horizon_days={1: 30, 3: 91, 12: 365}[months],
        days=[first - timedelta(days=1) for first, _after in spans],
        last_days=[after - timedelta(days=1) for _first, after in spans],
        known_by=known_by,
        usual_cycle_days=firm.usual_cycle_days if firm else None,
    )


def period_to_plan(day: date) -> Period:
    """Return the quarter one plans for on a day: this one, or the next when it is nearly over."""
    this = quarter_of(day)
    return this if (this.last - day).days >= _PLANNING_DAYS else quarter_of(this.last + timedelta(days=1))


def _start(day: date, months: int) -> date:
    """Return the first day of the month, quarter or year a day lies in."""
    return {1: month_of, 3: quarter_of, 12: year_of}[months](day).first


def _share_of_year(target_cents: int | None, period: Period) -> int | None:
    """Return the part of a year's goal that falls to a period, by months where it is made of whole ones."""
    if target_cents is None:
        return None
    whole = period.first.day == 1 and (period.last + timedelta(days=1)).day == 1
    if whole:
        months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
        return round(target_cents * months / 12)
    return round(target_cents * period.days / 365)
