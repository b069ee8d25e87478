"""The record is what the forecasts of past days said against what came, scored alike for all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from crm_desktop.base.period import Period
from crm_desktop.domain.deals import DealStatus
from crm_desktop.engine import baselines
from crm_desktop.engine.backtest import PROGRAM, RIVALS, Backtest, backtest, days_between
from crm_desktop.engine.forecast import Forecaster
from crm_desktop.engine.journeys import end_of, journeys
from tests.engine.firms import Story, World, drawn, firm, on

FIRM = drawn(World(arrivals=0.8), 500, seed=11)


@dataclass(frozen=True)
class Run:
    """One run of the record over the firm, and the days it stood on."""

    found: Backtest
    days: tuple[int, ...]


def run(horizon: int = 30) -> Run:
    days = (250, 300, 350, 400)
    return Run(backtest(FIRM, horizon_days=horizon, days=[on(day) for day in days], known_by=on(499)), days)


def test_each_window_is_the_forecast_of_its_day_and_what_came() -> None:
    record = run()
    engine = Forecaster(FIRM)
    assert [window.as_of for window in record.found.windows] == [on(day) for day in record.days]
    for window, day in zip(record.found.windows, record.days, strict=True):
        period = Period(on(day + 1), on(day + 30))
        said = engine.forecast(on(day), period)
        assert (window.expected_cents, window.p10_cents, window.p90_cents) == (
            said.expected_cents,
            said.p10_cents,
            said.p90_cents,
        )
        assert window.actual_cents == engine.actual(period, on(499))


def test_scores_are_shares_of_the_mean_revenue() -> None:
    found = run().found
    assert set(found.scores) == {PROGRAM, *RIVALS}
    actual = np.array([window.actual_cents for window in found.windows], dtype=float)
    said = np.array([window.expected_cents for window in found.windows], dtype=float)
    score = found.scores[PROGRAM]
    assert score.wape == pytest.approx(np.abs(said - actual).mean() / actual.mean())
    assert score.bias == pytest.approx((said - actual).mean() / actual.mean())
    inside = [window.p10_cents <= window.actual_cents <= window.p90_cents for window in found.windows]
    assert score.coverage_80 == np.mean(inside)
    assert score.crps is not None
    assert score.wape is not None
    assert 0 < score.crps < score.wape


def test_a_single_figure_is_scored_by_its_error_and_covers_nothing() -> None:
    score = run().found.scores["last_period"]
    assert score.crps == pytest.approx(score.wape)
    assert score.coverage_80 is None


def test_windows_that_are_not_over_are_left_out() -> None:
    found = backtest(FIRM, horizon_days=30, days=days_between(on(400), on(499), 20), known_by=on(499))
    assert [window.as_of for window in found.windows] == [on(400), on(420), on(440), on(460)]


def test_chances_of_deals_are_compared_with_what_became_of_them() -> None:
    found = run().found.deals
    assert found.n == sum(each.deals for each in found.classes) > 20
    assert found.brier is not None
    assert found.ece is not None
    assert 0 < found.brier < 0.3
    assert found.ece == pytest.approx(
        sum(each.deals * abs(each.foreseen - each.happened) for each in found.classes) / found.n
    )
    for each in found.classes:
        assert each.lower <= each.foreseen <= each.upper


def test_without_windows_or_without_revenue_there_is_no_score() -> None:
    none = backtest(FIRM, horizon_days=30, days=[], known_by=on(499))
    assert none.windows == ()
    assert none.scores[PROGRAM].wape is None
    assert none.deals.brier is None
    quiet = backtest(firm(Story(1, ((1, 0),))), horizon_days=10, days=[on(20)], known_by=on(60))
    assert quiet.windows[0].actual_cents == 0
    assert quiet.scores[PROGRAM].crps is None


def test_fixed_percentages_are_amount_times_the_configured_chance_of_all_open_deals() -> None:
    (process,) = journeys(firm(Story(1, ((1, 0),)), Story(2, ((3, 0),), cents=300_000))).values()
    spread = baselines.static([process.known_at(end_of(on(5)))])
    assert spread.mean == pytest.approx(20_000 + 180_000)


def test_the_last_period_is_what_came_in_as_many_days_before() -> None:
    (process,) = journeys(
        firm(Story(1, ((1, 0),), DealStatus.WON, 20), Story(2, ((1, 0),), DealStatus.WON, 4))
    ).values()
    assert baselines.last_period([process], end_of(on(25)), 10).mean == 100_000


def test_naive_bayes_counts_traits_of_won_and_lost_deals() -> None:
    facts = firm(
        *(Story(n, ((1, 0), (2, 2)), DealStatus.WON, 9) for n in range(1, 9)),
        *(Story(n, ((1, 0),), DealStatus.LOST, 9) for n in range(11, 19)),
        Story(30, ((1, 8),)),
        Story(31, ((1, 5), (2, 8))),
    )
    (process,) = journeys(facts).values()
    known = process.known_at(end_of(on(10)))
    first, second = baselines.bayes_chances(known, known.open_deals())
    assert first == pytest.approx(0.5, abs=0.02)
    assert second > 0.95


def test_naive_bayes_without_closed_deals_says_about_even() -> None:
    (process,) = journeys(firm(Story(1, ((1, 0),)))).values()
    known = process.known_at(end_of(on(5)))
    assert baselines.bayes_chances(known, known.open_deals()) == [pytest.approx(0.5)]
