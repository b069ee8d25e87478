"""Products that fit what is being typed, below the cell: chosen by arrows and Enter, or by a click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.offer_faces import price_text
from crm_desktop.ui.models.offer_reading import Proposal
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.lists import RowListView
from crm_desktop.ui.widgets.two_line import ROW_ROLE, TwoLine, TwoLineDelegate

_ROW, _EDGE = 50, 4
_NARROWEST = 380
_ROOT = QModelIndex()
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}


class ProposalsModel(QAbstractListModel):
    """The products found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: Sequence[Proposal] = ()

    def show(self, found: Sequence[Proposal]) -> None:
        """Show these."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def at(self, row: int) -> Proposal:
        """Return the product of a row."""
        return self._found[row]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a product as a row of two lines, or as a sentence."""
        if not index.isValid() or not 0 <= index.row() < len(self._found):
            return None
        found = self._found[index.row()]
        about = " · ".join(part for part in (found.product.number, found.product.category) if part)
        price = price_text(found.line.unit_price) + (f" / {found.line.unit}" if found.line.unit else "")
        if role == ROW_ROLE:
            return TwoLine(found.line.title, about, price, icon="package")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (found.line.title, about, price) if part)
        return None


class Proposals(Card):
    """A list that floats below an editor and never takes the focus. Signal: `chosen(Proposal)`.

    `eventFilter` is offered the keys of the editor first; it returns whether it took one.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(padding=_EDGE, ground="raised", parent=parent)
        self._room = parent
        self._model = ProposalsModel(self)
        self.view = RowListView(self._model, TwoLineDelegate(height=_ROW), name=_("Products"), ground="raised")
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(lambda index: self._choose(index.row()))
        self.body.addWidget(self.view)
        self.hide()

    def offer(self, found: Sequence[Proposal], editor: QWidget) -> None:
        """Show products below an editor, above it where there is no room; none hide the list."""
        self._model.show(found)
        if not found:
            self.hide()
            return
        room = self._room
        width = min(max(editor.width(), look().px(_NARROWEST)), room.width() - 16)
        height = look().px(_ROW) * len(found) + 2 * _EDGE
        corner = editor.mapTo(room, QPoint(0, editor.height() + 2))
        if corner.y() + height > room.height():
            corner.setY(editor.mapTo(room, QPoint(0, 0)).y() - height - 2)
        self.setGeometry(min(corner.x(), room.width() - width - 8), max(0, corner.y()), width, height)
        self.show()
        self.raise_()

    def eventFilter(self, _editor: QObject, event: QEvent) -> bool:
        """Move by arrows, choose by Enter or Tab, close by Esc; everything else is typing."""
        if not self.isVisible() or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key, row = Qt.Key(event.key()), self.view.currentIndex().row()
        if key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.view.step(_STEPS[key])
        elif key in _CHOOSE and row >= 0:
            self._choose(row)
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _choose(self, row: int) -> None:
        found = self._model.at(row)
        self.hide()
        self.chosen.emit(found)
