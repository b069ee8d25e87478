"""Undo and redo: values to the byte, what another program has changed, and what is too old to be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crm_desktop.base.errors import Conflict, Refused
from crm_desktop.domain.contacts import Contact, Tag
from crm_desktop.store import driver
from tests.store.acting import NASTY, WHOLES
from tests.store.making import add_deal, add_person, add_pipeline, person

if TYPE_CHECKING:
    from crm_desktop.store.database import Database
    from crm_desktop.store.reading import Reader
    from crm_desktop.store.unit_of_work import Writer


def meddle(database: Database, *statements: str) -> None:
    """Change the file the way another program would: past the journal."""
    connection = driver.connect_to_write(database.path)
    for statement in statements:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("text", NASTY)
def test_a_text_survives_undo_and_redo_to_the_byte(writer: Writer, reader: Reader, text: str) -> None:
    ada = add_person(writer, "Ada")
    question = "select cast(note as blob) from contact"
    with writer.step("First") as work:
        work.execute("update contact set note = ?", (text,))
    with writer.step("Second") as work:
        work.execute("update contact set note = 'other'")
    with writer.step("Third") as work:
        work.delete(work.get(Contact, ada))
    writer.undo()
    writer.undo()
    assert reader.scalar(question) == text.encode()
    writer.redo()
    writer.undo()
    assert reader.scalar(question) == text.encode()


@pytest.mark.parametrize("number", WHOLES)
def test_a_whole_number_survives_undo(writer: Writer, reader: Reader, number: int) -> None:
    add_person(writer, "Ada")
    with writer.step("First") as work:
        work.execute("update contact set employees = ?", (number,))
    with writer.step("Second") as work:
        work.execute("update contact set employees = 7")
    writer.undo()
    assert reader.scalar("select employees from contact") == number


@pytest.mark.parametrize("number", [0.1, 1e308, 5e-324, float("inf"), float("-inf"), 1 / 3, 5.0])
def test_a_float_survives_undo(writer: Writer, reader: Reader, number: float) -> None:
    with writer.step("First") as work:
        stage = add_pipeline(work, "One")[0]
        add_deal(work, "Roof", stage, 100).position = number
    with writer.step("Second") as work:
        work.execute("update deal set position = 7")
    writer.undo()
    assert reader.scalar("select position from deal") == number
    assert reader.scalar("select typeof(position) from deal") == "real"


def test_replace_records_the_row_it_replaces_with_all_its_parts(writer: Writer, reader: Reader) -> None:
    ada = add_person(writer, "Ada", "1", "2")
    with writer.step("Replace") as work:
        work.execute("insert or replace into contact (id, uuid, name) values (?, 'u', 'Grace')", (ada,))
    assert reader.scalar("select count(*) from contact_point") == 0
    writer.undo()
    assert reader.scalar("select name from contact") == "Ada"
    assert reader.scalar("select count(*) from contact_point") == 2


def test_deleting_without_where_is_recorded_row_by_row(writer: Writer, reader: Reader) -> None:
    ada = add_person(writer, "Ada")
    with writer.step("Tag") as work:
        for name in ("a", "b", "c"):
            work.add(Tag(contact_id=ada, name=name))
    with writer.step("Clear") as work:
        work.execute("delete from tag")
    writer.undo()
    assert reader.rows(str, "select name from tag order by id") == ["a", "b", "c"]


def test_a_cut_link_comes_back_through_several_levels_of_the_same_table(writer: Writer, reader: Reader) -> None:
    with writer.step("Family") as work:
        parent = work.add(person("Parent"))
        work.flush()
        for name in ("Child", "Other child"):
            work.add(person(name, company_id=parent.id))
    with writer.step("Delete") as work:
        work.delete(work.get(Contact, parent.id))
    assert reader.rows(str, "select name from contact where company_id is null order by id") == ["Child", "Other child"]
    writer.undo()
    assert reader.scalar("select count(*) from contact where company_id = ?", (parent.id,)) == 2


def test_swapped_unique_values_are_swapped_back(writer: Writer, reader: Reader) -> None:
    ada, grace = add_person(writer, "Ada"), add_person(writer, "Grace")
    before = reader.rows(str, "select uuid from contact order by id")
    with writer.step("Swap") as work:
        for contact_id, value in ((ada, "between"), (grace, before[0]), (ada, before[1])):
            work.execute("update contact set uuid = ? where id = ?", (value, contact_id))
    writer.undo()
    assert reader.rows(str, "select uuid from contact order by id") == before
    writer.redo()
    assert reader.rows(str, "select uuid from contact order by id") == before[::-1]


def test_a_new_step_takes_the_place_of_those_undone(writer: Writer, reader: Reader) -> None:
    for name in ("Ada", "Grace", "Edsger"):
        add_person(writer, name)
    writer.undo()
    writer.undo()
    add_person(writer, "Barbara")
    with pytest.raises(Refused, match="nothing to redo"):
        writer.redo()
    assert reader.rows(str, "select label from step order by id") == ["Add “Ada”", "Add “Barbara”"]
    assert reader.scalar("select count(*) from change where op = 3") == 0


def test_undo_raises_the_version_of_a_record_instead_of_restoring_it(writer: Writer, reader: Reader) -> None:
    ada = add_person(writer, "Ada")
    versions = [reader.scalar("select version from contact")]
    with writer.step("Edit") as work:
        work.get(Contact, ada).name = "Ada L."
    versions.append(reader.scalar("select version from contact"))
    for flip in (writer.undo, writer.redo, writer.undo):
        flip()
        versions.append(reader.scalar("select version from contact"))
    with writer.step("Delete") as work:
        work.delete(work.get(Contact, ada))
    writer.undo()
    versions.append(reader.scalar("select version from contact"))
    assert versions == sorted(set(versions))


def test_a_row_another_program_deleted_is_a_conflict_and_nothing_is_half_undone(
    database: Database, writer: Writer, reader: Reader
) -> None:
    with writer.step("Import") as work:
        work.executemany("insert into contact (uuid) values (?)", [(f"u{n}",) for n in range(10)])
    meddle(database, "delete from contact where id = 5")
    with pytest.raises(Conflict, match="another program"):
        writer.undo()
    assert reader.scalar("select count(*) from contact") == 9
    writer.close_horizon()
    with pytest.raises(Refused, match="cannot be undone"):
        writer.undo()
    add_person(writer, "Ada")
    writer.undo()


def test_an_updated_row_another_program_deleted_is_a_conflict(
    database: Database, writer: Writer, reader: Reader
) -> None:
    add_person(writer, "Ada")
    with writer.step("Edit") as work:
        work.execute("update contact set note = 'x'")
    meddle(database, "delete from contact")
    with pytest.raises(Conflict):
        writer.undo()
    assert reader.scalar("select count(*) from contact") == 0


def test_a_row_another_program_put_in_the_place_of_a_deleted_one_is_a_conflict(
    database: Database, writer: Writer, reader: Reader
) -> None:
    ada = add_person(writer, "Ada")
    with writer.step("Delete") as work:
        work.delete(work.get(Contact, ada))
    meddle(database, f"insert into contact (id, uuid, name) values ({ada}, 'u', 'Squatter')")
    with pytest.raises(Conflict):
        writer.undo()
    assert reader.scalar("select name from contact") == "Squatter"


def test_a_reference_another_program_took_away_is_a_conflict(
    database: Database, writer: Writer, reader: Reader
) -> None:
    ada = add_person(writer, "Ada", "1")
    with writer.step("Delete number") as work:
        work.execute("delete from contact_point")
    meddle(database, f"delete from contact where id = {ada}")
    with pytest.raises(Conflict):
        writer.undo()
    assert reader.scalar("select count(*) from contact_point") == 0
