"""How often customers will buy again, and for how much: the BG/NBD and Gamma-Gamma models.

Fader, Hardie and Lee, "Counting Your Customers" the Easy Way, Marketing Science 24, 2005; Fader and Hardie, The
Gamma-Gamma Model of Monetary Value, 2013. Times are in any one unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, lgamma, log
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from crm_desktop.engine.minimum import minimum

Floats = npt.NDArray[np.float64]
_lgamma = np.frompyfunc(lgamma, 1, 1)
#: Terms of the hypergeometric series, which ends much earlier.
_TERMS = 10_000


class Past(NamedTuple):
    """What customers did: repeat purchases, time from the first to the last of all, and time observed; shape (n,)."""

    repeats: Floats
    last: Floats
    observed: Floats


@dataclass(frozen=True)
class BuyingRhythm:
    """The BG/NBD model: rates of buying are gamma spread (r, alpha), chances to leave after each beta spread (a, b)."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float

    def alive(self, past: Past) -> Floats:
        """Return the chance that each customer has not left; shape (n,)."""
        return np.asarray(1 / (1 + self._gone(past)), dtype=np.float64)

    def purchases(self, past: Past, ahead: float) -> Floats:
        """Return how many purchases are expected of each customer in a time ahead; shape (n,)."""
        x, _last, observed = past
        ahead_share = ahead / (self.alpha + observed + ahead)
        series = np.array(
            [
                _hypergeometric(self.r + each, self.b + each, self.a + self.b + each - 1, share)
                for each, share in zip(x, ahead_share, strict=True)
            ]
        )
        shrink = ((self.alpha + observed) / (self.alpha + observed + ahead)) ** (self.r + x)
        alone = (self.a + self.b + x - 1) / (self.a - 1) * (1 - shrink * series)
        return np.asarray(alone / (1 + self._gone(past)), dtype=np.float64)

    def _gone(self, past: Past) -> Floats:
        """Return the odds that a customer has left."""
        x, last, observed = past
        odds = (
            self.a / np.maximum(self.b + x - 1, 1e-12) * ((self.alpha + observed) / (self.alpha + last)) ** (self.r + x)
        )
        return np.where(x > 0, odds, 0.0)


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


def buying_rhythm(past: Past) -> BuyingRhythm:
    """Fit the BG/NBD model by maximum likelihood."""

    def loss(logs: Floats) -> float:
        return -_rhythm_likelihood(past, *np.exp(np.clip(logs, -20, 20)))

    # Times come in days or years: the rate's scale begins with theirs.
    found = minimum(loss, np.array([0.0, log(max(float(np.mean(past.observed)), 1e-9) / 4), 0.0, 0.5]))
    r, alpha, a, b = (exp(value) for value in found.at)
    return BuyingRhythm(r, alpha, a, b, -found.value)


def order_value(repeats: Floats, mean: Floats) -> OrderValue:
    """Fit the Gamma-Gamma model to customers with at least one repeat purchase, by maximum likelihood."""

    def loss(logs: Floats) -> float:
        return -_value_likelihood(repeats, mean, *np.exp(np.clip(logs, -20, 20)))

    found = minimum(loss, np.array([1.0, 1.0, log(max(float(np.mean(mean)), 1e-9))]))
    p, q, gamma = (exp(value) for value in found.at)
    return OrderValue(p, q, gamma, -found.value)


def _rhythm_likelihood(past: Past, r: float, alpha: float, a: float, b: float) -> float:
    x, last, observed = past
    counts, place = np.unique(x, return_inverse=True)
    by_count = (
        _lgammas(r + counts) - lgamma(r) + r * log(alpha)
        + lgamma(a + b) + _lgammas(b + counts) - lgamma(b) - _lgammas(a + b + counts)
    )  # fmt: skip
    stayed = -(r + x) * np.log(alpha + observed)
    left = log(a) - np.log(np.maximum(b + x - 1, 1e-300)) - (r + x) * np.log(alpha + last)
    return float(np.sum(by_count[place] + np.where(x > 0, np.logaddexp(stayed, left), stayed)))


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
