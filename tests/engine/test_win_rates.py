"""Rates by group: honest about few cases, and slow to see a difference."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crm_desktop.engine.win_rates import Counted, Verdict, rates


def test_a_clear_difference_is_seen_and_a_small_one_is_not() -> None:
    found = rates([Counted("mail", 40, 60), Counted("fair", 12, 60), Counted("web", 4, 8), Counted("call", 1, 3)])
    assert [rate.verdict for rate in found] == [Verdict.BETTER, Verdict.WORSE, Verdict.ALIKE, Verdict.TOO_FEW]
    assert (found[0].low, found[0].high) == pytest.approx((0.5407, 0.7727), abs=5e-4)


def test_a_small_group_is_moved_towards_the_whole_further_than_a_large_one() -> None:
    small, large, other = rates([Counted(1, 3, 3), Counted(2, 90, 100), Counted(3, 30, 100)])
    assert 0.59 < small.shrunk < 1.0
    assert small.share - small.shrunk > large.share - large.shrunk > 0
    assert other.shrunk > other.share


def test_of_firms_whose_groups_differ_by_chance_alone_hardly_one_sees_a_difference() -> None:
    chance = Random(20261124)
    fooled = 0
    for _firm in range(60):
        groups = [Counted(each, sum(chance.random() < 0.4 for _case in range(30)), 30) for each in range(12)]
        found = rates(groups)
        fooled += any(rate.verdict is not Verdict.ALIKE for rate in found)
        mean = sum(group.hits for group in groups) / 360
        assert sum(abs(rate.shrunk - mean) for rate in found) < sum(abs(rate.share - mean) for rate in found)
    assert fooled <= 4


def test_groups_that_overlap_are_compared_with_the_whole() -> None:
    found = rates([Counted("doors", 30, 40), Counted("windows", 20, 40)], Counted(None, 35, 60))
    assert found[0].verdict is Verdict.BETTER


def test_nothing_has_no_rates() -> None:
    assert rates([]) == ()
    (empty,) = rates([Counted("none", 0, 0)])
    assert (empty.share, empty.low, empty.high, empty.verdict) == (0.0, 0.0, 1.0, Verdict.TOO_FEW)


counts = some.integers(0, 50).flatmap(lambda of: some.tuples(some.integers(0, of), some.just(of)))


@settings(max_examples=40)
@given(some.lists(counts, max_size=8))
def test_every_rate_lies_within_its_range_and_is_moved_towards_the_whole(groups: list[tuple[int, int]]) -> None:
    found = rates([Counted(place, *group) for place, group in enumerate(groups)])
    of = sum(group[1] for group in groups)
    mean = sum(group[0] for group in groups) / of if of else 0.0
    for rate in found:
        assert rate.low - 1e-9 <= rate.share <= rate.high + 1e-9
        if rate.of:
            assert min(rate.share, mean) - 1e-9 <= rate.shrunk <= max(rate.share, mean) + 1e-9
