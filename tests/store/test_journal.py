"""The journal: what is recorded, how steps hold it, and the traps that once destroyed it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from crm_desktop.base.errors import Refused
from crm_desktop.domain.contacts import Contact
from crm_desktop.store import driver, triggers
from crm_desktop.store.tables import JOURNALLED, NOT_JOURNALLED, metadata
from crm_desktop.store.writing import journalled_tables
from tests.builders import NOW
from tests.store.making import add_person

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.store.database import Database
    from crm_desktop.store.reading import Reader
    from crm_desktop.store.unit_of_work import Writer


def entries(reader: Reader) -> list[tuple[str, int, int, int]]:
    return reader.rows(lambda *row: row, "select kind, op, row_id, until_id from change order by seq")


def test_every_table_is_journalled_or_on_the_short_list_of_those_that_are_not() -> None:
    assert {
        "step",
        "change",
        "search_doc",
        "deal_summary",
        "activity_sum",
        "line_sum",
        "closed_sum",
        "opened_sum",
        "course_sum",
        "known_sum",
        "blob",
        "blob_text",
        "setting",
        "alembic_version",
        "health",
    } == NOT_JOURNALLED
    assert set(metadata.tables) <= JOURNALLED | NOT_JOURNALLED
    for table in journalled_tables():
        assert table.columns[0] == "id", f"{table.name} cannot be journalled without an id in front"
        assert metadata.tables[table.name].dialect_options["sqlite"]["autoincrement"], f"ids of {table.name} come twice"
        assert not any(
            metadata.tables[table.name].c[c.key].type.python_type is bytes for c in metadata.tables[table.name].c
        )


def test_the_writing_connection_has_triggers_for_every_journalled_table(writer: Writer) -> None:
    with writer.step("Look") as work:
        names = set(work.read.rows(str, "select name from temp.sqlite_schema where type = 'trigger'"))
    expected = {f"journal_{name}_{event}" for name in JOURNALLED for event in ("insert", "update", "delete", "id")}
    assert expected <= names


def test_nothing_of_the_triggers_lies_in_the_file(writer: Writer, reader: Reader) -> None:
    add_person(writer, "Ada")
    assert reader.scalar("select count(*) from main.sqlite_schema where type in ('trigger', 'view')") == 0


def test_an_import_is_one_entry_a_table(writer: Writer, reader: Reader) -> None:
    with writer.step("Import") as work:
        work.executemany("insert into contact (uuid) values (?)", [(f"u{n}",) for n in range(2_000)])
        work.execute("insert into contact_point (contact_id, value) select id, 'x' from contact")
    assert entries(reader) == [("", 0, 0, 0), ("contact", 1, 1, 2_000), ("contact_point", 1, 1, 2_000)]
    writer.undo()
    assert reader.scalar("select count(*) from contact") == 0
    writer.redo()
    assert reader.scalar("select count(*) from contact") == 2_000
    assert len(entries(reader)) == 3


def test_the_run_of_one_step_does_not_grow_into_the_step_before(writer: Writer, reader: Reader) -> None:
    first, second = add_person(writer, "Ada"), add_person(writer, "Grace")
    assert second == first + 1
    assert entries(reader) == [("", 0, 0, 0), ("contact", 1, 1, 1), ("", 0, 0, 0), ("contact", 1, 2, 2)]
    writer.undo()
    assert reader.rows(str, "select name from contact") == ["Ada"]


def test_only_the_old_values_of_changed_columns_are_written(writer: Writer, reader: Reader) -> None:
    ada = add_person(writer, "Ada")
    with writer.step("Edit") as work:
        contact = work.get(Contact, ada)
        contact.note, contact.employees = "new", 5
    old = json.loads(reader.scalar("select old_values from change where op = 2"))
    assert old == {"note": "", "employees": None}


def test_bytes_in_a_journalled_table_are_refused(writer: Writer, reader: Reader) -> None:
    add_person(writer, "Ada")

    def store_bytes() -> None:
        with writer.step("Bytes") as work:
            work.execute("update contact set note = x'00ff'")
            work.execute("update contact set note = 'text'")

    with pytest.raises(driver.Error, match="BLOB"):
        store_bytes()
    assert reader.scalar("select note from contact") == ""


def test_an_id_never_changes(writer: Writer) -> None:
    add_person(writer, "Ada")
    with pytest.raises(driver.Error, match="never changes"), writer.step("Renumber") as work:
        work.execute("update contact set id = 77")


def test_an_id_is_never_given_out_again(writer: Writer, reader: Reader) -> None:
    add_person(writer, "Ada")
    grace = add_person(writer, "Grace")
    writer.undo()
    assert add_person(writer, "Edsger") > grace


def test_old_steps_are_pruned_and_the_history_of_fields_stays(database: Database) -> None:
    now = [NOW]
    with database.writer(lambda: now[0]) as writer, database.reader() as reader:
        ada = add_person(writer, "Ada")
        for name in ("One", "Two", "Three"):
            with writer.step(name) as work:
                work.get(Contact, ada).name = name
        with writer.step("Delete") as work:
            work.execute("delete from contact where id <> ?", (ada,))
            work.delete(work.get(Contact, ada))
        writer.undo()
        assert writer.prune(keep_steps=2, keep_for=timedelta(days=90)) == 2
        assert [entry[1] for entry in entries(reader)].count(2) == 3
        writer.undo()
        writer.undo()
        with pytest.raises(Refused, match="cannot be undone"):
            writer.undo()
        assert reader.scalar("select name from contact") == "One"
        now[0] += timedelta(days=91)
        assert writer.prune(keep_steps=500, keep_for=timedelta(days=90)) == 0


def test_pruning_keeps_what_was_undone_before_the_last_redo(writer: Writer, reader: Reader) -> None:
    for name in ("Ada", "Grace", "Edsger"):
        add_person(writer, name)
    for flip in (writer.undo, writer.undo, writer.redo):
        flip()
    assert writer.prune(keep_steps=0, keep_for=timedelta(days=1)) == 2
    assert writer.redo().label == "Add “Edsger”"
    assert reader.rows(str, "select name from contact order by id") == ["Ada", "Grace", "Edsger"]


def test_steps_older_than_the_horizon_are_pruned(database: Database) -> None:
    now = [datetime(2026, 1, 1, tzinfo=UTC)]
    with database.writer(lambda: now[0]) as writer, database.reader() as reader:
        add_person(writer, "Ada")
        now[0] += timedelta(days=100)
        add_person(writer, "Grace")
        assert writer.prune(keep_for=timedelta(days=90)) == 1
        assert reader.rows(bool, "select closed from step order by id") == [True, False]
        assert entries(reader) == [("", 0, 0, 0), ("contact", 1, 2, 2)]


def test_closing_the_writer_prunes(database: Database) -> None:
    now = [datetime(2026, 1, 1, tzinfo=UTC)]
    with database.writer(lambda: now[0]) as writer:
        add_person(writer, "Ada")
        now[0] += timedelta(days=91)
    with database.reader() as reader:
        assert reader.rows(bool, "select closed from step") == [True]


def test_a_small_step_takes_little_room(writer: Writer, reader: Reader) -> None:
    ada = add_person(writer, "Ada")
    writer.tidy()
    before = reader.scalar("pragma page_count")
    for n in range(1_000):
        with writer.step("Edit contact “Ada”") as work:
            work.execute("update contact set note = ? where id = ?", (str(n), ada))
    writer.tidy()
    grown = (reader.scalar("pragma page_count") - before) * reader.scalar("pragma page_size")
    assert grown / 1_000 < 250


def test_a_column_named_like_a_word_of_sql_is_recorded(tmp_path: Path) -> None:
    statements = triggers.statements(triggers.Journalled("order", ("id", "select", "version")))
    connection = driver.connect_to_migrate(tmp_path / "strange.db")
    connection.execute('create table "order" (id integer primary key autoincrement, "select" text, version integer)')
    connection.execute("create table change (seq integer primary key, kind, op, row_id, until_id, old_values)")
    for statement in statements:
        connection.execute(statement)
    connection.execute('insert into "order" ("select") values (\'a\')')
    connection.execute('update "order" set "select" = \'b\', version = 2')
    connection.execute('update "order" set version = 3')
    found = connection.execute("select kind, op, old_values from change").fetchall()
    connection.close()
    assert found == [("order", 1, None), ("order", 2, '{"select":"a"}')]


def test_a_table_without_columns_but_its_id_can_be_recorded(tmp_path: Path) -> None:
    connection = driver.connect_to_migrate(tmp_path / "strange.db")
    connection.execute("create table mark (id integer primary key autoincrement)")
    connection.execute("create table change (seq integer primary key, kind, op, row_id, until_id, old_values)")
    triggers.install(connection, [triggers.Journalled("mark", ("id",))])
    connection.execute("insert into mark default values")
    connection.execute("delete from mark")
    found = connection.execute("select op, old_values from change").fetchall()
    connection.close()
    assert found == [(1, None), (3, '{"id":1}')]
