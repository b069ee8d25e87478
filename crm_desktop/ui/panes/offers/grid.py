"""The positions of an offer as a grid one writes in from the keyboard, row by row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.offers import LineKind
from crm_desktop.engine.pricing import PRICED
from crm_desktop.ui.models.offer_editing import Column, is_editable
from crm_desktop.ui.models.offer_lines import OfferLinesModel
from crm_desktop.ui.models.offer_table import Index
from crm_desktop.ui.panes.offers.cells import LineDelegate
from crm_desktop.ui.panes.offers.laid_out import LaidOutRows

#: Keys of the clipboard, which are about lines here.
_OWN = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut, QKeySequence.StandardKey.Paste)
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_HINT = QAbstractItemDelegate.EndEditHint
_MOVE = QAbstractItemView.CursorAction


class LineGrid(LaidOutRows):
    """Tab and Enter walk the cells that can be written in and begin a new line past the end; typing replaces.

    Signals: `chosen(row)` when another line is in use, -1 for none; `menu_asked(row)`; `left_behind()` when Tab leaves
    the grid from an empty line; `copied()` and `pasted()` when lines are to go to the clipboard or come from it.
    """

    chosen = Signal(int)
    menu_asked = Signal(int)
    left_behind = Signal()
    pasted = Signal()
    copied = Signal()

    def __init__(self, model: OfferLinesModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.cells = LineDelegate(self)
        self._alt_used = False
        self.setAccessibleName(_("Positions"))
        self.setItemDelegate(self.cells)
        self.set_up()
        self.setModel(model)
        self.set_up_columns()
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.rowsMoved):
            signal.connect(self.lay_out)
        model.dataChanged.connect(self.follow_kinds)
        self.grip_clicked.connect(self.menu_asked)
        self.cells.entered.connect(self._go_on)
        self.cells.stepped.connect(self._go_down)
        self.cells.paste_asked.connect(self.pasted)
        self.lay_out()

    # Use

    def row(self) -> int:
        """Return the line in use, -1 for none."""
        return self.currentIndex().row()

    def rows(self) -> range:
        """Return the lines that are selected, the one in use at least; they follow each other."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()} | {self.row()} - {-1})
        return range(chosen[0], chosen[-1] + 1) if chosen else range(0)

    def choose_rows(self, rows: range, column: int = Column.TITLE) -> None:
        """Put lines in use, the first of them with the cursor."""
        if not rows or not 0 <= rows.start < self.lines.rowCount():
            return
        self.choose(rows.start, column)
        if len(rows) > 1:
            first, last = self.lines.index(rows.start, 0), self.lines.index(rows.stop - 1, 0)
            self.selectionModel().select(QItemSelection(first, last), _ALONE)

    def choose(self, row: int, column: int = Column.TITLE) -> None:
        """Put a line in use."""
        if 0 <= row < self.lines.rowCount():
            # Said outright: Qt would ask which keys are held, and add to the selection.
            self.selectionModel().setCurrentIndex(self.lines.index(row, column), _ALONE)

    def write(self, row: int, column: int = Column.TITLE) -> None:
        """Open a cell for writing."""
        index = self.lines.index(row, column)
        if index.isValid() and not self.lines.frozen:
            self.setFocus()
            self.selectionModel().setCurrentIndex(index, _ALONE)
            self.edit(index)

    def write_text(self, row: int) -> None:
        """Open the running text below the title of a line."""
        self.settle()
        self.cells.opens_text = True
        self.write(row)
        self.cells.opens_text = False

    def begin(self, kind: LineKind = LineKind.ARTICLE, at: int | None = None) -> None:
        """Begin a line, below the one in use or at a row, and write in it."""
        if self.lines.frozen:
            return
        self.settle()
        row = at if at is not None else self.row() + 1 if self.row() >= 0 else self.lines.rowCount()
        place = self.lines.insert(row, kind)
        if is_editable(self.lines.line_at(place), Column.TITLE) and kind is not LineKind.SUBTOTAL:
            self.write(place)
        else:
            self.setFocus()
            self.choose(place)

    def step(self, by: int) -> None:
        """Move the lines in use, with the sections they head, one step up or down."""
        if self._may_change():
            self.settle()
            self._alt_used = True
            self.choose_rows(self.lines.step(self.rows(), by), self.currentIndex().column())

    def relevel(self, by: int) -> None:
        """Put the section in use deeper, or less deep."""
        if self._may_change():
            self.settle()
            self._alt_used = True
            self.lines.relevel(self.row(), by)

    def duplicate(self) -> None:
        """Put copies of the lines in use below them."""
        if self._may_change():
            self.settle()
            self.choose_rows(self.lines.duplicate(self.rows()))

    def remove(self) -> None:
        """Take the lines in use out."""
        if self._may_change():
            self.drop_typing()
            self.choose(self.lines.remove(self.rows()), max(self.currentIndex().column(), Column.TITLE))

    def settle(self) -> None:
        """Take what is half typed; what cannot be taken is dropped."""
        editor = self.cells.editor()
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, _HINT.NoHint)

    def drop_typing(self) -> None:
        """Close the cell that is open without taking what stands in it."""
        editor = self.cells.editor()
        if editor is not None:
            self.closeEditor(editor, _HINT.RevertModelCache)

    # Walking and writing

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Let Tab walk the cells that can be written in, and no key stop at the grip; all other moves are Qt's."""
        if action in (_MOVE.MoveNext, _MOVE.MovePrevious):
            return self._beyond(self.currentIndex(), 1 if action == _MOVE.MoveNext else -1)
        there = super().moveCursor(action, modifiers)
        return there.siblingAtColumn(Column.TITLE) if there.column() == Column.HANDLE else there

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on to the next cell, past the end to a new line; a line that was left empty goes."""
        index = QPersistentModelIndex(self.cells.open_index())
        ends = hint == _HINT.EditNextItem and not self._beyond(self.currentIndex(), 1).isValid()
        super().closeEditor(editor, _HINT.NoHint if ends else hint)
        self.lines.forget_typing()
        row = index.row() if index.isValid() else -1
        if ends and not self.lines.is_fresh(row):
            self.begin(at=self.lines.rowCount())
            return
        if self.lines.is_fresh(row) and (self.cells.editor() is None or self.row() != row):
            self._drop_fresh(row)
            if ends:
                self.left_behind.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the cell, the menu key the menu of the line; letters replace what stands in the cell."""
        key, index = event.key(), self.currentIndex()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid() and not self.lines.frozen:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.write_text(index.row())
            elif plain and index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
        elif key == Qt.Key.Key_Menu and index.isValid():
            self.menu_asked.emit(index.row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copied.emit()
            self.remove()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif key == Qt.Key.Key_Delete and plain:
            self.remove()
        elif key == Qt.Key.Key_Space and plain:
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Keep the Alt that moved a line from opening the menu bar as well."""
        if event.key() == Qt.Key.Key_Alt and self._alt_used:
            self._alt_used = False
            event.accept()
        else:
            super().keyReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep letters for the cell: single letters are commands elsewhere in the pane."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            chord = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
            typed = event.text().strip() and event.text().isprintable()
            own = any(event.matches(each) for each in _OWN)
            if own or ((typed or event.key() == Qt.Key.Key_Delete) and not chord and self._writes_here()):
                event.accept()
                return True
        return super().event(event)

    # The mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the grip of the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the grip again."""
        super().leaveEvent(event)
        self._hover(-1)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Forget over which row the pointer was: it is elsewhere when the line is let go."""
        super().startDrag(actions)
        self._hover(-1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the running text where it was clicked."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        low = index.isValid() and at.y() > self.visualRect(index).center().y()
        if low and index.column() == Column.TITLE and self._has_text(index) and not self.lines.frozen:
            self.write_text(index.row())
        else:
            super().mouseDoubleClickEvent(event)

    # Geometry

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which line is in use, and where it is."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            if not self.lines.is_entering(current.row()):
                self.lines.leave()
            self.chosen.emit(current.row())
        if current.isValid():
            self.shown.emit(self.visualRect(current).translated(0, self.horizontalHeader().height()))

    # Inside

    def _beyond(self, index: QModelIndex, by: int) -> QModelIndex:
        """Return the next cell in the order of reading that can be written in; an invalid index past the ends."""
        row, column = index.row(), index.column() + by
        while 0 <= row < self.lines.rowCount():
            while 0 <= column < len(Column):
                if not self.isColumnHidden(column) and is_editable(self.lines.line_at(row), column):
                    return self.lines.index(row, column)
                column += by
            row, column = row + by, 0 if by > 0 else len(Column) - 1
        return QModelIndex()

    def _go_on(self, row: int, column: int, back: bool) -> None:
        """Go on after Enter: across a line that is being entered and on to a new one, down in those that were there."""
        if not 0 <= row < self.lines.rowCount():
            return
        at = self.lines.index(row, column)
        if back:
            self._go_down(row, column, -1)
            return
        entering = self.lines.is_entering(row)
        below = None if entering else self._below(row, column, 1)
        if below is not None:
            self.choose(below, column)
            return
        beside = self._beyond(at, 1)
        if beside.row() == row and entering:
            self.write(row, beside.column())
        elif beside.row() == row:
            self.choose(row, beside.column())
        else:
            self.begin(at=row + 1)

    def _go_down(self, row: int, column: int, by: int) -> None:
        """Go to the same column of the next line up or down that can be written in there."""
        near = self._below(row, column, by)
        self.choose(row if near is None else near, column)

    def _below(self, row: int, column: int, by: int) -> int | None:
        near = row + by
        while 0 <= near < self.lines.rowCount():
            if is_editable(self.lines.line_at(near), column):
                return near
            near += by
        return None

    def _drop_fresh(self, row: int) -> None:
        had = self.row()
        near = self.lines.remove(range(row, row + 1))
        if had == row and near >= 0:
            self.choose(max(0, row - 1), Column.TITLE)

    def _may_change(self) -> bool:
        return not self.lines.frozen and self.row() >= 0

    def _writes_here(self) -> bool:
        return not self.lines.frozen and bool(self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable)

    def _has_text(self, index: QModelIndex) -> bool:
        line = self.lines.line_at(index.row())
        return (line.kind in PRICED or line.kind is LineKind.HEADING) and bool(line.text)

    def _hover(self, row: int) -> None:
        before, self.cells.hovered = self.cells.hovered, row
        for changed in {row, before} - {-1}:
            if before != row and changed < self.lines.rowCount():
                self.update(self.lines.index(changed, Column.HANDLE))
