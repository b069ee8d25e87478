"""How likely each sum of revenue is: the exact spread of many uncertain amounts, on a grid of money.

The sum of independent deals, each won or not, is a chain of convolutions. They are done in pairs (divide and conquer,
by FFT), all pairs of one size together. An amount between two points of the grid is shared between both, so that the
mean stays exact. Beyond some thousand deals the sum is smooth, and its first four cumulants say all (Cornish-Fisher).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]

#: More deals than this are summed by cumulants.
EXACT_AT_MOST = 5_000
#: Width of a grid cell as a share of the mean: quantiles are off by no more than this.
_FINENESS = 1e-4
#: No grid has more cells than this; the widest spreads get wider cells instead.
_MOST_CELLS = 1 << 18
#: A round common measure of all amounts is used as the grid while it needs no more cells than this.
_ROUND_CELLS = 1 << 15
#: Mass of a cell too small to matter: dropping it changes the mean by less than 1e-9 of itself.
_NOTHING = 1e-15
#: A sum of a few amounts, each shared between two grid points, stands at most this many cells too low.
_BLUR = 3
#: A place this close to a grid point, in cells, is that point.
_NEAR = 1e-6
#: Cumulated shares are compared with this tolerance, so that an exact half is found as one.
_TOUCH = 1e-12


@dataclass(frozen=True, eq=False)
class Distribution:
    """Shares of probability at start, start + step, start + 2 step …, in cents."""

    start: float
    step: float
    weights: Floats
    #: How far below its true place a sum may stand, in cents, because amounts were shared between grid points.
    blur: float = 0.0

    @property
    def values(self) -> Floats:
        """The sums of money the weights stand at, in cents; shape as the weights."""
        return np.asarray(self.start + self.step * np.arange(float(len(self.weights))), dtype=np.float64)

    @property
    def mean(self) -> float:
        """The expected sum in cents."""
        return self.start + self.step * float((self.weights * np.arange(len(self.weights))).sum())

    @property
    def deviation(self) -> float:
        """The standard deviation in cents."""
        from_mean = self.values - self.mean
        return math.sqrt(max(float(self.weights @ (from_mean * from_mean)), 0.0))

    def quantile(self, share: float) -> float:
        """Return the smallest sum that is not exceeded with a probability of at least `share` (0 to 1)."""
        place = int(np.searchsorted(np.cumsum(self.weights), share - _TOUCH))
        return self.start + self.step * min(place, len(self.weights) - 1)

    def quantiles(self, shares: npt.ArrayLike) -> Floats:
        """Return several quantiles at once; shape (number of shares,)."""
        places = np.searchsorted(np.cumsum(self.weights), np.asarray(shares) - _TOUCH)
        return np.asarray(self.start + self.step * np.minimum(places, len(self.weights) - 1), dtype=np.float64)

    def chance_of(self, target: float) -> float:
        """Return how likely the sum reaches a target in cents; one that misses it by the blur counts as reaching."""
        first = math.ceil((target - self.blur - self.start) / self.step - _NEAR)
        return float(min(1.0, max(0.0, self.weights[max(first, 0) :].sum())))

    def moved(self, cents: float) -> Distribution:
        """Return the distribution of the sum when a certain amount comes on top."""
        return replace(self, start=self.start + cents)

    def plus(self, other: Distribution) -> Distribution:
        """Return the distribution of the sum of this and another independent one on a grid of the same step."""
        if len(other.weights) == 1:
            return self.moved(other.start)
        if len(self.weights) == 1:
            return other.moved(self.start)
        if not math.isclose(self.step, other.step, rel_tol=1e-9):
            raise ValueError(f"grids of different steps: {self.step} and {other.step}")
        size = len(self.weights) + len(other.weights) - 1
        length = good_length(size)
        product = np.fft.rfft(self.weights, length) * np.fft.rfft(other.weights, length)
        start, blur = self.start + other.start, max(self.blur, other.blur)
        return _trimmed(start, self.step, np.fft.irfft(product, length)[:size], blur)


def sure(cents: float, step: float = 1.0) -> Distribution:
    """Return the distribution of a sum that is certain."""
    return Distribution(cents, step, np.ones(1))


def deals_revenue(
    amounts: Floats, chances: Floats, step: float | None = None, *, exact_at_most: int = EXACT_AT_MOST
) -> Distribution:
    """Return the distribution of the sum of independent deals.

    Amounts in cents, chances to be won 0 to 1, both of shape (deals,). `step` is the width of a grid cell in cents,
    by default fine enough for quantiles within 0.05 % of the mean; see `grid_step`. Of more deals than `exact_at_most`
    the sum is told by its first cumulants.
    """
    chances = np.clip(chances, 0.0, 1.0)
    certain = float(amounts[chances >= 1].sum())
    open_ = (chances > 0) & (chances < 1) & (amounts > 0)
    amounts, chances = amounts[open_], chances[open_]
    if step is None:
        step = grid_step(amounts, chances)
    if not len(amounts):
        return sure(certain, step)
    if len(amounts) > exact_at_most:
        return _approximate(amounts, chances, step).moved(certain)
    return _exact(amounts, chances, step).moved(certain)


def grid_step(amounts: Floats, chances: Floats, further_mean: float = 0.0) -> float:
    """Return a width of grid cells in cents that suits a sum of deals and further revenue of a given mean.

    Fine against the mean; where the amounts have a round common measure, a part of that: no amount lies between.
    """
    mean = float(amounts @ chances) + further_mean
    total = float(amounts.sum())
    if mean <= 0:
        return 1.0
    fine = max(mean * _FINENESS, (total + further_mean) / _MOST_CELLS)
    whole = np.rint(amounts[amounts > 0]).astype(np.int64)
    common = float(np.gcd.reduce(whole)) if len(whole) else 0.0
    if common >= fine:
        return common / math.ceil(common / fine)
    if common > 0 and (total + further_mean) / common <= _ROUND_CELLS:
        return common
    return fine


def arrivals_revenue(sizes: Floats, expected: float, shape: float, step: float) -> Distribution:
    """Return the revenue of an unknown number of further orders, each of a size drawn evenly from `sizes` (cents).

    Their number is Poisson with a rate that is itself uncertain: Gamma of mean `expected` and shape `shape`, the
    number of cases the rate was learned from. Source: compound distributions by FFT (Panjer class).
    """
    sizes = sizes[sizes > 0]
    if expected <= 0 or not len(sizes):
        return sure(0.0, step)
    mean = expected * float(sizes.mean())
    spread = math.sqrt(expected * float((sizes**2).mean()) + (mean * mean) / shape)
    # Far out the number of orders falls by a constant factor each: follow it to one in 10^10.
    fall = math.log1p(shape / expected)
    reach = mean + 12 * spread + 23 / fall * float(sizes.mean()) + 3 * float(sizes.max())
    length = good_length(min(math.ceil(reach / step) + 2, _MOST_CELLS * 2))
    sizes = np.minimum(sizes, step * (length - 2))
    one = np.zeros(length)
    cells = np.floor(sizes / step).astype(np.int64)
    beyond = sizes / step - cells
    np.add.at(one, cells, (1 - beyond) / len(sizes))
    np.add.at(one, cells + 1, beyond / len(sizes))
    missing = 1 - np.fft.rfft(one)
    return _trimmed(0.0, step, np.fft.irfft(np.exp(-shape * np.log1p(expected / shape * missing)), length))


def mixture(parts: Iterable[tuple[float, Distribution]]) -> Distribution:
    """Return what is known when one of several distributions on grids of one step holds, with given weights."""
    kept = [(weight, part) for weight, part in parts if weight > 0]
    step = max(part.step for _weight, part in kept)
    start = min(part.start for _weight, part in kept)
    places = [round((part.start - start) / step) for _weight, part in kept]
    length = max(place + len(part.weights) for place, (_weight, part) in zip(places, kept, strict=True))
    weights = np.zeros(length)
    whole = sum(weight for weight, _part in kept)
    for place, (weight, part) in zip(places, kept, strict=True):
        weights[place : place + len(part.weights)] += weight / whole * part.weights
    return Distribution(start, step, weights, max(part.blur for _weight, part in kept))


def _exact(amounts: Floats, chances: Floats, step: float) -> Distribution:
    """Convolve all deals; those of similar size together, then the sums of each size, smallest first."""
    cells = np.floor(amounts / step + _NEAR).astype(np.int64)
    beyond = np.maximum(amounts / step - cells, 0.0)
    beyond[beyond < _NEAR] = 0.0
    lengths = 1 << np.ceil(np.log2(cells + 2)).astype(np.int64)
    result: Distribution | None = None
    for length in np.unique(lengths):
        of_size = lengths == length
        rows = _leaves(cells[of_size], beyond[of_size], chances[of_size], int(length))
        summed = _sum_of_rows(rows, step)
        result = summed if result is None else result.plus(summed)
    result = result or sure(0.0, step)
    return replace(result, blur=_BLUR * step) if beyond.any() else result


def _leaves(cells: npt.NDArray[np.int64], beyond: Floats, chances: Floats, length: int) -> Floats:
    """Return one row a deal: lost at 0, won at its amount, shared between the two grid points around it."""
    rows = np.zeros((len(cells), length))
    each = np.arange(len(cells))
    rows[:, 0] = 1 - chances
    rows[each, cells] += chances * (1 - beyond)
    rows[each, cells + 1] += chances * beyond
    return rows


def _sum_of_rows(rows: Floats, step: float) -> Distribution:
    """Convolve rows pair by pair until one is left, cutting off what no row reaches; shape (deals, cells)."""
    aside: list[Distribution] = []
    offset = 0
    while len(rows) > 1:
        if len(rows) % 2:
            aside.append(_trimmed(offset * step, step, rows[-1]))
            rows = rows[:-1]
        size = 2 * rows.shape[1] - 1
        waves = np.fft.rfft(rows, good_length(size))
        rows = np.fft.irfft(waves[0::2] * waves[1::2], good_length(size))[:, :size]
        reached = np.flatnonzero(rows.max(axis=0) > _NOTHING)
        rows = rows[:, reached[0] : reached[-1] + 1]
        offset = 2 * offset + int(reached[0])
    result = _trimmed(offset * step, step, rows[0])
    for further in reversed(aside):
        result = result.plus(further)
    return result


def _approximate(amounts: Floats, chances: Floats, step: float) -> Distribution:
    """Return the distribution by mean, variance, skewness and excess (Cornish and Fisher 1938), its mean exact."""
    variance = chances * (1 - chances)
    mean = float(amounts @ chances)
    deviation = math.sqrt(float((amounts**2) @ variance))
    skewness = float((amounts**3) @ (variance * (1 - 2 * chances))) / deviation**3
    excess = float((amounts**4) @ (variance * (1 - 6 * variance))) / deviation**4
    normal = np.linspace(-8.0, 8.0, 801)
    shifted = (
        normal
        + skewness * (normal**2 - 1) / 6
        + excess * (normal**3 - 3 * normal) / 24
        - skewness**2 * (2 * normal**3 - 5 * normal) / 36
    )
    sums = mean + deviation * np.maximum.accumulate(shifted)
    shares = np.array([NormalDist().cdf(z) for z in normal])
    start = max(0.0, math.floor(sums[0] / step) * step)
    edges = start + step * (np.arange(math.ceil((sums[-1] - start) / step) + 2) - 0.5)
    weights = np.diff(np.interp(edges, sums, shares, left=0.0, right=1.0))
    result = _trimmed(start, step, weights)
    return result.moved(mean - result.mean)


def _trimmed(start: float, step: float, weights: Floats, blur: float = 0.0) -> Distribution:
    """Return a distribution without the ends that weigh nothing, its weights at least 0 and 1 in sum."""
    reached = np.flatnonzero(weights > _NOTHING)
    first, last = int(reached[0]), int(reached[-1])
    kept = np.maximum(weights[first : last + 1], 0.0)
    return Distribution(start + first * step, step, kept / kept.sum(), blur)


def good_length(size: int) -> int:
    """Return the next length from `size` on that an FFT is quick with: a power of two, or 5/4 or 3/2 of one."""
    power = 1 << (size - 1).bit_length()
    return next(length for length in (power * 5 // 8, power * 3 // 4, power) if length >= size)
