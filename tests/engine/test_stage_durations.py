"""A deal is stale when it sits longer than nine of ten won deals did; with few of them an assumed time says so."""

from __future__ import annotations

import pytest

from crm_desktop.domain.deals import DealStatus
from crm_desktop.engine.stage_durations import ASSUMED_DAYS, ENOUGH_CASES, stage_durations, threshold
from crm_desktop.engine.stage_sources import StaleSource
from tests.engine.firms import Story, firm, on


def won(number: int, days: float) -> Story:
    """Return a deal that spent some days in the first stage, then one in the second, and was won."""
    return Story(number, ((1, 0), (2, days)), DealStatus.WON, days + 1)


def test_nine_of_ten_won_deals_were_quicker() -> None:
    found = stage_durations(firm(*(won(n, n) for n in range(1, 12))), on(60))
    assert found[1].cases == 11
    assert found[1].slow_days == pytest.approx(10)
    assert (found[1].stale_after, found[1].source) == (10, StaleSource.LEARNED)
    assert found[2].stale_after == 1


def test_lost_and_open_deals_do_not_count() -> None:
    slow = [Story(100 + n, ((1, 0),), DealStatus.LOST, 50) for n in range(20)] + [Story(200, ((1, 0),))]
    found = stage_durations(firm(*(won(n, n) for n in range(1, 12)), *slow), on(60))
    assert (found[1].cases, found[1].stale_after) == (11, 10)


def test_with_few_cases_the_time_is_assumed_and_says_so() -> None:
    few = firm(*(won(n, 3) for n in range(1, ENOUGH_CASES)))
    found = stage_durations(few, on(60))[1]
    assert (found.stale_after, found.source, found.cases) == (ASSUMED_DAYS, StaleSource.ASSUMED, ENOUGH_CASES - 1)
    enough = firm(*(won(n, 3) for n in range(1, ENOUGH_CASES + 1)))
    assert stage_durations(enough, on(60))[1].source is StaleSource.LEARNED


def test_a_deal_that_came_back_counts_all_its_days_in_the_stage() -> None:
    back = [Story(n, ((1, 0), (2, 2), (1, 5), (2, 9)), DealStatus.WON, 10) for n in range(1, ENOUGH_CASES + 1)]
    found = stage_durations(firm(*back), on(60))
    assert found[1].cases == ENOUGH_CASES
    assert found[1].slow_days == pytest.approx(2 + 4)


def test_only_what_was_known_on_the_day_counts() -> None:
    facts = firm(*(won(n, 30) for n in range(1, 12)))
    assert stage_durations(facts, on(20))[1].cases == 0
    assert stage_durations(facts, on(40))[1].cases == 11


def test_what_the_user_set_goes_before_what_was_learned() -> None:
    found = stage_durations(firm(*(won(n, n) for n in range(1, 12))), on(60))[1]
    assert threshold(found, 5) == (5, StaleSource.SET, 11)
    assert threshold(found, None) == (10, StaleSource.LEARNED, 11)
    assert threshold(None, None) == (ASSUMED_DAYS, StaleSource.ASSUMED, 0)
