"""Very many new rows are taken back at once, and leave what taking them back one by one would have left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crm_desktop.base.errors import Conflict
from crm_desktop.store import driver, kept_sums, replay, replay_runs, search_index, search_loading, setting_aside
from crm_desktop.store.bulk.loading import large_load
from crm_desktop.store.bulk.rows import insert_rows
from crm_desktop.store.search_index import Differences
from tests.store.acting import digest
from tests.store.making import add_person
from tests.store.test_replay import meddle

if TYPE_CHECKING:
    from crm_desktop.store.database import Database
    from crm_desktop.store.reading import Reader
    from crm_desktop.store.unit_of_work import Writer

#: More than the rows there were before, in two portions: each is a run of its own in each table.
PORTION = 30
ENTRIES = (
    "select kind, op, row_id, until_id, json_remove(old_values, '$.version') from change"
    " where op <> 0 order by kind, op, row_id"
)


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (setting_aside, replay_runs):
        monkeypatch.setattr(module, "LEAST", 10)
    monkeypatch.setattr(replay, "_MANY", 5)
    monkeypatch.setattr(search_index, "_LARGE", 10)
    monkeypatch.setattr(search_loading, "LEAST", 10)


def bring_many(writer: Writer, *, company: int | None = 11) -> None:
    """Add contacts with their parts in one step, an address of somebody who was there, and a change of that one."""
    with writer.step("Import") as work, large_load(work, 2 * PORTION):
        for first in (11, 11 + PORTION):
            ids = range(first, first + PORTION)
            people = [
                (at, f"u{at}", f"Kunde {at}", f"kunde {at}", company, "note \0 “”" if at % 2 else "") for at in ids
            ]
            insert_rows(work, "contact", ("id", "uuid", "name", "sort_key", "company_id", "note"), people)
            insert_rows(work, "address", ("contact_id", "city"), [(at, "Ulm") for at in (1, *ids)])
            mails = [(at, "email", f"k{at}@x.example") for at in ids]
            insert_rows(work, "contact_point", ("contact_id", "kind", "value"), mails)
        work.execute("update contact set referred_by_id = 12 where id = 1")
        work.execute("update contact set category = 'A' where id = 20")


def state(reader: Reader) -> tuple[object, ...]:
    assert kept_sums.are_right(reader)
    indexes = reader.rows(str, "select sql from sqlite_schema where type = 'index' and sql is not null order by name")
    docs = reader.rows(lambda *row: row, "select kind, ref, words from search_doc order by 1, 2")
    return digest(reader), indexes, docs


def agrees(database: Database) -> bool:
    """Whether the search index is what the records say, and the file is sound."""
    connection = driver.connect_to_read(database.path)
    try:
        return (
            search_index.differences(connection) == Differences()
            and not connection.execute("pragma foreign_key_check").fetchall()
        )
    finally:
        connection.close()


def test_undo_and_redo_lead_to_the_very_states_there_were(database: Database, writer: Writer, reader: Reader) -> None:
    add_person(writer, "Ada", "0171 5552018")
    before = state(reader)
    bring_many(writer)
    after = state(reader)
    for _again in range(2):
        assert writer.undo().changes.by_kind.keys() >= {"contact", "address", "contact_point"}
        assert state(reader) == before
        assert agrees(database)
        writer.redo()
        assert state(reader) == after
        assert agrees(database)


def test_the_journal_holds_what_it_would_hold_row_by_row(
    writer: Writer, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_person(writer, "Ada")
    bring_many(writer, company=1)
    writer.undo()
    at_once = reader.rows(lambda *row: row, ENTRIES)
    writer.redo()
    monkeypatch.setattr(replay_runs, "LEAST", 10**9)
    writer.undo()
    assert reader.rows(lambda *row: row, ENTRIES) == at_once


def test_a_row_of_a_run_another_program_deleted_is_a_conflict_and_nothing_is_half_undone(
    database: Database, writer: Writer, reader: Reader
) -> None:
    add_person(writer, "Ada")
    bring_many(writer)
    meddle(database, "delete from contact_point where contact_id = 14")
    after = digest(reader)
    with pytest.raises(Conflict, match="another program"):
        writer.undo()
    assert digest(reader) == after
    with writer.step("More") as work, pytest.raises(driver.IntegrityError):  # keys are checked again
        work.execute("insert into address (contact_id) values (999)")
    add_person(writer, "Berta")  # and the sums are kept again
    assert reader.scalar("select (select sum(cases) from known_sum) - (select count(*) from contact)") == 0


def test_what_another_program_let_refer_to_a_row_goes_with_it_as_ever(
    database: Database, writer: Writer, reader: Reader
) -> None:
    add_person(writer, "Ada")
    bring_many(writer)
    meddle(database, "insert into tag (contact_id, name) values (15, 'Messe')")
    writer.undo()
    assert reader.scalar("select count(*) from tag") == 0
    assert reader.scalar("select count(*) from contact") == 1
    assert agrees(database)
