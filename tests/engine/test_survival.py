"""Curves of how long things take reproduce the textbook, and count what has not ended yet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crm_desktop.engine.survival import OPEN, Stay, gone, kept

#: Weeks of remission under 6-MP (Freireich 1963), the example of every textbook: those with + were still in it.
SIX_MP = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
REMISSIONS = [Stay(float(week.rstrip("+")), OPEN if week.endswith("+") else 1) for week in SIX_MP.split()]


def test_the_remissions_under_6_mp_last_as_published() -> None:
    found = kept(REMISSIONS)
    assert [step.day for step in found.steps] == [6, 7, 10, 13, 16, 22, 23]
    assert [step.share for step in found.steps] == pytest.approx(
        [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482], abs=5e-5
    )
    assert [step.at_risk for step in found.steps] == [21, 17, 15, 12, 11, 7, 6]
    assert (found.cases, found.ended, found.last_day) == (21, 9, 35)
    assert found.day_of(0.5) == 23
    assert found.day_of(0.4) is None
    assert (found.at(5), found.at(6), found.at(100)) == pytest.approx((1.0, 0.8571, 0.4482), abs=5e-5)


def test_the_range_of_a_curve_is_the_published_one() -> None:
    # Collett, Modelling Survival Data, and R's survfit with conf.type="log-log" for the same data.
    first = kept(REMISSIONS).steps[0]
    assert (first.low, first.high) == pytest.approx((0.620, 0.952), abs=5e-4)


def test_with_one_way_to_end_what_is_gone_is_what_is_not_kept() -> None:
    left, over = kept(REMISSIONS), gone(REMISSIONS)
    assert [1 - step.share for step in left.steps] == pytest.approx([step.share for step in over.steps])


def test_ways_that_rule_each_other_out_are_counted_apart() -> None:
    stays = [Stay(1, 1), Stay(2, 2), Stay(2, 1), Stay(3, OPEN), Stay(4, 2), Stay(5, 1)]
    won, lost = gone(stays, 1), gone(stays, 2)
    # By hand: after day 1 5/6 are left, after day 2 1/2, after day 4 1/4, after day 5 nothing.
    assert [step.share for step in won.steps] == pytest.approx([1 / 6, 1 / 6 + 1 / 6, 1 / 3 + 1 / 4])
    assert [step.share for step in lost.steps] == pytest.approx([1 / 6, 1 / 6 + 1 / 4])
    assert won.at(5) + lost.at(5) == pytest.approx(1.0)
    assert (won.ended, lost.ended, won.cases) == (3, 2, 6)


def test_one_minus_a_curve_that_forgets_the_losers_would_be_too_high() -> None:
    stays = [Stay(day, 1 if day % 2 else 2) for day in range(1, 21)]
    forgetting = kept([Stay(stay.days, 1 if stay.end == 1 else OPEN) for stay in stays])
    assert gone(stays, 1).at(20) == pytest.approx(0.5)
    assert 1 - forgetting.at(20) > 0.7


def test_cases_that_took_as_long_can_be_counted_together() -> None:
    together = [Stay(6, 1, 3), Stay(6, OPEN), *REMISSIONS[4:]]
    assert kept(together) == kept(REMISSIONS)
    assert gone(together) == gone(REMISSIONS)


def test_a_share_that_is_everything_but_for_how_computers_count_has_a_range() -> None:
    last = gone([Stay(0.0, OPEN), Stay(0.0, 1, 3), Stay(1.0, 1, 3), Stay(1.0, 1, 3)]).steps[-1]
    assert (last.share, last.low, last.high) == pytest.approx((1.0, 1.0, 1.0))


def test_nothing_has_no_curve() -> None:
    assert kept([]).steps == ()
    assert gone([]).at(10) == 0.0
    assert kept([Stay(3, OPEN)]).at(10) == 1.0
    assert gone([Stay(3, OPEN)], 1).steps == ()
    assert gone([Stay(3, 2)], 1).steps == ()


@given(
    some.lists(
        some.builds(Stay, some.integers(0, 40).map(float), some.integers(0, 3), some.integers(1, 3)),
        min_size=1,
        max_size=60,
    )
)
def test_what_is_kept_and_what_is_gone_each_way_is_everything(stays: list[Stay]) -> None:
    left = kept(stays)
    ways = [gone(stays, end) for end in (1, 2, 3)]
    for step in left.steps:
        assert step.share + sum(way.at(step.day) for way in ways) == pytest.approx(1.0)
        assert 0 <= step.low <= step.share + 1e-12
        assert step.share - 1e-12 <= step.high <= 1
    for way in ways:
        shares = [step.share for step in way.steps]
        assert shares == sorted(shares)
        assert all(-1e-12 <= step.low <= step.share + 1e-9 and step.share <= step.high + 1e-9 for step in way.steps)
