"""The stage model begins with the configured ladder, follows the firm's cases, and is exact where it can be checked."""

from __future__ import annotations

import numpy as np
import pytest

from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.facts import PipelineFacts
from crm_desktop.engine.forecast.ages import EDGES, half_life, lateness, stays
from crm_desktop.engine.forecast.chances import outlook
from crm_desktop.engine.forecast.model import StageModel, cumulated, expit, fit, logit, rungs
from crm_desktop.engine.forecast.prospects import learned, new_business, prospect
from crm_desktop.engine.journeys import Known, end_of, journeys
from tests.engine.firms import Story, World, drawn, firm, on, stages


def known(facts: PipelineFacts, day: int) -> Known:
    (process,) = journeys(facts).values()
    return process.known_at(end_of(on(day)))


def fresh_chances(model: StageModel, days: int) -> list[float]:
    number = len(model.usual)
    nothing = np.zeros(number)
    ahead = outlook(model, days, 365.0)
    return [round(float(chance), 2) for chance in ahead.won_at_all(np.arange(number), nothing, nothing)]


def test_without_data_the_ladder_comes_out_as_published() -> None:
    for ladder, fresh in (
        ((0.10, 0.25, 0.50, 0.75), [0.11, 0.27, 0.51, 0.76]),
        ((0.2, 0.4, 0.6, 0.8, 0.9), [0.21, 0.41, 0.6, 0.8, 0.9]),
    ):
        model = fit(known(PipelineFacts(stages(ladder), (), ()), 0), 30.0)
        assert fresh_chances(model, 30) == pytest.approx(fresh, abs=0.011)


def test_rungs_are_ratios_of_the_ladder_and_stay_possible() -> None:
    ladder = known(PipelineFacts(stages((0.0, 0.5, 0.4, 1.0)), (), ()), 0).journeys.ladder
    assert rungs(ladder).tolist() == pytest.approx([0.02, 0.98, 0.4, 0.98])


def test_time_at_risk_is_the_age_where_nothing_is_forgotten() -> None:
    found = stays(known(firm(Story(1, ((1, 0), (2, 3)), DealStatus.LOST, 33)), 60), half=1e9)
    assert found.exposure.sum(axis=1).tolist() == pytest.approx([3, 30], rel=1e-4)
    assert found.exposure[1][EDGES[1:] <= 28].sum() == pytest.approx(28, rel=1e-4)


def test_old_experience_counts_half_after_the_half_life() -> None:
    found = stays(known(firm(Story(1, ((1, 0),), DealStatus.LOST, 1)), 101), half=100.0)
    assert found.exit_weight[0] == pytest.approx(0.5, abs=0.01)
    assert half_life(known(firm(), 0), 30.0) == 240
    assert half_life(known(firm(), 0), 2.0) == 60


def test_lateness_is_nothing_at_the_usual_time_and_bounded() -> None:
    assert lateness(np.array([0.0, 10.0, 1e9]), 10.0).tolist() == pytest.approx([-np.log(2), 0, 3])


def test_rates_are_summed_over_classes_of_age() -> None:
    rates = np.arange(1.0, len(EDGES))
    assert cumulated(rates, np.array([0.0, 0.05, 0.25])).tolist() == pytest.approx([0, 0.05, 0.45])
    assert cumulated(np.ones_like(rates), np.array([700.0, 1000.0])).tolist() == pytest.approx([700, 1000])


def test_odds_and_shares_are_each_others_inverse() -> None:
    shares = np.array([0.001, 0.5, 0.97])
    assert expit(logit(shares)).tolist() == pytest.approx(shares.tolist())


def test_the_chance_to_be_won_rises_with_the_days_to_that_of_being_won_at_all() -> None:
    then = known(drawn(World(), 400, seed=1), 399)
    found = prospect(then, [7, 30, 90, 365, 1200], learned(then, 1200, 30.0))
    assert (np.diff(found.within, axis=1) >= -1e-12).all()
    assert (found.within[:, 0] == 0).all()
    assert found.within[:, -1] == pytest.approx(found.at_all, abs=0.03)


def test_a_world_of_constant_rates_is_run_forward_as_it_should() -> None:
    # One stage, rates of going up 0.03 and of being lost 0.01 a day: won within t days with 3/4 (1 - exp(-0.04 t)).
    model = fit(known(PipelineFacts(stages((0.5,)), (), ()), 0), 30.0)
    even = np.ones_like(model.up)
    exact = StageModel(
        model.ladder, even * 0.03, even * 0.01, model.onward, model.usual, 0.0, 0.0, 0.0, 1.0, model.exits
    )
    ahead = outlook(exact, 60, 1e5)
    days, one = np.array([1, 10, 60]), np.zeros(1)
    found = ahead.won_within(np.zeros(1, dtype=np.int64), one, one, days)[0]
    assert found == pytest.approx(0.75 * (1 - np.exp(-0.04 * days)), abs=1e-9)
    assert ahead.won_at_all(np.zeros(1, dtype=np.int64), one, one) == pytest.approx([0.75], abs=1e-6)


def test_the_rate_of_new_deals_counts_those_of_the_last_twelve_weeks() -> None:
    deals = [Story(n, ((1 + n % 2, float(n)),)) for n in range(200)]
    new = new_business(known(firm(*deals), 199))
    assert new.rate == pytest.approx(84.5 / 84, rel=0.02)
    assert new.entries.tolist() == [0.5, 0.5, 0, 0]


def test_chances_learned_in_a_world_come_near_its_own() -> None:
    world = World(arrivals=2.0)
    model = fit(known(drawn(world, 600, seed=2, ladder=(0.05, 0.1, 0.2, 0.4)), 599), 30.0)
    true = np.cumprod(world.up[::-1])[::-1]
    assert fresh_chances(model, 10) == pytest.approx(true.tolist(), abs=0.08)
    assert model.usual == pytest.approx([4.2, 6.7, 12.6, 5.0], rel=0.25)
