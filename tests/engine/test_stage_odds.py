"""A stage's chance begins with the configured one and follows the firm's own closed deals, counts beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.deals import DealStatus
from crm_desktop.engine.stage_odds import CONFIGURED_CASES, chance_of, shrunk, stage_odds
from tests.engine.firms import Story, firm, on


def test_without_closed_deals_the_configured_chance_stands() -> None:
    odds = stage_odds(firm(Story(1, ((1, 0),))), on(10))
    assert [round(each.probability, 9) for each in odds.values()] == [0.2, 0.4, 0.6, 0.8]
    assert all((each.won, each.cases, each.usual_days) == (0, 0, None) for each in odds.values())


def test_the_published_example_of_shrinking() -> None:
    # Prior 60 % with the weight of 10 cases, 3 of 4 won: 64.3 %.
    assert pytest.approx(0.643, abs=5e-4) == (10 * 0.6 + 3) / (10 + 4)
    assert shrunk(0.6, 3, 4) == pytest.approx((CONFIGURED_CASES * 0.6 + 3) / (CONFIGURED_CASES + 4))


def test_closed_deals_count_for_every_stage_they_reached() -> None:
    odds = stage_odds(
        firm(
            Story(1, ((1, 0), (2, 2), (3, 4)), DealStatus.WON, 9),
            Story(2, ((1, 0), (2, 2)), DealStatus.LOST, 9),
            Story(3, ((1, 0),), DealStatus.LOST, 9),
            Story(4, ((1, 0), (2, 2))),
            Story(5, ((1, 0), (2, 3)), DealStatus.PARKED, 5),
        ),
        on(20),
    )
    assert [(each.won, each.cases) for each in odds.values()] == [(1, 3), (1, 2), (1, 1), (0, 0)]
    assert odds[1].probability == pytest.approx((8 * 0.2 + 1) / 11)
    assert odds[4].probability == pytest.approx(0.8)


def test_only_what_was_known_on_the_day_counts() -> None:
    facts = firm(Story(1, ((1, 0),), DealStatus.WON, 9))
    assert stage_odds(facts, on(8))[1].cases == 0
    assert stage_odds(facts, on(9))[1].cases == 1


def test_the_usual_time_is_told_from_three_stays_on() -> None:
    stays = [Story(n, ((1, 0), (2, 4 * n))) for n in range(1, 4)]
    assert stage_odds(firm(*stays[:2]), on(30))[1].usual_days is None
    odds = stage_odds(firm(*stays), on(30))[1]
    assert odds.usual_days == pytest.approx(8)
    assert odds.slow_days == pytest.approx(11.2)


def test_a_lost_deal_has_no_chance_and_a_won_one_all_whatever_the_stage() -> None:
    odds = stage_odds(firm(), on(0))
    assert chance_of(DealStatus.LOST, 4, odds) == 0
    assert chance_of(DealStatus.WON, 1, odds) == 1
    assert chance_of(DealStatus.PARKED, 4, odds) == 0
    assert chance_of(DealStatus.OPEN, 3, odds) == pytest.approx(0.6)
    assert chance_of(DealStatus.OPEN, 77, odds) == 0


@given(st.floats(0, 1), st.integers(0, 200), st.integers(0, 200))
def test_a_shrunk_chance_lies_between_the_configured_one_and_the_share_won(
    configured: float, won: int, lost: int
) -> None:
    share = won / (won + lost) if won + lost else configured
    found = shrunk(configured, won, won + lost)
    assert min(configured, share) - 1e-12 <= found <= max(configured, share) + 1e-12
