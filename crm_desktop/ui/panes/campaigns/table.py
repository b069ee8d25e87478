"""The table of campaigns: what each is, how it stands, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.campaigns import CampaignFace, CampaignsModel, Column
from crm_desktop.ui.theme.drawing import LEFT, RIGHT, square, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.cells import CellDelegate
from crm_desktop.ui.widgets.delegates import Index, Row
from crm_desktop.ui.widgets.pill import paint_pill, pill_size
from crm_desktop.ui.widgets.tables import RowTableView
from crm_desktop.ui.widgets.two_line import ROW_ROLE

_WIDTHS = {
    Column.STATUS: 130, Column.DAY: 104, Column.SENT: 84, Column.ANSWERS: 112, Column.ORDERS: 84, Column.REVENUE: 112,
    Column.EACH: 136,
}  # fmt: skip
_TALL = 52
#: Columns that give way, with the width of the table at 100 % text below which they do.
_GIVE_WAY = ((Column.EACH, 1000), (Column.DAY, 880), (Column.ORDERS, 760), (Column.SENT, 660), (Column.REVENUE, 560))


class CampaignTable(RowTableView):
    """Rows of two lines; J and K move like the arrows."""

    def __init__(self, model: CampaignsModel) -> None:
        super().__init__(model, CampaignDelegate(tall=_TALL), name=_("Campaigns"), stretch=Column.NAME)
        self.verticalHeader().setDefaultSectionSize(look().px(_TALL))
        self.fit_columns(_WIDTHS, _GIVE_WAY)


class CampaignDelegate(CellDelegate):
    """Draws the cells of the list."""

    def draw_cell(self, painter: QPainter, row: Row, area: QRectF, index: Index) -> None:
        """Draw one cell."""
        face, now, place = index.data(ROW_ROLE), row.look, index.column()
        if not isinstance(face, CampaignFace):
            return
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
