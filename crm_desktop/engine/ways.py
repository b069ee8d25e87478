"""The same visits of stages as `journeys` finds, worked out column by column: for figures that are wanted at once.

`journeys` keeps every span of every deal, as the forecast needs it; twenty thousand deals are a hundred thousand
objects. Here they are a few arrays. Tests hold both to the same answers.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from crm_desktop.domain.deals import DealStatus, StageKind
from crm_desktop.domain.facts import StageFact
from crm_desktop.engine.journeys import LOST, STAYED, UP, Amounts, Endings, Floats, Ints, Journeys, Ladder, Visits

#: States as numbers.
CODES = {DealStatus.OPEN: 0, DealStatus.WON: 1, DealStatus.LOST: 2, DealStatus.PARKED: 3}
_OPEN, _WON, _LOST = CODES[DealStatus.OPEN], CODES[DealStatus.WON], CODES[DealStatus.LOST]


class Columns(NamedTuple):
    """The deals of one process and their states as columns; times are days since 1970, not-a-number where absent.

    States are in the order of their deals, and of their times within one.
    """

    stages: tuple[StageFact, ...]
    deal_stage: Ints
    deal_status: Ints
    opened: Floats
    closed: Floats
    #: Rows of the deals the states belong to.
    state_deal: Ints
    state_stage: Ints
    state_status: Ints
    entered: Floats
    recorded: Floats


class _Spans(NamedTuple):
    """Times in which nothing about a deal changed, deal by deal."""

    deal: Ints
    place: Ints
    status: Ints
    entered: Floats
    known: Floats


def ways(columns: Columns) -> Journeys:
    """Return the ways of all deals of a process, without the facts and spans behind them."""
    ladder = _ladder(columns.stages)
    spans = _spans(columns, ladder)
    none = np.zeros(0, dtype=np.int64)
    return Journeys(
        ladder=ladder,
        deals=(),
        spans=(),
        visits=_visits(spans, len(ladder.stages)),
        opened=columns.opened,
        opened_known=columns.opened,
        endings=_endings(spans),
        amounts=Amounts(none, none.astype(np.float64), none.astype(np.float64)),
    )


def _ladder(stages: tuple[StageFact, ...]) -> Ladder:
    steps = tuple(sorted((one for one in stages if one.kind is StageKind.OPEN), key=lambda one: (one.position, one.id)))
    return Ladder(steps, np.array([one.probability for one in steps]))


def _spans(columns: Columns, ladder: Ladder) -> _Spans:
    """Return the spans: the states, one for a deal without any, and the end of a deal no state tells of."""
    places = _looked_up(columns.state_stage, {one.id: place for place, one in enumerate(ladder.stages)}, -1)
    first = np.ones(len(places), dtype=bool)
    first[1:] = columns.state_deal[1:] != columns.state_deal[:-1]
    told = np.where((places >= 0) | first, np.arange(len(places)), 0)
    places = np.maximum(places[np.maximum.accumulate(told)] if len(places) else places, 0)
    means = {one.id: CODES[DealStatus(one.kind.value)] for one in columns.stages if one.kind is not StageKind.OPEN}
    known = np.fmax(columns.entered, columns.recorded)
    status = _overruled(columns.state_stage, columns.state_status, means)
    spans = _Spans(columns.state_deal, places, status, columns.entered, known)
    spans = _sorted(spans, _without_states(columns, ladder))
    return _sorted(spans, _untold_ends(columns, spans, means))


def _without_states(columns: Columns, ladder: Ladder) -> _Spans:
    """Return the spans of deals without any state: in their stage since they were opened."""
    rows = np.setdiff1d(np.arange(len(columns.deal_stage)), columns.state_deal)
    places = _looked_up(columns.deal_stage[rows], {one.id: place for place, one in enumerate(ladder.stages)}, 0)
    opened = columns.opened[rows]
    return _Spans(rows, places, np.full(len(rows), _OPEN), opened, opened)


def _untold_ends(columns: Columns, spans: _Spans, means: dict[int, int]) -> _Spans:
    """Return the ends of closed deals whose last state says something else."""
    number = len(columns.deal_stage)
    last = np.searchsorted(spans.deal, np.arange(number), side="right") - 1
    status = _overruled(columns.deal_stage, columns.deal_status, means)
    rows = np.flatnonzero((status != spans.status[last]) & (status != _OPEN)) if number else np.zeros(0, np.int64)
    before = last[rows]
    closed = np.fmax(columns.closed[rows], spans.entered[before])
    return _Spans(rows, spans.place[before], status[rows], closed, np.maximum(closed, spans.known[before]))


def _sorted(spans: _Spans, further: _Spans) -> _Spans:
    """Return both together, deal by deal, what is further behind the rest of its deal."""
    if not len(further.deal):
        return spans
    joined = [np.concatenate(both) for both in zip(spans, further, strict=True)]
    order = np.argsort(joined[0], kind="stable")
    return _Spans(*(column[order] for column in joined))


def _endings(spans: _Spans) -> Endings:
    """Return each time a deal was won or lost: the first spans of runs of one state that say so."""
    number = len(spans.deal)
    changes = np.ones(number, dtype=bool)
    changes[1:] = (spans.deal[1:] != spans.deal[:-1]) | (spans.status[1:] != spans.status[:-1])
    runs = np.flatnonzero(changes)
    goes_on = np.zeros(len(runs), dtype=bool)
    goes_on[:-1] = spans.deal[runs[1:]] == spans.deal[runs[:-1]]
    following = runs[np.minimum(np.arange(len(runs)) + 1, max(len(runs) - 1, 0))]
    undone = np.where(goes_on, spans.known[following], np.inf)
    over = np.isin(spans.status[runs], (_WON, _LOST))
    ended = runs[over]
    return Endings(
        spans.deal[ended], spans.entered[ended], spans.known[ended], undone[over], spans.status[ended] == _WON
    )


def _visits(spans: _Spans, stages: int) -> Visits:
    """Return the visits: runs of open spans of a deal in one stage."""
    number = len(spans.deal)
    follows = np.zeros(number, dtype=bool)
    follows[:-1] = spans.deal[1:] == spans.deal[:-1]
    following = np.minimum(np.arange(number) + 1, max(number - 1, 0))
    is_open = spans.status == _OPEN
    goes_on = follows & is_open & is_open[following] & (spans.place == spans.place[following])
    began = is_open.copy()
    began[1:] &= ~goes_on[:-1]
    start, end = np.flatnonzero(began), np.flatnonzero(is_open & ~goes_on)
    after, ended = following[end], follows[end]
    status, place = spans.status[after], spans.place[after]
    up = ended & ((status == _WON) | ((status == _OPEN) & (place > spans.place[end])))
    lost = ended & (status == _LOST)
    return Visits(
        deal=spans.deal[start],
        stage=spans.place[start],
        entered=spans.entered[start],
        left=np.where(ended, spans.entered[after], np.inf),
        ending=np.where(up, UP, np.where(lost, LOST, STAYED)),
        onward=np.where(up, np.where(status == _WON, stages, place), -1),
        amount=np.zeros(len(start)),
        entered_known=spans.known[start],
        left_known=np.where(ended, spans.known[after], np.inf),
    )


def _looked_up(ids: Ints, known: dict[int, int], otherwise: int) -> Ints:
    """Return what ids stand for."""
    if not len(ids):
        return np.zeros(0, dtype=np.int64)
    table = np.full(int(max(ids.max(), *known, 0)) + 1, otherwise, dtype=np.int64)
    for one, value in known.items():
        table[one] = value
    return np.asarray(table[ids], dtype=np.int64)


def _overruled(stage: Ints, status: Ints, means: dict[int, int]) -> Ints:
    """Return states, where a stage that means won or lost says it whatever is written beside."""
    said = _looked_up(stage, means, -1)
    return np.asarray(np.where(said >= 0, said, status), dtype=np.int64)
