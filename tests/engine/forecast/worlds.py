"""Two synthetic worlds in which the truth is known: lost deals linger in one and are closed fast in the other.

A deal climbs four stages. Large deals are won less often, regular customers more often, and who is slow in a stage is
likelier to be lost. The owner's ladder is right on the whole; expected closing dates are hopeful and are put off.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import numpy as np

from crm_desktop.domain.deals import DealStatus, StageKind
from crm_desktop.domain.facts import DealFact, PipelineFacts, StageFact, StateFact

BEGIN = date(2020, 1, 1)
YEARS = 5
LADDER = (0.25, 0.40, 0.60, 0.80)
#: Median days of going up from each stage.
_UP_DAYS = (7.0, 10.0, 16.0, 8.0)
_UP_SHARE = (0.62, 0.68, 0.75, 0.80)


class World(NamedTuple):
    """What tells the worlds apart: the median days, over all stages, after which a lost deal is closed as such."""

    name: str
    lost_days: float


LINGERING, FAST = World("A", 75.0), World("B", 15.0)


def drawn(world: World, deals_a_year: float, seed: int) -> PipelineFacts:
    """Return a firm that lived five years in a world."""
    chance = np.random.default_rng([seed, int(deals_a_year), int(world.lost_days)])
    days = YEARS * 365.0
    opened = np.sort(chance.uniform(0, days, chance.poisson(deals_a_year * YEARS)))
    deals: list[DealFact] = []
    states: list[StateFact] = []
    for number, begin in enumerate(opened, 1):
        deal, of_deal = _deal(chance, world, number, float(begin), days)
        deals.append(deal)
        states += of_deal
    return PipelineFacts(stages(), tuple(deals), tuple(states))


def stages(factor: float = 1.0) -> tuple[StageFact, ...]:
    """Return the stages with their percentages, by a factor wrong."""
    return tuple(
        StageFact(place + 1, 1, place, f"Stage {place + 1}", min(share * factor, 1.0), StageKind.OPEN)
        for place, share in enumerate(LADDER)
    )


def _deal(
    chance: np.random.Generator, world: World, number: int, begin: float, days: float
) -> tuple[DealFact, list[StateFact]]:
    size, regular = float(chance.normal()), bool(chance.random() < 0.3)
    cents = round(float(np.exp(np.log(600_000) + 0.8 * size)) / 100) * 100
    hoped = _day(begin + 45 + float(chance.normal(0, 8)))
    at, states, status = begin, [], DealStatus.OPEN
    stage = 0
    for stage, (up_days, share) in enumerate(zip(_UP_DAYS, _UP_SHARE, strict=True)):
        odds = np.log(share / (1 - share)) - 0.35 * size + (0.5 if regular else -0.2)
        goes_up = bool(chance.random() < 1 / (1 + np.exp(-odds)))
        median = up_days if goes_up else world.lost_days
        left = at + float(np.exp(np.log(median) + chance.normal(0, 0.7)))
        until = min(left, days)
        states += _put_off(number, stage + 1, at, until, cents, hoped, open_=left > days)
        if states and states[-1].expected_close is not None:
            hoped = states[-1].expected_close
        at = left
        if left > days or not goes_up:
            status = DealStatus.OPEN if left > days else DealStatus.LOST
            break
    else:
        status = DealStatus.WON
    if status is not DealStatus.OPEN:
        states.append(StateFact(number, stage + 1, _at(at), None, cents, status, hoped))
    deal = DealFact(
        number, str(number), f"Deal {number}", 1, stage + 1, cents, _at(begin), status,
        None if status is DealStatus.OPEN else _at(at), hoped, "", None, chance.choice(["web", "fair", "friend"]),
        chance.choice(["", "spring"]), "regular" if regular else "new",
    )  # fmt: skip
    return deal, states


def _put_off(
    number: int, stage: int, begin: float, end: float, cents: int, hoped: date, *, open_: bool
) -> list[StateFact]:
    """Return the states of one visit of a stage: each time the hoped-for day has come, it is put off by a month."""
    found, since = [], begin
    while (due := float((hoped - BEGIN).days) + 1) < end:
        if due > since:
            found.append(StateFact(number, stage, _at(since), _at(due), cents, DealStatus.OPEN, hoped))
            since = due
        hoped = _day(due + 30)
    found.append(StateFact(number, stage, _at(since), None if open_ else _at(end), cents, DealStatus.OPEN, hoped))
    return found


def _at(day: float) -> datetime:
    return datetime(BEGIN.year, BEGIN.month, BEGIN.day, tzinfo=UTC) + timedelta(days=day)


def _day(day: float) -> date:
    return BEGIN + timedelta(days=int(day))
