"""Beside the calendar: what still has no time, most money first, to be dragged in or placed by a key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QDrag, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.calendar import ENTRY_ROLE, Waiting, WaitingModel
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import RIGHT, box, focus_ring, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row
from crm_desktop.ui.widgets.lists import RowListView
from crm_desktop.ui.widgets.painted import picture
from crm_desktop.ui.widgets.two_line import ROW_ROLE

_HEIGHT, _GAP = 72, 8


class WaitingDelegate(DelegateBase):
    """Draws what waits as small cards."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the same height for each."""
        return QSize(look().px(180), look().px(_HEIGHT))

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one."""
        waiting = index.data(ROW_ROLE)
        if isinstance(waiting, Waiting):
            area = row.area.adjusted(1, 0, -2 if not row.beside_bar else 0, -_GAP)
            draw_waiting(painter, row.look, area, waiting, chosen=row.selected)
            if row.ringed:
                focus_ring(painter, area, metrics.RADIUS_CARD)


def draw_waiting(painter: QPainter, now: Look, area: QRectF, waiting: Waiting, *, chosen: bool = False) -> None:
    """Draw one card, also as the picture that is dragged."""
    edge = now.colour("accent" if chosen else "line_strong")
    box(painter, area, metrics.RADIUS_CARD, now.colour("selected" if chosen else "raised"), edge)
    side, high = now.px(16), now.px(20)
    inner = area.adjusted(12, (area.height() - 2 * high) / 2, -12, 0)
    ink = now.colour("danger" if waiting.late else "text2")
    draw_icon(painter, waiting.icon, square(inner.x(), inner.y() + high / 2, side), ink)
    left = inner.x() + side + 8
    first = QRectF(left, inner.y(), inner.right() - left, high)
    text(painter, first, waiting.title, font(13, 600), now.colour("text"))
    value_font = font(13, 600, tabular=True)
    wide = text_width(waiting.value, value_font)
    second = first.translated(0, high)
    text(painter, second, waiting.value, value_font, now.colour("text"), align=RIGHT)
    text(painter, second.adjusted(0, 0, -wide - 8, 0), waiting.detail, font(12), now.colour("text2"))


class WaitingList(RowListView):
    """The list. Dragging a card out tells the calendar where it is let go; the list takes nothing away by itself."""

    def __init__(self, model: WaitingModel, parent: QWidget | None = None) -> None:
        super().__init__(model, WaitingDelegate(), name=_("No time yet"), ground="canvas", parent=parent)
        self.waiting = model
        self.setDragEnabled(True)
        self.viewport().setAutoFillBackground(False)
        #: How a drag is run; tests put another in its place.
        self.run_drag: Callable[[QDrag], object] = lambda drag: drag.exec(Qt.DropAction.MoveAction)

    def ref(self) -> int:
        """Return the chosen entry, 0 for none."""
        return int(self.currentIndex().data(ENTRY_ROLE) or 0)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the chosen card."""
        index = self.currentIndex()
        waiting = index.data(ROW_ROLE)
        if not isinstance(waiting, Waiting):
            return
        rect = self.visualRect(index)

        def draw(painter: QPainter) -> None:
            area = QRectF(1, 1, rect.width() - 3, rect.height() - _GAP)
            draw_waiting(painter, look(), area, waiting, chosen=True)

        drag = QDrag(self)
        drag.setMimeData(self.waiting.mimeData([index]))
        drag.setPixmap(picture(rect.width(), rect.height(), self.devicePixelRatioF(), draw))
        drag.setHotSpot(QPoint(12, 12))
        self.run_drag(drag)
