"""The way of each deal through the stages, as arrays, and what of it was known on a given day.

Times are days since 1970 as fractions. The open stages of a process make its ladder; a visit is the time a deal spent
in one of them without a break. Going back to an earlier stage ends a visit without saying anything about winning.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from crm_desktop.base.times import local_day, start_of_day
from crm_desktop.domain.deals import DealStatus, StageKind
from crm_desktop.domain.facts import DealFact, PipelineFacts, StageFact, StateFact

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]

#: How a visit ended: still there or moved elsewhere, up to the next stage (or won), lost.
STAYED, UP, LOST = 0, 1, 2

_SECONDS_A_DAY = 86_400.0
#: Later than anything is known, and still a finite moment.
_LATEST = 1e12
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


def day_of(at: float) -> date:
    """Return the user's day a moment, in days since 1970, lies in."""
    return local_day(datetime.fromtimestamp(at * _SECONDS_A_DAY, UTC))


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


class Endings(NamedTuple):
    """Each time a deal was won or lost, as columns of one length, in the order of deals; one may be taken back."""

    deal: Ints
    at: Floats
    known: Floats
    #: When it became known that the deal was opened again; infinite where it never was.
    undone_known: Floats
    won: npt.NDArray[np.bool_]

    def standing_at(self, at: float) -> Endings:
        """Return those that were known at a moment and not taken back by then."""
        mask = (self.known <= at) & (self.undone_known > at)
        return Endings(self.deal[mask], self.at[mask], self.known[mask], self.undone_known[mask], self.won[mask])


class Amounts(NamedTuple):
    """What deals were worth, in the order in which it was known deal by deal, as columns of one length; in cents."""

    deal: Ints
    known: Floats
    cents: Floats

    def known_at(self, at: float, deals: int) -> Floats:
        """Return what each deal was worth as known at a moment; 0 for those that were not known."""
        mask = self.known <= at
        found = np.zeros(deals)
        found[self.deal[mask]] = self.cents[mask]  # of several of one deal the last one stays
        return found


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
    endings: Endings
    amounts: Amounts

    def known_at(self, at: float) -> Known:
        """Return what was known at a moment (days since 1970)."""
        visits = self.visits
        rows = visits.where(visits.entered_known <= at)
        over = (rows.left_known <= at) & (rows.left <= at)
        rows = rows._replace(
            left=np.where(over, rows.left, np.inf),
            ending=np.where(over, rows.ending, STAYED),
            onward=np.where(over, rows.onward, -1),
        )
        number = len(self.opened)
        standing = self.endings.standing_at(at)
        ended, won = np.full(number, np.inf), np.zeros(number, dtype=bool)
        ended[standing.deal] = standing.at
        won[standing.deal] = standing.won
        amount = self.amounts.known_at(at, number)
        return Known(self, at, rows, self.opened_known <= at, np.isfinite(ended), won, ended, amount)

    def won_between(self, after: float, until: float, known_by: float = _LATEST) -> int:
        """Return the amount in cents of the deals won after one moment and until another, as known by a third."""
        amount = self.amounts.known_at(known_by, len(self.opened))
        return int(amount[self._won(after, until, known_by)].sum())

    def ids_won(self, after: float, until: float, known_by: float) -> list[int]:
        """Return the ids of these deals."""
        return [self.deals[row].id for row in sorted(self._won(after, until, known_by).tolist())]

    def _won(self, after: float, until: float, known_by: float) -> Ints:
        standing = self.endings.standing_at(known_by)
        return standing.deal[standing.won & (standing.at > after) & (standing.at <= until)]


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
    #: When each deal was won or lost, infinite for the others, and what it was worth in cents; shape (deals,).
    ended: Floats
    amount: Floats

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
            index, self.journeys.deals[index], now.stage, self.at - since, now.amount_cents, now.expected_close,
            put_off(spans),
        )  # fmt: skip

    def cycles(self) -> Floats:
        """Return the days from opening to winning of the deals won by then."""
        return (self.ended - self.journeys.opened)[self.won]

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
    #: How many times its expected close was put off.
    put_off: int = 0


def put_off(spans: Sequence[Span]) -> int:
    """Return how many times the expected close was moved to a later day."""
    days = [span.expected_close for span in spans if span.expected_close is not None]
    return sum(later > earlier for earlier, later in pairwise(days))


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
    ends = ends_of(facts)
    return {pipeline: _journeys(ladder, deals[pipeline], states, ends) for pipeline, ladder in ladders(facts).items()}


def ends_of(facts: PipelineFacts) -> dict[int, DealStatus]:
    """Return the stages that mean won or lost."""
    return {stage.id: _ENDS[stage.kind] for stage in facts.stages if stage.kind in _ENDS}


def _journeys(
    ladder: Ladder, deals: list[DealFact], states: dict[int, list[StateFact]], ends: dict[int, DealStatus]
) -> Journeys:
    places = {stage.id: place for place, stage in enumerate(ladder.stages)}
    spans = tuple(tuple(spans_of(deal, states.get(deal.id, []), places, ends)) for deal in deals)
    each = list(enumerate(spans))
    visits = [visit for index, of_deal in each for visit in visits_of(index, of_deal, len(ladder.stages))]
    endings = [ending for index, of_deal in each for ending in endings_of(index, of_deal)]
    amounts: list[tuple[object, ...]] = [
        (index, span.known, span.amount_cents) for index, of_deal in each for span in of_deal
    ]
    opened = [min(of_deal[0].entered, moment(deal.opened)) for deal, of_deal in zip(deals, spans, strict=True)]
    return Journeys(
        ladder=ladder,
        deals=tuple(deals),
        spans=spans,
        visits=Visits(*columns_of(visits, VISIT_TYPES)),
        opened=np.array(opened, dtype=float),
        opened_known=np.array([of_deal[0].known for of_deal in spans], dtype=float),
        endings=Endings(*columns_of(endings, ENDING_TYPES)),
        amounts=Amounts(*columns_of(amounts, AMOUNT_TYPES)),
    )


VISIT_TYPES = (np.int64, np.int64, float, float, np.int64, np.int64, float, float, float)
ENDING_TYPES = (np.int64, float, float, float, bool)
AMOUNT_TYPES = (np.int64, float, float)


def columns_of(rows: list[tuple[object, ...]], types: tuple[Any, ...]) -> Iterator[npt.NDArray[Any]]:
    """Yield rows as columns of given types, also where there are none."""
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    return (np.array(column, dtype=kind) for column, kind in zip(columns, types, strict=True))


def spans_of(
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


def endings_of(index: int, spans: tuple[Span, ...]) -> Iterator[tuple[object, ...]]:
    """Yield each time a deal was won or lost as rows of `Endings`."""
    end: Span | None = None
    for span in spans:
        if end is not None and span.status is not end.status:
            yield index, end.entered, end.known, span.known, end.status is _WON
            end = None
        if end is None and span.status in (_WON, _LOST):
            end = span
    if end is not None:
        yield index, end.entered, end.known, math.inf, end.status is _WON


def visits_of(index: int, spans: tuple[Span, ...], stages: int) -> Iterator[tuple[object, ...]]:
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
