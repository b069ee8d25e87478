"""The way of each deal through the stages, as arrays, and what of it was known on a given day.

Times are days since 1970 as fractions. The open stages of a process make its ladder; a visit is the time a deal spent
in one of them without a break. Going back to an earlier stage ends a visit without saying anything about winning.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from crm_desktop.base.times import start_of_day
from crm_desktop.domain.deals import DealStatus, StageKind
from crm_desktop.domain.facts import DealFact, PipelineFacts, StageFact, StateFact

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]

#: How a visit ended: still there or moved elsewhere, up to the next stage (or won), lost.
STAYED, UP, LOST = 0, 1, 2

_SECONDS_A_DAY = 86_400.0
#: What stages say of the deals in them, whatever their status.
_ENDS = {StageKind.WON: DealStatus.WON, StageKind.LOST: DealStatus.LOST}
#: Read for every state of every deal: names of an enum are slow to look up.
_OPEN, _WON, _LOST = DealStatus.OPEN, DealStatus.WON, DealStatus.LOST


def moment(at: datetime) -> float:
    """Return an instant as days since 1970."""
    return at.timestamp() / _SECONDS_A_DAY


def end_of(day: date) -> float:
    """Return the end of one of the user's days as days since 1970."""
    return moment(start_of_day(day + timedelta(days=1)))


class Ladder(NamedTuple):
    """The open stages of a process in order, with their configured chances (0 to 1)."""

    stages: tuple[StageFact, ...]
    chances: Floats

    def place(self, stage_id: int) -> int | None:
        """Return the place of a stage on the ladder, None when it is not on it."""
        return next((place for place, stage in enumerate(self.stages) if stage.id == stage_id), None)


class Span(NamedTuple):
    """A time in which nothing about a deal changed; it ends where the next one begins."""

    stage: int
    status: DealStatus
    entered: float
    #: When the program learned it: never before it happened.
    known: float
    amount_cents: int
    expected_close: date | None


class Visits(NamedTuple):
    """Visits of stages as columns, all of one length; `left` is infinite while it lasts."""

    deal: Ints
    stage: Ints
    entered: Floats
    left: Floats
    #: STAYED, UP or LOST.
    ending: Ints
    #: The stage an UP led to, the number of stages when it was won at once; -1 for other endings.
    onward: Ints
    #: Amount of the deal in cents when the visit began.
    amount: Floats
    entered_known: Floats
    left_known: Floats

    def where(self, mask: npt.NDArray[np.bool_]) -> Visits:
        """Return the visits a mask picks."""
        return Visits(
            self.deal[mask], self.stage[mask], self.entered[mask], self.left[mask],
            self.ending[mask], self.onward[mask], self.amount[mask], self.entered_known[mask], self.left_known[mask],
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Journeys:
    """All deals of one process; columns have one entry a deal, in the order of `deals`."""

    ladder: Ladder
    deals: tuple[DealFact, ...]
    spans: tuple[tuple[Span, ...], ...]
    visits: Visits
    opened: Floats
    #: When the program learned of the deal.
    opened_known: Floats
    #: End of the deal, infinite while open, and when that was learned.
    closed: Floats
    closed_known: Floats
    won: npt.NDArray[np.bool_]
    #: Amount at the end, or now, in cents.
    amount: Floats

    def known_at(self, at: float) -> Known:
        """Return what was known at a moment (days since 1970)."""
        visits = self.visits
        rows = visits.where(visits.entered_known <= at)
        ended = (rows.left_known <= at) & (rows.left <= at)
        rows = rows._replace(
            left=np.where(ended, rows.left, np.inf),
            ending=np.where(ended, rows.ending, STAYED),
            onward=np.where(ended, rows.onward, -1),
        )
        closed = self.closed_known <= at
        return Known(self, at, rows, self.opened_known <= at, closed, closed & self.won)

    def won_between(self, after: float, until: float, known_by: float = np.inf) -> int:
        """Return the amount in cents of the deals won after one moment and until another, as known by a third."""
        return int(self.amount[self._won(after, until, known_by)].sum())

    def ids_won(self, after: float, until: float, known_by: float) -> list[int]:
        """Return the ids of these deals."""
        return [self.deals[row].id for row in np.flatnonzero(self._won(after, until, known_by))]

    def _won(self, after: float, until: float, known_by: float) -> npt.NDArray[np.bool_]:
        return self.won & (self.closed > after) & (self.closed <= until) & (self.closed_known <= known_by)


@dataclass(frozen=True, eq=False)
class Known:
    """What was known of a process at one moment."""

    journeys: Journeys
    at: float
    #: Visits begun by then; those that had not ended (or were not known to have) last on.
    visits: Visits
    #: Masks over the deals: begun, ended, won.
    begun: npt.NDArray[np.bool_]
    closed: npt.NDArray[np.bool_]
    won: npt.NDArray[np.bool_]

    def open_deals(self) -> tuple[OpenDeal, ...]:
        """Return the deals that were open then, as they stood, parked ones left out."""
        return tuple(
            deal for index in np.flatnonzero(self.begun & ~self.closed) if (deal := self._open_deal(int(index)))
        )

    def _open_deal(self, index: int) -> OpenDeal | None:
        spans = [span for span in self.journeys.spans[index] if span.known <= self.at]
        if not spans or spans[-1].status is not _OPEN:
            return None
        now, since = spans[-1], spans[-1].entered
        for span in reversed(spans):
            if span.stage != now.stage or span.status is not _OPEN:
                break
            since = span.entered
        return OpenDeal(
            index, self.journeys.deals[index], now.stage, self.at - since, now.amount_cents, now.expected_close
        )

    def cycles(self) -> Floats:
        """Return the days from opening to winning of the deals won by then."""
        return (self.journeys.closed - self.journeys.opened)[self.won]

    def began(self) -> float:
        """Return when the records begin; the moment itself where there are none."""
        opened = self.journeys.opened[self.begun]
        return float(opened.min()) if len(opened) else self.at


class OpenDeal(NamedTuple):
    """A deal that is open: its row, stage on the ladder, days in that stage, amount and expected close then."""

    row: int
    fact: DealFact
    stage: int
    age: float
    amount_cents: int
    expected_close: date | None


def ladders(facts: PipelineFacts) -> dict[int, Ladder]:
    """Return the ladder of each process by its id; processes without an open stage are left out."""
    stages: dict[int, list[StageFact]] = defaultdict(list)
    for stage in sorted(facts.stages, key=lambda stage: (stage.position, stage.id)):
        if stage.kind is StageKind.OPEN:
            stages[stage.pipeline_id].append(stage)
    return {
        pipeline: Ladder(tuple(steps), np.array([stage.probability for stage in steps]))
        for pipeline, steps in stages.items()
    }


def journeys(facts: PipelineFacts) -> dict[int, Journeys]:
    """Return the ways of all deals, by process. Deals of a process without an open stage are left out."""
    states: dict[int, list[StateFact]] = defaultdict(list)
    for state in facts.states:
        states[state.deal_id].append(state)
    deals: dict[int, list[DealFact]] = defaultdict(list)
    for deal in facts.deals:
        deals[deal.pipeline_id].append(deal)
    ends = {stage.id: _ENDS[stage.kind] for stage in facts.stages if stage.kind in _ENDS}
    return {pipeline: _journeys(ladder, deals[pipeline], states, ends) for pipeline, ladder in ladders(facts).items()}


def _journeys(
    ladder: Ladder, deals: list[DealFact], states: dict[int, list[StateFact]], ends: dict[int, DealStatus]
) -> Journeys:
    places = {stage.id: place for place, stage in enumerate(ladder.stages)}
    spans = tuple(tuple(_spans(deal, states.get(deal.id, []), places, ends)) for deal in deals)
    visits = [visit for index, of_deal in enumerate(spans) for visit in _visits(index, of_deal, len(ladder.stages))]
    columns = list(zip(*visits, strict=True)) or [()] * len(Visits._fields)
    last = [_end(of_deal) for of_deal in spans]
    return Journeys(
        ladder=ladder,
        deals=tuple(deals),
        spans=spans,
        visits=Visits(*(np.array(c, dtype=t) for c, t in zip(columns, _COLUMN_TYPES, strict=True))),
        opened=np.array(
            [min(of_deal[0].entered, moment(deal.opened)) for deal, of_deal in zip(deals, spans, strict=True)]
        ),
        opened_known=np.array([of_deal[0].known for of_deal in spans]),
        closed=np.array([end.entered if end else np.inf for end in last]),
        closed_known=np.array([end.known if end else np.inf for end in last]),
        won=np.array([end is not None and end.status is _WON for end in last], dtype=bool),
        amount=np.array([of_deal[-1].amount_cents for of_deal in spans], dtype=float),
    )


_COLUMN_TYPES = (np.int64, np.int64, float, float, np.int64, np.int64, float, float, float)


def _spans(
    deal: DealFact, states: list[StateFact], places: dict[int, int], ends: dict[int, DealStatus]
) -> Iterator[Span]:
    """Yield the spans of one deal in order: at least one, and the end of a closed deal even where no state tells it.

    Stages that mean won or lost (`ends`) say it, whatever status is written beside.
    """
    last: Span | None = None
    for state in sorted(states, key=_by_time) if len(states) > 1 else states:
        stage_id, entered = state.stage_id, moment(state.entered)
        place = places.get(stage_id)
        if place is None:
            place = last.stage if last else 0
        known = entered if state.recorded is None else max(entered, moment(state.recorded))
        last = Span(place, ends.get(stage_id, state.status), entered, known, state.amount_cents, state.expected_close)
        yield last
    status = ends.get(deal.stage_id, deal.status)
    if last is None:
        opened = moment(deal.opened)
        place = places.get(deal.stage_id, 0)
        last = Span(place, _OPEN, opened, opened, deal.amount_cents, deal.expected_close)
        yield last
    if status is not last.status and status is not _OPEN:
        closed = last.entered if deal.closed is None else max(last.entered, moment(deal.closed))
        yield Span(last.stage, status, closed, max(closed, last.known), deal.amount_cents, deal.expected_close)


def _by_time(state: StateFact) -> tuple[datetime, bool, datetime]:
    """Order states of a deal; of those that begin together, the one that ends first comes first."""
    return state.entered, state.left is None, state.left or state.entered


def _end(spans: tuple[Span, ...]) -> Span | None:
    """Return the span with which the deal ended as won or lost, None where it did not."""
    end: Span | None = None
    for span in reversed(spans):
        if span.status is not spans[-1].status or span.status not in (_WON, _LOST):
            break
        end = span
    return end


def _visits(index: int, spans: tuple[Span, ...], stages: int) -> Iterator[tuple[object, ...]]:
    """Yield the visits of one deal as rows of `Visits`."""
    begin: Span | None = None
    for span, following in pairwise((*spans, None)):
        if span is None or span.status is not _OPEN:
            continue
        begin = begin or span
        first = (index, span.stage, begin.entered)
        if following is None:
            yield (*first, math.inf, STAYED, -1, begin.amount_cents, begin.known, math.inf)
        elif following.stage != span.stage or following.status is not _OPEN:
            ending, onward = _ending(span, following, stages)
            yield (*first, following.entered, ending, onward, begin.amount_cents, begin.known, following.known)
            begin = None


def _ending(span: Span, following: Span, stages: int) -> tuple[int, int]:
    """Return how a visit ended, and where an UP led to."""
    if following.status is _WON:
        return UP, stages
    if following.status is _LOST:
        return LOST, -1
    up = following.status is _OPEN and following.stage > span.stage
    return (UP, following.stage) if up else (STAYED, -1)
