"""What an operation has in hand while its step is open: entities, plain SQL, versions."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from crm_desktop.base.errors import Conflict
from crm_desktop.domain.contacts import Contact, ContactPoint
from tests.builders import NOW
from tests.store.making import add_person, person, phone

if TYPE_CHECKING:
    from crm_desktop.store.reading import Reader
    from crm_desktop.store.unit_of_work import Writer


def names(reader: Reader) -> list[str]:
    return reader.rows(str, "select name from contact order by id")


def test_a_step_knows_the_moment_and_the_day_it_happens(writer: Writer) -> None:
    with writer.step("Look") as work:
        assert work.now == NOW
        assert work.today == NOW.astimezone().date()


def test_a_reader_within_the_step_sees_its_own_writes_and_others_do_not(writer: Writer, reader: Reader) -> None:
    with writer.step("Add") as work:
        work.add(person("Ada"))
        assert work.read.scalar("select name from contact") == "Ada"
        assert names(reader) == []
    assert names(reader) == ["Ada"]


def test_an_entity_shows_what_plain_sql_has_written_to_it(writer: Writer) -> None:
    ada = add_person(writer, "Ada")
    with writer.step("Edit") as work:
        contact = work.get(Contact, ada)
        work.execute("update contact set name = 'Ada L.' where id = ?", (ada,))
        assert contact.name == "Ada L."


def test_plain_sql_sees_what_entities_have_changed(writer: Writer, reader: Reader) -> None:
    ada = add_person(writer, "Ada")
    with writer.step("Edit") as work:
        work.get(Contact, ada).name = "Countess"
        work.execute("update contact set name = name || ' of Lovelace' where id = ?", (ada,))
    assert names(reader) == ["Countess of Lovelace"]


def test_a_form_that_shows_an_old_version_cannot_overwrite_a_newer_one(writer: Writer) -> None:
    ada = add_person(writer, "Ada")
    with writer.step("Edit") as work:
        shown = work.get(Contact, ada).version
        work.get(Contact, ada).name = "Ada L."
    with pytest.raises(Conflict), writer.step("Edit") as work:
        work.get(Contact, ada, version=shown)


def test_a_form_shown_before_an_undo_is_stale_even_after_another_edit(writer: Writer, reader: Reader) -> None:
    ada = add_person(writer, "Ada")
    with writer.step("Edit") as work:
        work.get(Contact, ada).name = "Shown in the form"
    shown = reader.scalar("select version from contact")
    writer.undo()
    with writer.step("Edit") as work:
        work.get(Contact, ada).name = "Something else"
    with pytest.raises(Conflict), writer.step("Save the form") as work:
        work.get(Contact, ada, version=shown)


def test_a_record_changed_under_a_loaded_entity_is_a_conflict(writer: Writer, reader: Reader) -> None:
    ada = add_person(writer, "Ada")

    def lose() -> None:
        with writer.step("Edit") as work:
            contact = work.get(Contact, ada)
            work.session.connection().exec_driver_sql("update contact set version = version + 1")
            contact.name = "Lost"

    with pytest.raises(Conflict):
        lose()
    assert names(reader) == ["Ada"]


def test_a_session_cannot_commit_past_its_step(writer: Writer, reader: Reader) -> None:

    def sneak() -> None:
        with writer.step("Sneak") as work:
            work.add(person("Ada"))
            work.session.commit()

    with pytest.raises(RuntimeError, match="the step commits"):
        sneak()
    assert names(reader) == []


def test_a_step_whose_flush_failed_keeps_nothing_even_if_the_error_was_swallowed(
    writer: Writer, reader: Reader
) -> None:
    def swallow() -> None:
        with writer.step("Swallow") as work:
            work.execute("insert into setting (key, value) values ('before', '1')")
            work.add(phone(99, "of nobody"))
            with pytest.raises(Exception, match="FOREIGN KEY"):
                work.flush()

    with pytest.raises(RuntimeError, match="swallowed"):
        swallow()
    assert reader.scalar("select count(*) from setting") == 0


def test_entities_stay_readable_after_their_step(writer: Writer) -> None:
    with writer.step("Add") as work:
        contact = work.add(person("Ada"))
    gc.collect()
    assert contact.name == "Ada"
    assert contact.id > 0


def test_parts_are_loaded_and_changed_like_records(writer: Writer, reader: Reader) -> None:
    add_person(writer, "Ada", "1")
    with writer.step("Edit number") as work:
        point = work.session.query(ContactPoint).one()
        point.value = "2"
    assert work.outcome(None).changes.ids("contact_point") == frozenset({point.id})
    assert reader.scalar("select value from contact_point") == "2"


def test_sql_that_cuts_a_link_shows_on_the_entity_it_was_cut_from(writer: Writer) -> None:
    with writer.step("Add") as work:
        parent = work.add(person("Parent"))
        work.flush()
        child = work.add(person("Child", company_id=parent.id))
        work.flush()
        work.execute("delete from contact where id = ?", (parent.id,))
        assert child.company_id is None
