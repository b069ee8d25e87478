"""The power goes during real steps, on a simulated disk: every acknowledged step is there afterwards, whole.

The statements of real steps are recorded here and played in a process of its own (`power_cut`), for the simulated disk
needs another SQLite library.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from crm_desktop.domain.contacts import Contact
from crm_desktop.domain.deals import Deal
from crm_desktop.store import driver, writing
from tests.builders import standing_clock
from tests.store.acting import Actor
from tests.store.making import add_deal, add_person, add_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_desktop.store.database import Database
    from crm_desktop.store.unit_of_work import Writer


class RecordingCursor(driver.Cursor):
    """Remembers what it executes."""

    def execute(self, sql: str, values: Any = ()) -> RecordingCursor:
        self.tape.append((sql, values if isinstance(values, dict) else tuple(values)))
        super().execute(sql, values)
        return self

    def executemany(self, sql: str, rows: Iterable[Any]) -> RecordingCursor:
        given = [tuple(row) for row in rows]
        self.tape.append((sql, given))
        super().executemany(sql, given)
        return self

    @property
    def tape(self) -> list[tuple[str, Any]]:
        connection = self.connection
        assert isinstance(connection, RecordingConnection)
        return connection.tape


class RecordingConnection(driver.Connection):
    """Remembers everything that is executed on it, by whichever way."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self.tape: list[tuple[str, Any]] = []
        super().__init__(*args, **options)

    def cursor(self, *_: Any, **__: Any) -> RecordingCursor:  # type: ignore[override]
        return super().cursor(RecordingCursor)


@pytest.fixture
def recording(database: Database, tmp_path: Path) -> Path:
    """Do real steps, undo and redo some, and return the file that says what was there before and what was executed."""
    before = database.path.read_bytes()
    connection = driver.connect_to_write(database.path, factory=RecordingConnection)
    assert isinstance(connection, RecordingConnection)
    with writing.over(connection, standing_clock) as writer:
        do_something_of_everything(writer)
    tape = [(sql, values) for sql, values in connection.tape if "wal_checkpoint" not in sql and "optimize" not in sql]
    path = tmp_path / "recording"
    path.write_bytes(pickle.dumps((before, tape)))
    return path


def do_something_of_everything(writer: Writer) -> None:
    for number in range(5):
        add_person(writer, f"Person {number}", "1", "2", "3")
    with writer.step("Deal") as work:
        stages = add_pipeline(work, "First", "Second")
        deal = add_deal(work, "Roof", stages[0], 100_00, account_id=1)
    with writer.step("Move") as work:
        work.get(Deal, deal.id).stage_id = stages[1]
    with writer.step("Delete") as work:
        work.delete(work.get(Contact, 2))
    writer.undo()
    writer.undo()
    writer.redo()
    with writer.step("Import") as work:
        work.executemany("insert into contact (uuid, name) values (?, ?)", [(f"u{n}", f"Name {n}") for n in range(200)])
    writer.undo()
    actor = Actor(writer, Random(7))
    for _number in range(6):
        actor.act()


def cut(recording: Path, cuts: int, synchronous: str, seed: int = 1) -> dict[str, int]:
    """Cut the power so many times and return how many cuts ended well, lost steps, or left a damaged file."""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.power_cut", str(recording), str(cuts), str(seed), synchronous],
        capture_output=True,
        text=True,
        check=False,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, int] = json.loads(done.stdout)
    return found


def test_a_power_cut_loses_no_acknowledged_step_and_damages_nothing(recording: Path) -> None:
    found = cut(recording, 25, "full")
    assert (found["ok"], found["lost"], found["damaged"]) == (25, 0, 0)
    assert found["commits"] > 12


def test_without_synchronous_writing_the_same_cuts_do_damage(recording: Path) -> None:
    """The negative control: this test can fail."""
    found = cut(recording, 25, "off")
    assert found["lost"] + found["damaged"] > 5


def test_with_less_than_full_synchronous_writing_acknowledged_steps_would_be_lost(recording: Path) -> None:
    """Why the file is opened with `synchronous=full`, slower as that is."""
    found = cut(recording, 25, "normal")
    assert found["lost"] > 0
    assert found["damaged"] == 0


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_five_hundred_power_cuts_lose_and_damage_nothing(recording: Path) -> None:
    cuts = int(os.environ.get("CRM_POWER_CUTS", "500"))
    found = cut(recording, cuts, "full", seed=2026)
    assert (found["ok"], found["lost"], found["damaged"]) == (cuts, 0, 0)
    assert cut(recording, 100, "off", seed=2026)["damaged"] > 0
