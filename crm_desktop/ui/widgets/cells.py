"""The base of delegates that draw the cells of a table: rows of one height, their ground, a line between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QStyleOptionViewItem

from crm_desktop.ui.theme.drawing import line
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPainter

#: Room at both sides of what stands in a cell.
_PAD = 9


class CellDelegate(DelegateBase):
    """Derive and write `draw_cell(painter, row, area, index)`; `area` is the cell without the room at its sides.

    `tall` is the height of rows of two lines at 100 % text; without it rows follow the density. `hovers` colours the
    cell under the mouse.
    """

    def __init__(self, *, tall: int = 0, hovers: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tall, self._hovers = tall, hovers

    def draw_cell(self, painter: QPainter, row: Row, area: QRectF, index: Index) -> None:
        """Draw what stands in a cell; to be written by each delegate."""
        raise NotImplementedError

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the same height for each row."""
        return QSize(look().px(60), look().px(self._tall) if self._tall else look().table_row)

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw the ground and the line below, then the cell."""
        if row.selected or (self._hovers and row.hovered):
            painter.fillRect(row.area, row.look.colour("selected" if row.selected else "hover"))
        line(painter, row.area.x(), row.area.bottom() - 1, row.area.right())
        self.draw_cell(painter, row, row.area.adjusted(_PAD, 0, -_PAD, 0), index)
