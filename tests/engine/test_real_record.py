"""On real pipelines the forecast is better than simple rivals: a quick look; tests/engine/forecast holds all marks."""

from __future__ import annotations

from datetime import date, timedelta

from crm_desktop.engine.backtest import PROGRAM, backtest
from tests.data import folder
from tests.engine.forecast.marks import FIRST, KNOWN_BY, Marks, together
from tests.engine.real_deals import bpic_firms


def test_three_real_firms_are_forecast_better_than_by_either_simple_rival() -> None:
    firms = list(bpic_firms(folder("deals_bpic12")).values())[:3]
    days: list[date] = [FIRST + timedelta(days=21 * number) for number in range(4)]
    records = [backtest(facts, horizon_days=28, days=days, known_by=KNOWN_BY) for facts in firms]
    found = Marks("three firms", together(records), 12)
    assert found.ratio <= 1.05
    assert found.scores[PROGRAM].coverage_80 is not None
