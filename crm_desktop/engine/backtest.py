"""The record: what the forecast would have said on past days, against what came, beside simpler forecasts.

Each past day sees only what was known then. A forecast's spread is scored by CRPS, which for a single figure is its
error, so that all are judged by one measure. Errors are divided by the mean revenue of the windows.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from crm_desktop.base.period import Period
from crm_desktop.engine import baselines
from crm_desktop.engine.distribution import sure
from crm_desktop.engine.forecast.compute import Forecaster
from crm_desktop.engine.forecast.spread import LEVELS, crps, run_rate
from crm_desktop.engine.journeys import Floats, end_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from crm_desktop.domain.facts import PipelineFacts
    from crm_desktop.engine.distribution import Distribution
    from crm_desktop.engine.forecast.result import Forecast

PROGRAM = "program"
RIVALS = ("static", "run_rate", "naive_bayes", "last_period", "last_year")
#: Deals are compared with what happened in this many classes of chance.
_CLASSES = 10


class Window(NamedTuple):
    """One past forecast and what came; `days` of revenue after the end of `as_of`."""

    as_of: date
    actual_cents: int
    expected_cents: int
    p10_cents: int
    p90_cents: int


class Score(NamedTuple):
    """How a forecast did over all windows; errors as shares of the mean revenue, None where there was none."""

    wape: float | None
    bias: float | None
    crps: float | None
    #: Share of the windows inside the 80 % range; None for a forecast without a range.
    coverage_80: float | None


class ChanceClass(NamedTuple):
    """Deals that were given about the same chance: how many, the mean chance, and the share that was won."""

    lower: float
    upper: float
    deals: int
    foreseen: float
    happened: float


class DealScore(NamedTuple):
    """How the chances of single deals did: mean squared error, and mean distance of chance and share won."""

    n: int
    brier: float | None
    ece: float | None
    classes: tuple[ChanceClass, ...]


class Backtest(NamedTuple):
    """The record of one horizon; `scores` by name: "program" and the rivals."""

    horizon_days: int
    windows: tuple[Window, ...]
    scores: Mapping[str, Score]
    deals: DealScore


class _Said(NamedTuple):
    """What one forecast said for one window."""

    expected: float
    quantiles: Floats
    p10: float
    p90: float
    has_range: bool


def backtest(
    facts: PipelineFacts,
    *,
    horizon_days: int,
    days: Sequence[date],
    known_by: date,
    usual_cycle_days: float | None = None,
    last_days: Sequence[date] = (),
) -> Backtest:
    """Forecast the `horizon_days` after each of the days, and score against what is known by another day.

    Days whose window is not over by `known_by` are left out. See `days_between` for evenly spaced days. Where windows
    are calendar periods of differing length, `last_days` has the last day of each.
    """
    forecaster = Forecaster(facts, usual_cycle_days)
    windows: list[Window] = []
    said: dict[str, list[_Said]] = {name: [] for name in (PROGRAM, *RIVALS)}
    pairs: list[tuple[float, bool]] = []
    for day, last in zip_longest(days, last_days):
        period = Period(day + timedelta(days=1), last or day + timedelta(days=horizon_days))
        if period.last > known_by:
            continue
        found = forecaster.forecast(day, period, with_fan=False)
        actual = forecaster.actual(period, known_by)
        windows.append(Window(day, actual, found.expected_cents, found.p10_cents, found.p90_cents))
        said[PROGRAM].append(_of_forecast(found))
        for name, spread in _rivals(forecaster, day, period.days).items():
            said[name].append(_of_spread(spread))
        pairs += _deal_pairs(forecaster, found, known_by)
    actuals = [float(window.actual_cents) for window in windows]
    scores = {name: _score(of_name, actuals) for name, of_name in said.items()}
    return Backtest(horizon_days, tuple(windows), scores, _deal_score(pairs))


def days_between(first: date, last: date, every_days: int) -> list[date]:
    """Return days from one to another, evenly spaced."""
    return [first + timedelta(days=passed) for passed in range(0, (last - first).days + 1, max(every_days, 1))]


def _rivals(forecaster: Forecaster, day: date, horizon: int) -> dict[str, Distribution]:
    at = end_of(day)
    knowns = [process.known_at(at) for process in forecaster.processes]
    static = baselines.static(knowns)
    rate = run_rate(knowns, baselines.run_days(horizon), horizon, max(static.step, 1.0) * 8, fewest=1)
    return {
        "static": static,
        "run_rate": sure(0.0) if rate is None else rate,
        "naive_bayes": baselines.naive_bayes(knowns),
        "last_period": baselines.last_period(forecaster.processes, at, horizon),
        "last_year": baselines.last_year(forecaster.processes, at, horizon),
    }


def _of_forecast(found: Forecast) -> _Said:
    quantiles = found.spread.quantiles(LEVELS)
    return _Said(float(found.expected_cents), quantiles, float(found.p10_cents), float(found.p90_cents), has_range=True)


def _of_spread(spread: Distribution) -> _Said:
    p10, p90 = spread.quantiles([0.1, 0.9])
    return _Said(spread.mean, spread.quantiles(LEVELS), float(p10), float(p90), has_range=len(spread.weights) > 1)


def _deal_pairs(forecaster: Forecaster, found: Forecast, known_by: date) -> Iterable[tuple[float, bool]]:
    """Yield the chance of each deal that was open, and whether it was won in the window."""
    won = forecaster.won_in(found.period, known_by)
    return [(deal.probability_in_period, deal.deal_id in won) for deal in found.deals]


def _score(said: Sequence[_Said], actuals: Sequence[float]) -> Score:
    mean = sum(actuals) / len(actuals) if actuals else 0.0
    if mean <= 0:
        return Score(None, None, None, None)
    both = list(zip(said, actuals, strict=True))
    inside = [each.p10 <= actual <= each.p90 for each, actual in both]
    return Score(
        wape=float(np.mean([abs(each.expected - actual) for each, actual in both])) / mean,
        bias=float(np.mean([each.expected - actual for each, actual in both])) / mean,
        crps=float(np.mean([crps(each.quantiles, actual) for each, actual in both])) / mean,
        coverage_80=float(np.mean(inside)) if any(each.has_range for each in said) else None,
    )


def _deal_score(pairs: Sequence[tuple[float, bool]]) -> DealScore:
    if not pairs:
        return DealScore(0, None, None, ())
    chances, won = (np.array(column, dtype=float) for column in zip(*pairs, strict=True))
    of_class = np.minimum((chances * _CLASSES).astype(int), _CLASSES - 1)
    classes = tuple(
        ChanceClass(
            place / _CLASSES,
            (place + 1) / _CLASSES,
            int((of_class == place).sum()),
            float(chances[of_class == place].mean()),
            float(won[of_class == place].mean()),
        )
        for place in range(_CLASSES)
        if (of_class == place).any()
    )
    ece = sum(each.deals * abs(each.foreseen - each.happened) for each in classes) / len(pairs)
    return DealScore(len(pairs), float(np.mean((chances - won) ** 2)), ece, classes)
