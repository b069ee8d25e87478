"""Steps: whole or not at all, undoable, and refused outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.contacts import Contact, ContactKind

if TYPE_CHECKING:
    from crm_desktop.store.reading import Reader
    from crm_desktop.store.unit_of_work import Writer


def person(name: str) -> Contact:
    return Contact(kind=ContactKind.PERSON, name=name, sort_key=name.casefold())


def test_a_step_is_written_read_and_undone(writer: Writer, reader: Reader) -> None:
    with writer.step("Add contact") as work:
        contact = work.add(person("Ada"))
        work.flush()
        work.label = "Add “Ada”"
    outcome = work.outcome(contact.id)
    assert outcome.changes.ids("contact") == {outcome.value}
    assert reader.scalar("select name from contact") == "Ada"
    undone = writer.undo()
    assert undone.label == "Add “Ada”"
    assert reader.scalar("select count(*) from contact") == 0
    writer.redo()
    assert reader.scalar("select name from contact where id = ?", (outcome.value,)) == "Ada"
