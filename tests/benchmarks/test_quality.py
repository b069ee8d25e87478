"""Looking through very many contacts for flaws, against reading what it looks at.

Run: pytest -m benchmark -s tests/benchmarks/test_quality.py (CRM_BENCH_CONTACTS=100000 tries it smaller)
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from crm_desktop.operations import quality_scan
from crm_desktop.store.database import Database
from crm_desktop.store.reading import Reader
from tests.benchmarks import many

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(1800)]

_CONTACTS = """
  select id, salutation, given_name, family_name, birthday, founded, vat_id, iban, category, standing, confirmed_on,
    last_activity_at from contact where deleted_at is null"""
_READ = (
    _CONTACTS,
    "select contact_id, kind, value, normal from contact_point",
    "select contact_id, country, postal_code, city from address",
)


def seconds(work: Callable[[], object]) -> float:
    """Return the processor's time a piece of work takes, the better of two: others may use the machine as well."""
    taken = []
    for _again in range(2):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def read_all(reader: Reader) -> None:
    """Read what the scan looks at, row by row."""
    for sql in _READ:
        reader.rows(lambda *row: row, sql)


def test_the_scan_takes_little_more_than_reading_everything(capsys: pytest.CaptureFixture[str]) -> None:
    """Compare in the same run: a machine in use slows both down."""
    today = date(2026, 11, 24)
    found: list[Any] = []
    with Database.open(many.contacts()).reader() as reader:
        reading = seconds(lambda: read_all(reader))
        scanning = seconds(lambda: found.append(quality_scan.flawed(reader, today=today)))
    told = f"{many.how_many()} contacts, {len(found[0])} flawed: {scanning:.2f} s, {scanning / reading:.1f} x reading"
    with capsys.disabled():
        print(told)  # noqa: T201
    assert scanning < 4 * reading
