"""The table of deals a forecast rests on: ticks for the what-if, chances with their marks, one word why."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.engine.forecast.result import DealForecast
from crm_desktop.ui.models.forecast import Column, ForecastDeals
from crm_desktop.ui.theme.drawing import LEFT, RIGHT, box, line, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Role, look
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row
from crm_desktop.ui.widgets.header import ElidingHeader
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.stage_glyph import paint_stage, stage_colour
from crm_desktop.ui.widgets.two_line import ROW_ROLE

_ROW = 38
_MOVES = {"+": 1, "-": -1}
_WIDTHS = {Column.VALUE: 84, Column.CHANCE: 76, Column.IN_PERIOD: 88, Column.CONTRIBUTION: 88, Column.WHY: 144}


class DealTable(QTableView):
    """Space and a click on the tick leave a deal out. Signal: `opened(deal id)`."""

    opened = Signal(int)

    def __init__(self, model: ForecastDeals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deals = model
        self.setModel(model)
        self.setItemDelegate(DealDelegate(model, self))
        self.setAccessibleName(_("Deals the forecast rests on"))
        header = ElidingHeader(self, stretch=Column.DEAL)
        self.setHorizontalHeader(header)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, look().px(width))
        header.setSectionResizeMode(Column.DEAL, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look().px(_ROW))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._open)

    def row_height(self) -> int:
        """Return how tall a row is."""
        return self.verticalHeader().defaultSectionSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by Space, open by Enter, shift by a month with plus and minus."""
        moved = _MOVES.get(event.text())
        if moved and self.currentIndex().isValid():
            self._deals.shift(self.currentIndex().row(), moved)
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._deals.toggle(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick by a click on the box."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == Column.DEAL and event.position().x() < look().px(30):
            self._deals.toggle(index.row())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what a what-if can do with a deal."""
        index = self.indexAt(event.pos()) if event.reason() is event.Reason.Mouse else self.currentIndex()
        if not index.isValid():
            return
        number, menu = index.row(), Menu(self)
        menu.entry(_("Leave out or count"), "check", on=lambda: self._deals.toggle(number), key=_("Space"))
        menu.entry(_("A month later"), "chevron-right", on=lambda: self._deals.shift(number, 1), key="+")
        menu.entry(_("A month earlier"), "chevron-left", on=lambda: self._deals.shift(number, -1), key="−")
        menu.addSeparator()
        menu.entry(_("Open the deal"), "square-kanban", on=lambda: self._open(index))
        menu.popup(event.globalPos())

    def _open(self, index: QModelIndex) -> None:
        deal = index.data(ROW_ROLE)
        if isinstance(deal, DealForecast):
            self.opened.emit(deal.deal_id)


class DealDelegate(DelegateBase):
    """Draws the cells of the table."""

    def __init__(self, model: ForecastDeals, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for each row."""
        return QSize(look().px(60), look().px(_ROW))

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one cell; deals that are left out are faint and struck through."""
        deal = index.data(ROW_ROLE)
        if not isinstance(deal, DealForecast):
            return
        now, counted = row.look, self._model.counts(deal)
        shifted = bool(self._model.months_later(deal))
        if row.selected or not counted or shifted:
            painter.fillRect(row.area, now.colour("selected" if row.selected else "hover"))
        line(painter, row.area.x(), row.area.bottom() - 1, row.area.right())
        words = str(index.data())
        if index.column() == Column.DEAL:
            self._draw_deal(painter, row, deal, counted=counted)
            return
        place = row.area.adjusted(8, 0, -8, 0)
        ink: Role = "text" if counted else "text3"
        if index.column() == Column.CHANCE:
            width = text_width(words, font(13, tabular=True))
            side = now.px(14)
            at, number = self._model.place_of(deal)
            glyph = QRectF(place.right() - width - side - 8, place.center().y() - side / 2, side, side)
            paint_stage(painter, glyph, deal.win_probability, stage_colour(at, number))
        heavy = index.column() == Column.CONTRIBUTION and counted
        left = index.column() == Column.WHY
        shown = font(12) if left else font(13, 600 if heavy else 400, tabular=True)
        why: Role = "warning" if shifted else "text2"
        text(painter, place, words, shown, now.colour(why if left else ink), align=LEFT if left else RIGHT)

    def _draw_deal(self, painter: QPainter, row: Row, deal: DealForecast, *, counted: bool) -> None:
        now, area = row.look, row.area
        side = now.px(16)
        tick = QRectF(area.x() + 4, area.center().y() - side / 2, side, side)
        if counted:
            box(painter, tick, 4, now.colour("text2"))
            draw_icon(painter, "check", tick.adjusted(1, 1, -1, -1), now.colour("surface"))
        else:
            box(painter, tick, 4, now.colour("surface"), now.colour("control"), width=1.4)
        x = tick.right() + 10
        type_ = font(13, 600)
        title = QRectF(x, area.y(), area.right() - x - 8, area.height())
        width = text(painter, title, deal.title, type_, now.colour("text" if counted else "text3"))
        if not counted:
            line(painter, x, area.center().y() + 1, x + width, "text3")
        rest = title.adjusted(width + 8, 0, 0, 0)
        if rest.width() > 30:
            text(painter, rest, deal.customer, font(12), now.colour("text3"))
