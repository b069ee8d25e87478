"""The engine answers while a card is dragged.

Run: pytest -m benchmark -s tests/benchmarks/test_engine.py
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
import pytest

from crm_desktop.engine.distribution import deals_revenue

pytestmark = pytest.mark.benchmark


def median_ms(work: Callable[[], object], runs: int = 9) -> float:
    """Return the median time of one run in milliseconds, after one to warm up."""
    work()
    times = []
    for _run in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


@pytest.mark.parametrize(("deals", "limit"), [(20, 20.0), (200, 30.0), (2000, 30.0), (20_000, 30.0)])
def test_the_spread_of_a_pipeline_is_there_within_a_frame_or_two(deals: int, limit: float) -> None:
    chance = np.random.default_rng(1)
    amounts = np.round(np.exp(chance.normal(8.5, 1.1, deals)) * 100)
    chances = chance.choice([0.05, 0.15, 0.3, 0.5, 0.75], deals)
    taken = median_ms(lambda: deals_revenue(amounts, chances))
    print(f"{deals} deals: {taken:.2f} ms")  # noqa: T201 - the figure is the result
    assert taken <= limit
