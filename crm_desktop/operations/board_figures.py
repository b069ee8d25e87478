"""The figures on the pipeline board: per stage number, value, weighted value, learned chance and usual time."""

from __future__ import annotations

import math
from datetime import date
from typing import NamedTuple

from crm_desktop.domain.deals import DealStatus
from crm_desktop.engine.stage_odds import StageOdds, stage_odds
from crm_desktop.store.queries import board, facts
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
    #: Days after which a card is marked: as set for the stage, else more than usual; None where nothing is known.
    stale_after: int | None


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
    known = facts.pipeline_facts(reader, pipeline_id=pipeline_id)
    odds = stage_odds(known, today)
    lanes = tuple(
        _lane(lane, odds.get(lane.stage_id), currency) for lane in board.lanes(reader, pipeline_id=pipeline_id)
    )
    closed = [deal.status for deal in known.deals if deal.status in (DealStatus.WON, DealStatus.LOST)]
    return BoardFigures(
        currency=currency,
        lanes=lanes,
        open_deals=sum(lane.deals for lane in lanes),
        open_cents=sum(lane.cents for lane in lanes),
        weighted_cents=sum(lane.weighted_cents for lane in lanes),
        won=closed.count(DealStatus.WON),
        closed=len(closed),
    )


def _lane(lane: board.Lane, odds: StageOdds | None, currency: str) -> LaneFigures:
    cents = lane.cents(currency)
    probability = odds.probability if odds else lane.probability / 100
    usual = odds.usual_days if odds else None
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
        usual_days=usual,
        stale_after=lane.stale_days if lane.stale_days is not None or usual is None else math.ceil(usual),
    )
