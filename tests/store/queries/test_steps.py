"""The undo menu's names, the list of steps, and the history of a record's fields."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.contacts import Contact
from crm_desktop.store.queries import steps
from tests.builders import NOW
from tests.store.making import add_person

if TYPE_CHECKING:
    from crm_desktop.store.database import Database
    from crm_desktop.store.reading import Reader
    from crm_desktop.store.unit_of_work import Writer


def rename(writer: Writer, contact_id: int, name: str) -> None:
    with writer.step(f"Rename to {name}") as work:
        work.get(Contact, contact_id).name = name


def history(reader: Reader, contact_id: int) -> list[tuple[str, object, object]]:
    return [(c.column, c.old, c.new) for c in steps.history_of(reader, kind="contact", row_id=contact_id)]


def test_a_new_file_has_nothing_to_undo_or_redo(reader: Reader) -> None:
    assert steps.undo_label(reader) is None
    assert steps.redo_label(reader) is None
    assert steps.steps(reader) == []


def test_the_menu_names_what_undo_and_redo_would_do(writer: Writer, reader: Reader) -> None:
    add_person(writer, "Ada")
    add_person(writer, "Grace")
    writer.undo()
    assert steps.undo_label(reader) == "Add “Ada”"
    assert steps.redo_label(reader) == "Add “Grace”"
    writer.close_horizon()
    assert steps.undo_label(reader) is None
    assert steps.redo_label(reader) is None


def test_steps_are_listed_newest_first(writer: Writer, reader: Reader) -> None:
    for name in ("Ada", "Grace", "Edsger"):
        add_person(writer, name)
    writer.undo()
    found = steps.steps(reader, limit=2)
    assert [(step.label, step.at, step.undone, step.closed) for step in found] == [
        ("Add “Edsger”", NOW, True, False),
        ("Add “Grace”", NOW, False, False),
    ]


def test_each_change_of_a_field_says_from_what_to_what_and_when(database: Database) -> None:
    now = [NOW]
    with database.writer(lambda: now[0]) as writer, database.reader() as reader:
        ada = add_person(writer, "One")
        for name in ("Two", "Three"):
            now[0] += timedelta(days=1)
            rename(writer, ada, name)
        found = steps.history_of(reader, kind="contact", row_id=ada)
    assert [(change.old, change.new) for change in found] == [("Two", "Three"), ("One", "Two")]
    assert [change.at for change in found] == [NOW + timedelta(days=2), NOW + timedelta(days=1)]
    assert found[0].label == "Rename to Three"


def test_what_was_undone_is_not_part_of_the_history(writer: Writer, reader: Reader) -> None:
    ada = add_person(writer, "One")
    for name in ("Two", "Three", "Four"):
        rename(writer, ada, name)
    writer.undo()
    writer.undo()
    assert history(reader, ada) == [("name", "One", "Two")]
    writer.redo()
    assert history(reader, ada) == [("name", "Two", "Three"), ("name", "One", "Two")]


def test_the_history_outlives_undo_redo_and_pruning(writer: Writer, reader: Reader) -> None:
    ada = add_person(writer, "One")
    for name in ("Two", "Three"):
        rename(writer, ada, name)
    writer.undo()
    writer.redo()
    writer.prune(keep_steps=0, keep_for=timedelta(days=1))
    assert history(reader, ada) == [("name", "Two", "Three"), ("name", "One", "Two")]


def test_a_deleted_record_keeps_its_history_without_a_present(writer: Writer, reader: Reader) -> None:
    ada = add_person(writer, "One")
    rename(writer, ada, "Two")
    with writer.step("Delete") as work:
        work.delete(work.get(Contact, ada))
    assert history(reader, ada) == [("name", "One", None)]


def test_a_kind_that_does_not_exist_is_refused(reader: Reader) -> None:
    for kind in ("nothing", "", 'contact"; drop table contact; --', "sqlite_schema"):
        with pytest.raises(BadInput):
            steps.history_of(reader, kind=kind, row_id=1)
