"""How long a step takes, its undo, an import and opening a file, beside the disk's own time in the same run."""

from __future__ import annotations

import os
import statistics
import time
from typing import TYPE_CHECKING, NamedTuple

import pytest

from crm_desktop.operations.deals import deals
from crm_desktop.store import driver
from crm_desktop.store.database import Database
from tests.builders import standing_clock
from tests.store.making import add_pipeline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crm_desktop.store.unit_of_work import Work, Writer

pytestmark = pytest.mark.benchmark

#: Records in the file while it is measured.
_CONTACTS = 100_000
_DEALS = 20_000
_TIMES = 41


class Took(NamedTuple):
    """Milliseconds: by the clock, and of them at work (the rest is the disk, and whoever else uses the machine)."""

    clock: float
    work: float

    def __str__(self) -> str:
        return f"{self.clock:.2f} ms ({self.work:.2f} at work)"


def median_ms(do: Callable[[int], object], times: int = _TIMES) -> Took:
    """Return the medians of a call, those of the quietest of five rounds."""
    rounds = [[timed(do, number) for number in range(start, start + times)] for start in range(0, 5 * times, times)]
    return min(Took(*map(statistics.median, zip(*taken, strict=True))) for taken in rounds)


def timed(do: Callable[[int], object], number: int) -> Took:
    clock, work = time.perf_counter(), time.thread_time()
    do(number)
    return Took((time.perf_counter() - clock) * 1_000, (time.thread_time() - work) * 1_000)


def fsync_ms(folder: Path) -> Took:
    """Return what the disk takes to make as much safe as a small step writes: four pages appended."""
    path = folder / "synced"
    with path.open("ab", buffering=0) as file:

        def write(_number: int) -> None:
            file.write(bytes(4 * 4_120))
            os.fsync(file.fileno())

        return median_ms(write)


@pytest.fixture
def filled(database: Database) -> Database:
    """Return a database with many contacts and deals."""
    with database.writer(standing_clock) as writer:
        with writer.step("Fill") as work:
            add_pipeline(work, "First", "Second")
            fill(work)
        writer.tidy()
    return database


def fill(work: Work) -> None:
    work.executemany(
        "insert into contact (uuid, name, sort_key) values (?, ?, ?)",
        [(f"c{n}", f"Contact {n}", f"contact {n:06}") for n in range(_CONTACTS)],
    )
    work.executemany(
        "insert into deal (uuid, title, pipeline_id, stage_id, account_id, amount_cents, currency, opened_at,"
        " stage_since) select ?, ?, pipeline_id, id, ?, ?, 'EUR', '2026-01-01T08:00:00Z', '2026-01-01T08:00:00Z'"
        " from stage where kind = 'open' order by position limit 1",
        [(f"d{n}", f"Deal {n}", n % _CONTACTS + 1, n * 100) for n in range(_DEALS)],
    )
    work.execute(
        "insert into deal_state (deal_id, stage_id, amount_cents, currency, entered, recorded_at)"
        " select id, stage_id, amount_cents, currency, opened_at, opened_at from deal"
    )


def stages_of(database: Database) -> list[int]:
    with database.reader() as reader:
        return list(reader.ids("select id from stage where kind = 'open' order by position"))


def raw_ms(path: Path, stages: list[int]) -> Took:
    """Return what the same change costs without journal, search and sums: three statements in a transaction."""
    connection = driver.connect_to_write(path)

    def move(number: int) -> None:
        deal, stage = 10_000 + number, stages[1]
        connection.execute("begin immediate")
        connection.execute("update deal set stage_id = ?, version = version + 1 where id = ?", (stage, deal))
        connection.execute("update deal_state set left = '2026-11-24T08:42:00Z' where deal_id = ?", (deal,))
        connection.execute(
            "insert into deal_state (deal_id, stage_id, entered, recorded_at) values (?, ?, ?, ?)",
            (deal, stage, "2026-11-24T08:42:00Z", "2026-11-24T08:42:00Z"),
        )
        connection.execute("commit")

    found = median_ms(move)
    connection.close()
    return found


def test_moving_a_deal_and_taking_it_back(filled: Database, tmp_path: Path) -> None:
    """Limits: the move 3 ms and one fsync, its undo 2 ms and one fsync, in the median.

    Compared is the time at work, since the clock also counts whoever else uses the machine.
    """
    stages = stages_of(filled)
    raw = raw_ms(filled.path, stages)
    with filled.writer(standing_clock) as writer:
        move = median_ms(lambda n: deals.move_to_stage(writer, deal_id=n + 1, stage_id=stages[1]))
        undo = median_ms(lambda _n: writer.undo())
        redo = median_ms(lambda _n: writer.redo())
    disk = fsync_ms(tmp_path)
    print(f"\nmove {move}, undo {undo}, redo {redo}; raw statements {raw}, fsync {disk}")  # noqa: T201
    assert move.work <= 3 + disk.work
    assert undo.work <= 2 + disk.work
    assert redo.work <= 2 + disk.work


def test_importing_many_contacts_and_taking_them_back(database: Database) -> None:
    """Limits: six times the plain statements without journal and search; the undo twice the import."""
    people = [(f"c{n}", f"Contact {n}", f"contact {n:06}") for n in range(_CONTACTS)]
    phones = [(n + 1, f"030 {n}") for n in range(_CONTACTS)]
    into_contacts = "insert into contact (uuid, name, sort_key) values (?, ?, ?)"
    into_phones = "insert into contact_point (contact_id, value) values (?, ?)"

    def plainly() -> None:
        connection.execute("begin immediate")
        connection.executemany(into_contacts, people)
        connection.executemany(into_phones, phones)
        connection.execute("commit")

    def as_a_step(writer: Writer) -> None:
        with writer.step("Import") as work:
            work.executemany(into_contacts, people)
            work.executemany(into_phones, phones)

    other = database.path.with_name("plain.crm")
    other.write_bytes(database.path.read_bytes())
    connection = driver.connect_to_write(other)
    plain = seconds(plainly)
    connection.close()
    with database.writer(standing_clock) as writer:
        step = seconds(lambda: as_a_step(writer))
        undo = seconds(writer.undo)
        redo = seconds(writer.redo)
    print(f"\nimport {step:.1f} s, plain {plain:.1f}, undo {undo:.1f}, redo {redo:.1f}")  # noqa: T201
    assert step <= 6 * plain
    assert undo <= 2 * step


def seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def test_opening_a_reader_and_a_writer(filled: Database) -> None:
    """Limits: a reader, with its look at the file, 5 ms; the writer with all its triggers 100 ms."""

    def read(_number: int) -> None:
        with Database.open(filled.path).reader() as reader:
            reader.scalar("select id from contact limit 1")

    def write(_number: int) -> None:
        filled.writer(standing_clock).close()

    reader, writer = median_ms(read, 30), median_ms(write, 10)
    print(f"\nopen and first question {reader}, open and close the writer {writer}")  # noqa: T201
    assert reader.work <= 5
    assert writer.work <= 100
