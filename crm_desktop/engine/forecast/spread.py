"""The spread of a period's revenue: the stage model's, pooled with those of simpler methods by how each did before.

Pooling averages quantiles, not shares: two narrow spreads at different places give a narrow one between them.
Sources: Vincentization (Ratcliff 1979); CRPS (Gneiting, Raftery 2007); weights by past loss (Cesa-Bianchi,
Lugosi 2006).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from crm_desktop.engine.distribution import Distribution, arrivals_revenue
from crm_desktop.engine.journeys import Floats, Known

#: Levels at which spreads are compared and averaged: the middles of equal parts.
LEVELS = (np.arange(400) + 0.5) / 400
#: Windows in which all are taken to have been equally good, beside the firm's own.
_EQUAL_WINDOWS = 4.0
#: What the others count beside a method chosen by hand.
_STANDING_IN = 1e-9
#: The run-rate needs this many orders to say anything.
_FEWEST_ORDERS = 5
#: It counts orders over this many days back; where these are few, as far back as it takes to see enough of them, a
#: year at most.
_RUN_DAYS, _MOST_RUN_DAYS = 56.0, 364.0
_ENOUGH_ORDERS = 30


class Method(StrEnum):
    """A way to foresee a period."""

    #: Learned from the firm's own deals: by stage, age and size.
    OWN = "own"
    #: Going on as in the last weeks.
    RUN_RATE = "run_rate"
    #: The configured percentages, with the timing and the new business that were learned.
    LADDER = "ladder"


#: Weights before anything is known about how they did.
PRIOR: Mapping[Method, float] = {Method.OWN: 0.9, Method.RUN_RATE: 0.09, Method.LADDER: 0.01}


class Member(NamedTuple):
    """One method's spread of what is still to come, and how much it counts."""

    method: Method
    weight: float
    spread: Distribution


@dataclass(frozen=True, eq=False)
class Spread:
    """What a period may bring: what is won already, and the rest as a weighted average of quantiles."""

    booked_cents: int
    #: Weights add up to 1; those that have nothing to say are left out.
    members: tuple[Member, ...]

    @property
    def mean(self) -> float:
        """The expected revenue in cents."""
        return self.booked_cents + sum(each.weight * each.spread.mean for each in self.members)

    def weight_of(self, method: Method) -> float:
        """Return how much a method counts, 0 to 1."""
        return sum(each.weight for each in self.members if each.method is method)

    def quantiles(self, shares: Floats) -> Floats:
        """Return the revenue not exceeded with given probabilities, in cents; shape as the shares."""
        rest = sum((each.weight * each.spread.quantiles(shares) for each in self.members), np.zeros(len(shares)))
        return np.asarray(self.booked_cents + rest, dtype=np.float64)

    def chance_of(self, target_cents: float) -> float:
        """Return how likely the period brings a target or more."""
        if target_cents <= self.booked_cents:
            return 1.0
        if len(self.members) == 1:
            return self.members[0].spread.chance_of(target_cents - self.booked_cents)
        fine = (np.arange(4000) + 0.5) / 4000
        return float((self.quantiles(fine) >= target_cents).mean())


def pooled(booked_cents: int, spreads: Mapping[Method, Distribution | None], weights: Mapping[Method, float]) -> Spread:
    """Return the average of the methods that have something to say, by weight."""
    told = {method: spread for method, spread in spreads.items() if spread is not None and weights.get(method, 0.0) > 0}
    whole = sum(weights[method] for method in told)
    return Spread(booked_cents, tuple(Member(each, weights[each] / whole, spread) for each, spread in told.items()))


class Scored(NamedTuple):
    """How far off each method was in one past window (CRPS in cents), and what that window brought."""

    errors: Mapping[Method, float]
    actual_cents: float


class Record(NamedTuple):
    """How the methods did over past windows that do not overlap, and the weights that follow from it."""

    windows: int
    #: Mean error as a share of the mean revenue; empty where there were no windows.
    errors: Mapping[Method, float]
    weights: Mapping[Method, float]
    #: The error of all of them, weighed so, over the same windows; None where there were none.
    weighed: float | None = None
    #: The method that was chosen by hand.
    chosen: Method | None = None

    def only(self, method: Method) -> Record:
        """Return the record with one method chosen by hand; the others stand in where it has nothing to say."""
        rest = {each: share * _STANDING_IN for each, share in PRIOR.items()}
        return self._replace(weights={**rest, method: 1.0}, chosen=method)


def record_of(past: Sequence[Scored]) -> Record:
    """Return what past windows say of the methods.

    A few windows prove little: some windows in which all were equally good are counted in.
    """
    whole = sum(each.actual_cents for each in past)
    sums = {method: sum(each.errors[method] for each in past) for method in PRIOR}
    errors = {method: error / whole for method, error in sums.items()} if whole > 0 else {}
    mean = sum(PRIOR[method] * error for method, error in sums.items())
    if mean <= 0:
        return Record(len(past), errors, dict(PRIOR))
    shrunk = {method: error + _EQUAL_WINDOWS * mean / len(past) for method, error in sums.items()}
    best = min(shrunk.values())
    raw = {method: PRIOR[method] * math.exp(-len(past) * (error / best - 1)) for method, error in shrunk.items()}
    total = sum(raw.values())
    return Record(len(past), errors, {method: weight / total for method, weight in raw.items()})


def weighed_error(
    weights: Mapping[Method, float], past: Sequence[tuple[Mapping[Method, Floats], float]]
) -> float | None:
    """Return the error of the weighted average over past windows, as a share of what they brought."""
    whole = sum(actual for _said, actual in past)
    if whole <= 0:
        return None
    error = 0.0
    for said, actual in past:
        shares = {method: weights.get(method, 0.0) for method in said}
        total = sum(shares.values()) or 1.0
        pool = sum((shares[method] / total * quantiles for method, quantiles in said.items()), np.zeros(len(LEVELS)))
        error += crps(pool, actual)
    return error / whole


def run_rate(
    knowns: Sequence[Known], days_back: float, length: int, step: float, *, fewest: int = _FEWEST_ORDERS
) -> Distribution | None:
    """Return the revenue of `length` days if orders come as lately; None where there were fewer orders ever."""
    recent, days, sizes = 0.0, 0.0, []
    for known in knowns:
        start = max(known.at - days_back, known.began())
        recent += float((known.won & (known.ended > start)).sum())
        days = max(days, known.at - start)
        sizes.append(known.amount[known.won])
    amounts = np.concatenate(sizes) if sizes else np.zeros(0)
    if (amounts > 0).sum() < fewest or days < 1:
        return None
    shape = recent + 0.5
    return arrivals_revenue(amounts, shape * length / days, shape, step)


def run_days(knowns: Sequence[Known]) -> float:
    """Return over how many days back orders are counted: a count of a few orders is mostly chance."""
    ages = np.concatenate([np.zeros(0), *(known.at - known.ended[known.won] for known in knowns)])
    few = len(ages) <= _ENOUGH_ORDERS
    enough = _MOST_RUN_DAYS if few else float(np.partition(ages, _ENOUGH_ORDERS)[_ENOUGH_ORDERS])
    return max(_RUN_DAYS, min(enough, _MOST_RUN_DAYS))


def crps(quantiles: Floats, actual: float) -> float:
    """Return how far a spread, given by its quantiles at LEVELS, is off what came (a point forecast: its error)."""
    off = actual - quantiles
    return float(2 * np.mean(np.where(off >= 0, LEVELS * off, (LEVELS - 1) * off)))
