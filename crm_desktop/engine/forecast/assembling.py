"""From the spread of a period and the chances of its deals to the forecast as it is shown, with its warnings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from crm_desktop.engine.forecast.deals import Seen, deal_forecasts
from crm_desktop.engine.forecast.result import Basis, FanMonth, Forecast, PastMonth, Reason, ReasonCode
from crm_desktop.engine.forecast.spread import PRIOR, Method
from crm_desktop.engine.stage_odds import StageOdds, odds_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_desktop.base.period import Period
    from crm_desktop.engine.forecast.prospects import Prospect
    from crm_desktop.engine.forecast.result import DealForecast
    from crm_desktop.engine.forecast.slipping import Slipping
    from crm_desktop.engine.forecast.spread import Record, Spread
    from crm_desktop.engine.journeys import Known

#: Fewer closed deals than this: the configured percentages speak; fewer than that: own experience, but roughly.
ENOUGH_FOR_ROUGH, ENOUGH = 10, 30
#: A deal is stale when it has been in its stage this many times the usual days there.
_STALE = 4.0


@dataclass(frozen=True, eq=False)
class Ahead:
    """All processes on one day, run forward to days ahead, and the indexes of the period among these."""

    knowns: tuple[Known, ...]
    prospects: tuple[Prospect, ...]
    begin: int
    end: int


class Pooled(NamedTuple):
    """The spread of a period, and the past that weighed its methods."""

    spread: Spread
    record: Record
    slips: Slipping


class Months(NamedTuple):
    """Months ahead and months that are over."""

    ahead: tuple[FanMonth, ...]
    past: tuple[PastMonth, ...]


def assemble(as_of: date, period: Period, ahead: Ahead, months: Months, found: Pooled) -> Forecast:
    """Return the forecast of a period: sums that add up, deals with reasons, and what must be said with it."""
    spread, record, slips = found
    odds = {each.stage_id: each for known in ahead.knowns for each in odds_of(known)}
    deals = _deals(as_of, ahead, odds, slips)
    p10, p25, p50, p75, p90 = (round(cents) for cents in spread.quantiles(np.array([0.1, 0.25, 0.5, 0.75, 0.9])))
    known = sum(deal.contribution_cents for deal in deals)
    new = round(sum(each.new_revenue(ahead.begin, ahead.end) for each in ahead.prospects))
    expected = round(spread.mean)
    closed = sum(int(each.closed.sum()) for each in ahead.knowns)
    return Forecast(
        as_of=as_of,
        period=period,
        expected_cents=expected,
        p10_cents=p10,
        p25_cents=p25,
        p50_cents=p50,
        p75_cents=p75,
        p90_cents=p90,
        weighted_cents=round(sum(deal.amount_cents * odds[deal.stage_id].probability for deal in deals)),
        open_cents=sum(deal.amount_cents for deal in deals),
        booked_cents=spread.booked_cents,
        known_cents=known,
        new_business_cents=new,
        adjustment_cents=expected - spread.booked_cents - known - new,
        method=_method(spread, closed),
        verdict=_verdict(spread, record),
        record=record,
        basis=basis_of(closed),
        closed_deals=closed,
        warnings=tuple(_warnings(as_of, ahead, closed)),
        slipping=slips,
        deals=deals,
        fan=months.ahead,
        history=months.past,
        spread=spread,
    )


def basis_of(closed: int) -> Basis:
    """Return what a forecast rests on, by the number of closed deals."""
    if closed < ENOUGH_FOR_ROUGH:
        return Basis.CONFIGURED
    return Basis.ROUGH if closed < ENOUGH else Basis.LEARNED


def _method(spread: Spread, closed: int) -> str:
    """Return the name of what the forecast rests on, as scripts read it."""
    most = _leading(spread)
    if most is not Method.OWN:
        return most.value
    if closed < ENOUGH_FOR_ROUGH:
        return "configured_percentages"
    return "stage_model" if len(spread.members) == 1 else "stage_model_with_run_rate"


def _leading(spread: Spread) -> Method:
    """Return the method that counts most."""
    return max(PRIOR, key=spread.weight_of) if spread.members else Method.OWN


def _verdict(spread: Spread, record: Record) -> Reason:
    """Return which method counts most, and why."""
    most = _leading(spread)
    codes = {
        Method.OWN: ReasonCode.METHOD_OWN if record.errors else ReasonCode.METHOD_NEW,
        Method.RUN_RATE: ReasonCode.METHOD_RUN_RATE,
        Method.LADDER: ReasonCode.METHOD_LADDER,
    }
    figures = {method.value: error for method, error in record.errors.items()}
    if record.chosen is not None:
        costs = {} if record.weighed is None else {"weighed": record.weighed, "error": record.errors[record.chosen]}
        return Reason(ReasonCode.METHOD_CHOSEN, {"windows": record.windows, **figures, **costs})
    weight = spread.weight_of(most) if spread.members else 1.0
    return Reason(codes[most], {"windows": record.windows, "weight": weight, **figures})


def _deals(as_of: date, ahead: Ahead, odds: dict[int, StageOdds], slips: Slipping) -> tuple[DealForecast, ...]:
    seen = Seen(as_of, ahead.begin, ahead.end, odds, slips)
    found = (deal for each in ahead.prospects for deal in deal_forecasts(each, seen))
    return tuple(sorted(found, key=lambda deal: (-deal.contribution_cents, deal.deal_id)))


def _warnings(as_of: date, ahead: Ahead, closed: int) -> Iterator[Reason]:
    """Yield what the reader must know before trusting the figures."""
    deals = [(deal, each.model.usual[deal.stage]) for each in ahead.prospects for deal in each.deals]
    if closed < ENOUGH_FOR_ROUGH:
        yield Reason(ReasonCode.CONFIGURED_ONLY, {"cases": closed, "enough": ENOUGH_FOR_ROUGH})
    elif closed < ENOUGH:
        yield Reason(ReasonCode.ROUGH, {"cases": closed, "enough": ENOUGH})
    if not deals:
        yield Reason(ReasonCode.NOTHING_OPEN, {})
    if all(each.new.shape < 1 for each in ahead.prospects):
        yield Reason(ReasonCode.NO_NEW_BUSINESS, {})
    stale = [deal for deal, usual in deals if deal.age > _STALE * max(usual, 7.0)]
    if stale:
        yield Reason(ReasonCode.STALE, {"cases": len(stale), "cents": sum(deal.amount_cents for deal in stale)})
    overdue = [deal for deal, _usual in deals if deal.expected_close is not None and deal.expected_close < as_of]
    if overdue:
        yield Reason(ReasonCode.OVERDUE, {"cases": len(overdue), "cents": sum(deal.amount_cents for deal in overdue)})
