"""Readers: portions, snapshots, stopping, and nothing left open."""

from __future__ import annotations

import threading
import time
from array import array
from typing import TYPE_CHECKING, NamedTuple

import pytest

from crm_desktop.base.errors import Cancelled, DamagedFile, Refused
from crm_desktop.store import driver
from crm_desktop.store.reading import PORTION, Reader
from tests.builders import standing_clock
from tests.store.making import add_person

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.store.database import Database
    from crm_desktop.store.unit_of_work import Writer

_COUNT = "with recursive n(i) as (select 1 union all select i + 1 from n where i < ?) select i, -i from n"
_FOR_EVER = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"


class Pair(NamedTuple):
    one: int
    other: int


@pytest.mark.parametrize("many", [0, 1, PORTION, PORTION + 1, 3 * PORTION])
def test_all_rows_come_in_order_whatever_their_number(reader: Reader, many: int) -> None:
    assert reader.rows(Pair, _COUNT, (many or 1,))[-1] == Pair(many or 1, -(many or 1))
    assert len(reader.rows(Pair, _COUNT, (many or 1,))) == (many or 1)
    assert reader.ids(_COUNT, (many or 1,)) == array("q", range(1, (many or 1) + 1))


def test_a_row_may_be_made_by_any_function(reader: Reader) -> None:
    assert reader.rows(lambda one, other: one - other, _COUNT, (2,)) == [2, 4]
    assert reader.row(Pair, _COUNT, (2,)) == Pair(1, -1)


def test_values_are_bound_by_place_or_by_name(reader: Reader) -> None:
    assert reader.scalar("select ? || ?", ("a", "b")) == "ab"
    assert reader.scalar("select :one || :other", {"one": "%s", "other": "?"}) == "%s?"


def test_where_there_is_no_row_there_is_nothing(reader: Reader) -> None:
    assert reader.row(Pair, "select 1, 2 where 0") is None
    assert reader.scalar("select 1 where 0") is None
    assert reader.rows(Pair, "select 1, 2 where 0") == []
    assert reader.ids("select 1 where 0") == array("q")


def test_no_question_leaves_a_cursor_open(database: Database, writer: Writer, reader: Reader) -> None:
    with writer.step("Import") as work:
        work.executemany("insert into contact (uuid) values (?)", [(str(n),) for n in range(2_000)])
    reader.row(int, "select id from contact")
    reader.scalar("select id from contact")
    reader.rows(int, "select id from contact")
    reader.ids("select id from contact")
    busy, _pages, _done = writer._connection.execute("pragma wal_checkpoint(truncate)").fetchone()  # noqa: SLF001
    assert busy == 0
    assert database.path.with_name("firm.crm-wal").stat().st_size == 0


def test_a_question_is_stopped_from_another_thread_and_the_next_one_works(reader: Reader) -> None:
    stopper = threading.Timer(0.05, reader.interrupt)
    stopper.start()
    began = time.perf_counter()
    with pytest.raises(Cancelled):
        reader.scalar(_FOR_EVER)
    stopper.join()
    assert time.perf_counter() - began < 5
    assert reader.scalar("select 1") == 1


def test_interrupting_an_idle_reader_harms_nothing(reader: Reader) -> None:
    reader.interrupt()
    assert reader.scalar("select 1") == 1


def test_within_a_snapshot_every_question_sees_the_same_state(writer: Writer, reader: Reader) -> None:
    add_person(writer, "Ada")
    count = "select count(*) from contact"
    with reader.snapshot():
        assert reader.scalar(count) == 1
        add_person(writer, "Grace")
        assert reader.scalar(count) == 1
    assert reader.scalar(count) == 2


def test_a_snapshot_within_a_step_shows_the_step(writer: Writer) -> None:
    with writer.step("Add") as work:
        work.execute("insert into contact (uuid) values ('u')")
        with work.read.snapshot():
            assert work.read.scalar("select count(*) from contact") == 1
        work.execute("insert into contact (uuid) values ('v')")


def test_a_reader_learns_that_others_have_written(database: Database, reader: Reader) -> None:
    before = reader.data_version()
    assert reader.data_version() == before
    with database.writer(standing_clock) as writer:
        add_person(writer, "Ada")
    assert reader.data_version() != before


def test_a_reader_belongs_to_its_thread(reader: Reader) -> None:
    errors: list[str] = []

    def trespass() -> None:
        try:
            reader.scalar("select 1")
        except driver.Error as error:
            errors.append(str(error))

    thread = threading.Thread(target=trespass)
    thread.start()
    thread.join()
    assert "thread" in errors[0]


def test_a_file_that_is_no_database_is_damaged_to_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "no.crm"
    path.write_bytes(b"no database " * 500)
    with pytest.raises(DamagedFile):
        Reader.open(path)


def test_a_file_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        Reader.open(tmp_path / "none.crm")
