"""The base of all delegates: every painter state is closed again, and a mistake costs one row, not the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtWidgets import QAbstractScrollArea, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box, focus_ring
from crm_desktop.ui.theme.guard import Guard
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.theme.parts.states import FOCUS, HOVER, KEYBOARD, SELECTED, state_of

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPainter

Index = QModelIndex | QPersistentModelIndex


class Row(NamedTuple):
    """What a delegate draws in: the area, the look, and the state of the row."""

    area: QRectF
    look: Look
    selected: bool
    hovered: bool
    #: The row has the keyboard's focus and shows it.
    ringed: bool
    #: A scroll bar takes the room at the right that rows otherwise leave free.
    beside_bar: bool = False


class DelegateBase(QStyledItemDelegate):
    """Derive and write `draw(painter, row, index)`; never override `paint`, never catch, never save.

    Ready objects come from the model (`index.data(role)`): no formatting, no SQL, no files while painting. Models
    answer `Qt.ItemDataRole.AccessibleTextRole` with a sentence, or screen readers hear nothing.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._guard = Guard()

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one row; to be written by each delegate."""
        raise NotImplementedError

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Run `draw` under a guard."""
        state = state_of(option)
        ringed = bool(state & FOCUS and state & KEYBOARD)
        area = QRectF(option.rect)
        row = Row(area, look(), bool(state & SELECTED), bool(state & HOVER), ringed, _beside_bar(option.widget))
        self._guard.run(painter, self.draw, painter, row, index)
        if ringed and _has_columns(option.widget):
            # Rows of lists draw their ring with their ground; of a table, the cell with the focus is ringed.
            self._guard.run(painter, focus_ring, painter, area.adjusted(1, 1, -1, -1), metrics.RADIUS_KEY)


def draw_ground(painter: QPainter, row: Row, *, inset: int = 8, radius: int = metrics.RADIUS_ROW) -> None:
    """Draw the ground of a selected or hovered row as a rounded area, and the ring of the keyboard."""
    area = row.area.adjusted(inset, 1, 0 if row.beside_bar else -inset, -1)
    if row.selected:
        box(painter, area, radius, row.look.colour("selected"))
    elif row.hovered:
        box(painter, area, radius, row.look.colour("hover"))
    if row.ringed:
        focus_ring(painter, area, radius)


def _has_columns(view: object) -> bool:
    return isinstance(view, QTableView) and view.horizontalHeader().count() > 1


def _beside_bar(view: object) -> bool:
    return isinstance(view, QAbstractScrollArea) and view.verticalScrollBar().isVisible()
