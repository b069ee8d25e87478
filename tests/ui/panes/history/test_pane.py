"""The pane of everything that happened: all customers, narrowed, searched, written to, and captured from anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from crm_desktop.base.errors import NotFound
from crm_desktop.domain.history import ActivityKind
from crm_desktop.operations.reports.customer_file import customer_file_pdf
from crm_desktop.store.queries.timeline import Scope, TimelineEntry
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.timeline import Face
from crm_desktop.ui.panes.history.pane import HistoryPane
from crm_desktop.ui.timeline.capture import Capture, capture
from crm_desktop.ui.timeline.part import TimelinePart
from crm_desktop.ui.timeline.people import Named
from crm_desktop.ui.timeline.printing import write_customer_file
from tests.builders import NOW
from tests.ui.office import Stage


def shown(stage: Stage, place: Place | None = None) -> HistoryPane:
    stage.window.show()
    stage.window.go(place or Place("history"))
    pane = stage.window.current_pane()
    assert isinstance(pane, HistoryPane)
    stage.until(lambda: pane.part.model.rowCount() > 0)
    stage.settle()
    return pane


def one(stage: Stage, sql: str, *values: Any) -> Any:
    return stage.reader.scalar(sql, values)


def entries(part: TimelinePart, most: int = 200) -> list[TimelineEntry]:
    count = min(most, part.model.rowCount())
    return [entry for row in range(count) if (entry := part.model.entry_at(part.model.index(row))) is not None]


def test_all_customers_stand_in_one_history(stage: Stage) -> None:
    pane = shown(stage)
    names = {name for entry in entries(pane.part) for _id, name in entry.contacts}
    assert len(names) > 10
    assert pane.part.model.is_complete()
    faces = [pane.part.model.row_at(row) for row in range(10)]
    assert any(isinstance(face, Face) and face.who for face in faces)


def test_the_composer_asks_whom_it_concerns_first(stage: Stage) -> None:
    pane = shown(stage)
    composer = pane.part.composer
    before = one(stage, "select count(*) from activity")
    composer.begin(ActivityKind.NOTE, "Rückruf versprochen")
    composer.submit()
    stage.settle()
    assert composer.about is not None
    assert composer.about.error()
    assert one(stage, "select count(*) from activity") == before
    albrecht = stage.found("contact", "Jonas Albrecht")
    composer.about.line.setFocus()
    QTest.keyClicks(composer.about.line, "jonas alb")
    stage.settle()
    assert composer.about._list is not None
    assert composer.about._list.isVisible()
    QTest.keyClick(composer.about.line, Qt.Key.Key_Return)
    assert composer.about.contacts() == [albrecht]
    composer.submit()
    stage.until(lambda: one(stage, "select count(*) from activity") == before + 1)
    stage.settle()
    assert entries(pane.part)[0].body == "Rückruf versprochen"


def test_the_history_is_narrowed_to_one_customer_and_released(stage: Stage) -> None:
    pane = shown(stage)
    whole = pane.part.model.rowCount()
    kessler = stage.found("contact", "Miriam Kessler")
    pane.whom.add("contact", Named(kessler, "Miriam Kessler"))
    stage.settle()
    assert pane.part.model.rowCount() < whole
    assert pane.escape()
    stage.settle()
    assert pane.part.model.rowCount() == whole


def test_a_record_s_note_can_be_begun_here(stage: Stage) -> None:
    deal = one(stage, "select id from deal where status = 'open' limit 1")
    pane = shown(stage, Place("history", "deal", deal, "note", words="Angerufen"))
    stage.settle()
    assert pane.part.composer.about is not None
    assert [(kind, chosen.id) for kind, chosen in pane.part.composer.about.chosen()] == [("deal", deal)]
    assert pane.part.composer.text() == "Angerufen"


def test_something_is_written_down_from_anywhere_and_what_is_half_written_stays(stage: Stage) -> None:
    stage.window.show()
    stage.window.go(Place("offers"))
    stage.settle()
    pane = stage.window.current_pane()
    assert pane is not None
    shown_first = capture(stage.window.workplace, pane)
    shown_first.composer.edit.setPlainText("halb")
    shown_first.reject()
    again = capture(stage.window.workplace, pane)
    assert again.composer.text() == "halb"
    kessler = stage.found("contact", "Miriam Kessler")
    again.composer.ask_whom("contact", Named(kessler, "Miriam Kessler"))
    again.composer.submit()
    stage.until(lambda: one(stage, "select count(*) from activity where body = 'halb'") == 1)
    stage.settle()
    assert not [window for window in stage.window.findChildren(Capture) if window.isVisible()]
    assert "offers.write_note" in [command.id for command in stage.window.registry]
    assert stage.window.registry["offers.write_note"].shortcut == "E"


def test_filters_and_half_written_text_survive_a_rebuild(stage: Stage) -> None:
    pane = shown(stage)
    pane.part.filters.search()
    pane.part.filters.field.set_value("theke")
    pane.part.composer.edit.setPlainText("halb getippt")
    stage.settle()
    stage.window.rebuild()
    again = stage.window.current_pane()
    assert isinstance(again, HistoryPane)
    assert again is not pane
    stage.settle()
    assert again.part.composer.text() == "halb getippt"
    assert again.part.filters.wanted().text == "theke"


def test_every_control_has_a_name(stage: Stage) -> None:
    pane = shown(stage)
    controls = [*pane.findChildren(QPushButton), *pane.findChildren(QLineEdit)]
    assert [control for control in controls if not (control.accessibleName() or getattr(control, "text", str)())] == []


def test_the_customer_file_is_written_as_pdf(stage: Stage, tmp_path: Path) -> None:
    shown(stage)
    kessler = stage.found("contact", "Miriam Kessler")
    target = tmp_path / "Akte.pdf"
    pane = stage.window.current_pane()
    assert isinstance(pane, HistoryPane)
    write_customer_file(stage.window.workplace, target, Scope(contact_id=kessler), pane.part.filters.wanted())
    stage.until(target.exists)
    stage.settle()
    made = target.read_bytes()
    assert made.startswith(b"%PDF")
    assert made == customer_file_pdf(stage.reader, scope=Scope(contact_id=kessler), now=NOW)
    with pytest.raises(NotFound):
        customer_file_pdf(stage.reader, scope=Scope(contact_id=10**9), now=NOW)
