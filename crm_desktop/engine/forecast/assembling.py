"""From the spread of a period and the chances of its deals to the forecast as it is shown, with its warnings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from crm_desktop.engine.forecast.deals import deal_forecasts
from crm_desktop.engine.forecast.result import Basis, FanMonth, Forecast, PastMonth, Reason, ReasonCode
from crm_desktop.engine.stage_odds import StageOdds, odds_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_desktop.base.period import Period
    from crm_desktop.engine.forecast.prospects import Prospect
    from crm_desktop.engine.forecast.result import DealForecast
    from crm_desktop.engine.forecast.spread import Spread
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


class Months(NamedTuple):
    """Months ahead and months that are over."""

    ahead: tuple[FanMonth, ...]
    past: tuple[PastMonth, ...]


def assemble(as_of: date, period: Period, ahead: Ahead, spread: Spread, months: Months) -> Forecast:
    """Return the forecast of a period: sums that add up, deals with reasons, and what must be said with it."""
    odds = {each.stage_id: each for known in ahead.knowns for each in odds_of(known)}
    deals = _deals(ahead, odds)
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
        method="stage_model" if spread.run_rate is None else "stage_model_with_run_rate",
        basis=basis_of(closed),
        closed_deals=closed,
        warnings=tuple(_warnings(as_of, ahead, closed)),
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


def _deals(ahead: Ahead, odds: dict[int, StageOdds]) -> tuple[DealForecast, ...]:
    found = (deal for each in ahead.prospects for deal in deal_forecasts(each, ahead.begin, ahead.end, odds))
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
