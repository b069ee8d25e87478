"""A forecast of a past day knows what was known then, and odd histories are understood: all without a leak."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm_desktop.base.period import Period
from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.facts import PipelineFacts, StateFact
from crm_desktop.engine.forecast import Basis, Forecast, Forecaster, ReasonCode, forecast
from crm_desktop.engine.journeys import end_of, journeys
from crm_desktop.engine.stage_odds import odds_of
from tests.engine.firms import LADDER, Story, World, at, drawn, firm, on, stages

WORLD = drawn(World(arrivals=0.5), 420, seed=5)
DAY = 300
AHEAD = Period(on(DAY + 1), on(DAY + 91))


def seen(facts: PipelineFacts) -> Forecast:
    return forecast(facts, on(DAY), AHEAD)


def with_states(facts: PipelineFacts, *further: StateFact) -> PipelineFacts:
    """Return a firm in which deals went on: the last of the further states tells how a deal stands now."""
    last = {one.deal_id: one for one in further}
    deals = (
        deal._replace(status=last[deal.id].status, closed=None if now is DealStatus.OPEN else last[deal.id].entered)
        if deal.id in last and (now := last[deal.id].status)
        else deal
        for deal in facts.deals
    )
    return facts._replace(deals=tuple(deals), states=(*facts.states, *further))


def ended_before(status: DealStatus) -> StateFact:
    """Return the state with which some deal ended before the day."""
    return next(one for one in WORLD.states if one.status is status and one.entered < at(DAY - 60))


@pytest.mark.parametrize("status", [DealStatus.LOST, DealStatus.WON])
def test_a_deal_that_is_opened_again_later_was_closed_then(status: DealStatus) -> None:
    end = ended_before(status)
    again = end._replace(entered=at(DAY + 20), status=DealStatus.OPEN)
    reopened = with_states(WORLD, again, end._replace(entered=at(DAY + 40), status=DealStatus.WON))
    assert seen(reopened) == seen(WORLD)
    assert Forecaster(reopened).actual(AHEAD, on(DAY + 91)) > Forecaster(WORLD).actual(AHEAD, on(DAY + 91))


def test_a_deal_that_was_opened_again_before_is_counted_on() -> None:
    end = ended_before(DealStatus.LOST)
    reopened = with_states(WORLD, end._replace(entered=at(DAY - 5), status=DealStatus.OPEN))
    found = seen(reopened)
    assert end.deal_id in {deal.deal_id for deal in found.deals}
    assert found.closed_deals == seen(WORLD).closed_deals - 1


def test_an_amount_that_is_corrected_later_was_another_then() -> None:
    end = ended_before(DealStatus.WON)
    assert seen(with_states(WORLD, end._replace(entered=at(DAY + 10), amount_cents=90_000_000))) == seen(WORLD)


def test_a_closing_date_that_is_put_off_later_was_not_put_off_then() -> None:
    facts = WORLD._replace(states=tuple(one._replace(expected_close=on(DAY + 30)) for one in WORLD.states))
    open_deal = seen(facts).deals[0]
    last = [one for one in facts.states if one.deal_id == open_deal.deal_id and one.entered < at(DAY)][-1]
    later = last._replace(entered=at(DAY + 3), expected_close=on(DAY + 200))
    assert seen(with_states(facts, later)) == seen(facts)


def test_what_is_written_down_later_was_not_known_then() -> None:
    late = tuple(
        one._replace(recorded=at(DAY + 1)) if one.status is not DealStatus.OPEN and one.deal_id % 3 == 0 else one
        for one in WORLD.states
    )
    found = seen(WORLD._replace(states=late))
    assert found.closed_deals < seen(WORLD).closed_deals
    assert Forecaster(WORLD._replace(states=late)).actual(Period(on(0), on(DAY)), on(DAY)) < Forecaster(WORLD).actual(
        Period(on(0), on(DAY)), on(DAY)
    )


def test_imported_history_counts_from_its_own_dates() -> None:
    told_today = WORLD._replace(states=tuple(one._replace(recorded=None) for one in WORLD.states))
    assert seen(told_today) == seen(WORLD)


@pytest.mark.parametrize(("closed", "basis"), [(0, Basis.CONFIGURED), (3, Basis.CONFIGURED), (10, Basis.ROUGH)])
def test_with_few_closed_deals_the_ladder_speaks_and_it_is_said(closed: int, basis: Basis) -> None:
    found = forecast(small_firm(closed), on(100), Period(on(101), on(465)))
    assert found.closed_deals == closed
    assert found.basis is basis
    said = {warning.code for warning in found.warnings}
    assert (ReasonCode.CONFIGURED_ONLY if basis is Basis.CONFIGURED else ReasonCode.ROUGH) in said
    assert found.method == "configured_percentages" or basis is not Basis.CONFIGURED
    for deal in found.deals:
        assert 0 < deal.win_probability < 1
    if closed == 0:
        assert found.deals[0].win_probability == pytest.approx(LADDER[1], abs=0.06)
        assert found.verdict.code is ReasonCode.METHOD_NEW


def test_chances_move_smoothly_from_the_ladder_to_experience() -> None:
    chances = [
        forecast(small_firm(number), on(100), Period(on(101), on(465))).deals[0].win_probability
        for number in (0, 3, 10, 30)
    ]
    assert chances == sorted(chances)
    assert chances[1] - chances[0] < 0.32 < chances[3] - chances[0]
    thirty = forecast(small_firm(30), on(100), Period(on(101), on(465)))
    assert thirty.basis is Basis.LEARNED
    assert not {ReasonCode.CONFIGURED_ONLY, ReasonCode.ROUGH} & {warning.code for warning in thirty.warnings}


def small_firm(closed: int) -> PipelineFacts:
    """Return a firm with one open deal in the second stage, and as many won ones."""
    won = (
        Story(n, ((1, n), (2, n + 5), (3, n + 10), (4, n + 15)), DealStatus.WON, n + 20) for n in range(1, closed + 1)
    )
    return firm(*won, Story(99, ((1, 92), (2, 98))))


def test_stages_that_were_jumped_over_say_nothing_about_time() -> None:
    jumped = [Story(n, ((1, n), (4, n + 6)), DealStatus.WON, n + 12) for n in range(1, 40)]
    found = forecast(firm(*jumped, Story(99, ((1, 97),))), on(100), Period(on(101), on(191)))
    (deal,) = found.deals
    assert deal.win_probability > 0.6
    assert found.expected_cents > 0


def test_a_ladder_that_has_changed_learns_from_what_was_before() -> None:
    old = drawn(World(arrivals=0.5), 300, seed=5)
    gone = old._replace(stages=tuple(stage for stage in old.stages if stage.id != 3))
    more = old._replace(stages=(*old.stages, stages((*LADDER, 0.9))[4]))
    for facts in (gone, more):
        found = forecast(facts, on(299), Period(on(300), on(390)))
        assert found.expected_cents > 0
        assert found.closed_deals == forecast(old, on(299), Period(on(300), on(390))).closed_deals
        for process in journeys(facts).values():
            assert all(0 < odds.probability < 1 for odds in odds_of(process.known_at(end_of(on(299)))))


def test_a_deal_that_is_shifted_in_time_brings_its_money_later_and_changes_no_data() -> None:
    engine = Forecaster(WORLD)
    whole = engine.forecast(on(DAY), AHEAD)
    moved = max(whole.deals, key=lambda deal: deal.probability_in_period * deal.amount_cents)
    later = engine.forecast(on(DAY), AHEAD, delay={moved.deal_id: 200})
    assert chance(later, moved.deal_id) == pytest.approx(0, abs=1e-6)
    assert later.expected_cents < whole.expected_cents
    some = engine.forecast(on(DAY), AHEAD, delay={moved.deal_id: 14})
    assert chance(later, moved.deal_id) < chance(some, moved.deal_id) < chance(whole, moved.deal_id)
    same = engine.forecast(on(DAY), AHEAD, delay={moved.deal_id: 0})
    assert same == whole == engine.forecast(on(DAY), AHEAD)


def test_what_was_learned_today_outlasts_a_drop_and_serves_every_period() -> None:
    engine = Forecaster(WORLD)
    engine.forecast(on(DAY), AHEAD)
    models = {id(one.outlook.model) for one in engine.learned.values()}
    engine.forecast(on(DAY), Period(on(DAY + 1), on(DAY + 365)))
    known = [one for one in engine.learned if one[0] == end_of(on(DAY))]
    assert len(known) == 1
    assert id(engine.learned[known[0]].outlook.model) in models
    dropped = next(one for one in WORLD.states if one.left is not None and one.left > at(DAY) > one.entered)
    moved = with_states(WORLD, dropped._replace(entered=at(DAY) - timedelta(hours=1), stage_id=4))
    after = Forecaster(moved, before=engine).forecast(on(DAY), AHEAD)
    assert next(deal.stage_id for deal in after.deals if deal.deal_id == dropped.deal_id) == 4


def chance(found: Forecast, deal_id: int) -> float:
    return next(deal.probability_in_period for deal in found.deals if deal.deal_id == deal_id)
