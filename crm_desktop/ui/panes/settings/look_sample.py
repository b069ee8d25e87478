"""What the chosen look comes to: two rows of a list, a state, a figure, a button; nothing of it does anything."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.formats import amount
from crm_desktop.base.i18n import _
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.avatar import paint_avatar
from crm_desktop.ui.widgets.painted import Painted

_WIDTH = 206
#: Names of the demo firm's people; names are the same in every language.
_PEOPLE = (("Miriam Kessler", "Hotel Seeblick GmbH"), ("Jonas Albrecht", "Albrecht Optik"))
_SUM = 5_323_200


class LookSample(Painted):
    """Draws the sample in the look in force; screen readers are told that it is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Sample of the chosen look"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of two rows and what is below them."""
        return QSize(look().px(_WIDTH), 16 + 2 * look().row + look().px(132))

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw a card with everything on it."""
        box(painter, area, metrics.RADIUS_CARD, now.colour("surface"), now.colour("line_strong"))
        y = area.y() + 8
        for place, (name, firm) in enumerate(_PEOPLE):
            self._row(painter, QRectF(area.x() + 8, y, area.width() - 16, now.row), (name, firm), place == 0)
            y += now.row
        left, side = area.x() + 18, now.px(metrics.ICON)
        y += now.px(14)
        draw_icon(painter, "clock-alert", square(left, y + side / 2, side), now.colour("danger"))
        line = QRectF(left + side + 6, y, area.right() - left - side - 14, side)
        text(painter, line, _("1 day overdue"), font(12, 500), now.colour("danger"))
        y += side + now.px(8)
        figure = QRectF(left, y, area.width() - 36, now.px(28))
        text(painter, figure, amount(_SUM, "EUR", whole=True), font(16, 600, tabular=True), now.colour("text"))
        self._button(painter, left, y + now.px(38), now)

    def _row(self, painter: QPainter, area: QRectF, words: tuple[str, str], selected: bool) -> None:
        now = look()
        if selected:
            box(painter, area, metrics.RADIUS_FIELD, now.colour("selected"))
        disc = now.px(34)
        paint_avatar(
            painter, QRectF(area.x() + 10, area.center().y() - disc / 2, disc, disc), words[0], "person",
            selected=selected,
        )  # fmt: skip
        line = QRectF(area.x() + disc + 22, area.center().y() - now.px(18), area.width() - disc - 28, now.px(18))
        text(painter, line, words[0], font(13, 600), now.colour("text"))
        line.translate(0, now.px(18))
        text(painter, line, words[1], font(12), now.colour("text2" if selected else "text3"))

    def _button(self, painter: QPainter, left: float, top: float, now: Look) -> None:
        words, side = _("Offer"), now.px(metrics.ICON)
        width = text_width(words, font(13, 500)) + side + 32
        place = QRectF(left, top, width, now.px(metrics.BUTTON_HEIGHT))
        box(painter, place, metrics.RADIUS_BUTTON, now.colour("fill"))
        draw_icon(painter, "file-plus-corner", square(place.x() + 12, place.center().y(), side), now.colour("on_fill"))
        inner = place.adjusted(12 + side + 6, 0, -8, 0)
        text(painter, inner, words, font(13, 500), now.colour("on_fill"), align=Qt.AlignmentFlag.AlignVCenter)
