"""The way of each deal is told as it was known on a day, and never as it became known later."""

from __future__ import annotations

import numpy as np
import pytest

from crm_desktop.base.times import local_day
from crm_desktop.domain.deals import DealStatus, StageKind
from crm_desktop.domain.facts import PipelineFacts, StageFact
from crm_desktop.engine.journeys import LOST, STAYED, UP, Journeys, end_of, journeys, moment
from tests.engine.firms import Story, at, firm, on, stages


def journey(facts: PipelineFacts) -> Journeys:
    """Return the ways of the only process."""
    (found,) = journeys(facts).values()
    return found


def test_a_won_deal_visits_its_stages_and_goes_up_from_the_last() -> None:
    found = journey(firm(Story(1, ((1, 0), (2, 3), (4, 10)), DealStatus.WON, 12)))
    visits = found.visits
    assert visits.stage.tolist() == [0, 1, 3]
    assert visits.ending.tolist() == [UP, UP, UP]
    assert visits.onward.tolist() == [1, 3, 4]
    assert (visits.left - visits.entered).tolist() == pytest.approx([3, 7, 2])


def test_a_lost_deal_ends_its_last_visit_as_lost_and_a_step_back_says_nothing() -> None:
    found = journey(firm(Story(1, ((2, 0), (1, 4), (2, 6)), DealStatus.LOST, 9)))
    assert found.visits.ending.tolist() == [STAYED, UP, LOST]


def test_on_an_earlier_day_the_deal_is_still_open_in_the_stage_it_was_in() -> None:
    found = journey(firm(Story(1, ((1, 0), (2, 3)), DealStatus.WON, 12)))
    known = found.known_at(end_of(on(5)))
    assert known.visits.ending.tolist() == [UP, STAYED]
    assert np.isinf(known.visits.left[1])
    (deal,) = known.open_deals()
    assert deal.stage == 1
    assert deal.age == pytest.approx(end_of(on(5)) - moment(at(3)))
    assert not known.won.any()
    assert found.known_at(end_of(on(12))).won.all()
    assert found.known_at(end_of(on(12))).open_deals() == ()


def test_what_was_written_down_late_was_not_known_before() -> None:
    facts = firm(Story(1, ((1, 0), (2, 3)), DealStatus.WON, 12))
    states = tuple(
        state._replace(recorded=at(20)) if state.status is DealStatus.WON else state for state in facts.states
    )
    found = journey(facts._replace(states=states))
    assert len(found.known_at(end_of(on(15))).open_deals()) == 1
    assert found.known_at(end_of(on(20))).open_deals() == ()
    assert found.won_between(end_of(on(0)), end_of(on(30))) == 100_000
    assert found.won_between(end_of(on(0)), end_of(on(30)), known_by=end_of(on(15))) == 0


def test_a_change_of_amount_does_not_end_a_visit_and_is_not_known_before() -> None:
    facts = firm(Story(1, ((1, 0),)))
    (state,) = facts.states
    changed = (state._replace(left=at(5)), state._replace(entered=at(5), amount_cents=70_000))
    found = journey(facts._replace(states=changed))
    assert len(found.visits.stage) == 1
    assert found.visits.amount.tolist() == [100_000]
    (before,), (after,) = (found.known_at(end_of(on(day))).open_deals() for day in (3, 9))
    assert (before.amount_cents, after.amount_cents) == (100_000, 70_000)
    assert after.age == pytest.approx(end_of(on(9)) - moment(at(0)))


def test_a_deal_without_states_was_in_its_stage_from_beginning_to_end() -> None:
    facts = firm(Story(1, ((3, 2),), DealStatus.WON, 9))
    found = journey(facts._replace(states=()))
    assert found.visits.stage.tolist() == [2]
    assert found.visits.ending.tolist() == [UP]
    assert found.known_at(end_of(on(30))).ended.tolist() == [pytest.approx(moment(at(9)))]


def test_stages_that_mean_won_or_lost_end_a_deal_whatever_its_status_says() -> None:
    facts = firm(Story(1, ((1, 0),)))
    won = StageFact(9, 1, 9, "Done", 1.0, StageKind.WON)
    (state,) = facts.states
    moved = (state._replace(left=at(4)), state._replace(stage_id=9, entered=at(4)))
    found = journey(facts._replace(stages=(*facts.stages, won), states=moved))
    assert found.known_at(end_of(on(300))).won.tolist() == [True]
    assert len(found.ladder.stages) == 4


def test_a_parked_deal_is_neither_open_nor_closed() -> None:
    found = journey(firm(Story(1, ((1, 0),), DealStatus.PARKED, 6)))
    known = found.known_at(end_of(on(8)))
    assert known.open_deals() == ()
    assert not known.closed.any()
    assert len(found.known_at(end_of(on(3))).open_deals()) == 1


def test_a_reopened_deal_is_open_again() -> None:
    facts = firm(Story(1, ((1, 0),), DealStatus.LOST, 6))
    (deal,) = facts.deals
    again = facts.states[0]._replace(entered=at(9), left=None)
    found = journey(
        facts._replace(
            deals=(deal._replace(status=DealStatus.OPEN, closed=None),),
            states=(facts.states[0], facts.states[1]._replace(left=at(9)), again),
        )
    )
    assert len(found.known_at(end_of(on(10))).open_deals()) == 1
    assert not found.known_at(end_of(on(10))).closed.any()
    assert found.known_at(end_of(on(7))).closed.tolist() == [True]


def test_deals_of_several_processes_are_told_apart_and_unknown_ones_left_out() -> None:
    facts = firm(Story(1, ((1, 0),)), Story(2, ((2, 1),), pipeline_id=2))
    assert {process: len(found.deals) for process, found in journeys(facts).items()} == {1: 1, 2: 1}
    assert journeys(facts._replace(stages=stages())).keys() == {1}


def test_the_end_of_a_day_is_the_users_own() -> None:
    assert local_day(at(5)) == on(5)
    assert end_of(on(5)) - end_of(on(4)) == pytest.approx(1, abs=1 / 24)
    assert end_of(on(4)) < moment(at(5)) < end_of(on(5))
