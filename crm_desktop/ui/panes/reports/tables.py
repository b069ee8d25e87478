"""The table of a report: lines with what was before, or the records behind a figure; Enter opens."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem

from crm_desktop.ui.models.report_table import ReportTable, TableRow
from crm_desktop.ui.theme.drawing import LEFT, RIGHT, line, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row
from crm_desktop.ui.widgets.tables import RowTableView
from crm_desktop.ui.widgets.two_line import ROW_ROLE

_PAD, _FIGURES, _LEAST_NAME = 9, 104, 150


class ReportTableView(RowTableView):
    """Signal: `chosen(what a row is about)` on Enter, a click on a figure's row twice, or Space."""

    chosen = Signal(object)

    def __init__(self, model: ReportTable, *, name: str) -> None:
        super().__init__(model, _Delegate(model), name=name, stretch=0)
        self._table = model
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.opened.connect(self._open)
        self.peeked.connect(self._open)
        model.modelReset.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give every figure its width, and the words what is left."""
        number = self._table.columnCount()
        words = [place for place in range(1, number) if self._table.has_words(place)]
        figures = number - 1 - len(words)
        room = self.viewport().width() - figures * look().px(_FIGURES)
        least = look().px(_LEAST_NAME)
        each = max(least, room // (len(words) + 1))
        for place in range(number):
            wide = each if place == 0 or place in words else look().px(_FIGURES)
            if self.columnWidth(place) != wide:
                self.setColumnWidth(place, wide)

    def _open(self, index: QModelIndex) -> None:
        found = index.data(ROW_ROLE)
        if isinstance(found, TableRow) and found.about is not None:
            self.chosen.emit(found.about)


class _Delegate(DelegateBase):
    """Draws the cells; the total stands under a stronger line."""

    def __init__(self, model: ReportTable) -> None:
        super().__init__()
        self._table = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the same height for each row."""
        return QSize(look().px(60), look().table_row)

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one cell."""
        found, now, place = index.data(ROW_ROLE), row.look, index.column()
        if not isinstance(found, TableRow):
            return
        if row.selected or row.hovered:
            painter.fillRect(row.area, now.colour("selected" if row.selected else "hover"))
        if found.total:
            line(painter, row.area.x(), row.area.top(), row.area.right(), "line_strong")
        else:
            line(painter, row.area.x(), row.area.bottom() - 1, row.area.right())
        words = self._table.has_words(place)
        heavy = found.total or place == 0 or (place == 1 and not words)
        type_ = font(13, 600 if found.total else 500 if heavy else 400, tabular=not words)
        area = row.area.adjusted(_PAD, 0, -_PAD, 0)
        ink = now.colour("text" if heavy else "text2")
        text(painter, area, found.cells[place], type_, ink, align=LEFT if words else RIGHT)
