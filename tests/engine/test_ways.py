"""The quick way to the visits of stages says what the thorough one says, for any history however odd."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.deals import DealStatus, StageKind
from crm_desktop.domain.facts import DealFact, PipelineFacts, StageFact, StateFact
from crm_desktop.engine.journeys import Known, end_of, journeys, moment
from crm_desktop.engine.stage_durations import durations_of
from crm_desktop.engine.stage_odds import odds_of
from crm_desktop.engine.ways import CODES, Columns, ways
from tests.engine.firms import Story, at, firm, on

_STAGES = (
    StageFact(1, 1, 1, "One", 0.2),
    StageFact(2, 1, 2, "Two", 0.5),
    StageFact(3, 1, 3, "Won", 1.0, StageKind.WON),
    StageFact(4, 1, 4, "Three", 0.8),
    StageFact(5, 1, 5, "Lost", 0.0, StageKind.LOST),
)


def columns(facts: PipelineFacts) -> Columns:
    """Return facts as columns, in the order the store reads them."""
    deals = sorted(facts.deals, key=lambda deal: deal.id)
    rows = {deal.id: row for row, deal in enumerate(deals)}
    states = sorted(
        facts.states, key=lambda one: (rows[one.deal_id], one.entered, one.left is None, one.left or one.entered)
    )
    none = float("nan")
    return Columns(
        stages=facts.stages,
        deal_stage=np.array([deal.stage_id for deal in deals], dtype=np.int64),
        deal_status=np.array([CODES[deal.status] for deal in deals], dtype=np.int64),
        opened=np.array([moment(deal.opened) for deal in deals]),
        closed=np.array([none if deal.closed is None else moment(deal.closed) for deal in deals]),
        state_deal=np.array([rows[one.deal_id] for one in states], dtype=np.int64),
        state_stage=np.array([one.stage_id for one in states], dtype=np.int64),
        state_status=np.array([CODES[one.status] for one in states], dtype=np.int64),
        entered=np.array([moment(one.entered) for one in states]),
        recorded=np.array([none if one.recorded is None else moment(one.recorded) for one in states]),
    )


def same(quick: Known, thorough: Known) -> None:
    """Check that both say the same of every stage."""
    for one, other in zip(odds_of(quick), odds_of(thorough), strict=True):
        assert one == pytest.approx(other, nan_ok=True)
    for first, second in zip(durations_of(quick), durations_of(thorough), strict=True):
        assert first._replace(slow_days=None) == second._replace(slow_days=None)
    assert quick.closed.tolist() == thorough.closed.tolist()
    assert quick.won.tolist() == thorough.won.tolist()
    for mine, theirs in zip(quick.visits, thorough.visits, strict=True):
        if mine is not quick.visits.amount:
            assert mine.tolist() == pytest.approx(theirs.tolist())


_status = st.sampled_from(list(DealStatus))
_stage = st.sampled_from([1, 2, 3, 4, 5, 99])
_state = st.tuples(_stage, st.integers(0, 5), _status, st.one_of(st.none(), st.integers(0, 40)))


@st.composite
def histories(draw: st.DrawFn) -> PipelineFacts:
    """Return deals with any states one after the other, also in stages that are gone, and any end."""
    deals, states = [], []
    for number in range(1, draw(st.integers(0, 6)) + 1):
        day = 0
        told = draw(st.lists(_state, max_size=6))
        for stage, later, status, recorded in told:
            day += later
            known = None if recorded is None else at(recorded)
            states.append(StateFact(number, stage, at(day), at(day), 100, status, None, known))
        status = draw(_status)
        closed = None if status is DealStatus.OPEN else at(draw(st.integers(0, 40)))
        deals.append(
            DealFact(number, "", f"D{number}", 1, draw(_stage), 100, at(draw(st.integers(0, 3))), status, closed)
        )
    return PipelineFacts(_STAGES, tuple(deals), tuple(states))


@given(histories(), st.integers(0, 45))
def test_any_history_is_read_alike(facts: PipelineFacts, day: int) -> None:
    thorough = journeys(facts)[1].known_at(end_of(on(day)))
    quick = ways(columns(facts)).known_at(end_of(on(day)))
    same(quick, thorough)


def test_a_firm_without_deals_has_the_configured_chances() -> None:
    known = ways(columns(firm())).known_at(end_of(on(0)))
    assert [odds.cases for odds in odds_of(known)] == [0, 0, 0, 0]


def test_a_deal_that_skips_a_stage_and_comes_back_is_read_alike() -> None:
    facts = firm(
        Story(1, ((1, 0), (3, 2), (2, 5), (4, 6)), DealStatus.WON, 9),
        Story(2, ((2, 0), (1, 4)), DealStatus.LOST, 8),
        Story(3, ((1, 0),), DealStatus.PARKED, 8),
    )
    for day in range(12):
        same(ways(columns(facts)).known_at(end_of(on(day))), journeys(facts)[1].known_at(end_of(on(day))))
