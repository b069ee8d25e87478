"""How long won deals sat in each stage, and from when on sitting there is unusual.

A deal is stale when it sits longer in its stage than nine of ten won deals did. That takes some cases: with fewer,
a usual number of days stands in and the answer says so.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from crm_desktop.engine.journeys import end_of, journeys
from crm_desktop.engine.stage_sources import StaleSource

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.domain.facts import PipelineFacts
    from crm_desktop.engine.journeys import Known

#: Nine of ten cannot be told from fewer cases.
ENOUGH_CASES = 10
#: Days after which a deal is stale where neither the firm nor its history says it.
ASSUMED_DAYS = 21
_SHARE = 0.9


class StageDuration(NamedTuple):
    """The time won deals took in a stage; `stale_after` is in whole days."""

    stage_id: int
    #: Won deals that were in the stage.
    cases: int
    #: Days within which nine of ten of them were through; None without any.
    slow_days: float | None
    stale_after: int
    source: StaleSource


def stage_durations(facts: PipelineFacts, as_of: date) -> dict[int, StageDuration]:
    """Return the duration of each open stage as known at the end of a day, by the stage's id."""
    at = end_of(as_of)
    return {found.stage_id: found for way in journeys(facts).values() for found in durations_of(way.known_at(at))}


def durations_of(known: Known) -> tuple[StageDuration, ...]:
    """Return the duration of each stage of one process, in order; a deal that came back counts all its days there."""
    visits = known.visits
    over = known.won[visits.deal] & np.isfinite(visits.left)
    deals, stages = visits.deal[over], visits.stage[over]
    days = (visits.left - visits.entered)[over]
    number = len(known.journeys.ladder.stages)
    cells, place = np.unique(deals * max(number, 1) + stages, return_inverse=True)
    together = np.bincount(place, days, len(cells))
    return tuple(
        _duration(stage.id, together[cells % max(number, 1) == at])
        for at, stage in enumerate(known.journeys.ladder.stages)
    )


def threshold(found: StageDuration | None, set_days: int | None) -> tuple[int, StaleSource, int]:
    """Return the days after which a deal is stale, where they come from, and on how many won deals they rest."""
    cases = found.cases if found else 0
    if set_days is not None:
        return set_days, StaleSource.SET, cases
    return (found.stale_after, found.source, cases) if found else (ASSUMED_DAYS, StaleSource.ASSUMED, cases)


def _duration(stage_id: int, days: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> StageDuration:
    slow = float(np.quantile(days, _SHARE)) if len(days) else None
    if slow is None or len(days) < ENOUGH_CASES:
        return StageDuration(stage_id, len(days), slow, ASSUMED_DAYS, StaleSource.ASSUMED)
    return StageDuration(stage_id, len(days), slow, max(1, math.ceil(slow)), StaleSource.LEARNED)
