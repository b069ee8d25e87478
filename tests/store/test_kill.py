"""Killed in the middle: whatever was acknowledged is there, whatever was not is there whole or not at all.

A worker does real steps and says each one's number after its commit; it is killed at a random moment (SIGKILL), and the
file is opened again. CRM_KILLS sets how often. A kill never tests the disk; that is for `test_power_cut`.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from random import Random
from typing import IO, TYPE_CHECKING

import pytest

from crm_desktop.store import check
from crm_desktop.store.database import Database
from tests.builders import standing_clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_desktop.store.reading import Reader

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")


class Victims:
    """Lets workers run and kills them."""

    def __init__(self, orders: IO[bytes], answers: IO[bytes]) -> None:
        self.orders = orders
        self.answers = answers

    def run_one(self, seconds: float) -> int:
        """Let a worker work for some time, kill it, and return the last number it acknowledged, or 0."""
        self.orders.write(b"work\n")
        self.orders.flush()
        pid = int(self.answers.readline())
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
        said = list(iter(self.answers.readline, b"dead\n"))
        return int(said[-1]) if said else 0


@contextlib.contextmanager
def victims(path: Path) -> Iterator[Victims]:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "tests.store.kill_worker", str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Victims(process.stdin, process.stdout)
        process.stdin.close()


def assert_whole(reader: Reader, acknowledged: int) -> int:
    """Compare what is there with what was said; return the last step that is there."""
    last = int(reader.scalar("select coalesce(max(employees), 0) from contact"))
    # Between an undo and its redo, the step is undone: that is the state that had been reached.
    assert last >= acknowledged - (acknowledged % 5 == 0), "an acknowledged step is lost"
    assert last <= acknowledged + 1, "more is there than one step whose acknowledgement was cut off"
    assert reader.scalar("select count(*) from contact") == last, "a step is missing in the middle"
    assert reader.scalar("select count(*) from contact_point") == 3 * last, "a step is there in part"
    followed = "select count(*) from contact where note = 'followed by ' || (employees + 1)"
    assert reader.scalar(followed) == max(last - 1, 0), "a step is there in part"
    assert reader.scalar("select count(*) from step where not undone") == last
    return last


def survive(path: Path, times: int, seed: int, *, at_least: int) -> None:
    """Kill a working process again and again, until it has acknowledged steps enough for the kills to mean something.

    On a busy machine a worker may not come to its first step in the time it is given; it is given more then.
    """
    random = Random(seed)
    acknowledged = last = 0
    with victims(path) as workers:
        for number in count():
            if number >= times and acknowledged >= at_least:
                break
            said = max(workers.run_one(random.uniform(0, 0.06 * (1 + number // times))), last)
            acknowledged += said - last
            with Database.open(path).writer(standing_clock) as writer, Database.open(path).reader() as reader:
                last = assert_whole(reader, said)
                if number % 2 and last:  # what was cut off leaves no trace in the steps
                    writer.undo()
                    writer.redo()
            if number % 20 == 19:
                report = check.check(path)
                assert report.sound, report.lines()


def how_often(otherwise: int) -> int:
    return int(os.environ.get("CRM_KILLS", otherwise))


def test_no_acknowledged_step_is_lost_to_a_kill(database: Database) -> None:
    survive(database.path, how_often(10), seed=1, at_least=1)
    assert check.check(database.path).sound


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_no_acknowledged_step_is_lost_to_many_kills(database: Database) -> None:
    survive(database.path, how_often(200), seed=2, at_least=200)
    assert check.check(database.path).sound
