"""A card alone over the demo firm, brought up to date after each step as the pane does it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.contacts import PointKind
from crm_desktop.store.queries.contact_card import ContactCard, card
from crm_desktop.ui.panes.contacts.details import Body, Details
from crm_desktop.ui.widgets.inline import InlineRow
from crm_desktop.ui.widgets.inline_edit import InlineEdit
from tests.builders import NOW
from tests.ui.office import Stage


def committed(text: str) -> QInputMethodEvent:
    """Return what an input method sends for a text."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    return event


def line(row: InlineRow) -> InlineEdit:
    """Return the line of a row whose value has one line."""
    assert isinstance(row.edit, InlineEdit)
    return row.edit


class CardStage:
    """The card of one contact and the hands that type into it."""

    def __init__(self, stage: Stage, name: str) -> None:
        self.stage = stage
        self.contact_id = stage.found("contact", name)
        self.details = Details(stage.desk)
        stage.qtbot.addWidget(self.details)
        self.details.resize(360, 900)
        stage.desk.changed.connect(self.read)
        self.read()
        self.details.show()
        self.details.activateWindow()
        stage.qtbot.waitActive(self.details)
        stage.settle()

    def read(self, _told: object = None) -> None:
        """Read the card again."""
        self.details.show_card(self.card, NOW.date())

    @property
    def card(self) -> ContactCard:
        found = card(self.stage.reader, contact_id=self.contact_id, today=NOW.date())
        assert found is not None
        return found

    @property
    def body(self) -> Body:
        assert self.details.body is not None
        return self.details.body

    def row(self, key: str) -> InlineRow:
        """Return the row of a fact, by the beginning of its key."""
        facts = self.body.facts
        groups = (facts.reach, facts.relations, facts.note, facts.own, facts.more, facts.names)
        return next(row for group in groups for row in group.rows() if row.fact.key.startswith(key))

    def type(self, key: str, text: str, *, enter: bool = True) -> InlineRow:
        """Put a text into a row as by hand, and keep it by Enter."""
        row = self.row(key)
        row.edit.setFocus()
        row.edit.selectAll()
        if text.isascii():
            QTest.keyClicks(row.edit, text) if text else QTest.keyClick(row.edit, Qt.Key.Key_Delete)
        else:
            # Umlauts cannot be pressed one by one; they come as an input method sends them.
            QApplication.sendEvent(row.edit, committed(text))
        if enter:
            # Pressed, not clicked: the row may be gone before the key is let go.
            QTest.keyPress(row.edit, Qt.Key.Key_Return)
            self.stage.settle()
        return row

    def choose(self, row: InlineRow) -> None:
        """Take the first suggestion under a row."""
        completer = line(row).completer()
        assert completer is not None
        popup = completer.popup()
        assert popup is not None
        QTest.keyPress(popup, Qt.Key.Key_Down)
        QTest.keyPress(popup, Qt.Key.Key_Return)
        self.stage.settle()

    def phones(self) -> list[str]:
        """Return the phone numbers, the first choice first."""
        return [point.value for point in self.card.points if point.kind is PointKind.PHONE]

    def one(self, sql: str, *values: Any) -> Any:
        """Return one value of the database."""
        return self.stage.reader.scalar(sql, values)

    def undo_label(self) -> str:
        """Return the name of the last step."""
        return str(self.one("select label from step order by id desc limit 1"))
