"""What customers are expected to buy in the year ahead, and between which bounds: by a model, or by the average.

The range comes from drawing the year many times from what is known of each customer. The draws are the same whenever
the data are, so that a figure does not change while one looks at it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from crm_desktop.engine.pareto import leaving_rhythm
from crm_desktop.engine.repeat import Floats, OrderValue, Past, Rhythm, buying_rhythm, order_value
from crm_desktop.engine.rhythms import Orders

#: Days of the year ahead.
_YEAR = 365.25
#: Bounds of the range, in shares of the draws.
_LOW, _HIGH = 0.1, 0.9
#: Draws for one customer with few and with many customers, and numbers held at once.
_DRAWS, _FEW_DRAWS, _MANY, _CELLS = 500, 200, 2_000, 400_000
#: Customers a model is fitted to: with more its figures do not become any surer.
_FITTED = 2_000
_SEED = 20_261


class Ahead(NamedTuple):
    """The twelve months ahead, one entry a customer: chance to be still there, orders, revenue and its range, cents."""

    alive: Floats | None
    orders: Floats
    cents: Floats
    low: Floats
    high: Floats
    model: str = ""
    #: The logarithm of the likelihood of each model tried, by name.
    likelihoods: tuple[tuple[str, float], ...] = ()


def best_rhythm(past: Past) -> tuple[Rhythm, tuple[tuple[str, float], ...]]:
    """Return the model that fits best, and how well each was; they have four figures each, so that is fair."""
    step = -(-len(past.repeats) // _FITTED)
    some = Past(*(each[::step] for each in past))
    tried: list[Rhythm] = [buying_rhythm(some), buying_rhythm(some, modified=True), leaving_rhythm(some)]
    ranked = sorted(tried, key=lambda each: -each.log_likelihood)
    return ranked[0], tuple((each.name, each.log_likelihood) for each in ranked)


def by_model(known: Sequence[Orders], as_of: date) -> Ahead:
    """Return what the model that fits best expects, with the Gamma-Gamma model of what an order is worth."""
    past = Past(
        np.array([len(each.days) - 1.0 for each in known]),
        np.array([(each.days[-1] - each.days[0]).days / 7 for each in known]),
        np.array([max((as_of - each.days[0]).days, 1) / 7 for each in known]),
    )
    rhythm, tried = best_rhythm(past)
    again = past.repeats > 0
    later = np.array([max(sum(each.cents[1:]) / max(len(each.cents) - 1, 1), 1.0) for each in known])
    step = -(-int(again.sum()) // _FITTED)
    value = order_value(past.repeats[again][::step], later[again][::step])
    # Where q is hardly above 1 the mean of an order has no end; the plain mean then says more.
    everybody = value.everybody if value.q > 1.05 else float(np.mean(later[again]))
    expected = value.expected(np.maximum(past.repeats, 1), later) if value.q > 1.05 else later
    worth = np.where(again, expected, everybody)
    orders = rhythm.purchases(past, _YEAR / 7)
    low, high = _range_by_model(rhythm, value, past, np.where(again, later, 0.0))
    return Ahead(rhythm.alive(past), orders, orders * worth, low, high, rhythm.name, tried)


def by_average(known: Sequence[Orders], as_of: date) -> Ahead:
    """Return orders and revenue of a year, each moved from everybody's towards the customer's own."""
    repeats = np.array([len(each.days) - 1.0 for each in known])
    years = np.array([max((as_of - each.days[0]).days, 1) / _YEAR for each in known])
    rate = (float(repeats.sum()) + 0.5) / (float(years.sum()) + 0.5)
    shape, scale = repeats + 1.0, years + 1.0 / rate
    every = np.array([float(cents) for each in known for cents in each.cents])
    mean = float(every.mean()) if len(every) else 0.0
    worth = np.array([(sum(each.cents) + mean) / (len(each.cents) + 1) for each in known])
    # How much orders differ from one another, as the shape of a gamma spread; few orders tell little of it.
    spread = max(float(every.var()) / (mean * mean), 0.05) if len(every) > 1 and mean else 1.0
    chance = np.random.default_rng(_SEED)
    lows, highs = [], []
    draws = _draws(len(known))
    for part in _parts(len(known), draws):
        often = chance.poisson(chance.gamma(shape[part], 1 / scale[part], (draws, len(shape[part]))))
        sums = chance.gamma(np.maximum(often / spread, 1e-12)) * spread * worth[part]
        low, high = np.quantile(np.where(often > 0, sums, 0.0), (_LOW, _HIGH), axis=0)
        lows.append(low)
        highs.append(high)
    orders = shape / scale
    return Ahead(None, orders, orders * worth, _joined(lows), _joined(highs))


def _range_by_model(rhythm: Rhythm, value: OrderValue, past: Past, mean: Floats) -> tuple[Floats, Floats]:
    chance = np.random.default_rng(_SEED)
    lows, highs = [], []
    draws = _draws(len(past.repeats))
    for part in _parts(len(past.repeats), draws):
        some = Past(*(each[part] for each in past))
        often = rhythm.drawn(some, _YEAR / 7, chance, draws)
        sums = value.drawn(some.repeats, mean[part], often, chance)
        low, high = np.quantile(sums, (_LOW, _HIGH), axis=0)
        lows.append(low)
        highs.append(high)
    return _joined(lows), _joined(highs)


def _draws(number: int) -> int:
    return _DRAWS if number <= _MANY else _FEW_DRAWS


def _parts(number: int, draws: int) -> list[slice]:
    size = max(_CELLS // draws, 1)
    return [slice(start, start + size) for start in range(0, number, size)]


def _joined(parts: list[Floats]) -> Floats:
    return np.concatenate(parts) if parts else np.zeros(0)
