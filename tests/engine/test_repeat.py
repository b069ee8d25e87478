"""The published fits of the CDNOW sample come out to their digits."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from crm_desktop.engine.pareto import LeavingRhythm, leaving_rhythm
from crm_desktop.engine.repeat import BuyingRhythm, Past, buying_rhythm, order_value
from tests.data import folder


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (folder("repeat_cdnow") / "cdnow_customers_summary_with_transactions.csv").open() as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def past(rows: list[dict[str, str]]) -> Past:
    x, last, observed = (np.array([float(row[name]) for row in rows]) for name in ("x", "t_x", "T"))
    return Past(x, last, observed)


@pytest.fixture(scope="module")
def rhythm(past: Past) -> BuyingRhythm:
    return buying_rhythm(past)


def test_the_buying_rhythm_is_the_published_one(rhythm: BuyingRhythm) -> None:
    assert (rhythm.r, rhythm.alpha, rhythm.a, rhythm.b) == pytest.approx((0.2426, 4.4136, 0.7929, 2.4259), rel=2e-3)
    assert rhythm.log_likelihood == pytest.approx(-9582.429, abs=5e-3)


def test_what_is_expected_of_one_customer_is_as_in_the_paper(rhythm: BuyingRhythm) -> None:
    one = Past(np.array([2.0]), np.array([30.43]), np.array([38.86]))
    assert rhythm.purchases(one, 39)[0] == pytest.approx(1.2259, abs=2e-3)
    assert rhythm.alive(one)[0] == pytest.approx(0.7266, abs=2e-3)


def test_all_purchases_of_the_time_after_are_foreseen(rhythm: BuyingRhythm, past: Past) -> None:
    assert rhythm.purchases(past, 39).sum() == pytest.approx(1653, abs=3)


def test_the_value_of_an_order_is_the_published_one(rows: list[dict[str, str]]) -> None:
    again = [(float(row["x"]), float(row["zbar"])) for row in rows if float(row["x"]) > 0]
    x, mean = (np.array(column) for column in zip(*again, strict=True))
    found = order_value(x, mean)
    assert len(x) == 946
    assert (found.p, found.q, found.gamma) == pytest.approx((6.25, 3.74, 15.44), rel=5e-3)
    assert found.log_likelihood == pytest.approx(-4055.92, abs=0.02)
    assert found.everybody == pytest.approx(35.17, abs=0.05)
    assert found.expected(np.array([2.0, 1.0]), np.array([22.35, 11.77])) == pytest.approx((24.66, 18.91), abs=0.02)


def test_the_other_two_models_fit_as_published(past: Past) -> None:
    modified = buying_rhythm(past, modified=True)
    assert (modified.r, modified.alpha, modified.a, modified.b) == pytest.approx(
        (0.5248, 6.183, 0.8914, 1.6140), rel=1e-3
    )
    assert modified.log_likelihood == pytest.approx(-9582.13, abs=5e-3)
    pareto = leaving_rhythm(past)
    assert (pareto.r, pareto.alpha, pareto.s, pareto.beta) == pytest.approx((0.553, 10.578, 0.606, 11.668), rel=1e-3)
    assert pareto.log_likelihood == pytest.approx(-9594.97, abs=5e-3)


def test_years_drawn_at_random_come_to_what_is_expected_on_average(past: Past) -> None:
    some = Past(*(each[::10] for each in past))
    models = (
        BuyingRhythm(0.2426, 4.4136, 0.7929, 2.4259, 0.0),
        BuyingRhythm(0.5248, 6.183, 0.8914, 1.6140, 0.0, modified=True),
        LeavingRhythm(0.553, 10.578, 0.606, 11.668, 0.0),
    )
    for model in models:
        drawn = model.drawn(some, 39, np.random.default_rng(1), 1_000)
        assert drawn.mean() == pytest.approx(model.purchases(some, 39).mean(), rel=0.05), model.name
        assert (drawn > 0).mean() <= model.alive(some).mean()


def test_a_fit_without_a_best_point_comes_to_an_end() -> None:
    once = Past(np.zeros(50), np.zeros(50), np.linspace(1.0, 90.0, 50))
    for found in (buying_rhythm(once), buying_rhythm(once, modified=True), leaving_rhythm(once)):
        assert np.isfinite(found.log_likelihood)
        assert np.all(np.isfinite(found.purchases(once, 52.0)))


def test_who_never_came_back_may_still_be_there() -> None:
    rhythm = BuyingRhythm(0.24, 4.4, 0.79, 2.4, 0.0)
    never = Past(np.zeros(2), np.zeros(2), np.array([10.0, 100.0]))
    assert rhythm.alive(never) == pytest.approx(1.0)
    soon, late = rhythm.purchases(never, 10)
    assert soon > late
