"""When deals will be won: the stage model run forward, day by day, from the last stage down to the first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from crm_desktop.engine.distribution import good_length
from crm_desktop.engine.forecast.ages import EDGES, LOWER, lateness
from crm_desktop.engine.forecast.model import MOST_LATENESS, StageModel, cumulated
from crm_desktop.engine.journeys import Floats, Ints

#: Grid of a deal's own shift of the log rate of going up.
SHIFTS = np.linspace(-4.0, 2.0, 13)
_SHIFT_STEP = float(SHIFTS[1] - SHIFTS[0])
#: Deals worked on at once, so that memory stays small.
_PORTION = 512


@dataclass(frozen=True, eq=False)
class Outlook:
    """A stage model run forward to a number of days."""

    model: StageModel
    #: Chance that a deal entering a stage now is won within t days; shape (stages + 1, shifts, days + 1).
    within: Floats
    #: Chance that a deal entering a stage is won at all; shape (stages + 1, shifts).
    at_all: Floats
    #: Days after which a deal still in a stage is not counted on any more.
    patience: float

    @property
    def days(self) -> int:
        """How many days ahead it reaches."""
        return int(self.within.shape[2]) - 1

    def won_within(self, stages: Ints, ages: Floats, shifts: Floats, days: npt.NDArray[np.int64]) -> Floats:
        """Return the chance of each deal to be won within each number of days; shape (deals, days).

        `stages`, `ages` (days in the stage) and `shifts` have one entry a deal.
        """
        found = np.zeros((len(stages), len(days)))
        for stage in range(len(self.model.usual)):
            rows = np.flatnonzero(stages == stage)
            for first in range(0, len(rows), _PORTION):
                part = rows[first : first + _PORTION]
                found[part] = self._won_within(stage, ages[part], shifts[part], days)
        return found

    def won_at_all(self, stages: Ints, ages: Floats, shifts: Floats) -> Floats:
        """Return the chance of each deal to be won in the end; shape (deals,)."""
        found = np.zeros(len(stages))
        for stage in range(len(self.model.usual)):
            rows = np.flatnonzero(stages == stage)
            if len(rows):
                following = _onward(self.model, stage, self.at_all)
                found[rows] = _at_all(
                    self.model, stage, ages[rows], shifts[rows], following=following, patience=self.patience
                )
        return found

    def _won_within(self, stage: int, ages: Floats, shifts: Floats, days: npt.NDArray[np.int64]) -> Floats:
        horizon = int(days.max(initial=0))
        at = ages[:, None] + np.arange(horizon + 1)
        goes_up = _going_up(self.model, stage, at, shifts[:, None])
        then = shifts[:, None] + _further_shift(self.model, stage, at[:, :-1] + 0.5)
        middle = _middle(_onward(self.model, stage, self.within))
        found = np.zeros((len(ages), len(days)))
        for column, day in enumerate(days):
            if day > 0:
                rest = day - 1 - np.arange(day)
                found[:, column] = (goes_up[:, :day] * _between_shifts(middle, then[:, :day], rest)).sum(axis=1)
        return found


def outlook(model: StageModel, days: int, patience: float) -> Outlook:
    """Run a model forward for a number of days; `patience` is how long a deal may stay in a stage and still count."""
    stages = len(model.usual)
    within = np.ones((stages + 1, len(SHIFTS), days + 1))
    at_all = np.ones((stages + 1, len(SHIFTS)))
    for stage in reversed(range(stages)):
        within[stage] = _entering(model, stage, _onward(model, stage, within), days)
        at_all[stage] = _at_all(
            model, stage, np.zeros(len(SHIFTS)), SHIFTS, following=_onward(model, stage, at_all), patience=patience
        )
    return Outlook(model, within, at_all, patience)


def shift_of(model: StageModel, late_before: Floats, amounts: Floats) -> Floats:
    """Return the log shift of deals by their lateness in earlier stages and their amounts in cents; shape (deals,)."""
    return model.late_effect * np.minimum(late_before, MOST_LATENESS) + model.size_effect * model.size(amounts)


def _onward(model: StageModel, stage: int, chances: Floats) -> Floats:
    """Return the chances (one entry a stage, the last won) of a deal that goes up from a stage, wherever that leads."""
    return np.asarray(np.tensordot(model.onward[stage, stage + 1 :], chances[stage + 1 :], axes=1), dtype=np.float64)


def _entering(model: StageModel, stage: int, following: Floats, days: int) -> Floats:
    """Return the chance to be won within 0 … days for a deal that enters a stage now; shape (shifts, days + 1).

    Going up on a day is followed by the rest of the days in the stage after: a convolution over the days, for each
    shift a deal may have before (first axis) and after (second axis) going up.
    """
    won = np.zeros((len(SHIFTS), days + 1))
    if days == 0:
        return won
    goes_up = _going_up(model, stage, np.arange(days + 1.0)[None, :], SHIFTS[:, None])
    low, share = _place(SHIFTS[:, None] + _further_shift(model, stage, np.arange(0.5, days)))
    after = np.arange(len(SHIFTS))[:, None]
    leads_to = np.where(low[:, None] == after, (1 - share)[:, None], 0.0)
    leads_to += np.where(low[:, None] + 1 == after, share[:, None], 0.0)
    length = good_length(2 * days)
    waves = np.fft.rfft(goes_up[:, None] * leads_to, length) * np.fft.rfft(_middle(following), length)
    won[:, 1:] = np.maximum(np.fft.irfft(waves.sum(axis=1), length)[:, :days], 0.0)
    return won


def _going_up(model: StageModel, stage: int, at: Floats, shifts: Floats) -> Floats:
    """Return the chance to leave upwards between each age in `at` and the next; shape (deals, ages - 1)."""
    up = np.diff(cumulated(model.up[stage], at), axis=1) * np.exp(shifts)
    both = up + np.diff(cumulated(model.lost[stage], at), axis=1)
    gone = np.cumsum(both, axis=1)
    stays = np.exp(both - gone)
    return np.asarray(stays * -np.expm1(-both) * up / np.maximum(both, 1e-300), dtype=np.float64)


def _at_all(
    model: StageModel, stage: int, ages: Floats, shifts: Floats, *, following: Floats, patience: float
) -> Floats:
    """Return the chance to be won at all, by the classes of age still ahead; shape (deals,)."""
    last = np.maximum(patience, ages + patience / 2)[:, None]
    edges = np.minimum(np.maximum(np.append(LOWER, EDGES[-2] * 2), ages[:, None]), last)
    edges = np.append(edges, last, axis=1)
    goes_up = _going_up(model, stage, edges, shifts[:, None])
    middles = (edges[:, :-1] + edges[:, 1:]) / 2
    low, share = _place(shifts[:, None] + _further_shift(model, stage, middles))
    return np.asarray((goes_up * ((1 - share) * following[low] + share * following[low + 1])).sum(axis=1))


def _further_shift(model: StageModel, stage: int, ages: Floats) -> Floats:
    """Return what going up at an age adds to the shift in the stages after."""
    return model.late_effect * np.maximum(lateness(ages, float(model.usual[stage])), 0.0)


def _middle(within: Floats) -> Floats:
    """Return the chance to be won within t + 1/2 days, for t = 0 …: a step up happens somewhere in its day."""
    return (within[:, :-1] + within[:, 1:]) / 2


def _place(shifts: Floats) -> tuple[Ints, Floats]:
    """Return where shifts lie on the grid: the point below, and the share of the way to the next."""
    place = np.clip((shifts - SHIFTS[0]) / _SHIFT_STEP, 0.0, len(SHIFTS) - 1.000001)
    low = place.astype(np.int64)
    return low, place - low


def _between_shifts(table: Floats, shifts: Floats, columns: npt.NDArray[np.int64]) -> Floats:
    """Look up a table of shape (SHIFTS, columns) at shifts of shape (deals, n) and n columns; shape (deals, n)."""
    low, share = _place(shifts)
    return np.asarray((1 - share) * table[low, columns] + share * table[low + 1, columns], dtype=np.float64)
