"""The stage model: how soon deals leave a stage, and whether they go up or are lost when they do.

Each stage is a race between going up and being lost (competing risks), by age in the stage. The configured ladder of
chances is where the firm begins; its own cases move it, the more of them the further. Sources: cause-specific hazards
(Prentice and others 1978), semi-Markov multi-state models.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from crm_desktop.engine.forecast.ages import (
    CLASSES,
    EDGES,
    LOWER,
    MIDDLES,
    WIDTHS,
    Stays,
    half_life,
    lateness,
    stays,
    usual_times,
)
from crm_desktop.engine.journeys import Floats, Known, Ladder

#: Precision of the prior on a rung: as much as 8 cases near an even chance (8 x 0.2).
_RUNG_PRECISION = 1.6
#: Being later than usual is expected to lower the log-odds by this much a unit of lateness, give or take 1.
_LATENESS_MEAN, _LATENESS_PRECISION = -1.0, 1.0
#: Cases of the curve that stand behind each class of age.
_CLASS_CASES = 3.0
#: Mean and precision of the effects on going up: of the stage itself, lateness in earlier stages, size.
_EFFECT_MEAN = (0.0, -0.1, 0.0)
_EFFECT_PRECISION = (8.0, 6.0, 6.0)
#: How many times going up is assumed to have led to the next stage, beside what is known.
_NEXT_STAGE_CASES = 2.0
_NEWTON_STEPS = 8
#: Lateness of earlier stages counts up to this.
MOST_LATENESS = 3.0


@dataclass(frozen=True, eq=False)
class StageModel:
    """What is learned of one process on one day; rates a day are of shape (stages, CLASSES)."""

    ladder: Ladder
    up: Floats
    lost: Floats
    #: Where going up leads to, the last column being won: the next stage, unless the firm skips some; rows add up to
    #: 1; shape (stages, stages + 1).
    onward: Floats
    #: Usual days in each stage before going up; shape (stages,).
    usual: Floats
    #: Effect of lateness in earlier stages, and of size, on the logarithm of the rate of going up.
    late_effect: float
    size_effect: float
    #: Logarithm of amounts: mean and standard deviation.
    size_mean: float
    size_spread: float
    #: Weighted exits of each stage; shape (stages,).
    exits: Floats

    def size(self, amounts: Floats) -> Floats:
        """Return how large amounts (cents) are among the firm's own, in standard deviations of their logarithm."""
        logs = np.log(np.maximum(amounts, 1.0))
        size = np.clip((logs - self.size_mean) / self.size_spread, -3.0, 3.0)
        return np.asarray(np.where(amounts > 0, size, 0.0), dtype=np.float64)

    @property
    def uncertainty(self) -> float:
        """Standard deviation of the common error of all log-odds."""
        cases = float(self.exits[-1] + self.exits[0] / 4) + 16
        return float(np.sqrt(0.15**2 + 1 / (0.22 * cases)))


def fit(known: Known, usual_cycle: float) -> StageModel:
    """Learn the stage model from what was known on a day; `usual_cycle` is the assumed days from opening to winning."""
    ladder = known.journeys.ladder
    number = len(ladder.stages)
    found = stays(known, half_life(known, usual_cycle))
    usual = usual_times(found, number, usual_cycle)
    exits, exposure = _exits(found, number), _exposure(found, number)
    leaving = _exit_rates(exits, exposure, usual_cycle / number)
    share = np.array([_share_up(found, stage, usual[stage], rung) for stage, rung in enumerate(rungs(ladder))])
    mean, spread = _sizes(known)
    model = StageModel(
        ladder=ladder,
        up=leaving * share,
        lost=leaving * (1 - share),
        onward=_onward(found, number),
        usual=usual,
        late_effect=0.0,
        size_effect=0.0,
        size_mean=mean,
        size_spread=spread,
        exits=exits.sum(axis=1),
    )
    return _with_effects(model, found)


def rungs(ladder: Ladder) -> Floats:
    """Return the configured chance of going up from each stage: its chance through that of the next; (stages,)."""
    chances = np.clip(ladder.chances, 0.001, 1.0)
    return np.asarray(np.clip(chances / np.append(chances[1:], 1.0), 0.02, 0.98), dtype=np.float64)


def lateness_before(found: Stays, usual: Floats) -> Floats:
    """Return for each visit how late its deal was in its earlier stages, together; shape (visits,)."""
    late = np.maximum(lateness(found.age, usual[found.visits.stage]), 0.0)
    deal = found.visits.deal
    before = np.concatenate([[0.0], np.cumsum(late)[:-1]]) if len(late) else late
    first = np.searchsorted(deal, deal)  # visits are in the order of deals
    return np.minimum(before - before[first], MOST_LATENESS) if len(late) else late


def _exits(found: Stays, stages: int) -> Floats:
    """Return the weighted exits by stage and class of age; shape (stages, CLASSES)."""
    cell = found.visits.stage * CLASSES + found.age_class
    counts = np.bincount(cell, found.exit_weight, stages * CLASSES)
    return np.asarray(counts.reshape(stages, CLASSES), dtype=np.float64)


def _exposure(found: Stays, stages: int) -> Floats:
    """Return the weighted time at risk by stage and class of age; shape (stages, CLASSES)."""
    of_stage = (found.visits.stage == np.arange(stages)[:, None]).astype(np.float64)
    return np.asarray(of_stage @ found.exposure, dtype=np.float64)


def _onward(found: Stays, stages: int) -> Floats:
    """Return where going up led to from each stage; a few cases of the next stage are assumed."""
    counts = np.zeros((stages, stages + 1))
    up = found.went_up > 0
    np.add.at(counts, (found.visits.stage[up], found.visits.onward[up]), found.exit_weight[up])
    counts[np.arange(stages), np.arange(stages) + 1] += _NEXT_STAGE_CASES
    return np.asarray(counts / counts.sum(axis=1, keepdims=True), dtype=np.float64)


def _exit_rates(exits: Floats, exposure: Floats, assumed_days: float) -> Floats:
    """Return the rate of leaving by age: each class leans on its neighbours, and these on the stage's mean rate."""
    base = (exits.sum(axis=1) + 1) / (exposure.sum(axis=1) + assumed_days)
    distance = np.abs(np.arange(CLASSES)[:, None] - np.arange(CLASSES))
    nearness = np.where(distance > 0, 0.5**distance, 0.0)
    target = (exits @ nearness + WIDTHS * base[:, None]) / (exposure @ nearness + WIDTHS)
    return np.asarray((exits + WIDTHS * target) / (exposure + WIDTHS), dtype=np.float64)


def _share_up(found: Stays, stage: int, usual: float, rung: float) -> Floats:
    """Return the share of exits that go up, by class of age: a falling curve, moved by each class's own cases."""
    here = (found.visits.stage == stage) & (found.exit_weight > 0)
    weight, won, late = found.exit_weight[here], found.went_up[here], lateness(found.age[here], usual)
    level, slope = _curve(weight, won, late, logit(np.array(rung)))
    fitted = expit(logit(np.array(rung)) + level + slope * late)
    curve = expit(logit(np.array(rung)) + level + slope * lateness(MIDDLES, usual))
    counts, ups, expected = (
        np.bincount(found.age_class[here], values, CLASSES) for values in (weight, weight * won, weight * fitted)
    )
    seen = (ups + _CLASS_CASES * curve) / (counts + _CLASS_CASES)
    foreseen = (expected + _CLASS_CASES * curve) / (counts + _CLASS_CASES)
    return expit(logit(curve) + logit(seen) - logit(foreseen))


def _curve(weight: Floats, won: Floats, late: Floats, start: Floats) -> tuple[float, float]:
    """Fit level and slope of the log-odds of going up over lateness, held by their priors (Newton's method)."""
    prior_mean = np.array([0.0, _LATENESS_MEAN])
    precision = np.diag([_RUNG_PRECISION, _LATENESS_PRECISION])
    factors = np.column_stack([np.ones_like(late), late])
    values = prior_mean.copy()
    for _step in range(_NEWTON_STEPS):
        chance = expit(start + factors @ values)
        slope = factors.T @ (weight * (won - chance)) - precision @ (values - prior_mean)
        bend = (factors * (weight * chance * (1 - chance))[:, None]).T @ factors + precision
        values = values + np.linalg.solve(bend, slope)
    return float(values[0]), float(values[1])


def _sizes(known: Known) -> tuple[float, float]:
    """Return mean and spread of the logarithm of the amounts of the deals known; the spread at least 0.3."""
    amounts = known.visits.amount[np.unique(known.visits.deal, return_index=True)[1]]
    logs = np.log(amounts[amounts > 0])
    return (float(logs.mean()), max(float(logs.std()), 0.3)) if len(logs) else (0.0, 1.0)


def _with_effects(model: StageModel, found: Stays) -> StageModel:
    """Fit what stage, lateness so far and size do to the rate of going up (penalised Poisson), and put it in."""
    stages = len(model.usual)
    stage = found.visits.stage
    foreseen = (found.exposure * model.up[stage]).sum(axis=1)
    seen = found.exit_weight * found.went_up
    factors = np.column_stack(
        [stage[:, None] == np.arange(stages), lateness_before(found, model.usual), model.size(found.visits.amount)]
    ).astype(float)
    prior_mean = np.array([_EFFECT_MEAN[0]] * stages + list(_EFFECT_MEAN[1:]))
    precision = np.diag([_EFFECT_PRECISION[0]] * stages + list(_EFFECT_PRECISION[1:]))
    values = prior_mean.copy()
    for _step in range(_NEWTON_STEPS):
        expected = foreseen * np.exp(np.clip(factors @ values, -6.0, 6.0))
        slope = factors.T @ (seen - expected) - precision @ (values - prior_mean)
        bend = (factors * expected[:, None]).T @ factors + precision
        values = values + np.linalg.solve(bend, slope)
    return replace(
        model,
        up=model.up * np.exp(values[:stages])[:, None],
        late_effect=float(values[stages]),
        size_effect=float(values[stages + 1]),
    )


def cumulated(rates: Floats, ages: Floats) -> Floats:
    """Return rates of one stage (shape (CLASSES,)) summed up from age 0 to given ages in days; shape as the ages."""
    at_edges = np.concatenate([[0.0], np.cumsum(rates[:-1] * np.diff(LOWER))])
    within = np.interp(ages, LOWER, at_edges)
    return np.asarray(within + np.maximum(ages - EDGES[-2], 0.0) * rates[-1], dtype=np.float64)


def logit(share: Floats) -> Floats:
    """Return the log-odds of shares, kept away from 0 and 1."""
    kept = np.clip(share, 1e-9, 1 - 1e-9)
    return np.asarray(np.log(kept / (1 - kept)), dtype=np.float64)


def expit(odds: Floats) -> Floats:
    """Return the shares of log-odds."""
    return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float64)
