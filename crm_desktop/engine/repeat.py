"""How often customers will buy again, and for how much: the BG/NBD, MBG/NBD and Gamma-Gamma models.

Fader, Hardie and Lee, "Counting Your Customers" the Easy Way, Marketing Science 24, 2005; Batislam, Denizel and
Filiztekin, Empirical Validation and Comparison of Models for Customer Base Analysis, International Journal of Research
in Marketing 24, 2007; Fader and Hardie, The Gamma-Gamma Model of Monetary Value, 2013. Times are in any one unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, lgamma, log
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from crm_desktop.engine.minimum import minimum

Floats = npt.NDArray[np.float64]
_lgamma = np.frompyfunc(lgamma, 1, 1)
#: Terms of the hypergeometric series, which ends much earlier.
_TERMS = 10_000
#: How close a fit must come, and in how many steps; a fit that needs more has no best point.
NEAR, ROUNDS = 1e-7, 1_000
#: Logarithms of a model's figures up to this are ordinary.
_MEASURE = 8.0


class Past(NamedTuple):
    """What customers did: repeat purchases, time from the first to the last of all, and time observed; shape (n,)."""

    repeats: Floats
    last: Floats
    observed: Floats


class Rhythm(Protocol):
    """What every model of buying again can say; one fit is asked about all customers at once."""

    @property
    def name(self) -> str:
        """What the model is called in the literature."""

    @property
    def log_likelihood(self) -> float:
        """How well it fits: the higher, the better."""

    def alive(self, past: Past) -> Floats:
        """Return the chance that each customer has not left; shape (n,)."""

    def purchases(self, past: Past, ahead: float) -> Floats:
        """Return how many purchases are expected of each customer in a time ahead; shape (n,)."""

    def drawn(self, past: Past, ahead: float, chance: np.random.Generator, times: int) -> Floats:
        """Return numbers of purchases in a time ahead as they may come; shape (times, n)."""


@dataclass(frozen=True)
class BuyingRhythm:
    """The BG/NBD model: rates of buying are gamma spread (r, alpha), chances to leave after each beta spread (a, b).

    `modified` makes it the MBG/NBD model, in which a customer can leave after the first purchase as well.
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float
    modified: bool = False

    @property
    def name(self) -> str:
        """What the model is called in the literature."""
        return "MBG/NBD" if self.modified else "BG/NBD"

    def alive(self, past: Past) -> Floats:
        """Return the chance that each customer has not left; shape (n,)."""
        return np.asarray(1 / (1 + self._gone(past)), dtype=np.float64)

    def purchases(self, past: Past, ahead: float) -> Floats:
        """Return how many purchases are expected of each customer in a time ahead; shape (n,)."""
        x, _last, observed = past
        left = self._chances(x)
        ahead_share = ahead / (self.alpha + observed + ahead)
        series = np.array(
            [
                _hypergeometric(self.r + each, self.b + times + 1, self.a + self.b + times, share)
                for each, times, share in zip(x, left, ahead_share, strict=True)
            ]
        )
        shrink = ((self.alpha + observed) / (self.alpha + observed + ahead)) ** (self.r + x)
        # The formula has no value where a is 1, and next to it the right one.
        beyond = self.a - 1 if abs(self.a - 1) > 1e-6 else 1e-6
        alone = (self.a + self.b + left) / beyond * (1 - shrink * series)
        return np.asarray(alone / (1 + self._gone(past)), dtype=np.float64)

    def drawn(self, past: Past, ahead: float, chance: np.random.Generator, times: int) -> Floats:
        """Return numbers of purchases in a time ahead as they may come; shape (times, n)."""
        x, _last, observed = past
        shape = (times, len(x))
        rate = chance.gamma(self.r + x, 1 / (self.alpha + observed), shape)
        often = chance.poisson(rate * ahead)
        leaving = chance.beta(self.a, self.b + self._chances(x) + 1, shape)
        until = chance.geometric(np.clip(leaving, 1e-12, 1.0))
        there = chance.random(shape) < self.alive(past)
        return np.asarray(np.where(there, np.minimum(often, until), 0), dtype=np.float64)

    def _chances(self, x: Floats) -> Floats:
        """Return the chances to leave, less one, that a customer has stood: one after each purchase."""
        return x if self.modified else x - 1

    def _gone(self, past: Past) -> Floats:
        """Return the odds that a customer has left."""
        x, last, observed = past
        odds = self.a / np.maximum(self.b + self._chances(x), 1e-12)
        odds = odds * ((self.alpha + observed) / (self.alpha + last)) ** (self.r + x)
        return odds if self.modified else np.where(x > 0, odds, 0.0)


@dataclass(frozen=True)
class OrderValue:
    """The Gamma-Gamma model of what an order is worth: p, q and gamma."""

    p: float
    q: float
    gamma: float
    log_likelihood: float

    @property
    def everybody(self) -> float:
        """What an order of somebody unknown is expected to be worth."""
        return self.p * self.gamma / (self.q - 1)

    def expected(self, repeats: Floats, mean: Floats) -> Floats:
        """Return what the next order of each customer is worth, from the mean of the orders after the first."""
        return np.asarray(self.p * (self.gamma + repeats * mean) / (self.p * repeats + self.q - 1), dtype=np.float64)

    def drawn(self, repeats: Floats, mean: Floats, orders: Floats, chance: np.random.Generator) -> Floats:
        """Return what so many orders of each customer may come to; `orders` and the answer have shape (times, n)."""
        scale = chance.gamma(self.q + self.p * repeats, 1 / (self.gamma + repeats * mean), orders.shape)
        return np.where(orders > 0, chance.gamma(np.maximum(self.p * orders, 1e-12)) / np.maximum(scale, 1e-300), 0.0)


def buying_rhythm(past: Past, *, modified: bool = False) -> BuyingRhythm:
    """Fit the BG/NBD model, or the MBG/NBD model, by maximum likelihood."""

    def loss(logs: Floats) -> float:
        r, alpha, a, b = np.exp(np.clip(logs, -20, 20))
        return far(logs) - _rhythm_likelihood(distinct, times, BuyingRhythm(r, alpha, a, b, 0.0, modified))

    distinct, times = each_once(past)

    # Times come in days or years: the rate's scale begins with theirs.
    start = np.array([0.0, log(max(float(np.mean(past.observed)), 1e-9) / 4), 0.0, 0.5])
    found = minimum(loss, start, near=NEAR, rounds=ROUNDS)
    r, alpha, a, b = (exp(value) for value in found.at)
    return BuyingRhythm(r, alpha, a, b, far(found.at) - found.value, modified)


def order_value(repeats: Floats, mean: Floats) -> OrderValue:
    """Fit the Gamma-Gamma model to customers with at least one repeat purchase, by maximum likelihood."""

    def loss(logs: Floats) -> float:
        return far(logs / 2) - _value_likelihood(repeats, mean, *np.exp(np.clip(logs, -20, 20)))

    start = np.array([1.0, 1.0, log(max(float(np.mean(mean)), 1e-9))])
    found = minimum(loss, start, near=NEAR, rounds=ROUNDS)
    p, q, gamma = (exp(value) for value in found.at)
    return OrderValue(p, q, gamma, far(found.at / 2) - found.value)


def each_once(past: Past) -> tuple[Past, Floats]:
    """Return customers with the same past once, with their number: a fit passes over them many times."""
    rows, times = np.unique(np.column_stack(past), axis=0, return_counts=True)
    return Past(rows[:, 0], rows[:, 1], rows[:, 2]), times.astype(np.float64)


def far(logs: Floats) -> float:
    """Return what a fit pays for figures beyond all measure, so that one without a best point comes to an end."""
    return float(np.sum(np.maximum(np.abs(logs) - _MEASURE, 0.0) ** 2))


def _rhythm_likelihood(past: Past, times: Floats, rhythm: BuyingRhythm) -> float:
    x, last, observed = past
    r, alpha, a, b = rhythm.r, rhythm.alpha, rhythm.a, rhythm.b
    counts, place = np.unique(x, return_inverse=True)
    stood = counts + 1 if rhythm.modified else counts
    by_count = (
        _lgammas(r + counts) - lgamma(r) + r * log(alpha)
        + lgamma(a + b) + _lgammas(b + stood) - lgamma(b) - _lgammas(a + b + stood)
    )  # fmt: skip
    stayed = -(r + x) * np.log(alpha + observed)
    left = log(a) - np.log(np.maximum(b + stood[place] - 1, 1e-300)) - (r + x) * np.log(alpha + last)
    either = np.logaddexp(stayed, left)
    return float(np.sum(times * (by_count[place] + (either if rhythm.modified else np.where(x > 0, either, stayed)))))


def _value_likelihood(x: Floats, mean: Floats, p: float, q: float, gamma: float) -> float:
    return float(
        np.sum(
            _lgammas(p * x + q) - _lgammas(p * x) - lgamma(q) + q * log(gamma) + (p * x - 1) * np.log(mean)
            + p * x * np.log(x) - (p * x + q) * np.log(x * mean + gamma)
        )
    )  # fmt: skip


def _lgammas(values: Floats) -> Floats:
    return np.asarray(_lgamma(values), dtype=np.float64)


def _hypergeometric(a: float, b: float, c: float, z: float) -> float:
    """Return Gauss's 2F1 for 0 <= z < 1 by its series."""
    term = total = 1.0
    for n in range(_TERMS):
        term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z
        total += term
        if abs(term) < 1e-13 * abs(total):
            break
    return total
