"""Comments under an entry: written in one line, seen, found, printed, and taken back."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.firm import setup
from crm_desktop.operations.history import comments, history
from crm_desktop.operations.reports.customer_file import customer_sheet
from crm_desktop.store.queries.timeline import Scope, TimelineEntry, entries
from crm_desktop.store.queries.timeline_index import ALL_WANTED, Wanted, index
from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.timeline import Face
from crm_desktop.ui.panes.contacts.pane import ContactsPane
from crm_desktop.ui.widgets.ask_word import AskWord
from tests.builders import NOW
from tests.ui.office import Stage


def one(stage: Stage, sql: str) -> Any:
    return stage.reader.scalar(sql)


@pytest.fixture
def note(writer: Writer) -> tuple[int, int]:
    """Write a note about somebody; return the ids of both."""
    person = contacts.add_person(writer, new=NewContact(family_name="Graf")).value
    return person, history.write_note(writer, contact_id=person, text="Theke aus Eiche").value


def test_a_comment_is_one_step_and_stands_under_its_entry(
    writer: Writer, reader: Reader, note: tuple[int, int]
) -> None:
    person, entry_id = note
    outcome = comments.add_comment(writer, activity_id=entry_id, text="  Doch lieber\nNussbaum ")
    assert outcome.label == "Write comment"
    (entry,) = entries(reader, scope=Scope(contact_id=person))
    assert [(one.body, one.at) for one in entry.comments] == [("Doch lieber Nussbaum", NOW)]
    assert entry.edited_at is None
    comments.delete_comment(writer, comment_id=outcome.value)
    assert entries(reader, scope=Scope(contact_id=person))[0].comments == ()
    writer.undo()
    assert [one.body for one in entries(reader, scope=Scope(contact_id=person))[0].comments] == ["Doch lieber Nussbaum"]
    writer.undo()
    assert entries(reader, scope=Scope(contact_id=person))[0].comments == ()


def test_a_comment_is_corrected_and_keeps_its_day(writer: Writer, reader: Reader, note: tuple[int, int]) -> None:
    person, entry_id = note
    comment = comments.add_comment(writer, activity_id=entry_id, text="Nusbaum").value
    assert comments.change_comment(writer, comment_id=comment, text=" Nussbaum").label == "Change comment"
    (entry,) = entries(reader, scope=Scope(contact_id=person))
    assert [(one.body, one.at) for one in entry.comments] == [("Nussbaum", NOW)]
    assert [hit.id for hit in find(reader, text="nussbaum", kinds=("activity",))] == [entry_id]
    with pytest.raises(BadInput):
        comments.change_comment(writer, comment_id=comment, text=" ")
    writer.undo()
    assert [one.body for one in entries(reader, scope=Scope(contact_id=person))[0].comments] == ["Nusbaum"]


def test_words_of_a_comment_find_its_entry_until_it_is_gone(
    writer: Writer, reader: Reader, note: tuple[int, int]
) -> None:
    person, entry_id = note
    comment = comments.add_comment(writer, activity_id=entry_id, text="Nussbaum").value
    assert [hit.id for hit in find(reader, text="nussb", kinds=("activity",))] == [entry_id]
    assert len(index(reader, scope=Scope(contact_id=person), wanted=Wanted(text="nussbaum")).refs) == 1
    comments.delete_comment(writer, comment_id=comment)
    assert find(reader, text="nussb", kinds=("activity",)) == []
    assert [hit.id for hit in find(reader, text="eiche", kinds=("activity",))] == [entry_id]


def test_the_file_of_a_customer_tells_comments_with_their_day(
    writer: Writer, reader: Reader, note: tuple[int, int]
) -> None:
    person, entry_id = note
    setup.start_firm(writer, name="Holzwerk Brandt")
    comments.add_comment(writer, activity_id=entry_id, text="Doch Nussbaum")
    sheet = customer_sheet(reader, scope=Scope(contact_id=person), now=NOW, wanted=ALL_WANTED, language="en")
    texts = [entry.text for month in sheet.months for entry in month.entries]
    assert any("24/11/2026: Doch Nussbaum" in text for text in texts)


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2_001])
def test_a_comment_that_says_nothing_or_too_much_is_refused(writer: Writer, note: tuple[int, int], text: str) -> None:
    with pytest.raises(BadInput):
        comments.add_comment(writer, activity_id=note[1], text=text)
    with pytest.raises(NotFound):
        comments.add_comment(writer, activity_id=999, text="Hallo")


def test_a_comment_is_written_by_the_keyboard_and_makes_room_for_itself(stage: Stage) -> None:
    stage.window.show()
    stage.window.go(Place("contacts", "contact", stage.found("contact", "Miriam Kessler")))
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)
    stage.until(lambda: pane.person is not None and pane.person.timeline.model.rowCount() > 0)
    stage.settle()
    assert pane.person is not None
    part = pane.person.timeline
    row = next(at for at in range(part.model.rowCount()) if part.model.entry_at(part.model.index(at)) is not None)
    part.view.setFocus()
    part.view.setCurrentIndex(part.model.index(row))
    part.view.viewport().repaint()
    before = part.view.rowHeight(row)
    QTest.keyClick(part.view, Qt.Key.Key_C)
    stage.until(lambda: bool(stage.window.findChildren(AskWord)))
    form = stage.window.findChildren(AskWord)[0]
    form.word.line.setText("Rückruf vereinbart")
    QTest.keyClick(form.word.line, Qt.Key.Key_Return)
    stage.until(lambda: one(stage, "select count(*) from activity_comment") == 1)
    stage.settle()
    face = part.model.row_at(row)
    assert isinstance(face, Face)
    assert [comment.words for comment in face.comments] == ["Rückruf vereinbart"]
    assert "Comment of Today: Rückruf vereinbart" in face.spoken
    part.view.viewport().repaint()
    assert part.view.rowHeight(row) > before
    item = part.model.entry_at(part.model.index(row))
    assert isinstance(item, TimelineEntry)
    part.deeds.change_comment(item.comments[0].id, item.comments[0].body)
    again = next(form for form in stage.window.findChildren(AskWord) if form.isVisible())
    again.word.line.setText("Rückruf am Montag")
    QTest.keyClick(again.word.line, Qt.Key.Key_Return)
    stage.until(lambda: one(stage, "select body from activity_comment") == "Rückruf am Montag")
