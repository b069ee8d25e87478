"""The ways of all deals after a few of them changed: what was worked out a moment ago is kept for the others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TypeVar

import numpy as np

from crm_desktop.domain.facts import DealFact, PipelineFacts, StateFact
from crm_desktop.engine.journeys import (
    AMOUNT_TYPES,
    ENDING_TYPES,
    VISIT_TYPES,
    Amounts,
    Endings,
    Ints,
    Journeys,
    Span,
    Visits,
    columns_of,
    ends_of,
    journeys,
    moment,
    spans_of,
)
from crm_desktop.engine.journeys import endings_of as endings_of_deal
from crm_desktop.engine.journeys import visits_of as visits_of_deal

_Table = TypeVar("_Table", Visits, Endings, Amounts)


def journeys_after(facts: PipelineFacts, earlier: PipelineFacts, before: dict[int, Journeys]) -> dict[int, Journeys]:
    """Return what `journeys(facts)` returns, given what it returned for earlier facts.

    Deals that were there are compared with what they were; where deals came or went, or stages changed, all is worked
    out anew.
    """
    same = facts.stages == earlier.stages and len(facts.deals) == len(earlier.deals)
    if not same or any(one.id != other.id for one, other in zip(facts.deals, earlier.deals, strict=True)):
        return journeys(facts)
    states, were = _by_deal(facts), _by_deal(earlier)
    told = {id_ for id_, of_deal in states.items() if of_deal != were.get(id_)} | (were.keys() - states.keys())
    changed = {one.id: one for one, other in zip(facts.deals, earlier.deals, strict=True) if one != other}
    if any(one.pipeline_id != other.pipeline_id for one, other in zip(facts.deals, earlier.deals, strict=True)):
        return journeys(facts)
    ids = changed.keys() | told
    if not ids:
        return before
    deals = {deal.id: deal for deal in facts.deals if deal.id in ids}
    return {
        pipeline: _after(one, {id_: deal for id_, deal in deals.items() if deal.pipeline_id == pipeline}, states, facts)
        for pipeline, one in before.items()
    }


def _by_deal(facts: PipelineFacts) -> dict[int, list[StateFact]]:
    """Return the states of each deal."""
    states: dict[int, list[StateFact]] = defaultdict(list)
    for state in facts.states:
        states[state.deal_id].append(state)
    return states


def _after(
    before: Journeys, deals: dict[int, DealFact], states: dict[int, list[StateFact]], facts: PipelineFacts
) -> Journeys:
    """Return the ways of one process with those of some deals worked out anew."""
    rows = [row for row, deal in enumerate(before.deals) if deal.id in deals]
    if not rows:
        return before
    places, ends = {stage.id: place for place, stage in enumerate(before.ladder.stages)}, ends_of(facts)
    now, spans = list(before.deals), list(before.spans)
    for row in rows:
        now[row] = deals[now[row].id]
        spans[row] = tuple(spans_of(now[row], states.get(now[row].id, []), places, ends))
    changed = np.array(rows, dtype=np.int64)
    return _with_rows(
        replace(before, deals=tuple(now), spans=tuple(spans)), [(row, spans[row]) for row in rows], changed
    )


def _with_rows(found: Journeys, told: list[tuple[int, tuple[Span, ...]]], changed: Ints) -> Journeys:
    """Return the same with the rows of changed deals taken from their spans."""
    stages = len(found.ladder.stages)
    visits = [visit for row, spans in told for visit in visits_of_deal(row, spans, stages)]
    endings = [ending for row, spans in told for ending in endings_of_deal(row, spans)]
    amounts: list[tuple[object, ...]] = [(row, one.known, one.amount_cents) for row, spans in told for one in spans]
    opened, known = found.opened.copy(), found.opened_known.copy()
    for row, spans in told:
        opened[row] = min(spans[0].entered, moment(found.deals[row].opened))
        known[row] = spans[0].known
    return replace(
        found,
        visits=_spliced(found.visits, Visits(*columns_of(visits, VISIT_TYPES)), changed),
        endings=_spliced(found.endings, Endings(*columns_of(endings, ENDING_TYPES)), changed),
        amounts=_spliced(found.amounts, Amounts(*columns_of(amounts, AMOUNT_TYPES)), changed),
        opened=opened,
        opened_known=known,
    )


def _spliced(before: _Table, further: _Table, changed: Ints) -> _Table:
    """Return a table with the rows of changed deals replaced, in the order of deals."""
    kept = ~np.isin(before.deal, changed)
    columns = [np.concatenate([old[kept], new]) for old, new in zip(before, further, strict=True)]
    order = np.argsort(columns[0], kind="stable")
    return type(before)(*(column[order] for column in columns))
