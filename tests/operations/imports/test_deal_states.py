"""The states of an imported deal follow each other without a gap, whatever the file says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.operations.imports.deal_states import Entry, Standing, State, first_states, with_history

NOW = "2026-11-24T08:42:00Z"
DEAL = Standing(3, "won", 5_000, "EUR", "2026-05-01", "2026-01-01T08:00:00Z", "2026-04-01T08:00:00Z")


def test_a_closed_deal_was_open_before() -> None:
    opening, ending = first_states(DEAL, open_stage_id=1, now=NOW)
    assert (opening.stage_id, opening.status, opening.entered, opening.left) == (1, "open", DEAL.opened, DEAL.closed)
    assert (ending.stage_id, ending.status, ending.entered, ending.left) == (3, "won", DEAL.closed, None)


def test_the_way_through_the_stages_takes_the_place_of_what_was_assumed() -> None:
    entries = [Entry("2026-02-01T08:00:00Z", 2, "open"), Entry("2026-01-01T08:00:00Z", 1, "open")]
    states = with_history(DEAL, first_states(DEAL, open_stage_id=1, now=NOW), entries)
    assert [(state.stage_id, state.status, state.entered[5:7]) for state in states] == [
        (1, "open", "01"),
        (2, "open", "02"),
        (3, "won", "04"),
    ]


def test_an_end_the_file_tells_is_not_doubled() -> None:
    entries = [Entry("2026-01-01T08:00:00Z", 1, "open"), Entry("2026-03-30T08:00:00Z", 3, "won")]
    states = with_history(DEAL, first_states(DEAL, open_stage_id=1, now=NOW), entries)
    assert [(state.status, state.entered[:10]) for state in states] == [("open", "2026-01-01"), ("won", "2026-03-30")]


def test_what_happened_after_the_last_entry_stays() -> None:
    open_deal = DEAL._replace(status="open", closed=None, stage_id=2)
    moved = State(2, "open", 9_000, "EUR", None, "2026-06-01T08:00:00Z", None, "2026-06-01T08:00:00Z")
    known = [*first_states(open_deal, open_stage_id=1, now=NOW), moved]
    states = with_history(open_deal, known, [Entry("2026-01-01T08:00:00Z", 1, "open")])
    assert [state.amount_cents for state in states] == [5_000, 9_000]


_TIMES = st.datetimes().map(lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ"))
_ENTRIES = st.lists(
    st.builds(Entry, _TIMES, st.integers(1, 4), st.sampled_from(["open", "open", "won", "lost"])), min_size=1
)


@given(_ENTRIES, st.sampled_from(["open", "won", "lost"]))
def test_there_is_never_a_gap_and_telling_it_again_changes_nothing(entries: list[Entry], status: str) -> None:
    deal = DEAL._replace(status=status, closed=None if status == "open" else DEAL.closed)
    states = with_history(deal, first_states(deal, open_stage_id=1, now=NOW), entries)
    assert [state.left for state in states] == [*(state.entered for state in states[1:]), None]
    assert with_history(deal, states, entries) == states
