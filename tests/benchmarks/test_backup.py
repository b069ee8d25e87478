"""Backups of a large file: quick, and those who write meanwhile do not notice.

Run: pytest -m benchmark -s tests/benchmarks/test_backup.py
"""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import pytest

from crm_desktop.store import backup
from crm_desktop.store.backup import Reason
from crm_desktop.store.database import Database
from tests.benchmarks import many
from tests.builders import NOW, standing_clock
from tests.store.making import add_person

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(1800)]


def test_a_verified_backup_takes_two_seconds_a_hundred_megabytes_and_nobody_waits_for_it(tmp_path: Path) -> None:
    database = tmp_path / "firm.crm"
    shutil.copyfile(many.contacts(), database)
    megabytes = database.stat().st_size / 1e6
    stop = threading.Event()
    steps: list[float] = []
    worker = threading.Thread(target=write_until, args=(database, stop, steps))
    worker.start()
    start, computed = time.perf_counter(), time.thread_time()
    made = backup.make(database, tmp_path / "backups", now=NOW, reason=Reason.TIMER)
    taken, computed = time.perf_counter() - start, time.thread_time() - computed
    stop.set()
    worker.join()
    start = time.perf_counter()
    backup.verify(made, now=NOW)
    print(  # noqa: T201 - the figures are the result
        f"{megabytes:.0f} MB: backup {taken:.1f} s ({taken / megabytes * 100:.2f} s / 100 MB, of it computing"
        f" {computed / megabytes * 100:.2f} s), verified again in {time.perf_counter() - start:.1f} s;"
        f" {len(steps)} steps meanwhile, median {sorted(steps)[len(steps) // 2]:.1f} ms, longest {max(steps):.0f} ms"
    )
    assert computed / megabytes * 100 <= 2
    assert sorted(steps)[int(len(steps) * 0.99)] <= 200


def write_until(database: Path, stop: threading.Event, steps: list[float]) -> None:
    """Add a contact every few milliseconds and note how long each step takes."""
    with Database.open(database).writer(standing_clock) as writer:
        while not stop.wait(0.005):
            start = time.perf_counter()
            add_person(writer, "Ada", "08031 1")
            steps.append((time.perf_counter() - start) * 1000)
