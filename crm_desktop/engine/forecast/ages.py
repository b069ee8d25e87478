"""How long deals stay in a stage: classes of age, time at risk in each, and the usual time.

Everything is weighted by its own calendar day: what happened long ago counts less, half as much after each half-life.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from crm_desktop.engine.journeys import LOST, UP, Floats, Known, Visits

#: Edges of the classes of age in days; the last class is open.
EDGES = np.array([0, 0.05, 0.25, 1, 2, 3, 5, 7, 10, 14, 20, 28, 40, 56, 80, 112, 160, 224, 320, 448, 640, np.inf])
LOWER = EDGES[:-1]
#: Width of each class in days; the open one counts as wide as its lower edge.
WIDTHS = np.append(np.diff(EDGES[:-1]), LOWER[-1])
MIDDLES = np.append((EDGES[:-2] + EDGES[1:-1]) / 2, LOWER[-1])
CLASSES = len(LOWER)

#: Shortest half-life of experience in days, and its length in usual cycles.
_HALF_LIFE = 60.0
_HALF_LIFE_CYCLES = 8.0
#: How many cycles of the assumed length stand beside the firm's own.
_ASSUMED_CYCLES = 3


class Stays(NamedTuple):
    """Visits with their ages at leaving or now, their weights in exits, and their weighted time at risk."""

    visits: Visits
    #: Days in the stage; shape (visits,).
    age: Floats
    #: Weight of an exit, 0 where there was none; shape (visits,).
    exit_weight: Floats
    went_up: Floats
    #: Weighted days at risk in each class of age; shape (visits, CLASSES).
    exposure: Floats
    #: Class of age at the end; shape (visits,).
    age_class: np.typing.NDArray[np.int64]


def half_life(known: Known, usual_cycle: float) -> float:
    """Return after how many days experience counts half; the longer a firm's cycle, the longer its memory."""
    cycles = np.append(known.cycles(), [usual_cycle] * _ASSUMED_CYCLES)
    return max(_HALF_LIFE, _HALF_LIFE_CYCLES * float(np.median(cycles)))


def stays(known: Known, half: float) -> Stays:
    """Return the visits that say something: a stage passed in no time at all is no evidence."""
    visits = known.visits
    age = np.minimum(visits.left, known.at) - visits.entered
    visits, age = visits.where(age > 0), age[age > 0]
    until = visits.entered + age
    ended = (visits.ending == UP) | (visits.ending == LOST)
    weight = np.exp2((until - known.at) / half)
    # Weighted time passed at each edge of age; what lies between two edges is the exposure of the class.
    passed = np.exp2((visits.entered[:, None] + np.minimum(EDGES, age[:, None]) - known.at) / half)
    exposure = np.diff(passed, axis=1) * half / math.log(2)
    return Stays(
        visits=visits,
        age=age,
        exit_weight=np.where(ended, weight, 0.0),
        went_up=np.where(visits.ending == UP, 1.0, 0.0),
        exposure=exposure,
        age_class=np.searchsorted(EDGES, age, side="right") - 1,
    )


def usual_times(found: Stays, stages: int, usual_cycle: float) -> Floats:
    """Return the usual days in each stage before going up: the median, with two assumed cases; shape (stages,)."""
    assumed = [usual_cycle / stages] * 2
    up = found.went_up > 0
    medians = [
        float(np.median(np.append(found.age[up & (found.visits.stage == stage)], assumed))) for stage in range(stages)
    ]
    return np.maximum(medians, 0.05 * sum(medians))


def lateness(age: Floats, usual: Floats | float) -> Floats:
    """Return how late an age is against the usual time: 0 at that time, -0.7 when fresh, at most 3."""
    late = np.log1p(age / usual) - math.log(2)
    return np.asarray(np.clip(late, -0.7, 3.0), dtype=np.float64)
