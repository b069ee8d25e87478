"""Intervals and tests reproduce the published examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crm_desktop.engine.chance import beyond_chance, by_chance, difference, wilson


@pytest.mark.parametrize(("cases", "of", "low", "high"), [(15, 148, 0.0624, 0.1605), (81, 263, 0.2553, 0.3662)])
def test_the_interval_of_a_share_is_wilsons(cases: int, of: int, low: float, high: float) -> None:
    assert wilson(cases, of) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_of_a_difference_is_newcombes() -> None:
    assert difference(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_two_small_mailings_can_be_chance() -> None:
    # 6 of 120 against 2 of 120: the two-sided exact test says .28, one side of it half as much.
    assert by_chance(6, 120, 8, 240) == pytest.approx(0.14, abs=0.005)


def test_nothing_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert beyond_chance([]) == []


def test_of_many_tests_only_the_sure_ones_stand() -> None:
    assert beyond_chance([0.001, 0.04, 0.03, 0.5]) == [True, False, False, False]
    assert beyond_chance([0.001, 0.02, 0.03, 0.5]) == [True, True, True, False]


@given(some.integers(0, 60), some.integers(0, 60), some.integers(0, 60))
def test_a_chance_is_one(first: int, second: int, more: int) -> None:
    every = max(first, second) + more
    whole = by_chance(max(0, first + second - every), first, second, every)
    assert whole == pytest.approx(1.0)
    assert 0 <= by_chance(min(first, second), first, second, every) <= 1


def test_large_groups_are_compared_as_exactly_as_small_ones() -> None:
    # The sum over every number of shared members, without leaving any out.
    assert by_chance(5100, 10_000, 10_000, 20_000) == pytest.approx(0.002443676339, rel=1e-9)
    assert by_chance(0, 10_000, 10_000, 20_000) == pytest.approx(1.0)
    assert by_chance(9_000, 10_000, 10_000, 20_000) < 1e-300
