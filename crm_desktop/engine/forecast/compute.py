"""The forecast itself: what was known on a day becomes the spread of a period's revenue, with each deal's part."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from crm_desktop.base.period import Period, add_months, month_of
from crm_desktop.engine.distribution import Distribution, grid_step
from crm_desktop.engine.forecast.assembling import Ahead, Months, Pooled, assemble
from crm_desktop.engine.forecast.prospects import Learned, Prospect, ladder_revenue, learned, prospect, revenue
from crm_desktop.engine.forecast.result import FanMonth, Forecast, PastMonth
from crm_desktop.engine.forecast.slipping import Slipping, slipping
from crm_desktop.engine.forecast.spread import (
    LEVELS,
    Method,
    Record,
    Scored,
    Spread,
    crps,
    pooled,
    record_of,
    run_days,
    run_rate,
    weighed_error,
)
from crm_desktop.engine.journey_changes import journeys_after
from crm_desktop.engine.journeys import Floats, Journeys, Known, day_of, end_of, journeys

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from crm_desktop.domain.facts import PipelineFacts

#: A moment, and the stages of a process with their chances.
_Key = tuple[float, tuple[tuple[int, float], ...]]
#: Days from opening to winning where neither the firm says them nor its deals show them.
USUAL_CYCLE = 30.0
#: Nodes of the common error: for a period, and for months and past windows, which need less.
_NODES, _FEWER_NODES = 5, 3
#: Cells of the grid against those a single exact sum needs: for a period, and for months and past windows.
_WIDER, _COARSER = 4, 32
#: Past windows that weigh the model against the run-rate, and days of records before the first.
_WINDOWS = 6
_FIRST_WINDOW = 28.0
#: How much of what was learned and looked at is kept.
_KEPT = 64
#: Months a fan shows at most, and months of history.
_MONTHS = 24


def forecast(facts: PipelineFacts, as_of: date, period: Period, *, usual_cycle_days: float | None = None) -> Forecast:
    """Foresee the revenue of a period from what was known at the end of a day.

    Orders count on the day they are won. `usual_cycle_days` is how long it usually takes from opening to winning, as
    the firm says it; without it the expected closes of open deals tell it, else 30 days are assumed until its own
    deals show it.
    """
    return Forecaster(facts, usual_cycle_days).forecast(as_of, period)


class Forecaster:
    """Forecasts of one set of facts; what was learned for a day is kept: further periods and what-ifs are quick.

    `before` is the forecaster of the same firm a moment ago: what it learned for the day and how its past forecasts
    did is taken over, which saves most of the time. A deal dropped in another stage leaves the past as it was, and one
    case more teaches nothing until tomorrow; after an import or an undo begin anew.
    """

    def __init__(
        self,
        facts: PipelineFacts,
        usual_cycle_days: float | None = None,
        *,
        before: Forecaster | None = None,
        method: Method | None = None,
    ) -> None:
        self._facts = facts
        #: The method chosen by hand; None lets the record weigh them.
        self.method = method
        self._given_cycle = usual_cycle_days
        self._before = None if before is None else (before._facts, before._journeys)  # noqa: SLF001 - another of its kind
        self._prospects: dict[tuple[float, tuple[int, ...]], tuple[Prospect, ...]] = {}
        #: What each method said of past windows, by moment and length in days.
        self.said: dict[tuple[float, int], Mapping[Method, Floats] | None] = {} if before is None else dict(before.said)
        #: What was learned at a moment of each process, by the ids and chances of its stages.
        self.learned: dict[_Key, Learned] = {} if before is None else dict(before.learned)

        #: How closing dates slipped, as known at a moment.
        self.slips: dict[float, Slipping] = {} if before is None else dict(before.slips)

    @cached_property
    def processes(self) -> tuple[Journeys, ...]:
        """The ways of all deals, one entry a process."""
        return tuple(self._journeys.values())

    @cached_property
    def _journeys(self) -> dict[int, Journeys]:
        if self._before is None:
            return journeys(self._facts)
        return journeys_after(self._facts, *self._before)

    def forecast(
        self,
        as_of: date,
        period: Period,
        *,
        leave_out: Collection[int] = (),
        delay: Mapping[int, int] | None = None,
        with_fan: bool = True,
    ) -> Forecast:
        """Foresee a period from what was known at the end of a day.

        For a what-if: `leave_out` are ids of deals not to count on, `delay` says by how many days deals (by id) come
        later than they would, or earlier where negative.
        """
        at = end_of(as_of)
        first, last = self._days_ahead(at, period)
        months = _months(as_of, period) if with_fan and last > 0 else []
        days = sorted({0, first, last, *(self._days_ahead(at, month)[1] for month in months)})
        knowns = tuple(process.known_at(at) for process in self.processes)
        looked = (each.delayed(delay) if delay else each for each in self._looked_ahead(at, tuple(days)))
        prospects = tuple(each.without(leave_out) for each in looked)
        ahead = Ahead(knowns, prospects, days.index(first), days.index(last))
        record = self._weighed(at, period.days) if last > first else record_of(())
        if self.method is not None:
            record = record.only(self.method)
        spread = self._spread(at, period, ahead, record)
        fan = tuple(self._fan_month(at, month, ahead, days, record) for month in months)
        past = Months(fan, self._history(as_of) if with_fan else ())
        return assemble(as_of, period, ahead, past, Pooled(spread, record, self._slips(at, knowns)))

    def began(self, as_of: date) -> date:
        """Return the day the records begin as known at the end of a day; that day itself where there are none."""
        at = end_of(as_of)
        return day_of(min((process.known_at(at).began() for process in self.processes), default=at - 0.5))

    def _slips(self, at: float, knowns: tuple[Known, ...]) -> Slipping:
        if at not in self.slips:
            self.slips[at] = slipping(knowns)
        return self.slips[at]

    def actual(self, period: Period, known_by: date) -> int:
        """Return what a period brought, in cents, as known at the end of a day."""
        begin, end = end_of(period.first - timedelta(days=1)), end_of(period.last)
        return sum(process.won_between(begin, end, end_of(known_by)) for process in self.processes)

    def won_in(self, period: Period, known_by: date) -> frozenset[int]:
        """Return the ids of the deals won in a period, as known at the end of a day."""
        begin, end, by = end_of(period.first - timedelta(days=1)), end_of(period.last), end_of(known_by)
        return frozenset(deal_id for process in self.processes for deal_id in process.ids_won(begin, end, by))

    @staticmethod
    def _days_ahead(at: float, period: Period) -> tuple[int, int]:
        """Return how many whole days ahead of a moment a period begins and ends, 0 for what has passed."""
        begin = end_of(period.first - timedelta(days=1)) - at
        return max(0, round(begin)), max(0, round(end_of(period.last) - at))

    def _looked_ahead(self, at: float, marks: tuple[int, ...]) -> tuple[Prospect, ...]:
        key = (at, marks)
        if key not in self._prospects:
            _forget(self._prospects)
            self._prospects[key] = tuple(self._prospect(process, at, marks) for process in self.processes)
        return self._prospects[key]

    def _prospect(self, process: Journeys, at: float, marks: tuple[int, ...]) -> Prospect:
        known = process.known_at(at)
        key = at, tuple((stage.id, stage.probability) for stage in process.ladder.stages)
        found, days = self.learned.get(key), max(marks, default=0)
        if found is None or found.outlook.days < days:
            _forget(self.learned)
            found = self.learned[key] = learned(known, days, self._usual_cycle(known), found)
        return prospect(known, marks, found)

    def _usual_cycle(self, known: Known) -> float:
        """Return the assumed days from opening to winning: as given, as expected of open deals, or a month."""
        if self._given_cycle is not None:
            return max(self._given_cycle, 1.0)
        deals = [deal for deal in known.open_deals() if deal.expected_close is not None]
        spans = [
            end_of(deal.expected_close) - known.journeys.opened[deal.row]
            for deal in deals
            if deal.expected_close is not None
        ]
        return float(np.clip(np.median(spans), 3.0, 730.0)) if len(spans) >= 3 else USUAL_CYCLE

    def _spread(self, at: float, period: Period, ahead: Ahead, record: Record, *, fine: bool = True) -> Spread:
        begin = end_of(period.first - timedelta(days=1))
        booked = sum(known.journeys.won_between(begin, min(end_of(period.last), at), at) for known in ahead.knowns)
        if ahead.end <= ahead.begin:
            return Spread(booked, ())
        step = _step(ahead) * (_WIDER if fine else _COARSER)
        first, last = self._days_ahead(at, period)
        spreads = _by_method(ahead, last - first, step, _NODES if fine else _FEWER_NODES)
        return pooled(booked, spreads, record.weights)

    def _fan_month(self, at: float, month: Period, ahead: Ahead, days: list[int], record: Record) -> FanMonth:
        first, last = self._days_ahead(at, month)
        part = Ahead(ahead.knowns, ahead.prospects, days.index(first), days.index(last))
        spread = self._spread(at, month, part, record, fine=False)
        p10, p25, p75, p90 = (round(cents) for cents in spread.quantiles(np.array([0.1, 0.25, 0.75, 0.9])))
        return FanMonth(month, round(spread.mean), p10, p25, p75, p90)

    def _history(self, as_of: date) -> tuple[PastMonth, ...]:
        """Return what the whole months before a day brought, as known then."""
        at = end_of(as_of)
        began = min((process.known_at(at).began() for process in self.processes), default=at)
        months = (month_of(add_months(as_of.replace(day=1), -back)) for back in range(_MONTHS, 0, -1))
        return tuple(PastMonth(month, self.actual(month, as_of)) for month in months if end_of(month.last) > began)

    def _weighed(self, at: float, length: int) -> Record:
        """Return how the methods did in past windows of the same length that do not overlap, and their weights.

        Windows begin on the same days whatever the day of the forecast, so that those of neighbouring days are shared.
        """
        last = at - round(at) % length
        starts = [last - number * length for number in range(1, _WINDOWS + 1)]
        scored = [(start, score) for start in starts if (score := self._scored(start, length, at)) is not None]
        record = record_of([score for _start, score in scored])
        said = [(self.said[start, length], score.actual_cents) for start, score in scored]
        told = [(quantiles, actual) for quantiles, actual in said if quantiles is not None]
        return record._replace(weighed=weighed_error(record.weights, told))

    def _scored(self, at: float, length: int, known_by: float) -> Scored | None:
        """Return how far off each was in the window that began at a moment; None where that cannot be told."""
        key = (at, length)
        if key not in self.said:
            self.said[key] = self._said(at, length)
        said = self.said[key]
        if said is None:
            return None
        actual = float(sum(process.won_between(at, at + length, known_by) for process in self.processes))
        return Scored({method: crps(quantiles, actual) for method, quantiles in said.items()}, actual)

    def _said(self, at: float, length: int) -> Mapping[Method, Floats] | None:
        """Return what each said of the window that begins at a moment; None before there were records."""
        knowns = tuple(process.known_at(at) for process in self.processes)
        began = min((known.began() for known in knowns), default=at)
        if at - began < _FIRST_WINDOW:
            return None
        ahead = Ahead(knowns, self._looked_ahead(at, (length,)), 0, 1)
        spreads = _by_method(ahead, length, _step(ahead) * _COARSER, _FEWER_NODES)
        said = {method: spread.quantiles(LEVELS) for method, spread in spreads.items() if spread is not None}
        return said if Method.RUN_RATE in said else None


def _forget(kept: dict[Any, Any]) -> None:
    """Forget what is oldest, so that a record over many days does not fill the memory."""
    while len(kept) >= _KEPT:
        del kept[next(iter(kept))]


def _by_method(ahead: Ahead, length: int, step: float, nodes: int) -> dict[Method, Distribution | None]:
    """Return what each method says of a stretch of days of a length."""
    stretch = ahead.begin, ahead.end
    return {
        Method.OWN: revenue(ahead.prospects, *stretch, step=step, nodes=nodes),
        Method.RUN_RATE: run_rate(ahead.knowns, run_days(ahead.knowns), length, step),
        Method.LADDER: ladder_revenue(ahead.prospects, *stretch, step=step),
    }


def _step(ahead: Ahead) -> float:
    """Return a width of grid cells that suits everything a period may bring."""
    begin, end = ahead.begin, ahead.end
    amounts: Floats = np.concatenate([np.zeros(0), *(each.amounts for each in ahead.prospects)])
    chances: Floats = np.concatenate([np.zeros(0), *(each.chances(begin, end) for each in ahead.prospects)])
    return grid_step(amounts, chances, sum(each.new_revenue(begin, end) for each in ahead.prospects))


def _months(as_of: date, period: Period) -> list[Period]:
    """Return the months from that of a day to the end of a period."""
    months = [month_of(as_of)]
    while months[-1].last < period.last and len(months) < _MONTHS:
        months.append(month_of(add_months(months[-1].first, 1)))
    return months
