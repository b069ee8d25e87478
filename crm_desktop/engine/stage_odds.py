"""What a stage is worth: the configured chance, moved towards what the firm's own closed deals say, and the usual time.

The configured chance counts as much as eight closed deals (a Beta prior). A deal counts for a stage when it was in it
or further on; a lost deal has chance 0, a won one 1, whatever its stage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from crm_desktop.domain.deals import DealStatus
from crm_desktop.engine.journeys import UP, Floats, Known, end_of, journeys

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.domain.facts import PipelineFacts

#: How many closed deals the configured chance counts for.
CONFIGURED_CASES = 8.0
#: Fewer stays than this tell no usual time.
_FEWEST_STAYS = 3


class StageOdds(NamedTuple):
    """One stage as the firm's own experience has it."""

    stage_id: int
    #: Chances to be won in the end, 0 to 1: as configured, and with the firm's own cases.
    configured: float
    probability: float
    #: Closed deals that were in the stage or further on, and how many of them were won.
    won: int
    cases: int
    #: Days after which half, and nine of ten, of the deals that went up had done so; None where too few did.
    usual_days: float | None
    slow_days: float | None


def stage_odds(facts: PipelineFacts, as_of: date) -> dict[int, StageOdds]:
    """Return what is known of each open stage at the end of a day, by the stage's id."""
    at = end_of(as_of)
    return {odds.stage_id: odds for process in journeys(facts).values() for odds in odds_of(process.known_at(at))}


def chance_of(status: DealStatus, stage_id: int, odds: dict[int, StageOdds]) -> float:
    """Return the chance of a deal by its stage: 1 when won, 0 when lost or parked; 0 for a stage nobody knows."""
    if status is not DealStatus.OPEN:
        return 1.0 if status is DealStatus.WON else 0.0
    return odds[stage_id].probability if stage_id in odds else 0.0


def shrunk(configured: float, won: float, cases: float) -> float:
    """Return the configured chance moved towards won of cases."""
    return (CONFIGURED_CASES * configured + won) / (CONFIGURED_CASES + cases)


def odds_of(known: Known) -> tuple[StageOdds, ...]:
    """Return the odds of each stage of one process, in order, from what was known at a moment."""
    visits = known.visits
    reached = np.full(len(known.closed), -1)
    np.maximum.at(reached, visits.deal, visits.stage)
    found = []
    for place, stage in enumerate(known.journeys.ladder.stages):
        cases = int((known.closed & (reached >= place)).sum())
        won = int((known.won & (reached >= place)).sum())
        went_up = (visits.stage == place) & (visits.ending == UP)
        days = (visits.left - visits.entered)[went_up]
        found.append(
            StageOdds(
                stage_id=stage.id,
                configured=stage.probability,
                probability=shrunk(stage.probability, won, cases),
                won=won,
                cases=cases,
                usual_days=_share_of(days, 0.5),
                slow_days=_share_of(days, 0.9),
            )
        )
    return tuple(found)


def _share_of(days: Floats, share: float) -> float | None:
    return float(np.quantile(days, share)) if len(days) >= _FEWEST_STAYS else None
