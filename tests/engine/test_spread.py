"""Spreads are scored and pooled by their quantiles."""

from __future__ import annotations

import numpy as np
import pytest

from crm_desktop.engine.distribution import Distribution, deals_revenue, sure
from crm_desktop.engine.forecast.spread import LEVELS, PRIOR, Method, Scored, crps, pooled, record_of


def test_the_score_of_a_single_figure_is_its_error() -> None:
    assert crps(sure(700.0).quantiles(LEVELS), 1000.0) == pytest.approx(300)


def test_the_score_of_a_spread_is_the_known_one() -> None:
    # Even between 0 and 1, outcome 1/2: 1/12.
    even = Distribution(0.0, 1 / 4000, np.full(4001, 1 / 4001))
    assert crps(even.quantiles(LEVELS), 0.5) == pytest.approx(1 / 12, rel=0.01)
    assert crps(even.quantiles(LEVELS), 1.0) == pytest.approx(1 / 3, rel=0.01)


def test_a_sharper_right_spread_scores_better() -> None:
    wide, narrow = (Distribution(500.0 - half, 1.0, np.ones(2 * half + 1) / (2 * half + 1)) for half in (200, 50))
    assert crps(narrow.quantiles(LEVELS), 510.0) < crps(wide.quantiles(LEVELS), 510.0)


def test_pooling_averages_quantiles_and_means() -> None:
    spreads = {Method.OWN: sure(1000.0), Method.RUN_RATE: sure(2000.0)}
    spread = pooled(500, spreads, {Method.OWN: 0.75, Method.RUN_RATE: 0.25})
    assert spread.mean == 500 + 0.75 * 1000 + 0.25 * 2000
    assert spread.quantiles(np.array([0.1, 0.9])).tolist() == [1750.0, 1750.0]
    assert spread.chance_of(1750) == 1
    assert spread.chance_of(1751) == 0


def test_a_method_with_nothing_to_say_leaves_its_weight_to_the_others() -> None:
    model = deals_revenue(np.array([1000.0]), np.array([0.4]))
    spread = pooled(100, {Method.OWN: model, Method.RUN_RATE: None}, PRIOR)
    assert spread.weight_of(Method.OWN) == pytest.approx(1)
    assert spread.mean == pytest.approx(500)
    assert spread.chance_of(1100) == pytest.approx(0.4)
    assert spread.chance_of(100) == 1


def scored(own: float, run_rate: float, ladder: float) -> Scored:
    return Scored({Method.OWN: own, Method.RUN_RATE: run_rate, Method.LADDER: ladder}, 10.0)


def test_weights_follow_the_record_and_few_windows_prove_little() -> None:
    assert record_of([]).weights == PRIOR
    assert record_of([scored(1, 1, 1)] * 6).weights == pytest.approx(PRIOR)
    own = [record_of([scored(2, 1, 2)] * number).weights[Method.OWN] for number in (1, 6)]
    assert own[1] < own[0] < PRIOR[Method.OWN]
    assert own[0] > 0.8
    assert record_of([scored(1, 2, 2)] * 6).weights[Method.OWN] > PRIOR[Method.OWN]
    assert record_of([scored(0, 0, 0)]).weights == PRIOR


@pytest.mark.parametrize("better", [Method.RUN_RATE, Method.LADDER])
def test_a_method_that_did_far_worse_than_a_simple_one_gives_way_to_it(better: Method) -> None:
    errors = {method: 1.0 if method is better else 6.0 for method in PRIOR}
    found = record_of([Scored(errors, 10.0)] * 6)
    assert max(found.weights, key=found.weights.__getitem__) is better
    assert found.errors[Method.OWN] == pytest.approx(0.6)
