"""The contacts pane: who is listed, what the card keeps, what is written down."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm_desktop.base.errors import Refused
from crm_desktop.domain.history import ActivityKind
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.store.unit_of_work import Work
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.contacts.form import NewContactForm
from crm_desktop.ui.panes.contacts.pane import ContactsPane
from crm_desktop.ui.widgets.empty import EmptyState
from tests.ui.office import Stage


def shown(stage: Stage, text: str = "Miriam Kessler") -> ContactsPane:
    """Bring a contact into view and return the pane."""
    stage.window.show()
    stage.window.go(Place("contacts", "contact", stage.found("contact", text)))
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)
    stage.until(lambda: pane.person is not None and pane.person.timeline.model.rowCount() > 0)
    stage.settle()
    return pane


def one(stage: Stage, sql: str, *values: Any) -> Any:
    return stage.reader.scalar(sql, values)


def test_the_list_holds_everybody_and_its_filters_narrow_it(stage: Stage) -> None:
    pane = shown(stage)
    people = one(stage, "select count(*) from contact where kind = 'person'")
    assert pane.list.model.rowCount() == people < 250
    pane.list.head.chips.button("all").click()
    stage.settle()
    assert pane.list.model.rowCount() == 250
    pane.list.head.chips.button("prospects").click()
    stage.settle()
    prospects = one(stage, "select count(*) from contact where standing = 'prospect' and kind = 'person'")
    assert pane.list.model.rowCount() == prospects < people
    pane.list.filter_now()
    pane.list.head.field.set_value("kessler")
    stage.until(lambda: pane.list.model.rowCount() < 5)


def test_a_note_goes_into_the_history_and_can_be_undone(stage: Stage) -> None:
    pane = shown(stage)
    assert pane.person is not None
    composer = pane.person.timeline.composer
    before = one(stage, "select count(*) from activity")
    composer.begin(ActivityKind.NOTE)
    composer.edit.setPlainText("Möchte die Theke doch in Nussbaum.")
    QTest.keyClick(composer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.until(lambda: one(stage, "select count(*) from activity") == before + 1)
    stage.settle()
    assert composer.text() == ""
    rows = pane.person.timeline.model
    entries = [entry for row in range(rows.rowCount()) if (entry := rows.entry_at(rows.index(row))) is not None]
    assert entries[0].body == "Möchte die Theke doch in Nussbaum."
    stage.desk.undo()
    stage.until(lambda: one(stage, "select count(*) from activity") == before)


def test_a_task_gets_a_day_and_becomes_the_next_step(stage: Stage) -> None:
    pane = shown(stage, "Katrin Behrens")
    assert pane.person is not None
    composer = pane.person.timeline.composer
    composer.begin(ActivityKind.TASK, "Maße bestätigen")
    assert composer.details.due.isVisible()
    composer.submit()
    stage.until(lambda: one(stage, "select count(*) from activity where subject = 'Maße bestätigen'") == 1)
    assert one(stage, "select due_on from activity where subject = 'Maße bestätigen'") == "2026-11-25"


def test_somebody_new_is_added_shown_and_found(stage: Stage) -> None:
    pane = shown(stage)
    pane.add("person")
    form = pane.findChild(NewContactForm)
    assert form is not None
    form.fields["given_name"].set_value("Änne")  # type: ignore[attr-defined]
    form.fields["family_name"].set_value("Weiß")  # type: ignore[attr-defined]
    form.submit()
    stage.until(lambda: pane.subject() is not None and pane.subject().title == "Änne Weiß")  # type: ignore[union-attr]
    stage.settle()
    assert stage.found("contact", "anne weiss") == pane.list.picked_id()


def test_a_form_nobody_can_be_made_of_says_so_and_keeps_what_was_typed(stage: Stage) -> None:
    pane = shown(stage)
    pane.add("company")
    form = pane.findChild(NewContactForm)
    assert form is not None
    form.fields["email"].set_value("büro")  # type: ignore[attr-defined]
    form.filled.emit(NewContact(email="büro"))
    stage.settle()
    assert form.isVisible()
    assert form.fields["email"].value() == "büro"  # type: ignore[attr-defined]
    form.reject()


def test_the_place_survives_a_rebuild_with_half_typed_text(stage: Stage) -> None:
    pane = shown(stage)
    assert pane.person is not None
    pane.person.timeline.composer.edit.setPlainText("halb getippt")
    stage.window.rebuild()
    again = stage.window.current_pane()
    assert isinstance(again, ContactsPane)
    assert again is not pane
    stage.until(lambda: again.person is not None and again.subject() is not None)
    assert again.subject().title == "Miriam Kessler"  # type: ignore[union-attr]
    assert again.person.timeline.composer.text() == "halb getippt"  # type: ignore[union-attr]
    QApplication.processEvents()


def test_the_bin_takes_the_contact_in_view_not_one_the_list_happens_to_show(stage: Stage) -> None:
    pane = shown(stage)
    other = pane.list.picked_id()
    pane.list.filter_now()
    pane.list.head.field.set_value("kessler")
    stage.until(lambda: pane.list.model.rowCount() < 5)
    stage.settle()
    behrens = stage.found("contact", "Katrin Behrens")
    stage.window.go(Place("contacts", "contact", behrens))
    stage.until(lambda: pane.subject() is not None and pane.subject().ref == behrens)  # type: ignore[union-attr]
    stage.settle()
    pane.bin()
    stage.settle()
    assert one(stage, "select deleted_at is not null from contact where id = ?", behrens) == 1
    assert one(stage, "select deleted_at is not null from contact where id = ?", other) == 0


def test_what_is_typed_while_an_entry_is_on_its_way_stays(stage: Stage) -> None:
    pane = shown(stage)
    assert pane.person is not None
    composer = pane.person.timeline.composer
    before = one(stage, "select count(*) from activity")
    composer.begin(ActivityKind.NOTE, "Erste Notiz")
    composer.submit()
    composer.submit()
    composer.edit.setPlainText("Zweite, halb getippt")
    stage.until(lambda: one(stage, "select count(*) from activity") > before)
    stage.settle()
    assert one(stage, "select count(*) from activity") == before + 1
    assert composer.text() == "Zweite, halb getippt"


def test_a_half_typed_note_stays_with_the_contact_it_was_begun_for(stage: Stage) -> None:
    pane = shown(stage)
    assert pane.person is not None
    composer = pane.person.timeline.composer
    composer.begin(ActivityKind.NOTE, "Nur für Frau Kessler")
    shown(stage, "Katrin Behrens")
    assert composer.text() == ""
    shown(stage)
    assert composer.text() == "Nur für Frau Kessler"


def test_a_task_without_a_day_is_not_kept_and_says_what_is_missing(stage: Stage) -> None:
    pane = shown(stage)
    assert pane.person is not None
    composer = pane.person.timeline.composer
    before = one(stage, "select count(*) from activity")
    composer.begin(ActivityKind.TASK, "Zurückrufen")
    composer.details.due.line.set_words("irgendwann")
    composer.submit()
    stage.settle()
    assert one(stage, "select count(*) from activity") == before
    assert composer.details.due.error()
    assert composer.text() == "Zurückrufen"


def test_what_could_not_be_kept_comes_back_before_what_was_typed_since(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_work: Work, _derived: object) -> None:
        raise Refused("no space")

    pane = shown(stage)
    assert pane.person is not None
    composer = pane.person.timeline.composer
    monkeypatch.setattr(Work, "finish", fail)
    composer.begin(ActivityKind.CALL, "Erster")
    composer.submit()
    composer.edit.setPlainText("Zweiter")
    stage.until(lambda: composer.text() == "Erster\nZweiter")
    stage.settle()
    monkeypatch.undo()


def test_a_contact_is_taken_out_of_the_bin_again(stage: Stage) -> None:
    pane = shown(stage)
    kessler = pane.list.picked_id()
    pane.bin()
    stage.settle()
    pane.list.narrow(replace(pane.list.setup.where, in_bin=True))
    stage.settle()
    pane.list.pick(kessler)
    stage.settle()
    pane.take_out()
    stage.settle()
    assert one(stage, "select deleted_at from contact where id = ?", kessler) is None
    assert pane.list.model.rowCount() == 0


def test_nothing_is_said_beside_the_list_before_it_is_known_whether_somebody_is_chosen(stage: Stage) -> None:
    stage.window.go(Place("contacts"))
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)
    said = pane.beside.findChildren(EmptyState)
    assert len(said) == 1
    assert pane.beside.currentWidget() is not said[0]
    pane.beside.show_card(None)
    assert pane.beside.currentWidget() is said[0]
