"""The grid's geometry: heights by kinds of lines, widths of columns, and which columns there is room for."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from crm_desktop.ui.models.offer_editing import Column
from crm_desktop.ui.models.offer_lines import OfferLinesModel
from crm_desktop.ui.panes.offers import faces
from crm_desktop.ui.panes.offers.dragging import DraggedRows
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.header import ElidingHeader

_WIDTHS = {
    Column.HANDLE: 44, Column.QUANTITY: 62, Column.UNIT: 60, Column.PRICE: 86, Column.DISCOUNT: 74, Column.VAT: 58,
    Column.COST: 88, Column.TOTAL: 104,
}  # fmt: skip
#: Columns that are there only when wanted, or when there is room; what they say stands below other figures else.
_AT_TIMES = (Column.DISCOUNT, Column.VAT, Column.COST)
_TIGHTEST_TITLE = 150
_LEAST_TITLE = 230
_HEAD = 36


class LaidOutRows(DraggedRows):
    """The part of the grid that knows how wide and how tall everything is."""

    def __init__(self, model: OfferLinesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = model

    def set_up(self) -> None:
        """Look and behave as rows of cells to be written in."""
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed | trigger.SelectedClicked
        )
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(look().px(24))

    def set_up_columns(self) -> None:
        """Give columns their widths, titles what is left."""
        header = ElidingHeader(self, stretch=Column.TITLE)
        header.setSectionsClickable(False)
        header.setFixedHeight(look().px(_HEAD))
        self.setHorizontalHeader(header)
        header.setSectionResizeMode(header.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.TITLE, header.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, look().px(width))
        self.show_columns(frozenset())

    def lay_out(self) -> None:
        """Give rows their heights and titles their width again; the view does not carry spans along."""
        self.clearSpans()
        tall = look().px(_HEAD)
        for row in range(self.lines.rowCount()):
            kind = self.lines.line_at(row).kind
            height = faces.row_height(kind)
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)
            span = faces.span_of(kind)
            if span > 1:
                self.setSpan(row, Column.TITLE, 1, span)
            tall += height
        self.setFixedHeight(tall)

    def follow_kinds(self, first: QModelIndex, last: QModelIndex) -> None:
        """Lay out again when a line became one of another kind."""
        if first.column() != Column.HANDLE or last.column() != Column.TOTAL:
            return
        for row in range(first.row(), last.row() + 1):
            kind = self.lines.line_at(row).kind
            if self.columnSpan(row, Column.TITLE) != faces.span_of(kind) or self.rowHeight(row) != faces.row_height(
                kind
            ):
                self.lay_out()
                return

    def show_columns(self, wanted: AbstractSet[Column]) -> None:
        """Show those of the columns that are not always there."""
        for column in _AT_TIMES:
            self.setColumnHidden(column, column not in wanted)
        # Where titles have hardly any room left, units stand below quantities.
        self.setColumnHidden(Column.UNIT, self._room_beside(wanted) < _TIGHTEST_TITLE)

    def has_room_for(self, column: Column) -> bool:
        """Whether titles keep enough room beside another column."""
        return self._room_beside({column}) >= _LEAST_TITLE

    def _room_beside(self, wanted: AbstractSet[Column]) -> float:
        """Return the width titles have beside the columns that are always there and some more, at 100 % text."""
        fixed = sum(width for each, width in _WIDTHS.items() if each not in _AT_TIMES or each in wanted)
        return self.width() / look().scale - fixed
