"""Small firms made of facts: by hand, deal by deal, or drawn at random from a world whose chances are known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from crm_desktop.domain.deals import DealStatus, StageKind
from crm_desktop.domain.facts import DealFact, PipelineFacts, StageFact, StateFact

BEGIN = date(2025, 1, 1)
LADDER = (0.2, 0.4, 0.6, 0.8)


def at(day: float) -> datetime:
    """Return noon, UTC, some days after the firm began; noon is the same day everywhere in Europe."""
    return datetime(BEGIN.year, BEGIN.month, BEGIN.day, 12, tzinfo=UTC) + timedelta(days=day)


def on(day: int) -> date:
    """Return the date some days after the firm began."""
    return BEGIN + timedelta(days=day)


def stages(ladder: tuple[float, ...] = LADDER, pipeline_id: int = 1) -> tuple[StageFact, ...]:
    """Return the stages of a process with ids 1, 2, 3 … (or 101 … for process 2, and so on)."""
    first = (pipeline_id - 1) * 100 + 1
    return tuple(
        StageFact(first + place, pipeline_id, place, f"Stage {place + 1}", chance, StageKind.OPEN)
        for place, chance in enumerate(ladder)
    )


class Story(NamedTuple):
    """One deal: the days it entered stages (stage number from 1, day), and how and when it ended."""

    number: int
    steps: tuple[tuple[int, float], ...]
    end: DealStatus = DealStatus.OPEN
    ended: float | None = None
    cents: int = 100_000
    pipeline_id: int = 1


def firm(*stories: Story, ladder: tuple[float, ...] = LADDER) -> PipelineFacts:
    """Return the facts of a firm with these deals."""
    deals, states = zip(*(_told(story) for story in stories), strict=True) if stories else ((), ())
    processes = sorted({story.pipeline_id for story in stories} | {1})
    return PipelineFacts(
        tuple(stage for process in processes for stage in stages(ladder, process)),
        tuple(deals),
        tuple(state for of_deal in states for state in of_deal),
    )


def _told(story: Story) -> tuple[DealFact, list[StateFact]]:
    first = (story.pipeline_id - 1) * 100
    marks = [*(day for _stage, day in story.steps), story.ended]
    states = [
        StateFact(
            story.number, first + stage, at(day), None if left is None else at(left), story.cents, DealStatus.OPEN
        )
        for (stage, day), (_day, left) in zip(story.steps, pairwise(marks), strict=True)
    ]
    last = first + story.steps[-1][0]
    closed = None if story.ended is None else at(story.ended)
    if closed is not None:
        states.append(StateFact(story.number, last, closed, None, story.cents, story.end))
    deal = DealFact(
        id=story.number,
        external_id=f"D{story.number}",
        title=f"Deal {story.number}",
        pipeline_id=story.pipeline_id,
        stage_id=last,
        amount_cents=story.cents,
        opened=at(story.steps[0][1]),
        status=story.end,
        closed=closed,
    )
    return deal, states


class World(NamedTuple):
    """How deals really behave: arrivals a day, share going up from each stage, mean days in each."""

    arrivals: float = 0.4
    up: tuple[float, ...] = (0.6, 0.7, 0.5, 0.8)
    days: tuple[float, ...] = (5.0, 8.0, 15.0, 6.0)
    typical_cents: float = 400_000.0
    size_spread: float = 0.6


def drawn(world: World, days: int, seed: int, ladder: tuple[float, ...] = LADDER) -> PipelineFacts:
    """Return a firm that lived in a world for some days; deals that ended later are open."""
    chance = np.random.default_rng(seed)
    opened = np.cumsum(chance.exponential(1 / world.arrivals, int(days * world.arrivals * 2) + 20))
    stories = []
    for number, begin in enumerate(opened[opened < days], 1):
        steps, day, end, ended = [(1, float(begin))], float(begin), DealStatus.OPEN, None
        for stage, (up, mean) in enumerate(zip(world.up, world.days, strict=True), 1):
            day += float(chance.gamma(2.0, mean / 2))
            goes_up = bool(chance.random() < up)
            if day >= days:
                break
            if goes_up and stage < len(world.up):
                steps.append((stage + 1, day))
                continue
            end, ended = (DealStatus.WON if goes_up else DealStatus.LOST), day
            break
        cents = round(float(np.exp(chance.normal(np.log(world.typical_cents), world.size_spread))) / 100) * 100
        stories.append(Story(number, tuple(steps), end, ended, cents))
    return firm(*stories, ladder=ladder)
