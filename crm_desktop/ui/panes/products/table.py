"""The table of the catalogue; what is out of use is drawn in the weaker ink."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.products import Column, ProductFace, ProductsModel
from crm_desktop.ui.theme.drawing import LEFT, RIGHT, box, draw_covering, square, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Role
from crm_desktop.ui.timeline.pictures import Pictures, small_of
from crm_desktop.ui.widgets.cells import CellDelegate
from crm_desktop.ui.widgets.delegates import Index, Row
from crm_desktop.ui.widgets.tables import RowTableView
from crm_desktop.ui.widgets.two_line import ROW_ROLE

_WIDTHS = {
    Column.NUMBER: 84, Column.GROUP: 164, Column.UNIT: 70, Column.PRICE: 110, Column.COST: 100, Column.MARGIN: 84,
    Column.VAT: 70,
}  # fmt: skip
#: Columns that give way, with the width of the table at 100 % text below which they do.
_GIVE_WAY = ((Column.COST, 980), (Column.GROUP, 700), (Column.MARGIN, 820), (Column.VAT, 480), (Column.NUMBER, 470))


class ProductTable(RowTableView):
    """The table; J and K move like the arrows."""

    def __init__(self, model: ProductsModel, pictures: Pictures) -> None:
        super().__init__(model, ProductDelegate(pictures), name=_("Products"), stretch=Column.NAME, many=True)
        self.sort_by_heads()
        pictures.came.connect(self.viewport().update)
        self.fit_columns(_WIDTHS, _GIVE_WAY)


class ProductDelegate(CellDelegate):
    """Draws the cells of the table; names with their picture, and what is special about a product behind them."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self._pictures = pictures

    def draw_cell(self, painter: QPainter, row: Row, area: QRectF, index: Index) -> None:
        """Draw one cell."""
        face, now, place = index.data(ROW_ROLE), row.look, index.column()
        if not isinstance(face, ProductFace):
            return
        figures, strong = place >= Column.PRICE, place in (Column.NAME, Column.PRICE)
        ink: Role = "text3" if not face.active else "text" if strong else "text2"
        type_ = font(13, 500 if strong else 400, tabular=figures)
        if place == Column.NAME:
            self._draw_name(painter, row, area, face, now.colour(ink))
        else:
            text(painter, area, face.cells[place], type_, now.colour(ink), align=RIGHT if figures else LEFT)

    def _draw_name(self, painter: QPainter, row: Row, area: QRectF, face: ProductFace, ink: QColor) -> None:
        quiet = row.look.colour("text3")
        side, mark = min(row.look.px(26), area.height() - 6), row.look.px(13)
        if face.picture is not None or face.beside_pictures:
            shown = small_of(self._pictures, face.picture) if face.picture else None
            place = square(area.x(), area.center().y(), side)
            if shown is not None:
                draw_covering(painter, place, shown)
            elif face.picture is None:
                box(painter, place, 3, row.look.colour("sunken"))
                draw_icon(painter, "package", square(place.x() + side / 4, area.center().y(), side / 2), quiet)
            area = area.adjusted(side + 8, 0, 0, 0)
        marks = [icon for icon, on in (("layers", face.is_set), ("badge-percent", face.tiered)) if on]
        room = area.adjusted(0, 0, -(mark + 6) * len(marks), 0)
        x = area.x() + text(painter, room, face.cells[Column.NAME], font(13, 500), ink) + 7
        for icon in marks:
            draw_icon(painter, icon, square(x, area.center().y(), mark), quiet)
            x += mark + 5
