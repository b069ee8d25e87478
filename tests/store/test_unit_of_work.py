"""Steps: whole or not at all, undoable, and refused outside."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from crm_desktop.base.errors import Cancelled, NotFound, Refused
from crm_desktop.domain.changes import NAMED_AT_MOST
from crm_desktop.domain.contacts import Contact
from crm_desktop.store import driver
from tests.builders import NOW, standing_clock
from tests.store.making import add_person, person, phone

if TYPE_CHECKING:
    from crm_desktop.store.database import Database
    from crm_desktop.store.reading import Reader
    from crm_desktop.store.unit_of_work import Writer


def names(reader: Reader) -> list[str]:
    return reader.rows(str, "select name from contact order by id")


def test_a_step_is_committed_and_its_outcome_names_what_changed(writer: Writer, reader: Reader) -> None:
    with writer.step("Add contact") as work:
        contact = work.add(person("Ada"))
        work.flush()
        work.add(phone(contact.id, "+49 30 1"))
        work.label = "Add “Ada”"
    outcome = work.outcome(contact.id)
    assert outcome.value == contact.id
    assert outcome.label == "Add “Ada”"
    assert outcome.step is not None
    assert outcome.changes.ids("contact") == frozenset({contact.id})
    assert outcome.changes.touch("contact_point")
    assert not outcome.changes.touch("deal")
    assert names(reader) == ["Ada"]


def test_an_error_takes_back_everything_the_step_did(writer: Writer, reader: Reader) -> None:
    before = reader.scalar("select count(*) from change")

    def fail() -> None:
        with writer.step("Half") as work:
            work.add(person("Ada"))
            work.flush()
            work.execute("insert into setting (key, value) values ('a', '1')")
            raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        fail()
    assert names(reader) == []
    assert reader.scalar("select count(*) from setting") == 0
    assert reader.scalar("select count(*) from change") == before
    add_person(writer, "Grace")
    assert names(reader) == ["Grace"]


def test_a_write_outside_a_step_is_refused(writer: Writer, database: Database) -> None:
    connection = driver.connect_to_write(database.path)
    connection.close()
    add_person(writer, "Ada")
    for statement in (
        "update contact set name = 'x'",
        "insert into setting (key, value) values ('a', '1')",
        "create table planted (id integer)",
        "create temp table planted (id integer)",
        "drop table contact",
    ):
        with pytest.raises(driver.Error, match="readonly"):
            writer._connection.execute(statement)  # noqa: SLF001 - the very door that must be locked


def test_a_write_is_refused_outside_even_after_a_step_failed(writer: Writer) -> None:
    with pytest.raises(NotFound), writer.step("Fail") as work:
        work.get(Contact, 99)
    with pytest.raises(driver.Error, match="readonly"):
        writer._connection.execute("insert into setting (key, value) values ('a', '1')")  # noqa: SLF001


def test_a_reader_cannot_write(reader: Reader) -> None:
    with pytest.raises(Refused, match="reading only"):
        reader.rows(str, "insert into setting (key, value) values ('a', '1') returning key")


def test_a_step_that_changes_nothing_leaves_no_step_but_keeps_what_is_not_journalled(
    writer: Writer, reader: Reader
) -> None:
    with writer.step("Set") as work:
        work.execute("insert into setting (key, value) values ('theme', '\"dark\"')")
        work.announce("setting")
    outcome = work.outcome(None)
    assert outcome.step is None
    assert outcome.changes.touch("setting")
    assert reader.scalar("select value from setting") == '"dark"'
    assert reader.scalar("select count(*) from step") == 0
    assert reader.scalar("select count(*) from change") == 0


def test_saving_a_record_unchanged_leaves_no_step(writer: Writer, reader: Reader) -> None:
    ada = add_person(writer, "Ada")
    with writer.step("Edit") as work:
        work.execute("update contact set name = name where id = ?", (ada,))
    assert work.outcome(None).step is None
    assert reader.scalar("select count(*) from step") == 1


def test_steps_do_not_nest(writer: Writer, reader: Reader) -> None:
    with writer.step("Outer") as work:
        work.add(person("Ada"))
        with pytest.raises(RuntimeError, match="do not nest"), writer.step("Inner"):
            pass
        with pytest.raises(RuntimeError, match="do not nest"):
            writer.undo()
    assert names(reader) == ["Ada"]


def test_the_outcome_is_not_known_before_the_commit(writer: Writer) -> None:
    with writer.step("Early") as work, pytest.raises(RuntimeError, match="committed"):
        work.outcome(None)


def test_deleting_an_entity_takes_its_parts_along_and_undo_brings_all_back(writer: Writer, reader: Reader) -> None:
    ada = add_person(writer, "Ada", "1", "2")
    with writer.step("Delete") as work:
        work.delete(work.get(Contact, ada))
    changes = work.outcome(None).changes
    assert changes.ids("contact") == frozenset({ada})
    assert len(changes.ids("contact_point") or ()) == 2
    assert reader.scalar("select count(*) from contact_point") == 0
    writer.undo()
    assert reader.rows(str, "select value from contact_point order by id") == ["1", "2"]


def test_many_changed_records_are_not_named_one_by_one(writer: Writer) -> None:
    with writer.step("Import") as work:
        work.executemany(
            "insert into contact (uuid, name) values (?, ?)", [(f"u{n}", f"n{n}") for n in range(NAMED_AT_MOST + 1)]
        )
    changes = work.outcome(None).changes
    assert changes.touch("contact")
    assert changes.ids("contact") is None


def test_the_writer_stays_on_its_thread(writer: Writer) -> None:
    errors: list[BaseException] = []

    def trespass() -> None:
        try:
            with writer.step("Elsewhere"):
                pass
        except driver.Error as error:
            errors.append(error)

    thread = threading.Thread(target=trespass)
    thread.start()
    thread.join()
    assert "thread" in str(errors[0])


def test_there_is_nothing_to_undo_in_a_new_file(writer: Writer) -> None:
    with pytest.raises(Refused, match="nothing to undo"):
        writer.undo()
    with pytest.raises(Refused, match="nothing to redo"):
        writer.redo()


def test_a_sealed_step_cannot_be_undone_nor_can_those_before(writer: Writer, reader: Reader) -> None:
    add_person(writer, "Ada")
    with writer.step("Send mail") as work:
        work.add(person("Grace"))
        work.seal()
    with pytest.raises(Refused, match="cannot be undone"):
        writer.undo()
    add_person(writer, "Edsger")
    writer.undo()
    with pytest.raises(Refused, match="cannot be undone"):
        writer.undo()
    assert names(reader) == ["Ada", "Grace"]


def test_undo_works_after_the_program_was_started_again(database: Database) -> None:
    with database.writer(standing_clock) as first:
        add_person(first, "Ada")
        add_person(first, "Grace")
    with database.writer(standing_clock) as second:
        assert second.undo().label == "Add “Grace”"
    with database.writer(standing_clock) as third, database.reader() as reader:
        assert third.undo().label == "Add “Ada”"
        assert names(reader) == []
        assert third.redo().label == "Add “Ada”"
        assert third.redo().label == "Add “Grace”"
        assert names(reader) == ["Ada", "Grace"]


def test_derived_data_are_refreshed_in_the_step_in_undo_and_in_redo(database: Database) -> None:
    seen: list[list[tuple[str, int]]] = []
    with database.writer(standing_clock) as writer:
        writer._derived = (lambda _c, changes: seen.append([(e.kind, e.op) for e in changes.entries]),)  # noqa: SLF001
        add_person(writer, "Ada", "1")
        writer.undo()
        writer.redo()
    assert seen == [
        [("contact", 1), ("contact_point", 1)],
        [("contact_point", 3), ("contact", 3)],
        [("contact", 1), ("contact_point", 1)],
    ]


def test_an_error_in_derived_data_takes_the_step_back(database: Database) -> None:
    def fail(_connection: driver.Connection, _changes: object) -> None:
        raise ValueError("no index")

    with database.writer(standing_clock) as writer:
        writer._derived = (fail,)  # noqa: SLF001
        with pytest.raises(ValueError, match="no index"):
            add_person(writer, "Ada")
    with database.reader() as reader:
        assert names(reader) == []


def test_an_erased_person_leaves_no_byte_in_the_file(database: Database) -> None:
    name = "Wiebke-Ottilie Unverwechselbar"
    with database.writer(standing_clock) as writer:
        ada = add_person(writer, name, "0170-4711NUMBER")
        with writer.step(f"Edit “{name}”") as work:
            work.get(Contact, ada).name = "Wiebke Unverwechselbar"
        with writer.step("Erase") as work:
            work.delete(work.get(Contact, ada))
            work.leave_no_trace()
        with pytest.raises(Refused):
            writer.undo()
        writer.tidy()
    left = database.path.read_bytes()
    assert b"Unverwechselbar" not in left
    assert b"4711NUMBER" not in left


def test_a_full_disk_is_said_plainly_and_nothing_is_lost(database: Database) -> None:
    with database.writer(standing_clock) as writer, database.reader() as reader:
        add_person(writer, "Ada")
        pages = reader.scalar("pragma page_count")
        writer._connection.execute(f"pragma max_page_count={pages}")  # noqa: SLF001
        with pytest.raises(Refused, match="no space left"):
            add_person(writer, "x" * 100_000)
        writer._connection.execute("pragma max_page_count=1000000")  # noqa: SLF001
        add_person(writer, "Grace")
        assert names(reader) == ["Ada", "Grace"]


def test_a_running_step_is_stopped_from_another_thread_and_leaves_nothing(writer: Writer, reader: Reader) -> None:
    for_ever = (
        "insert into contact (uuid) with recursive n(i) as (select 1 union all select i + 1 from n) select i from n"
    )
    stopper = threading.Timer(0.05, writer.interrupt)
    stopper.start()
    with pytest.raises(Cancelled), writer.step("Import") as work:
        work.execute(for_ever)
    stopper.join()
    assert names(reader) == []
    add_person(writer, "Ada")
    writer.interrupt()
    add_person(writer, "Grace")
    assert names(reader) == ["Ada", "Grace"]


def test_an_instant_of_a_step_is_stored_in_utc(writer: Writer, reader: Reader) -> None:
    add_person(writer, "Ada")
    assert reader.scalar("select at from step") == "2026-11-24T08:42:00Z"
    assert datetime(2026, 11, 24, 8, 42, tzinfo=UTC) == NOW


def test_steps_of_one_group_are_undone_and_done_again_together(writer: Writer, reader: Reader) -> None:
    add_person(writer, "Ada")
    for name in ("Grace", "Grace Hopper", "Rear Admiral Hopper"):
        with writer.step("Write the line", group="line 1") as work:
            known = names(reader)[1:]
            if known:
                work.get(Contact, 2).name = name
            else:
                work.add(person(name))
    with writer.step("Something else", group="line 2") as work:
        work.get(Contact, 1).name = "Ada Lovelace"
    assert names(reader) == ["Ada Lovelace", "Rear Admiral Hopper"]
    writer.undo()
    assert writer.undo().label == "Write the line"
    assert names(reader) == ["Ada"]
    writer.redo()
    assert names(reader) == ["Ada", "Rear Admiral Hopper"]
    with writer.step("Write the line", group="line 1") as work:
        work.get(Contact, 2).name = "Grace"
    writer.undo()
    assert names(reader) == ["Ada", "Rear Admiral Hopper"], "what was undone and done again is not gone on with"


def test_a_step_in_between_ends_a_group(writer: Writer, reader: Reader) -> None:
    with writer.step("Write", group="line 1") as work:
        work.add(person("Ada"))
    with writer.step("Else") as work:
        work.add(person("Grace"))
    with writer.step("Write", group="line 1") as work:
        work.get(Contact, 1).name = "Ada Lovelace"
    writer.undo()
    assert names(reader) == ["Ada", "Grace"]
