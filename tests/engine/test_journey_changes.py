"""After a few deals changed, the ways of all are what they would be if all were worked out anew."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.facts import PipelineFacts
from crm_desktop.engine.journey_changes import journeys_after
from crm_desktop.engine.journeys import Journeys, journeys
from tests.engine.firms import Story, World, at, drawn, firm

FIRM = drawn(World(), 200, seed=4)


def same(one: dict[int, Journeys], other: dict[int, Journeys]) -> None:
    assert one.keys() == other.keys()
    for first, second in zip(one.values(), other.values(), strict=True):
        assert (first.deals, first.spans) == (second.deals, second.spans)
        np.testing.assert_array_equal(first.opened, second.opened)
        np.testing.assert_array_equal(first.opened_known, second.opened_known)
        for mine, theirs in ((first.visits, second.visits), (first.endings, second.endings)):
            for column, wanted in zip(mine, theirs, strict=True):
                np.testing.assert_array_equal(column, wanted)
        for column, wanted in zip(first.amounts, second.amounts, strict=True):
            np.testing.assert_array_equal(column, wanted)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(FIRM.deals) - 1), st.integers(1, 4), st.sampled_from(list(DealStatus))), max_size=4
    )
)
def test_moved_deals_give_the_same_as_working_all_out(moves: list[tuple[int, int, DealStatus]]) -> None:
    deals, states = list(FIRM.deals), list(FIRM.states)
    for row, stage, status in moves:
        closed = None if status is DealStatus.OPEN else at(201)
        deals[row] = deals[row]._replace(stage_id=stage, status=status, closed=closed)
        last = next(one for one in reversed(states) if one.deal_id == deals[row].id)
        states.append(last._replace(stage_id=stage, status=status, entered=at(201), left=None))
    after = FIRM._replace(deals=tuple(deals), states=tuple(states))
    same(journeys_after(after, FIRM, journeys(FIRM)), journeys(after))


@pytest.mark.parametrize(
    "after",
    [
        FIRM._replace(deals=FIRM.deals[1:]),
        FIRM._replace(states=()),
        FIRM._replace(stages=FIRM.stages[:-1]),
        firm(Story(1, ((1, 0.0),), pipeline_id=2)),
    ],
)
def test_what_comes_or_goes_is_worked_out_anew(after: PipelineFacts) -> None:
    same(journeys_after(after, FIRM, journeys(FIRM)), journeys(after))


def test_nothing_changed_is_nothing_done() -> None:
    before = journeys(FIRM)
    assert journeys_after(FIRM, FIRM, before) is before
