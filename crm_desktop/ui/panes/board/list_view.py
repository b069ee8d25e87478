"""The board as a list: the same deals, one a row."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.board import DEAL_ROLE
from crm_desktop.ui.models.deal_table import Cell, DealTable
from crm_desktop.ui.theme.drawing import LEFT, RIGHT, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.cells import CellDelegate
from crm_desktop.ui.widgets.delegates import Index, Row
from crm_desktop.ui.widgets.tables import RowTableView
from crm_desktop.ui.widgets.two_line import ROW_ROLE

#: The first column begins where the title of the pane does.
_FIRST = 15


class DealList(RowTableView):
    """Signals: `moved(deal id)`, `counted(number)`, `shifted(by)` on Shift+Left and Right."""

    moved = Signal(int)
    counted = Signal(int)
    shifted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.table = DealTable()
        super().__init__(
            self.table, DealDelegate(hovers=True), name=_("Deals"), stretch=0, many=True, sortable=True, parent=parent
        )
        self.table.setParent(self)
        for place, kind in enumerate(self.table.columns):
            if place:
                self.setColumnWidth(place, look().px(kind.width))
        self.sortByColumn(3, Qt.SortOrder.DescendingOrder)
        self.selectionModel().selectionChanged.connect(lambda *_a: self.counted.emit(len(self.selected_ids())))

    def show_outcome(self, shown: bool) -> None:
        """Show the column of what came of the deals, where the list shows closed ones."""
        keys = [kind.key for kind in self.table.columns]
        self.setColumnHidden(keys.index("outcome"), not shown)
        for key in ("step", "due", "age", "chance"):
            self.setColumnHidden(keys.index(key), shown)

    def deal_id(self) -> int:
        """Return the deal of the current row, 0 for none."""
        return int(self.currentIndex().data(DEAL_ROLE) or 0)

    def selected_ids(self) -> list[int]:
        """Return the deals selected, from the top."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [card.id for row in rows if (card := self.table.card_at(row)) is not None]

    def pick(self, deal_id: int) -> bool:
        """Make a deal the current one, and the only one selected; False where it is not in the list."""
        row = self.table.row_of(deal_id)
        if row is None:
            return False
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.table.index(row, 0), flags.ClearAndSelect | flags.Rows)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move deals by Shift with an arrow, as on the board."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.shifted.emit(step)
        else:
            super().keyPressEvent(event)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell which deal is the current one now."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.moved.emit(int(current.data(DEAL_ROLE) or 0) if current.isValid() else 0)


class DealDelegate(CellDelegate):
    """Draws `Cell` objects."""

    def draw_cell(self, painter: QPainter, row: Row, area: QRectF, index: Index) -> None:
        """Draw one cell."""
        cell = index.data(ROW_ROLE)
        if not isinstance(cell, Cell):
            return
        area = area.adjusted(_FIRST if index.column() == 0 else 0, 0, 0, 0)
        ink = row.look.colour("text" if row.selected and cell.tone == "text2" else cell.tone)
        type_ = font(13, 600 if cell.strong else 400, tabular=cell.right)
        if cell.icon:
            side = row.look.px(14)
            wide = min(text_width(cell.words, type_), area.width() - side - 6)
            x = area.right() - wide - side - 6 if cell.right else area.x()
            draw_icon(painter, cell.icon, square(x, area.center().y(), side), ink)
            area = area.adjusted(side + 6, 0, 0, 0)
        text(painter, area, cell.words, type_, ink, align=RIGHT if cell.right else LEFT)
