"""The figures on the pipeline board: per stage number, value, weighted value, learned chance and usual time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from crm_desktop.engine.distribution import deals_revenue
from crm_desktop.engine.journeys import Floats, end_of
from crm_desktop.engine.stage_durations import StageDuration, durations_of, threshold
from crm_desktop.engine.stage_odds import StageOdds, odds_of
from crm_desktop.engine.stage_sources import StaleSource
from crm_desktop.engine.ways import Columns, ways
from crm_desktop.store.queries import board, facts, stage_columns
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.reading import Reader


class LaneFigures(NamedTuple):
    """One stage in figures; chances are 0 to 1, money is in the firm's currency."""

    stage_id: int
    name: str
    deals: int
    cents: int
    weighted_cents: int
    #: The chance as the firm's own closed deals have it, and the start value it was moved from.
    probability: float
    configured: float
    #: Closed deals that reached the stage, and how many of them were won.
    won: int
    cases: int
    #: Days in which half of the deals went on; None where too few did.
    usual_days: float | None
    #: Days after which a card is marked, where they come from, and the won deals behind them.
    stale_after: int | None
    stale_source: StaleSource = StaleSource.ASSUMED
    stale_cases: int = 0


class BoardFigures(NamedTuple):
    """The whole board in figures."""

    currency: str
    lanes: tuple[LaneFigures, ...]
    open_deals: int
    open_cents: int
    weighted_cents: int
    #: Closed deals of the process and how many of them were won.
    won: int
    closed: int

    @property
    def win_rate(self) -> float | None:
        """Share of the closed deals that were won, 0 to 1; None before the first one is closed."""
        return self.won / self.closed if self.closed else None


def board_figures(reader: Reader, *, pipeline_id: int, today: date) -> BoardFigures:
    """Work out the figures of one sales process as of today."""
    currency = firm_queries.currency(reader)
    known = ways(_columns(reader, pipeline_id, currency)).known_at(end_of(today))
    odds = {found.stage_id: found for found in odds_of(known)}
    durations = {found.stage_id: found for found in durations_of(known)}
    lanes = tuple(
        _lane(lane, odds.get(lane.stage_id), durations.get(lane.stage_id), currency)
        for lane in board.lanes(reader, pipeline_id=pipeline_id)
    )
    return BoardFigures(
        currency=currency,
        lanes=lanes,
        open_deals=sum(lane.deals for lane in lanes),
        open_cents=sum(lane.cents for lane in lanes),
        weighted_cents=sum(lane.weighted_cents for lane in lanes),
        won=int(known.won.sum()),
        closed=int(known.closed.sum()),
    )


class Range(NamedTuple):
    """Between what a sum lies with eight chances in ten, in cents."""

    p10_cents: int
    p90_cents: int


#: Amount in cents and chance (0 to 1) of each deal of a lane, by the lane's key.
LaneDeals = Mapping[int, Sequence[tuple[int, float]]]


def ranges(deals: LaneDeals) -> dict[int, Range]:
    """Return between what each lane will bring: its deals are won or not, each by its own chance. No database."""
    found = {}
    for key, lane in deals.items():
        amounts, chances = (
            np.array([cents for cents, _chance in lane], float),
            np.array([chance for _c, chance in lane]),
        )
        if len(lane):
            spread = deals_revenue(amounts, chances)
            low, high = spread.quantiles([0.1, 0.9])
            found[key] = Range(round(float(low)), round(float(high)))
    return found


def _columns(reader: Reader, pipeline_id: int, currency: str) -> Columns:
    """Return the deals of a process and their states as columns; all of them show the same moment."""
    with reader.snapshot():
        stages = facts.stage_facts(reader, pipeline_id=pipeline_id)
        deals = stage_columns.deals(reader, pipeline_id=pipeline_id, currency=currency)
        states = stage_columns.states(reader, pipeline_id=pipeline_id, currency=currency)
    ids, deal_stage, deal_status, opened, closed = _transposed(deals)
    of_deal, stage, status, entered, recorded = _transposed(states)
    return Columns(
        stages=tuple(stages),
        deal_stage=deal_stage.astype(np.int64),
        deal_status=deal_status.astype(np.int64),
        opened=opened,
        closed=closed,
        state_deal=np.searchsorted(ids, of_deal),
        state_stage=stage.astype(np.int64),
        state_status=status.astype(np.int64),
        entered=entered,
        recorded=recorded,
    )


def _transposed(rows: stage_columns.Rows) -> Floats:
    """Return the columns of rows as arrays, not-a-number for nothing; shape (5, rows)."""
    return np.array(rows, dtype=np.float64).T if rows else np.zeros((5, 0))


def _lane(lane: board.Lane, odds: StageOdds | None, duration: StageDuration | None, currency: str) -> LaneFigures:
    cents = lane.cents(currency)
    probability = odds.probability if odds else lane.probability / 100
    stale_after, source, cases = threshold(duration, lane.stale_days)
    return LaneFigures(
        stage_id=lane.stage_id,
        name=lane.name,
        deals=lane.deals,
        cents=cents,
        weighted_cents=round(cents * probability),
        probability=probability,
        configured=lane.probability / 100,
        won=odds.won if odds else 0,
        cases=odds.cases if odds else 0,
        usual_days=odds.usual_days if odds else None,
        stale_after=stale_after,
        stale_source=source,
        stale_cases=cases,
    )
