"""Segments in the window: described with a live count, chosen to narrow the list, deleted and brought back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.operations.contacts import segments as operations
from crm_desktop.store.queries import segments as queries
from crm_desktop.store.queries.segments import SegmentFigures
from crm_desktop.ui.commands.segment_form import SegmentForm
from crm_desktop.ui.commands.segment_row import ConditionRow
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.contacts.pane import ContactsPane
from crm_desktop.ui.panes.contacts.segment_sheet import SegmentSheet
from crm_desktop.ui.widgets.combo_field import ComboBox
from tests.builders import NOW
from tests.ui.office import Stage

WANTED: dict[str, Any] = {"all": [{"field": "revenue", "is": "at_least", "value": 500_000, "days": 730}]}


def choose(box: ComboBox, key: str) -> None:
    """Choose as a hand does."""
    box.setCurrentIndex(box.findData(key))
    box.activated.emit(box.currentIndex())


def shown_form() -> SegmentForm | None:
    return next(
        (one for one in QApplication.topLevelWidgets() if isinstance(one, SegmentForm) and one.isVisible()), None
    )


def figures(stage: Stage, criteria: dict[str, Any]) -> SegmentFigures:
    return queries.figures(stage.reader, criteria=criteria, as_of=NOW.date())


def opened(stage: Stage) -> tuple[ContactsPane, SegmentSheet]:
    """Return the pane with the sheet of its segments open."""
    stage.window.show()
    stage.window.go(Place("contacts"))
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)
    stage.until(lambda: len(pane.list.views.ids) > 50)
    pane.list.head.open_segments()
    sheet = pane.list.head._segment_sheet
    assert sheet is not None
    stage.until(sheet.popover.isVisible)
    return pane, sheet


def rows(form: SegmentForm) -> list[ConditionRow]:
    return [part for part in form.group.parts() if isinstance(part, ConditionRow)]


def test_a_segment_is_described_counted_saved_and_chosen(stage: Stage) -> None:
    pane, sheet = opened(stage)
    before = sheet.names()
    sheet.new()
    stage.until(lambda: shown_form() is not None)
    form = shown_form()
    assert form is not None
    row = rows(form)[0]
    choose(row.field, "revenue")
    assert form.group.unfinished() is row
    form.submit()
    assert form.isVisible(), "a condition without a value is not saved"
    QTest.keyClicks(row.line, "5000")
    choose(row.span, "730")
    expected = figures(stage, WANTED)
    stage.until(lambda: form.count.text() == f"{expected.contacts} contacts")
    assert 0 < expected.contacts < 250
    form.group.add_condition()
    choose(rows(form)[1].field, "kind")
    choose(rows(form)[1].choice, "company")
    both: dict[str, Any] = {"all": [*WANTED["all"], {"field": "kind", "is": "is", "value": "company"}]}
    fewer = figures(stage, both)
    stage.until(lambda: form.count.text() == f"{fewer.contacts} contacts")
    assert "% of the revenue" in form.share.text()
    assert {"Field", "What is asked", "Value", "When", "Name"} <= {
        widget.accessibleName() for widget in form.findChildren(QWidget) if takes_tab(widget)
    }
    form.name.set_value("Good companies")
    form.submit()
    stage.until(lambda: shown_form() is None and len(pane.list.views.ids) == fewer.contacts)
    (saved,) = (one for one in queries.segments(stage.reader) if one.name not in before)
    assert saved.criteria == both
    stage.until(lambda: [chip.text() for chip in pane.list.head.filters.buttons()] == ["Segment: Good companies"])


def test_a_segment_is_shown_as_it_was_described_deleted_and_brought_back(stage: Stage) -> None:
    before = len(queries.segments(stage.reader))
    stage.desk.do(operations.add_segment, name="Good", criteria=WANTED)
    stage.until(lambda: len(queries.segments(stage.reader)) == before + 1)
    _pane, sheet = opened(stage)
    assert "Good" in sheet.names()
    (saved,) = (one for one in queries.segments(stage.reader) if one.name == "Good")
    sheet._open_form(saved)
    stage.until(lambda: shown_form() is not None)
    form = shown_form()
    assert form is not None
    (row,) = rows(form)
    assert (row.field.currentData(), row.line.text(), row.span.currentData()) == ("revenue", "5,000.00", "730")
    form.reject()
    sheet._delete(saved)
    stage.until(lambda: len(queries.segments(stage.reader)) == before)
    stage.desk.undo()
    stage.until(lambda: len(queries.segments(stage.reader)) == before + 1)


def takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def test_the_card_tells_value_rhythm_and_what_to_offer_next(stage: Stage) -> None:
    hotel = stage.found("contact", "Hotel Seeblick")
    stage.window.show()
    stage.window.go(Place("contacts", "contact", hotel))
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)

    def said() -> list[str]:
        body = pane.person.details.body if pane.person is not None else None
        return [] if body is None else [text.text() for text in body.findChildren(QWidget) if hasattr(text, "text")]

    stage.until(lambda: any(words.startswith("about €") for words in said()))
    words = said()
    assert any(text.startswith(("Usually orders", "One order so far")) for text in words)
    assert any(text.startswith("in 8 of 10 cases") for text in words)
    assert any(text.startswith("Margin so far") for text in words)
