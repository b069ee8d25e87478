"""Simple forecasts to measure the program's against: fixed percentages, naive Bayes, last weeks, last period."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from crm_desktop.engine.distribution import Distribution, deals_revenue, sure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_desktop.engine.journeys import Journeys, Known, OpenDeal

#: Added to each count of naive Bayes, so that what was never seen is not impossible.
_UNSEEN = 0.1
#: Going on as lately counts the orders of this many days; a year, by whole weeks, has so many.
_RUN_DAYS, _YEAR = 56.0, 364.0


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


def last_year(processes: Iterable[Journeys], at: float, days: int) -> Distribution:
    """Return what the same days brought a year before; nothing where the records do not reach back."""
    return sure(float(sum(process.won_between(at - _YEAR, at - _YEAR + days, at) for process in processes)))


def run_days(horizon: int) -> float:
    """Return over how many days back orders are counted: eight weeks, for far horizons twice their length."""
    return _RUN_DAYS if horizon <= _RUN_DAYS else 2.0 * horizon


def bayes_chances(known: Known, deals: Sequence[OpenDeal]) -> list[float]:
    """Return the chance of each deal by stage, channel, campaign, customer's category and size (naive Bayes).

    For the stage it counts how many of the won and of the lost deals came as far; for the rest, how many were the same.
    """
    reached = np.zeros(len(known.journeys.deals), dtype=np.int64)
    np.maximum.at(reached, known.visits.deal, known.visits.stage)
    middle = float(np.median(known.amount[known.closed])) if known.closed.any() else 0.0
    rows = {True: np.flatnonzero(known.won), False: np.flatnonzero(known.closed & ~known.won)}
    traits = {
        end: [Counter(each) for each in zip(*(_traits(known, int(row), middle) for row in of_end), strict=True)]
        for end, of_end in rows.items()
    }

    def evidence(deal: OpenDeal, *, won: bool) -> float:
        number = len(rows[won]) + _UNSEEN
        counts = [counter[trait] for counter, trait in zip(traits[won], _traits(known, deal.row, middle), strict=False)]
        counts.append(int((reached[rows[won]] >= deal.stage).sum()))
        return math.log(number) + sum(math.log((count + _UNSEEN) / number) for count in counts)

    differences = (evidence(deal, won=True) - evidence(deal, won=False) for deal in deals)
    return [1 / (1 + math.exp(-max(-30.0, min(30.0, difference)))) for difference in differences]


def _traits(known: Known, row: int, middle: float) -> tuple[str, ...]:
    deal = known.journeys.deals[row]
    return deal.channel, deal.campaign, deal.customer_category, str(bool(known.amount[row] > middle))


def _of_pairs(pairs: Sequence[tuple[float, float]]) -> Distribution:
    amounts, chances = (np.array(column, dtype=float) for column in (zip(*pairs, strict=True) if pairs else ((), ())))
    return deals_revenue(amounts, chances)
