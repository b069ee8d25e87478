"""The spread of a period's revenue: the stage model's, pooled with that of going on as in the last weeks.

Pooling averages quantiles, not shares: two narrow spreads at different places give a narrow one between them.
Sources: Vincentization (Ratcliff 1979); CRPS (Gneiting, Raftery 2007); weights by past loss (Cesa-Bianchi,
Lugosi 2006).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from crm_desktop.engine.distribution import Distribution, arrivals_revenue
from crm_desktop.engine.journeys import Floats, Known

#: Levels at which spreads are compared and averaged: the middles of equal parts.
LEVELS = (np.arange(400) + 0.5) / 400
#: Weight of the stage model before anything is known about how both did.
MODEL_WEIGHT = 0.9
#: Windows in which both are taken to have been equally good, beside the firm's own.
_EQUAL_WINDOWS = 4.0
#: The run-rate counts orders over this many days back, or this many horizons if that is longer.
_RUN_DAYS = 56.0
_RUN_HORIZONS = 2.0
#: The run-rate needs this many orders to say anything.
_FEWEST_ORDERS = 5


@dataclass(frozen=True, eq=False)
class Spread:
    """What a period may bring: what is won already, and the rest as a weighted average of quantiles."""

    booked_cents: int
    model: Distribution
    #: None where there are too few orders to go on.
    run_rate: Distribution | None
    #: Weight of the stage model, 0 to 1.
    weight: float

    @property
    def mean(self) -> float:
        """The expected revenue in cents."""
        rest = self.model.mean
        if self.run_rate is not None:
            rest = self.weight * rest + (1 - self.weight) * self.run_rate.mean
        return self.booked_cents + rest

    def quantiles(self, shares: Floats) -> Floats:
        """Return the revenue not exceeded with given probabilities, in cents; shape as the shares."""
        rest = self.model.quantiles(shares)
        if self.run_rate is not None:
            rest = self.weight * rest + (1 - self.weight) * self.run_rate.quantiles(shares)
        return np.asarray(self.booked_cents + rest, dtype=np.float64)

    def chance_of(self, target_cents: float) -> float:
        """Return how likely the period brings a target or more."""
        if target_cents <= self.booked_cents:
            return 1.0
        if self.run_rate is None:
            return self.model.chance_of(target_cents - self.booked_cents)
        fine = (np.arange(4000) + 0.5) / 4000
        return float((self.quantiles(fine) >= target_cents).mean())


class Scored(NamedTuple):
    """How far off both were in one past window (CRPS in cents)."""

    model: float
    run_rate: float


def run_rate(
    knowns: Iterable[Known], horizon: int, length: int, step: float, *, fewest: int = _FEWEST_ORDERS
) -> Distribution | None:
    """Return the revenue of `length` days if orders come as in the last weeks; None where there were fewer orders ever.

    `horizon` is how many days ahead is looked, which sets how many weeks back are counted.
    """
    recent, days, sizes = 0.0, 0.0, []
    for known in knowns:
        won, closed = known.won, known.journeys.closed
        start = max(known.at - max(_RUN_DAYS, _RUN_HORIZONS * horizon), known.began())
        recent += float((won & (closed > start)).sum())
        days = max(days, known.at - start)
        sizes.append(known.journeys.amount[won])
    amounts = np.concatenate(sizes) if sizes else np.zeros(0)
    if (amounts > 0).sum() < fewest or days < 1:
        return None
    shape = recent + 0.5
    return arrivals_revenue(amounts, shape * length / days, shape, step)


def crps(quantiles: Floats, actual: float) -> float:
    """Return how far a spread, given by its quantiles at LEVELS, is off what came (a point forecast: its error)."""
    off = actual - quantiles
    return float(2 * np.mean(np.where(off >= 0, LEVELS * off, (LEVELS - 1) * off)))


def model_weight(past: Iterable[Scored]) -> float:
    """Return the weight of the stage model, from how both did in past windows that do not overlap.

    A few windows prove little: some windows in which both were equally good are counted in.
    """
    scored = list(past)
    both = sum(score.model + score.run_rate for score in scored) / 2
    if both <= 0:
        return MODEL_WEIGHT
    equal = _EQUAL_WINDOWS * both / len(scored)
    model = sum(score.model for score in scored) + equal
    rate = sum(score.run_rate for score in scored) + equal
    best = min(model, rate)
    for_model = MODEL_WEIGHT * math.exp(-len(scored) * (model / best - 1))
    for_rate = (1 - MODEL_WEIGHT) * math.exp(-len(scored) * (rate / best - 1))
    return for_model / (for_model + for_rate)
