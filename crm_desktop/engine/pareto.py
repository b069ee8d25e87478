"""How often customers will buy again when they may leave at any time: the Pareto/NBD model.

Schmittlein, Morrison and Colombo, Counting Your Customers, Management Science 33, 1987. The likelihood's integral over
the time of leaving is taken by Gauss and Legendre's rule, which needs no hypergeometric series and holds for any
parameters.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, lgamma, log

import numpy as np

from crm_desktop.engine.minimum import minimum
from crm_desktop.engine.repeat import NEAR, ROUNDS, Floats, Past, each_once, far

#: Points the integral is taken at: more change no digit of the published fits.
_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(24)
_SHARES, _PARTS = (_POINTS + 1) / 2, _WEIGHTS / 2


@dataclass(frozen=True)
class LeavingRhythm:
    """Rates of buying are gamma spread (r, alpha), rates of leaving too (s, beta)."""

    r: float
    alpha: float
    s: float
    beta: float
    log_likelihood: float
    name: str = "Pareto/NBD"

    def alive(self, past: Past) -> Floats:
        """Return the chance that each customer has not left; shape (n,)."""
        x, _last, observed = past
        stayed = -(self.r + x) * np.log(self.alpha + observed) - self.s * np.log(self.beta + observed)
        gone = _log_gone(past, self)
        return np.asarray(np.exp(stayed - np.logaddexp(stayed, gone)), dtype=np.float64)

    def purchases(self, past: Past, ahead: float) -> Floats:
        """Return how many purchases are expected of each customer in a time ahead; shape (n,)."""
        x, _last, observed = past
        rate, until = (self.r + x) / (self.alpha + observed), self.beta + observed
        # The formula has no value where s is 1, and next to it the right one.
        beyond = self.s - 1 if abs(self.s - 1) > 1e-6 else 1e-6
        time = until / beyond * (1 - (until / (until + ahead)) ** beyond)
        return np.asarray(rate * time * self.alive(past), dtype=np.float64)

    def drawn(self, past: Past, ahead: float, chance: np.random.Generator, times: int) -> Floats:
        """Return numbers of purchases in a time ahead as they may come; shape (times, n)."""
        x, _last, observed = past
        shape = (times, len(x))
        rate = chance.gamma(self.r + x, 1 / (self.alpha + observed), shape)
        leaving = np.maximum(chance.gamma(self.s, 1.0, shape) / (self.beta + observed), 1e-300)
        there = np.minimum(chance.exponential(1.0, shape) / leaving, ahead)
        often = chance.poisson(rate * there)
        return np.asarray(np.where(chance.random(shape) < self.alive(past), often, 0), dtype=np.float64)


def leaving_rhythm(past: Past) -> LeavingRhythm:
    """Fit the Pareto/NBD model by maximum likelihood."""
    distinct, times = each_once(past)

    def loss(logs: Floats) -> float:
        r, alpha, s, beta = np.exp(np.clip(logs, -20, 20))
        return far(logs) - _likelihood(distinct, times, LeavingRhythm(r, alpha, s, beta, 0.0))

    scale = log(max(float(np.mean(past.observed)), 1e-9) / 4)
    found = minimum(loss, np.array([-0.5, scale, -0.5, scale]), near=NEAR, rounds=ROUNDS)
    r, alpha, s, beta = (exp(value) for value in found.at)
    return LeavingRhythm(r, alpha, s, beta, far(found.at) - found.value)


def _likelihood(past: Past, times: Floats, rhythm: LeavingRhythm) -> float:
    x, _last, observed = past
    r, alpha, s, beta = rhythm.r, rhythm.alpha, rhythm.s, rhythm.beta
    counts, place = np.unique(x, return_inverse=True)
    by_count = np.array([lgamma(r + each) for each in counts])[place] - lgamma(r) + r * log(alpha) + s * log(beta)
    stayed = -(r + x) * np.log(alpha + observed) - s * np.log(beta + observed)
    return float(np.sum(times * (by_count + np.logaddexp(stayed, _log_gone(past, rhythm)))))


def _log_gone(past: Past, rhythm: LeavingRhythm) -> Floats:
    """Return the logarithm of the integral over all times of leaving between the last purchase and now.

    It is taken over the logarithm of time, in which the falling power is next to a straight line.
    """
    x, last, observed = past
    r, alpha, s, beta = rhythm.r, rhythm.alpha, rhythm.s, rhythm.beta
    start = min(alpha, beta)
    low = np.log(start + last)
    width = np.log(start + observed) - low
    at = low[:, None] + width[:, None] * _SHARES
    time = np.exp(at) - start
    logs = at - (r + x)[:, None] * np.log(alpha + time) - (s + 1) * np.log(beta + time)
    highest = logs.max(axis=1)
    with np.errstate(divide="ignore"):
        return np.asarray(
            log(s) + np.log(width) + highest + np.log(np.exp(logs - highest[:, None]) @ _PARTS), dtype=np.float64
        )
