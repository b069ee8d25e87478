"""The marks of the forecast, measured: prints a table of how it does on real pipelines and in two known worlds.

    python -m tests.engine.forecast.marks [bpic20 bpic60 maven worlds ladder] [--firms N]

Real data is looked for in CRM_TEST_DATA or beside the source tree (shared/data). Errors are divided by the mean
revenue of the windows, over all firms together.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from crm_desktop.base.period import Period
from crm_desktop.domain.facts import PipelineFacts, StageFact
from crm_desktop.engine.backtest import PROGRAM, Backtest, Score, backtest
from crm_desktop.engine.forecast import Forecaster
from crm_desktop.engine.journeys import end_of
from crm_desktop.engine.stage_odds import odds_of
from tests.data import folder
from tests.engine.forecast import worlds
from tests.engine.real_deals import bpic_firms, maven_firms

FIRST, KNOWN_BY = date(2011, 11, 30), date(2012, 3, 14)
HORIZONS = (14, 28, 42)
#: Firms drawn in each world, by deals a year.
FIRMS = {30: 24, 80: 24, 200: 10}
MAVEN_DAYS = tuple(date(2017, month, 1) for month in (6, 7, 8, 9, 10))


class Marks(NamedTuple):
    """How one set was forecast: scores by method, and the Brier score of single deals, own and the ladder's."""

    name: str
    scores: dict[str, Score]
    windows: int
    brier: float | None = None
    ladder_brier: float | None = None

    @property
    def ratio(self) -> float:
        """CRPS against the better of ladder and run-rate."""
        return _of(self.scores[PROGRAM].crps) / min(_of(self.scores[name].crps) for name in ("static", "run_rate"))


def bpic(column: str, horizon: int, firms: int | None = None, factor: float = 1.0) -> Marks:
    """Return the marks of the pseudo firms of BPIC 2012; `factor` makes the owner's percentages wrong."""
    found = list(bpic_firms(folder("deals_bpic12"), column).values())[:firms]
    facts = [each._replace(stages=_scaled(each, factor)) for each in found]
    records = [backtest(each, horizon_days=horizon, days=bpic_days(horizon), known_by=KNOWN_BY) for each in facts]
    own, ladder = zip(*(pair for each in facts for pair in _deals(each, horizon)), strict=True)
    name = f"{column} {horizon} d" + ("" if factor == 1 else f" x{factor:g}")
    return Marks(name, together(records), _windows(records), float(np.mean(own)), float(np.mean(ladder)))


def maven(firms: int | None = None) -> Marks:
    """Return the marks of the agents of the fictional Maven set, 91 days ahead."""
    facts = list(maven_firms(folder("deals_maven")).values())[:firms]
    records = [backtest(each, horizon_days=91, days=MAVEN_DAYS, known_by=date(2017, 12, 31)) for each in facts]
    return Marks("maven 91 d", together(records), _windows(records))


def world(which: worlds.World, deals_a_year: int, firms: int | None = None, seed: int = 1) -> Marks:
    """Return the marks of firms drawn in a known world: 91 days from each month's end, from the second year on."""
    number = min(firms or FIRMS[deals_a_year], FIRMS[deals_a_year])
    last = worlds.BEGIN + timedelta(days=worlds.YEARS * 365)
    every = [worlds.drawn(which, deals_a_year, seed * 1000 + firm) for firm in range(number)]
    records = [backtest(facts, horizon_days=91, days=month_ends(), known_by=last) for facts in every]
    off = [pair for facts in every for pair in _due(facts, last)]
    scores = together(records)
    for place, name in enumerate(("ladder_due", "closed_only_due")):
        scores[name] = _point([(one[place], one[2]) for one in off])
    return Marks(f"world {which.name} {deals_a_year}", scores, _windows(records))


def bpic_days(horizon: int) -> list[date]:
    """Return the days forecast from: ten weeks, eight where the horizon is long."""
    return [FIRST + timedelta(days=7 * week) for week in range(10 if horizon < 42 else 8)]


def after(day: date, length: int) -> Period:
    """Return the days after a day."""
    return Period(day + timedelta(days=1), day + timedelta(days=length))


def month_ends() -> list[date]:
    """Return the ends of months from the first year's on until a quarter before the last."""
    firsts = [date(worlds.BEGIN.year + month // 12, month % 12 + 1, 1) for month in range(12, 12 * worlds.YEARS - 3)]
    return [first - timedelta(days=1) for first in firsts]


def together(records: Sequence[Backtest]) -> dict[str, Score]:
    """Return the scores of all firms together: every window counts by its revenue, ranges by their number."""
    revenue = [float(sum(window.actual_cents for window in each.windows)) for each in records]
    count = [float(len(each.windows)) for each in records]
    names = [name for name in records[0].scores if all(name in each.scores for each in records)]
    return {
        name: Score(
            _mean((each.scores[name].wape for each in records), revenue),
            _mean((each.scores[name].bias for each in records), revenue),
            _mean((each.scores[name].crps for each in records), revenue),
            _mean((each.scores[name].coverage_80 for each in records), count),
        )
        for name in names
    }


def _due(facts: PipelineFacts, known_by: date) -> Iterator[tuple[float, float, float]]:
    """Yield for each day what the open deals due in the window come to, in two ways, and what came.

    By the ladder, and by the share of the closed deals that were won from their stage.
    """
    engine = Forecaster(facts)
    for day in month_ends():
        window, sums = after(day, 91), [0.0, 0.0]
        for process in engine.processes:
            known = process.known_at(end_of(day))
            odds = odds_of(known)
            for deal in known.open_deals():
                if deal.expected_close is not None and deal.expected_close <= window.last:
                    one = odds[deal.stage]
                    sums[0] += deal.amount_cents * one.configured
                    sums[1] += deal.amount_cents * one.won / max(one.cases, 1)
        yield sums[0], sums[1], float(engine.actual(window, known_by))


def _point(pairs: Sequence[tuple[float, float]]) -> Score:
    """Return the scores of forecasts of one figure."""
    whole = sum(came for _said, came in pairs)
    wape = sum(abs(said - came) for said, came in pairs) / whole
    return Score(wape, sum(said - came for said, came in pairs) / whole, wape, None)


def _mean(values: Iterable[float | None], weights: Sequence[float]) -> float | None:
    kept = [(value, weight) for value, weight in zip(values, weights, strict=True) if value is not None]
    whole = sum(weight for _value, weight in kept)
    return sum(value * weight for value, weight in kept) / whole if whole else None


def _deals(facts: PipelineFacts, horizon: int) -> Iterator[tuple[float, float]]:
    """Yield for each open deal of each day how far off its chance was, squared: the program's and the ladder's."""
    ladder = {stage.name: stage.probability for stage in facts.stages}
    engine = Forecaster(facts)
    for day in bpic_days(horizon):
        found = engine.forecast(day, after(day, horizon), with_fan=False)
        won = engine.won_in(found.period, KNOWN_BY)
        for deal in found.deals:
            came = deal.deal_id in won
            yield (deal.probability_in_period - came) ** 2, (ladder[deal.stage] - came) ** 2


def _scaled(facts: PipelineFacts, factor: float) -> tuple[StageFact, ...]:
    return tuple(stage._replace(probability=min(stage.probability * factor, 1.0)) for stage in facts.stages)


def _windows(records: Sequence[Backtest]) -> int:
    return sum(len(each.windows) for each in records)


def _of(value: float | None) -> float:
    return np.inf if value is None else value


def _line(marks: Marks) -> Iterator[str]:
    yield f"{marks.name}: {marks.windows} windows, CRPS {marks.ratio:.3f} x the better simple rival" + (
        "" if marks.brier is None or not marks.ladder_brier else
        f"; Brier {marks.brier:.4f} = {marks.brier / marks.ladder_brier:.3f} x the ladder's"
    )  # fmt: skip
    for name, score in marks.scores.items():
        cells = (f"{'-' if value is None else format(value, '+.3f'):>8}" for value in score)
        yield f"    {name:<18}" + "".join(cells)


def _asked(sets: Sequence[str], firms: int | None, seed: int) -> Iterator[Marks]:
    for name in sets:
        if name.startswith("bpic"):
            yield from (bpic("firm" + name[4:], horizon, firms) for horizon in HORIZONS)
        elif name == "ladder":
            yield from (bpic("firm20", 28, firms, factor) for factor in (1.0, 1.4, 0.6))
        elif name == "maven":
            yield maven(firms)
        else:
            for which in (worlds.LINGERING, worlds.FAST):
                yield from (world(which, number, firms, seed) for number in FIRMS)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the marks of the forecast.")
    parser.add_argument("sets", nargs="*", default=["bpic20", "bpic60", "ladder", "maven", "worlds"])
    parser.add_argument("--firms", type=int, default=None)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.stdout.write(f"{'':22}{'WAPE':>8}{'bias':>8}{'CRPS':>8}{'in 80 %':>8}\n")
    for marks in _asked(options.sets, options.firms, options.seed):
        sys.stdout.write("\n".join(_line(marks)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
