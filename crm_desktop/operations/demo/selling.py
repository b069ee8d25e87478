"""Lets the demo firm sell: each deal walks through the stages by chance, with honest times, values and ends.

The chances and times are those of the simulated world. Nothing is written back from the result, so that what the
program learns from the demo is learned and not planted.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from crm_desktop.operations.demo.people import Customer, working_time


class StagePlan(NamedTuple):
    """A stage of the demo: its configured probability and how the world behaves in it."""

    name: str
    probability: int
    #: Median days until a deal that moves on leaves it.
    days: float
    #: Share of deals that move on instead of being lost.
    up: float
    #: What the stage means, in plain words.
    meaning: str


class ProcessPlan(NamedTuple):
    """A way of selling of the demo firm."""

    name: str
    stages: tuple[StagePlan, ...]
    #: Stage in which the offer is sent.
    offer_stage: int


PROJECTS = ProcessPlan(
    "Projektgeschäft",
    (
        StagePlan("Anfrage", 10, 7, 0.80, "jemand fragt"),
        StagePlan("Qualifiziert", 30, 12, 0.85, "es passt"),
        StagePlan("Angebot", 50, 20, 0.72, "Preis liegt vor"),
        StagePlan("Verhandlung", 70, 15, 0.88, "nur noch Details"),
        StagePlan("Zusage", 90, 9, 0.96, "mündlich zugesagt"),
    ),
    offer_stage=2,
)
SERVICE = ProcessPlan(
    "Wartung & Reparatur",
    (StagePlan("Angefragt", 40, 3, 0.85, "jemand fragt"), StagePlan("Angeboten", 70, 8, 0.80, "Preis liegt vor")),
    offer_stage=1,
)


class Move(NamedTuple):
    """From when on a deal was in which stage (by its place in the process)."""

    stage: int
    at: datetime


@dataclass
class Story:
    """What happened to one deal. `end` is None while it is open."""

    customer: Customer
    process: ProcessPlan
    title: str
    bundle: str
    moves: list[Move]
    end: datetime | None
    won: bool
    amount_cents: int = 0
    #: What the customer guessed before there was an offer.
    guess_cents: int = 0
    closes: list[tuple[datetime, date]] = field(default_factory=list)

    @property
    def opened(self) -> datetime:
        """When it began."""
        return self.moves[0].at

    @property
    def offered_at(self) -> datetime | None:
        """When the offer was sent; None where it never came to that."""
        return next((move.at for move in self.moves if move.stage >= self.process.offer_stage), None)


def live_through(
    chance: random.Random,
    process: ProcessPlan,
    customer: Customer,
    title: str,
    bundle: str,
    *,
    day: date,
    now: datetime,
) -> Story:
    """Let a deal begin on a day and go its way until it ends or until now."""
    at = working_time(chance, day, now)
    moves, end, won = [Move(0, at)], None, False
    for place, stage in enumerate(process.stages):
        up = chance.random() < stage.up
        days = chance.lognormvariate(math.log(stage.days * (1 if up else 2.2)), 0.6)
        # A weekend is moved to the Friday before, which must not lie before what happened last.
        then = working_time(chance, (at + timedelta(days=max(1, days))).date(), now + timedelta(days=400))
        at = max(then, at + timedelta(minutes=90))
        if at >= now:
            break
        if not up or place == len(process.stages) - 1:
            end, won = at, up
            break
        moves.append(Move(place + 1, at))
    story = Story(customer, process, title, bundle, moves, end, won)
    story.closes = _expected_closes(chance, story, now)
    return story


def _expected_closes(chance: random.Random, story: Story, now: datetime) -> list[tuple[datetime, date]]:
    """Return which closing day was expected from when on: a guess at the start, moved back while it takes longer."""
    usual = sum(stage.days for stage in story.process.stages) * 1.4
    expected = story.opened.date() + timedelta(days=round(usual * chance.uniform(0.8, 1.5)))
    found = [(story.opened, expected)]
    until = story.end or now
    while expected < until.date():
        moved = working_time(chance, expected, until)
        if moved <= found[-1][0]:
            break
        expected += timedelta(days=chance.choice((14, 21, 30)))
        found.append((moved, expected))
    return found
