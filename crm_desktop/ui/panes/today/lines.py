"""The lists of a day: as high as what they hold, with one cursor that walks from one list into the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.models.today import DayModel, HintFace, Line, TodoFace
from crm_desktop.ui.panes.today.rows import Places, hint_places, todo_places
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.delegates import DelegateBase
from crm_desktop.ui.widgets.lists import RowListView
from crm_desktop.ui.widgets.two_line import ROW_ROLE

_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_J)
_UP = (Qt.Key.Key_Up, Qt.Key.Key_K)


class DayList(RowListView):
    """`DayList(TodoDelegate(), height=TO_DO, name=_("To do"))`; it has no scroll bar, the pane around it scrolls.

    Signals: those of `RowListView`, and `marked(index)` when the circle was pressed, `acted(index)` when the words of
    an action were, `money(index)` for the amount, `passed(direction)` when the cursor leaves at an end, `shown(index)`
    when the row under the cursor should be in sight.
    """

    marked = Signal(QModelIndex)
    acted = Signal(QModelIndex)
    money = Signal(QModelIndex)
    passed = Signal(int)
    shown = Signal(QModelIndex)

    def __init__(self, delegate: DelegateBase, *, height: int, name: str, parent: QWidget | None = None) -> None:
        self.lines = DayModel()
        self._height = height
        super().__init__(self.lines, delegate, name=name, ground="sunken", uniform=True, parent=parent)
        self.lines.setParent(self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.moved.connect(self._tell_shown)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; the cursor stays where it was, or goes to what took the place of its line."""
        here = self.currentIndex().row()
        key = self.line_at(here)
        kept = key.key if key is not None else None
        self.lines.show(lines)
        self._fit()
        row = self.lines.row_of(kept)
        self._set(min(here, len(lines) - 1) if row is None else row)

    def take(self, row: int) -> None:
        """Take a line out; the cursor goes to the one that moves up, or to the last one."""
        self.lines.take(row)
        self._fit()
        self._set(min(row, self.lines.rowCount() - 1))

    def line_at(self, row: int) -> Line | None:
        """Return the line of a row."""
        return self.lines.at(row)

    def current_line(self) -> Line | None:
        """Return the line under the cursor."""
        return self.lines.at(self.currentIndex().row())

    def sizeHint(self) -> QSize:
        """Return the height of all lines."""
        return QSize(look().px(300), self.lines.rowCount() * look().px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Return the same height; the width may shrink."""
        return QSize(look().px(200), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk on into the next list at the ends."""
        row = self.currentIndex().row()
        if not event.modifiers() and event.key() in _DOWN and row == self.lines.rowCount() - 1:
            self.passed.emit(1)
        elif not event.modifiers() and event.key() in _UP and row == 0:
            self.passed.emit(-1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the cursor is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lines.rowCount():
            self._set(self.lines.rowCount() - 1 if event.reason() is Qt.FocusReason.BacktabFocusReason else 0)
        self._tell_shown(self.currentIndex())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave no mark behind in a list the cursor has left; a menu over it takes nothing away."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.clearSelection()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press the circle, the action or the money."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        places = self._places(index)
        if event.button() != Qt.MouseButton.LeftButton or places is None:
            return
        for area, signal in ((places.mark, self.marked), (places.action, self.acted), (places.value, self.money)):
            if area.adjusted(-6, 0, 6, 0).contains(event.position()):
                signal.emit(index)
                return

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be pressed."""
        super().mouseMoveEvent(event)
        places = self._places(self.indexAt(event.position().toPoint()))
        over = places is not None and any(area.contains(event.position()) for area in places)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def _places(self, index: QModelIndex) -> Places | None:
        face = index.data(ROW_ROLE)
        area = QRectF(self.visualRect(index))
        if isinstance(face, TodoFace):
            return todo_places(area, look())
        return hint_places(area, look(), face) if isinstance(face, HintFace) else None

    def _set(self, row: int) -> None:
        if row >= 0:
            self.setCurrentIndex(self.lines.index(row))
            if not self.hasFocus():
                self.clearSelection()

    def _fit(self) -> None:
        self.updateGeometry()
        self.setFixedHeight(self.sizeHint().height())

    def _tell_shown(self, index: QModelIndex) -> None:
        if index.isValid() and self.hasFocus():
            self.selectionModel().select(index, self.selectionModel().SelectionFlag.ClearAndSelect)
            self.shown.emit(index)

    def place_of(self, index: QModelIndex, within: QWidget) -> tuple[QPoint, int]:
        """Return the upper left corner of a row within a widget around it, and the height of the row."""
        rect = self.visualRect(index)
        return self.viewport().mapTo(within, rect.topLeft()), rect.height()
