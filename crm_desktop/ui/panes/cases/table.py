"""The table of service cases, and how its cells are drawn."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.cases import CaseFace, CasesModel, Column
from crm_desktop.ui.theme.drawing import LEFT, RIGHT, square, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Role, look
from crm_desktop.ui.widgets.cells import CellDelegate
from crm_desktop.ui.widgets.delegates import Index, Row
from crm_desktop.ui.widgets.pill import paint_pill, pill_size
from crm_desktop.ui.widgets.tables import RowTableView
from crm_desktop.ui.widgets.two_line import ROW_ROLE

_WIDTHS = {Column.CUSTOMER: 260, Column.STATUS: 120, Column.DUE: 160, Column.OPENED: 110}
_TALL = 52
#: Columns that give way, with the width of the table at 100 % text below which they do.
_GIVE_WAY = ((Column.OPENED, 960), (Column.STATUS, 860), (Column.CUSTOMER, 620))


class CaseTable(RowTableView):
    """Rows of two lines; J and K move like the arrows."""

    def __init__(self, model: CasesModel) -> None:
        super().__init__(model, CaseDelegate(tall=_TALL), name=_("Service cases"), stretch=Column.TITLE)
        self.verticalHeader().setDefaultSectionSize(look().px(_TALL))
        self.fit_columns(_WIDTHS, _GIVE_WAY)


class CaseDelegate(CellDelegate):
    """Draws the cells of the list."""

    def draw_cell(self, painter: QPainter, row: Row, area: QRectF, index: Index) -> None:
        """Draw one cell."""
        face, place = index.data(ROW_ROLE), index.column()
        if not isinstance(face, CaseFace):
            return
        if place == Column.TITLE:
            _draw_title(painter, row, area, face)
        elif place == Column.STATUS:
            size = pill_size(*face.mark[:2])
            paint_pill(painter, QPointF(area.x(), area.center().y() - size.height() / 2), *face.mark)
        else:
            late = face.late and place == Column.DUE
            ink: Role = "danger" if late else "text2"
            type_ = font(13, 600 if late else 400, tabular=place == Column.OPENED)
            side = RIGHT if place == Column.OPENED else LEFT
            text(painter, area, face.cells[place], type_, row.look.colour(ink), align=side)


def _draw_title(painter: QPainter, row: Row, area: QRectF, face: CaseFace) -> None:
    now, high, low = row.look, row.look.px(20), row.look.px(17)
    side = now.px(18)
    draw_icon(painter, face.icon, square(area.x() + 6, area.center().y(), side), now.colour(face.tone))
    left, top = area.x() + side + 18, area.center().y() - (high + low) / 2
    width = area.right() - left
    strong: Role = "text" if face.row.is_open else "text2"
    text(painter, QRectF(left, top, width, high), face.row.title, font(13, 600), now.colour(strong))
    text(painter, QRectF(left, top + high, width, low), face.detail, font(12), now.colour("text3"))
