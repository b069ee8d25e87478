"""Large inserts: the journal holds what its trigger would have written, and the trigger is there again afterwards."""

from __future__ import annotations

import pytest

from crm_desktop.store import driver
from crm_desktop.store.bulk.rows import insert_rows
from crm_desktop.store.bulk.runs import LEAST, is_run
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

COLUMNS = ("id", "uuid", "name", "sort_key")
ENTRIES = "select kind, op, row_id, until_id from change where op > 0 order by seq"


def contacts(first: int, count: int) -> list[tuple[int, str, str, str]]:
    return [(number, f"u{number}", f"Kunde {number}", f"kunde {number}") for number in range(first, first + count)]


def entries(reader: Reader) -> list[tuple[object, ...]]:
    return reader.rows(lambda *columns: columns, ENTRIES)


@pytest.mark.parametrize("portions", [[LEAST * 3], [LEAST, LEAST, LEAST], [LEAST * 2, 1], [1, LEAST * 2]])
def test_a_run_is_one_entry_however_it_is_written_and_is_undone(
    writer: Writer, reader: Reader, portions: list[int]
) -> None:
    with writer.step("many") as work:
        first = 1
        for count in portions:
            insert_rows(work, "contact", COLUMNS, contacts(first, count))
            first += count
    assert work.outcome(None).changes.touch("contact")
    assert entries(reader) == [("contact", 1, 1, sum(portions))]
    writer.undo()
    assert reader.scalar("select count(*) from contact") == 0
    writer.redo()
    assert reader.scalar("select count(*), max(name) from contact") == sum(portions)


def test_rows_after_a_run_are_recorded_as_ever(writer: Writer, reader: Reader) -> None:
    with writer.step("many") as work:
        insert_rows(work, "contact", COLUMNS, contacts(1, LEAST))
        work.execute("insert into tag (contact_id, name) values (1, 'x')")
        work.execute("insert into contact (uuid, name) values ('one', 'einer')")
    assert entries(reader)[-2:] == [("tag", 1, 1, 1), ("contact", 1, LEAST + 1, LEAST + 1)]


def test_a_run_that_fails_leaves_nothing_but_a_working_journal(writer: Writer, reader: Reader) -> None:
    rows = contacts(1, LEAST)
    with pytest.raises(driver.IntegrityError), writer.step("many") as work:
        insert_rows(work, "contact", COLUMNS, [*rows[:-1], (rows[-1][0], "u1", "doppelt", "doppelt")])
    with writer.step("one") as work:
        work.execute("insert into contact (uuid, name) values ('one', 'einer')")
    assert entries(reader) == [("contact", 1, 1, 1)]
    assert reader.scalar("select count(*) from contact") == 1


def test_ids_with_a_gap_and_tables_without_a_journal_are_no_run() -> None:
    rows = contacts(1, LEAST)
    assert is_run("contact", COLUMNS, rows)
    assert not is_run("contact", COLUMNS, [*rows[:-1], (LEAST + 1, "x", "x", "x")])
    assert not is_run("contact", COLUMNS[1:], [row[1:] for row in rows])
    assert not is_run("search_doc", COLUMNS, rows)
    assert not is_run("contact", COLUMNS, rows[1:])
