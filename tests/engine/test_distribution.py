"""The spread of revenue is exact: against enumeration, against finer grids, against known figures."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.engine.distribution import (
    EXACT_AT_MOST,
    Distribution,
    Floats,
    arrivals_revenue,
    deals_revenue,
    grid_step,
    mixture,
    sure,
)

SHARES = (0.05, 0.1, 0.5, 0.9, 0.95)


def pipeline(deals: int, seed: int) -> tuple[Floats, Floats]:
    """Return amounts in cents as they are in small firms, and chances."""
    chance = np.random.default_rng(seed)
    return np.round(np.exp(chance.normal(8.5, 1.1, deals)) * 100), chance.choice([0.05, 0.15, 0.3, 0.5, 0.75], deals)


def by_enumeration(amounts: list[int], chances: list[float]) -> dict[int, float]:
    """Return every possible sum with its probability."""
    sums: dict[int, float] = {}
    for won in itertools.product((0, 1), repeat=len(amounts)):
        total = sum(amount for amount, is_won in zip(amounts, won, strict=True) if is_won)
        share = math.prod(p if is_won else 1 - p for p, is_won in zip(chances, won, strict=True))
        sums[total] = sums.get(total, 0.0) + share
    return sums


def test_equal_amounts_give_the_known_poisson_binomial_shares() -> None:
    chances = np.array([0.1, 0.25, 0.5, 0.5, 0.75])
    spread = deals_revenue(np.full(5, 1000.0), chances, step=1000.0)
    known = [0.042188, 0.229688, 0.390625, 0.265625, 0.067188, 0.004688]
    assert spread.weights == pytest.approx(known, abs=1e-6)


@given(st.lists(st.tuples(st.integers(1, 60), st.floats(0.01, 0.99)), min_size=1, max_size=7))
def test_round_amounts_give_exactly_what_enumeration_gives(deals: list[tuple[int, float]]) -> None:
    amounts = [thousands * 100_000 for thousands, _chance in deals]
    chances = [chance for _thousands, chance in deals]
    spread = deals_revenue(np.array(amounts, dtype=float), np.array(chances))
    sums = by_enumeration(amounts, chances)
    for target in sums:
        exact = sum(share for total, share in sums.items() if total >= target)
        assert spread.chance_of(target) == pytest.approx(exact, abs=1e-9)


@pytest.mark.parametrize("deals", [1, 2, 3, 8, 20, 200, 2000, EXACT_AT_MOST, EXACT_AT_MOST + 1, 20_000])
def test_the_mean_is_exact(deals: int) -> None:
    amounts, chances = pipeline(deals, seed=deals)
    assert deals_revenue(amounts, chances).mean == pytest.approx(float(amounts @ chances), rel=1e-9)


@pytest.mark.parametrize("deals", [2, 3, 5, 8, 20, 200, 2000])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_quantiles_agree_with_a_grid_sixteen_times_finer(deals: int, seed: int) -> None:
    amounts, chances = pipeline(deals, seed)
    step = grid_step(amounts, chances)
    finer = deals_revenue(amounts, chances, step / 16)
    off = np.abs(deals_revenue(amounts, chances).quantiles(SHARES) - finer.quantiles(SHARES)).max()
    assert off <= 0.0005 * float(amounts @ chances)


def test_cumulants_agree_with_the_exact_way_where_they_take_over() -> None:
    amounts, chances = pipeline(EXACT_AT_MOST, seed=7)
    exact = deals_revenue(amounts, chances)
    amounts, chances = np.append(amounts, 1.0), np.append(chances, 0.5)
    off = np.abs(deals_revenue(amounts, chances).quantiles(SHARES) - exact.quantiles(SHARES)).max()
    assert off <= 0.0005 * exact.mean


def test_deviation_is_that_of_independent_deals() -> None:
    amounts, chances = pipeline(50, seed=4)
    variance = float((amounts**2) @ (chances * (1 - chances)))
    assert deals_revenue(amounts, chances).deviation == pytest.approx(math.sqrt(variance), rel=1e-4)


def test_won_deals_count_whole_and_lost_ones_not_at_all() -> None:
    spread = deals_revenue(np.array([100.0, 300.0, 7.0]), np.array([1.0, 0.0, 1.0]))
    assert (spread.mean, spread.quantile(0.1), spread.quantile(0.9)) == (107.0, 107.0, 107.0)


def test_nothing_open_is_certainly_nothing() -> None:
    spread = deals_revenue(np.array([]), np.array([]))
    assert (spread.mean, spread.quantile(0.9), spread.chance_of(1.0), spread.chance_of(0.0)) == (0.0, 0.0, 0.0, 1.0)


def test_one_deal_reaches_a_target_of_its_own_amount_with_its_own_chance() -> None:
    spread = deals_revenue(np.array([5_323_217.0, 1_780_001.0]), np.array([0.4, 0.5]))
    assert spread.chance_of(5_323_217) == pytest.approx(0.4)
    assert spread.chance_of(5_323_217 + 1_780_001) == pytest.approx(0.2)
    assert spread.quantile(0.9) == pytest.approx(5_323_217 + 1_780_001, rel=1e-3)


def test_between_two_possible_sums_only_the_higher_one_reaches_the_target() -> None:
    spread = deals_revenue(np.array([100_000.0, 300_000.0]), np.array([0.4, 0.5]))
    assert spread.chance_of(100_001) == pytest.approx(0.5)
    assert spread.chance_of(300_001) == pytest.approx(0.2)
    assert spread.chance_of(400_001) == 0


def test_an_exact_half_is_found_as_the_lower_sum() -> None:
    assert deals_revenue(np.array([1000.0]), np.array([0.5])).quantile(0.5) == 0.0
    assert deals_revenue(np.array([1000.0]), np.array([0.5])).quantile(0.51) == 1000.0


@given(st.floats(0.1, 60), st.floats(1.5, 50))
def test_unknown_arrivals_have_the_mean_and_spread_of_gamma_poisson(expected: float, shape: float) -> None:
    sizes = np.array([100.0, 250.0, 900.0])
    spread = arrivals_revenue(sizes, expected, shape, step=1.0)
    mean = expected * sizes.mean()
    variance = expected * (sizes**2).mean() + (expected * sizes.mean()) ** 2 / shape
    assert spread.mean == pytest.approx(mean, rel=1e-5)
    assert spread.deviation == pytest.approx(math.sqrt(variance), rel=1e-3)


def test_arrivals_of_one_size_are_negative_binomial() -> None:
    spread = arrivals_revenue(np.array([10.0]), 3.0, 2.0, step=10.0)
    known = [math.comb(k + 1, k) * 0.4**2 * 0.6**k for k in range(6)]
    assert spread.weights[:6] == pytest.approx(known, abs=1e-9)


def test_no_arrivals_bring_nothing() -> None:
    assert arrivals_revenue(np.array([10.0]), 0.0, 2.0, 1.0).mean == 0
    assert arrivals_revenue(np.array([]), 5.0, 2.0, 1.0).mean == 0


def test_sums_of_independent_parts_add_their_means_and_variances() -> None:
    amounts, chances = pipeline(30, seed=9)
    step = grid_step(amounts, chances, further_mean=1e6)
    known, new = deals_revenue(amounts, chances, step), arrivals_revenue(amounts, 4.0, 20.0, step)
    both = known.plus(new)
    assert both.mean == pytest.approx(known.mean + new.mean, rel=1e-9)
    assert both.deviation == pytest.approx(math.hypot(known.deviation, new.deviation), rel=1e-6)
    assert known.plus(sure(500.0)).mean == pytest.approx(known.mean + 500)
    assert sure(500.0).plus(known).quantile(0.5) == pytest.approx(known.quantile(0.5) + 500)


def test_grids_of_different_steps_are_not_added() -> None:
    with pytest.raises(ValueError, match="different steps"):
        Distribution(0.0, 1.0, np.array([0.5, 0.5])).plus(Distribution(0.0, 2.0, np.array([0.5, 0.5])))


def test_a_mixture_lies_between_its_parts() -> None:
    low, high = deals_revenue(np.array([1000.0]), np.array([0.2])), deals_revenue(np.array([1000.0]), np.array([0.6]))
    step = max(low.step, high.step)
    parts = [(1.0, deals_revenue(np.array([1000.0]), np.array([chance]), step)) for chance in (0.2, 0.6)]
    assert mixture(parts).mean == pytest.approx(400)
    assert mixture(parts).chance_of(1000) == pytest.approx(0.4)


@given(st.integers(1, 40), st.integers(0, 10_000))
def test_quantiles_rise_and_chances_fall(deals: int, seed: int) -> None:
    amounts, chances = pipeline(deals, seed)
    spread = deals_revenue(amounts, chances)
    quantiles = spread.quantiles(np.linspace(0.01, 0.99, 25))
    assert (np.diff(quantiles) >= 0).all()
    targets = [spread.chance_of(target) for target in np.linspace(0, float(amounts.sum()), 25)]
    assert all(one >= other - 1e-12 for one, other in itertools.pairwise(targets))
    assert spread.weights.sum() == pytest.approx(1)
