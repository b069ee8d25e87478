"""An offer open in the editor, and the hands of a user."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.operations.offers import offers
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.offers.editor import OfferEditor
from crm_desktop.ui.panes.offers.grid import LineGrid
from crm_desktop.ui.panes.offers.pane import OffersPane
from tests.ui.office import Stage

KEY = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Writing:
    """An offer open in the editor, and the hands of a user."""

    def __init__(self, stage: Stage, offer_id: int = 0) -> None:
        self.stage = stage
        stage.window.show()
        stage.window.windowHandle().requestActivate()
        stage.until(stage.window.isActiveWindow)
        stage.window.go(Place("offers", "offer", offer_id) if offer_id else Place("offers", intent="new"))
        pane = stage.window.current_pane()
        assert isinstance(pane, OffersPane)
        self.pane = pane
        stage.until(lambda: pane.editor is not None and pane.editor.found is not None)
        stage.settle()

    @property
    def editor(self) -> OfferEditor:
        assert self.pane.editor is not None
        return self.pane.editor

    @property
    def grid(self) -> LineGrid:
        grid = self.editor.grid
        assert isinstance(grid, LineGrid)
        return grid

    def press(self, *keys: Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.focused(), key, chord)

    def press_on(self, widget: QWidget, key: Qt.Key) -> None:
        """Press a key where something else than the focus gets it: a list that has popped up."""
        QTest.keyClick(widget, key)

    def type(self, text: str) -> None:
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.focused(), event)

    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def stored(self) -> OfferDetail:
        self.stage.settle()
        return queries.the_offer(self.stage.reader, offer_id=self.editor.saving.offer_id)

    def titles(self) -> list[str]:
        return [line.title for line in self.editor.lines.lines()]

    def open(self, row: int, column: int) -> QWidget:
        """Open a cell for writing and return its field."""
        self.grid.write(row, column)
        editor = self.grid.cells.editor()
        assert editor is not None
        return editor


def article(title: str, price: str = "10", **more: Any) -> Line:
    """Return a position."""
    return Line(title=title, unit_price=Decimal(price))._replace(**more)


def with_lines(writing: Writing, *lines: Line) -> None:
    """Store lines as somebody else would, and wait until the editor shows them."""
    desk, offer_id = writing.stage.desk, writing.editor.saving.offer_id
    desk.do(offers.save_lines, offer_id=offer_id, lines=lines)
    writing.stage.until(lambda: len(writing.editor.lines.lines()) == len(lines))
    writing.stage.settle()
