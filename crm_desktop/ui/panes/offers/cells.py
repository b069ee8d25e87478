"""The cells of the grid: drawn, and opened for writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QTextCursor
from PySide6.QtWidgets import QAbstractItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.ui.models import offer_editing
from crm_desktop.ui.models.offer_clipboard import holds_lines
from crm_desktop.ui.models.offer_editing import Column, writes_text
from crm_desktop.ui.models.offer_faces import LineFace, heading_of
from crm_desktop.ui.models.offer_table import LINE_ROLE, TEXT_ROLE, Index, LineTable
from crm_desktop.ui.panes.offers import faces
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import focus_ring
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.delegates import DelegateBase, Row
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.text_area import TextEdit
from crm_desktop.ui.widgets.two_line import ROW_ROLE

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

_FIELD = 34
_FIGURES = (Column.QUANTITY, Column.PRICE, Column.DISCOUNT, Column.VAT, Column.COST)
_NARROWEST = 84
#: From the edge of a field to its text: fields reach over their cell so that the text stays where it stood.
_INSIDE = 13
_TEXT_LINES = 4
_HINT = QAbstractItemDelegate.EndEditHint
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class LineDelegate(DelegateBase):
    """Draws lines and opens their cells.

    Signals: `typed(index, text, role)` on each keystroke, `refused(index, reason)` when what was typed cannot be taken,
    an empty reason when it can again; `text_asked(row)` when the running text below a title is wanted;
    `entered(row, column, back)` when Enter took what was typed, `stepped(row, column, by)` when an arrow did;
    `paste_asked()` when more than words for one cell is on the clipboard.
    """

    typed = Signal(QModelIndex, str, int)
    refused = Signal(QModelIndex, str)
    text_asked = Signal(int)
    entered = Signal(int, int, bool)
    stepped = Signal(int, int, int)
    paste_asked = Signal()

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        #: Whether the next title opens its running text instead.
        self.opens_text = False
        #: The row under the pointer, which shows its grip; -1 for none.
        self.hovered = -1
        #: Keys offered to somebody else first: the list of proposals below an editor.
        self.keys_first: QObject | None = None
        self._open = QPersistentModelIndex()
        self._editor: QWidget | None = None

    def editor(self) -> QWidget | None:
        """Return the editor that is open, None for none."""
        return self._editor

    def open_index(self) -> QModelIndex:
        """Return the cell that is open for writing."""
        return self._view.model().index(self._open.row(), self._open.column())

    # Drawing

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the row."""
        line = index.data(LINE_ROLE)
        return QSize(look().px(40), faces.row_height(line.kind))

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one cell; the one that is open shows only its field."""
        face = index.data(ROW_ROLE)
        if not isinstance(face, LineFace):
            return
        column, model = index.column(), index.model()
        frozen = isinstance(model, LineTable) and model.frozen
        # Below the last line of a frozen offer lies the edge of the card.
        ends = frozen and index.row() == model.rowCount() - 1
        faces.draw_row_ground(painter, row, face, column, lined=not ends)
        if self._editor is not None and self._open == index and not _is_below_title(self._editor):
            return
        if column == Column.HANDLE:
            grip = row.selected or index.row() == self.hovered
            faces.draw_handle(painter, row, face, grip=grip and not frozen)
        elif column == Column.TITLE:
            faces.draw_title(painter, row, face)
        else:
            faces.draw_figure(painter, row, face, column, str(index.data()), below=self._below(face, column))
        if self._view.hasFocus() and self._view.currentIndex() == index and column != Column.HANDLE:
            half = (row.area.height() - 8) / 2
            half = half if column == Column.TITLE else min(half, look().px(_FIELD) / 2)
            ring = QRectF(row.area.x() + 2, row.area.center().y() - half, row.area.width() - 3, 2 * half)
            focus_ring(painter, ring, metrics.RADIUS_BUTTON, slim="focus")

    def _below(self, face: LineFace, column: int) -> str:
        """Return what stands below a figure: what has no column of its own."""
        if column == Column.PRICE and self._view.isColumnHidden(Column.DISCOUNT):
            return face.discount
        if column == Column.QUANTITY and self._view.isColumnHidden(Column.UNIT):
            return face.unit
        if column == Column.TOTAL:
            return face.margin or (face.vat if self._view.isColumnHidden(Column.VAT) else "")
        return ""

    # Writing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open a cell: a line for titles and figures, an area for running text."""
        line = index.data(LINE_ROLE)
        many = index.column() == Column.TITLE and (self.opens_text or writes_text(line))
        editor = self._area(parent) if many else self._line(parent, index)
        below_title = many and not writes_text(line)
        editor.setProperty("role", int(TEXT_ROLE if below_title else Qt.ItemDataRole.EditRole))
        self.opens_text = False
        self._open, self._editor = QPersistentModelIndex(index), editor
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Note that the cell is closed."""
        if editor is self._editor:
            self._editor = None
            self._open = QPersistentModelIndex()
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill a field that was just opened; what the user has begun to type is never touched."""
        if isinstance(editor, LineEdit) and not editor.isModified():
            editor.set_words(str(index.data(Qt.ItemDataRole.EditRole)))
        elif isinstance(editor, TextEdit) and not editor.document().isModified():
            editor.set_words(str(index.data(_role_of(editor))))
            editor.document().setModified(False)
            editor.moveCursor(QTextCursor.MoveOperation.End)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed; a field nobody typed in changes nothing."""
        if isinstance(editor, LineEdit) and editor.isModified():
            model.setData(index, editor.text())
        elif isinstance(editor, TextEdit) and editor.document().isModified():
            model.setData(index, editor.toPlainText(), _role_of(editor))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Lay the field over its cell, so that the text does not move."""
        editor.setGeometry(self._place(editor, QRect(option.rect), index))

    def _line(self, parent: QWidget, index: Index) -> LineEdit:
        figures = index.column() in _FIGURES
        editor = LineEdit(name=heading_of(index.column()), parent=parent)
        if figures:
            editor.setFont(font(13, tabular=True))
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        if index.column() == Column.TITLE:
            editor.setPlaceholderText(index.data(ROW_ROLE).title if index.data(ROW_ROLE).empty else "")
        editor.textEdited.connect(self._tell)
        return editor

    def _area(self, parent: QWidget) -> TextEdit:
        editor = TextEdit(lines=_TEXT_LINES, name=heading_of(Column.TITLE), parent=parent)
        editor.textChanged.connect(lambda: self._tell(editor.toPlainText()))
        return editor

    def _place(self, editor: QWidget, cell: QRect, index: Index) -> QRect:
        if isinstance(editor, TextEdit):
            height, bottom = editor.sizeHint().height(), self._view.viewport().height()
            wanted = cell.y() + (faces.below_title(cell) if _is_below_title(editor) else 2)
            top = max(0, min(wanted, bottom - height - 2))
            return QRect(cell.x() - _INSIDE + faces.PAD, top, cell.width() + _INSIDE - faces.PAD, height)
        height = min(look().px(_FIELD), cell.height() - 4)
        place = cell.adjusted(faces.PAD - _INSIDE, 0, _INSIDE - faces.PAD, 0)
        missing = look().px(_NARROWEST) - place.width()
        if missing > 0:
            left = 0 if index.column() == Column.UNIT else missing
            place.adjust(-left, 0, missing - left, 0)
        return QRect(place.x(), cell.y() + (cell.height() - height) // 2, place.width(), height)

    def _tell(self, words: str) -> None:
        """Tell what is half typed, and take back that it could not be taken as soon as it can."""
        editor, index = self._editor, self.open_index()
        if editor is None or (isinstance(editor, TextEdit) and not editor.document().isModified()):
            return
        if isinstance(editor, LineEdit) and editor.property("invalid") and not self._reason(editor):
            editor.set_invalid(False)
            self.refused.emit(index, "")
        self.typed.emit(index, words, _role_of(editor))

    # Keys

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter takes, Tab takes and goes on, Esc leaves; what cannot be taken keeps the field open."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not isinstance(editor, QWidget):
            return super().eventFilter(editor, event)
        if self.keys_first is not None and self.keys_first.eventFilter(editor, event):
            return True
        if event.key() in (*_ENTER, *_TABS) and (isinstance(editor, LineEdit) or event.key() in _TABS):
            return self._finish(editor, event)
        if isinstance(editor, LineEdit) and event.key() in _STEPS and not event.modifiers() & ~_KEYPAD:
            return self._finish(editor, event)
        if isinstance(editor, LineEdit) and event.matches(QKeySequence.StandardKey.Paste) and holds_lines():
            self.closeEditor.emit(editor, _HINT.RevertModelCache)
            self.paste_asked.emit()
            return True
        return super().eventFilter(editor, event)

    def _finish(self, editor: QWidget, event: QKeyEvent) -> bool:
        reason = self._reason(editor) if isinstance(editor, LineEdit) else ""
        if isinstance(editor, LineEdit) and reason:
            editor.set_invalid(True)
            editor.selectAll()
            self.refused.emit(self.open_index(), reason)
            return True
        row, column = self._open.row(), self._open.column()
        hints = {Qt.Key.Key_Tab: _HINT.EditNextItem, Qt.Key.Key_Backtab: _HINT.EditPreviousItem}
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, hints.get(Qt.Key(event.key()), _HINT.NoHint))
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if shift and event.key() in _ENTER and column == Column.TITLE:
            self.text_asked.emit(row)
        elif event.key() in _ENTER:
            self.entered.emit(row, column, shift)
        elif event.key() in _STEPS:
            self.stepped.emit(row, column, _STEPS[Qt.Key(event.key())])
        return True

    def _reason(self, editor: LineEdit) -> str:
        """Return why what stands in a field cannot be taken, empty where it can."""
        index = self.open_index()
        if not index.isValid() or not editor.isModified():
            return ""
        try:
            offer_editing.written(index.data(LINE_ROLE), index.column(), editor.text())
        except BadInput as bad:
            return str(bad)
        return ""


def _is_below_title(editor: QWidget) -> bool:
    """Whether an editor holds the running text below a title, which stays in sight above it."""
    return _role_of(editor) == TEXT_ROLE


def _role_of(editor: QWidget) -> int:
    """Return under which role of the model an editor reads and writes."""
    return int(editor.property("role"))
