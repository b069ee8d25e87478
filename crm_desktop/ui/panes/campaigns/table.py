"""The table of campaigns: what each is, how it stands, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.campaigns import CampaignFace, CampaignsModel, Column
from crm_desktop.ui.theme.drawing import LEFT, RIGHT, line, square, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row
from crm_desktop.ui.widgets.pill import paint_pill, pill_size
from crm_desktop.ui.widgets.tables import RowTableView
from crm_desktop.ui.widgets.two_line import ROW_ROLE

_WIDTHS = {
    Column.STATUS: 130, Column.DAY: 104, Column.SENT: 84, Column.ANSWERS: 112, Column.ORDERS: 84, Column.REVENUE: 112,
    Column.EACH: 136,
}  # fmt: skip
_PAD, _TALL = 9, 52
#: Columns that give way, with the width of the table at 100 % text below which they do.
_GIVE_WAY = ((Column.EACH, 1000), (Column.DAY, 880), (Column.ORDERS, 760), (Column.SENT, 660), (Column.REVENUE, 560))


class CampaignTable(RowTableView):
    """Rows of two lines; J and K move like the arrows."""

    def __init__(self, model: CampaignsModel) -> None:
        super().__init__(model, CampaignDelegate(), name=_("Campaigns"), stretch=Column.NAME)
        self.verticalHeader().setDefaultSectionSize(look().px(_TALL))
        for place, width in _WIDTHS.items():
            self.setColumnWidth(place, look().px(width))

    def follow_width(self, room: float) -> None:
        """Leave out columns that do not fit, in pixels at 100 % text."""
        for place, least in _GIVE_WAY:
            self.setColumnHidden(place, room < least)


class CampaignDelegate(DelegateBase):
    """Draws the cells of the list."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the same height for each row."""
        return QSize(look().px(60), look().px(_TALL))

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one cell."""
        face, now, place = index.data(ROW_ROLE), row.look, index.column()
        if not isinstance(face, CampaignFace):
            return
        if row.selected:
            painter.fillRect(row.area, now.colour("selected"))
        line(painter, row.area.x(), row.area.bottom() - 1, row.area.right())
        area = row.area.adjusted(_PAD, 0, -_PAD, 0)
        if place == Column.NAME:
            _draw_name(painter, row, area, face)
        elif place == Column.STATUS:
            size = pill_size(face.mark.word, face.mark.icon)
            paint_pill(painter, QPointF(area.x(), area.center().y() - size.height() / 2), *face.mark)
        else:
            strong = place == Column.REVENUE
            ink = now.colour("text" if strong else "text2")
            type_ = font(13, 600 if strong else 400, tabular=True)
            text(painter, area, face.cells[place], type_, ink, align=RIGHT if place >= Column.DAY else LEFT)


def _draw_name(painter: QPainter, row: Row, area: QRectF, face: CampaignFace) -> None:
    now, high, low = row.look, row.look.px(20), row.look.px(17)
    side = now.px(18)
    draw_icon(painter, face.icon, square(area.x() + 6, area.center().y(), side), now.colour("text2"))
    left, top = area.x() + side + 18, area.center().y() - (high + low) / 2
    width = area.right() - left
    text(painter, QRectF(left, top, width, high), face.row.name, font(13, 600), now.colour("text"))
    text(painter, QRectF(left, top + high, width, low), face.detail, font(12), now.colour("text3"))
