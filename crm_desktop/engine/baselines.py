"""Simple forecasts to measure the program's against: fixed percentages, naive Bayes, last weeks, last period."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from crm_desktop.engine.distribution import Distribution, deals_revenue, sure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_desktop.engine.journeys import Journeys, Known, OpenDeal

#: Added to each count of naive Bayes, so that what was never seen is not impossible.
_UNSEEN = 0.1


def static(knowns: Iterable[Known]) -> Distribution:
    """Return the spread of all open deals, with the configured chances of their stages (the weighted pipeline)."""
    pairs = [
        (float(deal.amount_cents), float(known.journeys.ladder.chances[deal.stage]))
        for known in knowns
        for deal in known.open_deals()
    ]
    return _of_pairs(pairs)


def naive_bayes(knowns: Iterable[Known]) -> Distribution:
    """Return the spread of all open deals, each with the chance its traits had among the closed deals."""
    pairs: list[tuple[float, float]] = []
    for known in knowns:
        deals = known.open_deals()
        pairs += zip((float(deal.amount_cents) for deal in deals), bayes_chances(known, deals), strict=True)
    return _of_pairs(pairs)


def last_period(processes: Iterable[Journeys], at: float, days: int) -> Distribution:
    """Return what the same number of days brought before, as if it were certain to come again."""
    return sure(float(sum(process.won_between(at - days, at, at) for process in processes)))


def bayes_chances(known: Known, deals: Sequence[OpenDeal]) -> list[float]:
    """Return the chance of each deal by stage reached, channel, campaign, customer's category and size."""
    journeys = known.journeys
    reached = np.zeros(len(journeys.deals), dtype=np.int64)
    np.maximum.at(reached, known.visits.deal, known.visits.stage)
    middle = float(np.median(journeys.amount[known.closed])) if known.closed.any() else 0.0
    won: dict[int, Counter[str]] = defaultdict(Counter)
    lost: dict[int, Counter[str]] = defaultdict(Counter)
    for row in np.flatnonzero(known.closed):
        counts = won if known.won[row] else lost
        for place, trait in enumerate(_traits(journeys, int(row), int(reached[row]), journeys.amount[row] > middle)):
            counts[place][trait] += 1
    numbers = (float(known.won.sum()), float((known.closed & ~known.won).sum()))
    return [
        _chance(_traits(journeys, deal.row, deal.stage, deal.amount_cents > middle), won, lost, numbers)
        for deal in deals
    ]


def _traits(journeys: Journeys, row: int, stage: int, large: bool) -> tuple[str, ...]:  # noqa: FBT001 - one trait of five
    deal = journeys.deals[row]
    return str(stage), deal.channel, deal.campaign, deal.customer_category, str(bool(large))


def _chance(
    traits: Iterable[str], won: dict[int, Counter[str]], lost: dict[int, Counter[str]], numbers: tuple[float, float]
) -> float:
    wins, losses = numbers[0] + _UNSEEN, numbers[1] + _UNSEEN
    odds = math.log(wins / losses)
    for place, trait in enumerate(traits):
        odds += math.log((won[place][trait] + _UNSEEN) / wins) - math.log((lost[place][trait] + _UNSEEN) / losses)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _of_pairs(pairs: Sequence[tuple[float, float]]) -> Distribution:
    amounts, chances = (np.array(column, dtype=float) for column in (zip(*pairs, strict=True) if pairs else ((), ())))
    return deals_revenue(amounts, chances)
