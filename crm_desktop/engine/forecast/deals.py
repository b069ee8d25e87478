"""Each open deal's part in a forecast, and the reasons for its chance in the order of their weight."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from crm_desktop.engine.forecast.model import logit
from crm_desktop.engine.forecast.result import DealForecast, Reason, ReasonCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from crm_desktop.engine.forecast.prospects import Prospect
    from crm_desktop.engine.forecast.slipping import Slipping
    from crm_desktop.engine.journeys import OpenDeal
    from crm_desktop.engine.stage_odds import StageOdds

#: Effects on the log-odds smaller than this are not worth a word.
_WORTH_SAYING = 0.15
#: Where most of the chance lies outside the period, this is said before effects weaker than this.
_TIMING = 0.5
#: Effects as strong as this come before the stage.
_STRONG = 0.35
#: What a closing date that has passed is taken to say where the deal's age does not say it.
_PASSED = -0.36


class Seen(NamedTuple):
    """What is known beside a process's own chances: day, period (by index), odds of stages, how dates slip."""

    as_of: date
    begin: int
    end: int
    odds: dict[int, StageOdds]
    slips: Slipping


class _Odds(NamedTuple):
    """What is asked of each deal, worked out for all at once: with thousands of deals each call of numpy counts."""

    fresh: list[float]
    in_the_end: list[float]
    #: Effect of the size on the log-odds.
    size: list[float]
    usual: list[float]
    usual_cents: float
    late: list[float]
    #: Chance to be won in the end, before the period, and until its end.
    at_all: list[float]
    before: list[float]
    until: list[float]


def _odds(ahead: Prospect, seen: Seen) -> _Odds:
    model = ahead.model
    amounts = np.array([deal.amount_cents for deal in ahead.deals], dtype=float)
    return _Odds(
        logit(ahead.fresh).tolist(),
        logit(ahead.at_all).tolist(),
        (model.size_effect * model.size(amounts)).tolist(),
        model.usual.tolist(),
        float(np.exp(model.size_mean)),
        ahead.late_before.tolist(),
        ahead.at_all.tolist(),
        ahead.within[:, seen.begin].tolist(),
        ahead.within[:, seen.end].tolist(),
    )


def deal_forecasts(ahead: Prospect, seen: Seen) -> Iterator[DealForecast]:
    """Yield the part of each open deal of a process in a period."""
    in_period: list[float] = ahead.expected(seen.begin, seen.end).tolist()
    amounts = ahead.amounts.tolist()
    stages, odds = ahead.model.ladder.stages, _odds(ahead, seen)
    for row, deal in enumerate(ahead.deals):
        stage = stages[deal.stage]
        win = max(odds.at_all[row], in_period[row])
        yield DealForecast(
            deal_id=deal.fact.id,
            external_id=deal.fact.external_id,
            title=deal.fact.title,
            customer=deal.fact.customer,
            stage_id=stage.id,
            stage=stage.name,
            amount_cents=deal.amount_cents,
            win_probability=win,
            probability_in_period=in_period[row],
            contribution_cents=round(amounts[row] * in_period[row]),
            days_in_stage=deal.age,
            reasons=_reasons(ahead, row, seen, odds),
            pipeline_id=stage.pipeline_id,
            channel=deal.fact.channel,
            category=deal.fact.customer_category,
        )


def _reasons(ahead: Prospect, row: int, seen: Seen, odds: _Odds) -> tuple[Reason, ...]:
    """Return what moves the deal strongly away from others, then its stage, then what moves it a little."""
    deal = ahead.deals[row]
    stage = _stage_reason(seen.odds[ahead.model.ladder.stages[deal.stage].id], odds.fresh[row])
    further = [*_effects(ahead, row, odds), *_dates(deal, seen), *_timing(row, odds)]
    further.sort(key=lambda reason: -abs(reason.weight))
    strong = [reason for reason in further if abs(reason.weight) >= _STRONG]
    return (*strong, stage, *further[len(strong) :])


def _dates(deal: OpenDeal, seen: Seen) -> Iterator[Reason]:
    """Yield that a closing date was put off, or has passed."""
    if deal.put_off:
        figures = {"times": deal.put_off, "won": seen.slips.put_off_won, "cases": seen.slips.put_off}
        yield Reason(ReasonCode.PUT_OFF, figures, seen.slips.effect)
    if deal.expected_close is not None and deal.expected_close < seen.as_of:
        yield Reason(ReasonCode.PASSED, {"days": (seen.as_of - deal.expected_close).days}, _PASSED)


def _stage_reason(odds: StageOdds, weight: float) -> Reason:
    figures = {"configured": odds.configured, "probability": odds.probability, "won": odds.won, "cases": odds.cases}
    return Reason(ReasonCode.STAGE if odds.cases else ReasonCode.CONFIGURED, figures, weight)


def _effects(ahead: Prospect, row: int, odds: _Odds) -> Iterator[Reason]:
    """Yield age, lateness so far and size where they matter."""
    deal, model = ahead.deals[row], ahead.model
    usual = odds.usual[deal.stage]
    by_age = odds.in_the_end[row] - odds.fresh[row]
    if abs(by_age) >= _WORTH_SAYING:
        code = ReasonCode.LATE if by_age < 0 and deal.age > usual else ReasonCode.AGE
        yield Reason(code, {"days": deal.age, "usual": usual}, by_age)
    by_lateness = model.late_effect * odds.late[row]
    if by_lateness <= -_WORTH_SAYING:
        yield Reason(ReasonCode.SLOW, {}, by_lateness)
    by_size = odds.size[row]
    if abs(by_size) >= _WORTH_SAYING:
        large = deal.amount_cents > odds.usual_cents
        figures = {"amount_cents": deal.amount_cents, "usual_cents": odds.usual_cents}
        yield Reason(ReasonCode.LARGE if large else ReasonCode.SMALL, figures, by_size)


def _timing(row: int, odds: _Odds) -> Iterator[Reason]:
    """Yield when most of the chance lies outside the period."""
    in_all, before, until = odds.at_all[row], odds.before[row], odds.until[row]
    if in_all <= 0:
        return
    if before > max(until - before, in_all - until):
        yield Reason(ReasonCode.BEFORE, {"share": min(before / in_all, 1.0)}, -_TIMING)
    elif in_all - until > max(until - before, before):
        yield Reason(ReasonCode.AFTER, {"share": min((in_all - until) / in_all, 1.0)}, -_TIMING)
