"""On real pipelines the forecast keeps the marks set for it: against simple rivals, without bias, with honest ranges.

Data: BPIC 2012 cut into pseudo firms (the developers' half), and the fictional Maven set as a guard. All windows end
before the applications of the log do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pytest

from crm_desktop.base.period import Period
from crm_desktop.domain.facts import PipelineFacts
from crm_desktop.engine.backtest import PROGRAM, Backtest, Score, backtest
from crm_desktop.engine.forecast import Forecaster
from tests.data import folder
from tests.engine.real_deals import BPIC_LADDER, bpic_firms, maven_firms

FIRST = date(2011, 11, 30)
KNOWN_BY = date(2012, 3, 14)


@dataclass(frozen=True)
class Record:
    """The scores of several firms together, each weighted by its revenue, and their deals."""

    scores: dict[str, Score]
    brier: float

    def best_simple(self) -> float:
        return min(self.scores[name].crps or np.inf for name in ("static", "run_rate"))


def days(horizon: int) -> list[date]:
    return [FIRST + timedelta(days=7 * week) for week in range(10 if horizon < 42 else 8)]


def record(firms: Iterable[PipelineFacts], horizon: int, as_of: Sequence[date], known_by: date) -> Record:
    return together([backtest(facts, horizon_days=horizon, days=as_of, known_by=known_by) for facts in firms])


def together(found: Sequence[Backtest]) -> Record:
    weights = np.array([sum(window.actual_cents for window in each.windows) for each in found], dtype=float)
    windows = np.array([len(each.windows) for each in found], dtype=float)

    def mean(name: str, measure: str, by: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        values = [getattr(each.scores[name], measure) or 0.0 for each in found]
        return float(np.average(values, weights=by))

    scores = {
        name: Score(
            mean(name, "wape", weights),
            mean(name, "bias", weights),
            mean(name, "crps", weights),
            mean(name, "coverage_80", windows),
        )
        for name in found[0].scores
    }
    deals = sum(each.deals.n for each in found)
    return Record(scores, sum((each.deals.brier or 0.0) * each.deals.n for each in found) / deals)


def test_three_real_firms_are_forecast_better_than_by_either_simple_rival() -> None:
    firms = list(bpic_firms(folder("deals_bpic12")).values())[:3]
    found = record(firms, 28, days(28)[::3], KNOWN_BY)
    score = found.scores[PROGRAM]
    assert score.crps is not None
    assert score.crps <= 1.05 * found.best_simple()
    assert found.brier < 0.19


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("column", ["firm20", "firm60"])
@pytest.mark.parametrize(("horizon", "bias"), [(14, 0.15), (28, 0.08), (42, 0.08)])
def test_all_firms_keep_the_marks_at_every_horizon(column: str, horizon: int, bias: float) -> None:
    found = record(bpic_firms(folder("deals_bpic12"), column).values(), horizon, days(horizon), KNOWN_BY)
    score = found.scores[PROGRAM]
    assert score.crps is not None
    assert score.bias is not None
    assert score.coverage_80 is not None
    assert score.crps <= (0.9 if horizon == 14 else 1.05) * found.best_simple()
    assert abs(score.bias) <= bias
    assert 0.72 <= score.coverage_80 <= 0.90


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_single_deals_are_judged_better_than_by_fixed_percentages() -> None:
    ladder = dict(BPIC_LADDER)
    own, static = [], []
    for facts in bpic_firms(folder("deals_bpic12")).values():
        engine = Forecaster(facts)
        for day in days(28):
            found = engine.forecast(day, _after(day, 28), with_fan=False)
            won = engine.won_in(found.period, KNOWN_BY)
            own += [(deal.probability_in_period - (deal.deal_id in won)) ** 2 for deal in found.deals]
            static += [(ladder[deal.stage] - (deal.deal_id in won)) ** 2 for deal in found.deals]
    assert np.mean(own) <= 0.88 * np.mean(static)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("factor", [0.6, 1.4])
def test_an_owner_whose_percentages_are_wrong_is_forecast_nearly_as_well(factor: float) -> None:
    firms = bpic_firms(folder("deals_bpic12"))
    right = record(firms.values(), 28, days(28), KNOWN_BY).scores[PROGRAM].crps
    wrong_firms = [
        facts._replace(
            stages=tuple(stage._replace(probability=min(stage.probability * factor, 1.0)) for stage in facts.stages)
        )
        for facts in firms.values()
    ]
    wrong = record(wrong_firms, 28, days(28), KNOWN_BY).scores[PROGRAM].crps
    assert right is not None
    assert wrong is not None
    assert abs(wrong / right - 1) <= 0.05


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_pipeline_full_of_dead_deals_is_kept_in_bounds_by_the_run_rate() -> None:
    firms = maven_firms(folder("deals_maven")).values()
    found = record(firms, 91, [date(2017, month, 1) for month in (6, 7, 8, 9, 10)], date(2017, 12, 31))
    score = found.scores[PROGRAM]
    assert score.crps is not None
    assert score.crps <= 1.30 * found.best_simple()


def _after(day: date, length: int) -> Period:
    return Period(day + timedelta(days=1), day + timedelta(days=length))
