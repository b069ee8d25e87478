"""The table of offers: number, subject, customer, state, value and days of each."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.offers import Column, OfferFace, OffersModel
from crm_desktop.ui.theme.drawing import LEFT, RIGHT, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Role, look
from crm_desktop.ui.widgets.cells import CellDelegate
from crm_desktop.ui.widgets.delegates import Index, Row
from crm_desktop.ui.widgets.pill import paint_pill, pill_size
from crm_desktop.ui.widgets.tables import RowTableView
from crm_desktop.ui.widgets.two_line import ROW_ROLE

_WIDTHS = {
    Column.NUMBER: 124, Column.CUSTOMER: 220, Column.STATUS: 150, Column.VALUE: 126, Column.DAY: 104, Column.UNTIL: 128,
}  # fmt: skip
_TALL = 56
#: Columns that give way, with the width of the pane at 100 % text below which they do. The customer then stands below
#: the subject.
_GIVE_WAY = ((Column.DAY, 1000), (Column.CUSTOMER, 920), (Column.UNTIL, 660))


class OfferTable(RowTableView):
    """The table; J and K move like the arrows."""

    def __init__(self, model: OffersModel) -> None:
        super().__init__(model, OfferDelegate(), name=_("Offers"), stretch=Column.SUBJECT)
        self.sort_by_heads()
        self.follow_columns()
        self.fit_columns(_WIDTHS, _GIVE_WAY)

    def follow_width(self, room: float) -> None:
        """Leave out columns that do not fit, in pixels at 100 % text."""
        super().follow_width(room)
        self.follow_columns()

    def follow_columns(self) -> None:
        """Give rows the height of what stands in them."""
        tall = look().px(_TALL) if self.isColumnHidden(Column.CUSTOMER) else look().table_row + look().px(8)
        if self.verticalHeader().defaultSectionSize() != tall:
            self.verticalHeader().setDefaultSectionSize(tall)


class OfferDelegate(CellDelegate):
    """Draws the cells of the list."""

    def draw_cell(self, painter: QPainter, row: Row, area: QRectF, index: Index) -> None:
        """Draw one cell."""
        face, now, place = index.data(ROW_ROLE), row.look, index.column()
        if not isinstance(face, OfferFace):
            return
        if place == Column.STATUS:
            size = pill_size(face.mark.word, face.mark.icon)
            paint_pill(painter, QPointF(area.x(), area.center().y() - size.height() / 2), *face.mark)
        elif place == Column.UNTIL:
            _draw_until(painter, row, area, face)
        elif place == Column.SUBJECT and row.area.height() >= now.px(_TALL):
            _draw_both(painter, row, area, face)
        else:
            words = str(index.data())
            strong, ink, right = _STYLES[place]
            quiet = place == Column.NUMBER and face.draft
            type_ = font(13, 400 if quiet else strong, tabular=right)
            text(painter, area, words, type_, now.colour("text3" if quiet else ink), align=RIGHT if right else LEFT)


_STYLES: dict[int, tuple[int, Role, bool]] = {
    Column.NUMBER: (400, "text2", False),
    Column.SUBJECT: (500, "text", False),
    Column.CUSTOMER: (400, "text2", False),
    Column.VALUE: (600, "text", True),
    Column.DAY: (400, "text2", True),
}


def _draw_both(painter: QPainter, row: Row, area: QRectF, face: OfferFace) -> None:
    """Draw the customer below the subject."""
    now, high, low = row.look, row.look.px(20), row.look.px(17)
    top = area.center().y() - (high + low) / 2
    first = QRectF(area.x(), top, area.width(), high)
    text(painter, first, face.subject, font(13, 500), now.colour("text"))
    text(painter, first.translated(0, (high + low) / 2), face.customer, font(12), now.colour("text2"))


def _draw_until(painter: QPainter, row: Row, area: QRectF, face: OfferFace) -> None:
    type_ = font(13, 500 if face.until_icon else 400, tabular=True)
    ink = row.look.colour(face.until_tone)
    text(painter, area, face.until, type_, ink, align=RIGHT)
    if face.until_icon:
        side = row.look.px(14)
        x = area.right() - text_width(face.until, type_) - side - 6
        draw_icon(painter, face.until_icon, square(x, area.center().y(), side), ink)
