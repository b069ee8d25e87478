"""The table of offers to be followed up: what is at stake, how long it has waited, what comes next."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.offer_follow_up import Column, FollowFace, FollowUpModel
from crm_desktop.ui.theme.drawing import RIGHT, square, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Role, look
from crm_desktop.ui.widgets.cells import CellDelegate
from crm_desktop.ui.widgets.delegates import Index, Row
from crm_desktop.ui.widgets.tables import RowTableView
from crm_desktop.ui.widgets.two_line import ROW_ROLE

_WIDTHS = {
    Column.VALUE: 120, Column.CHANCE: 104, Column.STAKE: 104, Column.AGE: 104, Column.UNTIL: 150, Column.NEXT: 160,
}  # fmt: skip
_TALL = 54
#: Columns that give way, with the width at 100 % text below which they do.
_GIVE_WAY = ((Column.CHANCE, 1000), (Column.VALUE, 900), (Column.UNTIL, 780), (Column.AGE, 620))


class FollowUpTable(RowTableView):
    """The table; J and K move like the arrows, Enter opens."""

    def __init__(self, model: FollowUpModel) -> None:
        super().__init__(model, FollowUpDelegate(tall=_TALL), name=_("Offers to follow up"), stretch=Column.OFFER)
        self.sort_by_heads()
        self.verticalHeader().setDefaultSectionSize(look().px(_TALL))
        self.fit_columns(_WIDTHS, _GIVE_WAY)


class FollowUpDelegate(CellDelegate):
    """Draws the cells."""

    def draw_cell(self, painter: QPainter, row: Row, area: QRectF, index: Index) -> None:
        """Draw one cell."""
        face, now, place = index.data(ROW_ROLE), row.look, index.column()
        if not isinstance(face, FollowFace):
            return
        if place == Column.OFFER:
            _draw_offer(painter, row, area, face)
        elif place == Column.NEXT:
            side = now.px(14)
            draw_icon(painter, face.next_icon, square(area.x(), area.center().y(), side), now.colour(face.next_tone))
            words = area.adjusted(side + 7, 0, 0, 0)
            text(painter, words, face.next_step, font(13, 500), now.colour(face.next_tone))
        else:
            words_of: dict[int, tuple[str, int, Role]] = {
                Column.VALUE: (face.value, 400, "text2"), Column.CHANCE: (face.chance, 400, "text2"),
                Column.STAKE: (face.stake, 600, "text"), Column.AGE: (face.age, 400, "text2"),
                Column.UNTIL: (face.until, 400 if face.until_tone == "text2" else 500, face.until_tone),
            }  # fmt: skip
            words_in, weight, ink = words_of[place]
            text(painter, area, words_in, font(13, weight, tabular=True), now.colour(ink), align=RIGHT)


def _draw_offer(painter: QPainter, row: Row, area: QRectF, face: FollowFace) -> None:
    """Draw the customer with the offer below."""
    now, high, low = row.look, row.look.px(20), row.look.px(17)
    top = area.center().y() - (high + low) / 2
    first = QRectF(area.x(), top, area.width(), high)
    text(painter, first, face.title, font(13, 500), now.colour("text"))
    below = QRectF(area.x(), top + high, area.width(), low)
    text(painter, below, face.below, font(12), now.colour("text2"))
