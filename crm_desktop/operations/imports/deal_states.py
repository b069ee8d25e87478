"""How an imported deal stood over time: spans that follow each other without a gap, from what little a file says.

Imported history counts as known when it happened: `recorded_at` is when the span began.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crm_desktop.base.times import from_text, local_day
from crm_desktop.domain.deals import DealStatus


class State(NamedTuple):
    """A row of `deal_state` without its id and its deal; times as they are stored."""

    stage_id: int
    status: str
    amount_cents: int
    currency: str
    expected_close: str | None
    entered: str
    left: str | None
    recorded_at: str


class Standing(NamedTuple):
    """What is known of a deal as it stands."""

    stage_id: int
    status: str
    amount_cents: int
    currency: str
    expected_close: str | None
    opened: str
    closed: str | None


class Entry(NamedTuple):
    """When a deal entered a stage, and what being there says about it."""

    entered: str
    stage_id: int
    status: str


def first_states(deal: Standing, *, open_stage_id: int, now: str) -> list[State]:
    """Return the states of a deal of which only beginning and end are known: open in a stage, then as it stands."""
    opening = State(
        open_stage_id, "open", deal.amount_cents, deal.currency, _expected_then(deal), deal.opened, None, deal.opened
    )
    if deal.status == DealStatus.OPEN:
        return [opening._replace(stage_id=deal.stage_id)]
    since = deal.closed or now
    ending = opening._replace(
        stage_id=deal.stage_id,
        status=deal.status,
        expected_close=deal.expected_close,
        entered=since,
        recorded_at=since,
    )
    return chained([opening, ending])


def with_history(deal: Standing, known: Sequence[State], entries: Iterable[Entry]) -> list[State]:
    """Return the states of a deal whose way through the stages has become known.

    What was known of it while it was open gives way up to the last entry; how it ended stays, unless the entries say.
    """
    told = sorted(entries)
    way = [_state(deal, entry) for place, entry in enumerate(told) if place == 0 or entry[1:] != told[place - 1][1:]]
    is_closed = deal.status != DealStatus.OPEN
    if told[-1].status != "open" and is_closed:
        return chained(way)
    end = next((state for state in reversed(known) if state.status != "open"), None) if is_closed else None
    if end is not None:
        way = [state for state in way if state.entered <= end.entered]
    return chained([*way, *(state for state in known if state.entered > told[-1].entered or state is end)])


def chained(states: Iterable[State]) -> list[State]:
    """Return states in the order of time, each ending where the next begins, the last one without an end."""
    order = sorted(states, key=lambda state: state.entered)
    ends = [*(state.entered for state in order[1:]), None]
    return [state._replace(left=end) for state, end in zip(order, ends, strict=True)]


def _state(deal: Standing, entry: Entry) -> State:
    expected = _expected_then(deal) if entry.status == "open" else deal.expected_close
    return State(
        entry.stage_id, entry.status, deal.amount_cents, deal.currency, expected, entry.entered, None, entry.entered
    )


def _expected_then(deal: Standing) -> str | None:
    """Return what may have been expected while the deal was open.

    Many programs overwrite the expected day by the real one on closing; that was not known before.
    """
    if deal.closed and deal.expected_close == local_day(from_text(deal.closed)).isoformat():
        return None
    return deal.expected_close
