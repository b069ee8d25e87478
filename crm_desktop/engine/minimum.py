"""The lowest point of a function of a few variables, by the simplex of Nelder and Mead (Computer Journal 7, 1965)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class Minimum(NamedTuple):
    """Where it is and how low."""

    at: Floats
    value: float


def minimum(function: Callable[[Floats], float], start: Floats, *, near: float = 1e-9, rounds: int = 4_000) -> Minimum:
    """Return the lowest point found from a start; `near` is how close the corners must come to one another.

    The search begins anew from where it ended until that changes nothing: a simplex can collapse too early.
    """
    found = _descent(function, start, near, rounds)
    while True:
        again = _descent(function, found.at, near, rounds)
        if again.value > found.value - 1e-9 * max(1.0, abs(found.value)):
            return min(found, again, key=lambda each: each.value)
        found = again


def _descent(function: Callable[[Floats], float], start: Floats, near: float, rounds: int) -> Minimum:
    corners = [start, *(start + step for step in np.diag(np.maximum(0.25, 0.1 * np.abs(start))))]
    simplex = sorted((Minimum(corner, function(corner)) for corner in corners), key=lambda each: each.value)
    for _round in range(rounds):
        best, worst = simplex[0], simplex[-1]
        if max(np.abs(each.at - best.at).max() for each in simplex) < near and worst.value - best.value < near:
            break
        centre: Floats = np.mean([each.at for each in simplex[:-1]], axis=0)

        def away(by: float, centre: Floats = centre, worst: Minimum = worst) -> Minimum:
            point = centre + by * (centre - worst.at)
            return Minimum(point, function(point))

        taken = _step(simplex, away)
        if taken is None:
            simplex = [best, *(_halfway(function, best, each) for each in simplex[1:])]
        else:
            simplex[-1] = taken
        simplex.sort(key=lambda each: each.value)
    return simplex[0]


def _step(simplex: list[Minimum], away: Callable[[float], Minimum]) -> Minimum | None:
    """Reflect the worst corner, go further or less far; None where all that is worse."""
    reflected = away(1.0)
    if reflected.value < simplex[0].value:
        further = away(2.0)
        return further if further.value < reflected.value else reflected
    if reflected.value < simplex[-2].value:
        return reflected
    closer = away(0.5) if reflected.value < simplex[-1].value else away(-0.5)
    return closer if closer.value < min(reflected.value, simplex[-1].value) else None


def _halfway(function: Callable[[Floats], float], best: Minimum, other: Minimum) -> Minimum:
    point = (best.at + other.at) / 2
    return Minimum(point, function(point))
