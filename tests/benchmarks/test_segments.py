"""Counting a segment costs hardly more than reading the contacts once, whatever is asked of them.

Run: pytest -m benchmark -s tests/benchmarks/test_segments.py
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from crm_desktop.store.database import Database
from crm_desktop.store.queries import segments
from tests.benchmarks import many

pytestmark = pytest.mark.benchmark

TODAY = date(2026, 11, 24)
#: Times one plain reading of all contacts.
LIMIT = 6.0

QUIET = {"field": "last_contact", "is": "at_least", "value": 90}
TAGGED = {"field": "tag", "is": "is", "value": "Messe"}
CRITERIA: tuple[dict[str, Any], ...] = (
    {"field": "category", "is": "is", "value": "Hotellerie"},
    {"field": "name", "is": "contains", "value": "mül"},
    {"field": "revenue", "is": "at_least", "value": 500_000, "days": 365},
    {"all": [{"field": "city", "is": "begins", "value": "Lü"}, QUIET]},
    {"all": [{"field": "open_offers", "is": "is", "value": 0}, {"none": [TAGGED]}]},
)


def taken(work: Callable[[], object]) -> float:
    """Return the milliseconds of work, in the middle of five."""
    times = []
    for _time in range(5):
        started = time.thread_time()
        work()
        times.append((time.thread_time() - started) * 1_000)
    return statistics.median(times)


def test_a_segment_is_counted_in_a_few_readings_of_the_contacts() -> None:
    with Database.open(many.contacts()).reader() as reader:
        plain = taken(lambda: reader.scalar(
            "select count(*) from contact not indexed where deleted_at is null and category = ?", ("x",)))  # fmt: skip
        for criteria in CRITERIA:
            count = taken(partial(segments.count, reader, criteria=criteria, as_of=TODAY))
            print(f"\n{count:.1f} ms, {count / plain:.1f} readings: {criteria}")  # noqa: T201
            assert count <= LIMIT * plain
