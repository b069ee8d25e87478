"""Spreads are scored and pooled by their quantiles."""

from __future__ import annotations

import numpy as np
import pytest

from crm_desktop.engine.distribution import Distribution, deals_revenue, sure
from crm_desktop.engine.forecast.spread import LEVELS, MODEL_WEIGHT, Scored, Spread, crps, model_weight


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
    one, other = sure(1000.0), sure(2000.0)
    spread = Spread(500, one, other, 0.75)
    assert spread.mean == 500 + 0.75 * 1000 + 0.25 * 2000
    assert spread.quantiles(np.array([0.1, 0.9])).tolist() == [1750.0, 1750.0]
    assert spread.chance_of(1750) == 1
    assert spread.chance_of(1751) == 0


def test_without_a_run_rate_the_model_stands_alone() -> None:
    model = deals_revenue(np.array([1000.0]), np.array([0.4]))
    spread = Spread(100, model, None, 0.9)
    assert spread.mean == pytest.approx(500)
    assert spread.chance_of(1100) == pytest.approx(0.4)
    assert spread.chance_of(100) == 1


def test_the_weight_follows_the_record_and_few_windows_prove_little() -> None:
    assert model_weight([]) == MODEL_WEIGHT
    assert model_weight([Scored(1.0, 1.0)] * 6) == pytest.approx(MODEL_WEIGHT)
    one, many = model_weight([Scored(2.0, 1.0)]), model_weight([Scored(2.0, 1.0)] * 6)
    assert many < one < MODEL_WEIGHT
    assert one > 0.85
    assert model_weight([Scored(1.0, 2.0)] * 6) > MODEL_WEIGHT
    assert model_weight([Scored(0.0, 0.0)]) == MODEL_WEIGHT
