"""A logistic regression drawn towards the common rate, averaged over how strong that pull is.

Each effect has a normal prior with mean 0, so that with few cases every chance is the firm's own rate and with many it
is what they say. How wide that prior is, the cases tell: every width is weighed by how likely it makes them (Laplace's
approximation; MacKay, Neural Computation 4, 1992), and a chance is the mean over the widths and over what is unsure
about the effects. Choosing the one best width instead promises too much with 150 cases.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

#: Standard deviations of the prior of an effect, in logits, and what is thought of each before any case.
_WIDTHS = ((1e-3, 1.0), (0.15, 2.0), (0.3, 2.0), (0.5, 0.5))
#: The rate before anything is known, and for how many cases it counts (Beta prior).
_RATE, _CASES = 0.3, 2.0
_ROUNDS = 12


class Single(NamedTuple):
    """What one width of the prior says: level and effects, how unsure they are together, and its weight."""

    found: Array
    spread: Array
    weight: float


class Fit(NamedTuple):
    """What was learned, over all widths."""

    parts: tuple[Single, ...]

    @property
    def effects(self) -> Array:
        """The effect of each column in logits."""
        return np.asarray(np.sum([one.weight * one.found[1:] for one in self.parts], axis=0))

    def chance(self, row: Array) -> tuple[float, float, float]:
        """Return the chance of a case and the bounds that hold four of five."""
        full = np.concatenate(([1.0], row))
        middles = [float(full @ one.found) for one in self.parts]
        rooms = [max(float(full @ one.spread @ full), 0.0) for one in self.parts]
        weights = [one.weight for one in self.parts]
        # The mean of a logistic curve under a normal spread (MacKay): what is unsure lies nearer to a half.
        means = [middle / np.sqrt(1 + np.pi * room / 8) for middle, room in zip(middles, rooms, strict=True)]
        chance = float(np.dot(weights, _shares(np.array(means))))
        middle = sum(weight * one for weight, one in zip(weights, middles, strict=True))
        apart = [own + (one - middle) ** 2 for own, one in zip(rooms, middles, strict=True)]
        room = float(np.dot(weights, apart))
        half = 1.2816 * float(np.sqrt(room))
        low, high = _shares(np.array([middle - half, middle + half]))
        return chance, min(float(low), chance), max(float(high), chance)


def fit(rows: Array, became: Array) -> Fit:
    """Learn from cases (rows of signs, 1 where it became one)."""
    tried = [_fit(rows, became, width) for width, _thought in _WIDTHS]
    thoughts = np.log([thought for _width, thought in _WIDTHS])
    likely = np.array([evidence for _found, _spread, evidence in tried]) + thoughts
    weights = np.exp(likely - likely.max())
    weights /= weights.sum()
    parts = zip(tried, weights, strict=True)
    return Fit(tuple(Single(found, spread, float(weight)) for (found, spread, _evidence), weight in parts))


def _fit(rows: Array, became: Array, width: float) -> tuple[Array, Array, float]:
    """Return level and effects for one width of the prior, their spread, and how likely it makes the cases (log)."""
    cases, columns = rows.shape
    # Two cases at the usual rate stand for what is known before the first: no rate is ever 0 or 1.
    full = np.vstack([np.hstack([np.ones((cases, 1)), rows]), np.eye(1, columns + 1)])
    weights = np.concatenate([np.ones(cases), [_CASES]])
    wanted = np.concatenate([became, [_RATE]])
    pull = np.concatenate([[0.0], np.full(columns, 1.0 / width**2)])
    found = np.zeros(columns + 1)
    rate = float(weights @ wanted / weights.sum())
    found[0] = np.log(rate / (1 - rate))
    for _round in range(_ROUNDS):
        shares = _shares(full @ found)
        bend = weights * shares * (1 - shares)
        slope = full.T @ (weights * (wanted - shares)) - pull * found
        step = np.linalg.solve((full.T * bend) @ full + np.diag(pull), slope)
        found += np.clip(step, -2.0, 2.0)
        if float(np.abs(step).max()) < 1e-6:
            break
    shares = _shares(full @ found)
    bend = weights * shares * (1 - shares)
    curved = (full.T * bend) @ full + np.diag(pull)
    likely = float(weights @ (wanted * np.log(shares) + (1 - wanted) * np.log(1 - shares)))
    evidence = likely - float(pull @ found**2) / 2 - columns * np.log(width) - float(np.linalg.slogdet(curved)[1]) / 2
    return found, np.asarray(np.linalg.inv(curved)), evidence


def _shares(logits: Array) -> Array:
    return np.asarray(np.clip(1 / (1 + np.exp(-np.clip(logits, -30, 30))), 1e-9, 1 - 1e-9))
