"""The figures beside the list of a day: what the firm's own deals say of its stages, and the week beside a usual one.

Kept apart from `today`, which is read at every start before anything heavy is loaded.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import NamedTuple

from crm_desktop.engine.stage_odds import stage_odds
from crm_desktop.operations.forecasts.targets import Progress, work_progress
from crm_desktop.operations.planning.today import Knowledge
from crm_desktop.store.queries import facts
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import today as queries
from crm_desktop.store.queries.today import WeekFigures
from crm_desktop.store.reading import Reader

#: Weeks the usual one is made of.
WEEKS = 12


class Week(NamedTuple):
    """This week so far, and the usual one: the mean of the last twelve."""

    this: WeekFigures
    #: Per week, in the order of the fields of `this`.
    usual: tuple[float, ...]
    currency: str
    #: Targets of the running month and quarter that need no forecast.
    targets: tuple[Progress, ...] = ()


def knowledge(reader: Reader, *, today: date) -> Knowledge:
    """Return chances and usual times of the stages as the firm's own closed deals have them."""
    odds = stage_odds(facts.pipeline_facts(reader), today)
    return Knowledge(
        chances={stage_id: found.probability for stage_id, found in odds.items()},
        stale_after={stage_id: math.ceil(found.slow_days) for stage_id, found in odds.items() if found.slow_days},
    )


def week(reader: Reader, *, today: date) -> Week:
    """Return the week of a day beside the twelve before it."""
    monday = today - timedelta(days=today.weekday())
    with reader.snapshot():
        this = queries.week_figures(reader, first=monday, until=monday + timedelta(weeks=1))
        before = queries.week_figures(reader, first=monday - timedelta(weeks=WEEKS), until=monday)
        currency = firm_queries.currency(reader)
        aims = tuple(work_progress(reader, today=today))
    return Week(this, tuple(value / WEEKS for value in before), currency, aims)
