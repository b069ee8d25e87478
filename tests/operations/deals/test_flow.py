"""The states of a deal: whatever happens to it, they cover its time without a gap and without an overlap."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.base.times import Clock
from crm_desktop.domain.deals import DealStatus
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.store.queries import deals as queries
from crm_desktop.store.queries import pipelines as pipeline_queries
from crm_desktop.store.queries.deals import DealRow
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW, fresh_database


class Hands:
    """A clock whose hands the test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: float) -> datetime:
        """Let time pass and return what it is then."""
        self.now += timedelta(days=days)
        return self.now


def the(reader: Reader, deal_id: int) -> DealRow:
    found = queries.deal(reader, deal_id=deal_id)
    assert found is not None
    return found


def stage_ids(reader: Reader) -> list[int]:
    return [row.id for row in pipeline_queries.stages(reader, pipeline_id=1)]


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["move", "amount", "close", "win", "lose", "park", "reopen", "undo", "redo"]),
        st.integers(0, 4),
        st.sampled_from([0.0, 0.25, 1.0, 9.5]),
    ),
    max_size=14,
)


@given(actions=ACTIONS)
@settings(max_examples=25, deadline=None)
def test_the_states_of_a_deal_tile_its_time_whatever_is_done_to_it(actions: list[tuple[str, int, float]]) -> None:
    hands = Hands()
    with TemporaryDirectory() as folder:
        database = fresh_database(Path(folder) / "firm.crm")
        with database.writer(hands) as writer, database.reader() as reader:
            setup.start_firm(writer, language="en")
            deal_id = deals.add_deal(writer, title="Lobby", opened_at=NOW - timedelta(days=1)).value
            for action, number, days in actions:
                hands.pass_days(days)
                act(writer, reader, deal_id, action, number)
                check_tiling(reader, deal_id, hands)


def act(writer: Writer, reader: Reader, deal_id: int, action: str, number: int) -> None:
    """Do one thing to the deal; undo and redo stop at the ends of what can be undone."""
    status = the(reader, deal_id).status
    if action == "move":
        deals.move_to_stage(writer, deal_id=deal_id, stage_id=stage_ids(reader)[number])
    elif action == "amount":
        deals.change_deal(writer, deal_id=deal_id, amount_cents=number * 100)
    elif action == "close":
        deals.change_deal(writer, deal_id=deal_id, expected_close=date(2027, 1, 1 + number))
    elif action == "win" and status is not DealStatus.WON:
        deals.win_deal(writer, deal_id=deal_id, argument=str(number))
    elif action == "lose" and status is not DealStatus.LOST:
        deals.lose_deal(writer, deal_id=deal_id, reason=str(number))
    elif action == "park":
        deals.park_deal(writer, deal_id=deal_id)
    elif action == "reopen":
        deals.reopen_deal(writer, deal_id=deal_id)
    elif action == "undo" and len(queries.states(reader, deal_id=deal_id)) > 1:
        writer.undo()
    elif action == "redo" and reader.scalar("select count(*) from step where undone") > 0:
        writer.redo()


def check_tiling(reader: Reader, deal_id: int, clock: Clock) -> None:
    """The states begin with the deal, follow each other without gap or overlap, and the last one is how it stands."""
    deal, states = the(reader, deal_id), queries.states(reader, deal_id=deal_id)
    assert states[0].entered == deal.opened_at
    assert all(earlier.left == later.entered for earlier, later in pairwise(states))
    assert states[-1].left is None
    last = states[-1]
    assert (last.stage_id, last.status, last.amount_cents, last.expected_close) == (
        deal.stage_id,
        deal.status,
        deal.amount_cents,
        deal.expected_close,
    )
    for state in states:
        middle = state.entered + (clock() - state.entered) / 2 if state.left is None else state.entered
        if state.left is None or state.left > state.entered:
            assert [found.id for found in queries.as_of(reader, at=middle)] == [state.id]
