"""Pills: a state as icon and word on a tint; never colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.theme.drawing import box, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Role, look
from crm_desktop.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from crm_desktop.ui.theme.look import Look

PillTone = Literal["neutral", "success", "warning", "danger", "info", "accent"]
_COLOURS: dict[PillTone, tuple[Role, Role]] = {
    "neutral": ("text2", "nav"),
    "success": ("success", "success_tint"),
    "warning": ("warning", "warning_tint"),
    "danger": ("danger", "danger_tint"),
    "info": ("info", "info_tint"),
    "accent": ("accent", "selected"),
}
_HEIGHT, _PAD, _ICON, _GAP = 20, 8, 12, 4


def pill_size(word: str, icon: str = "") -> QSize:
    """Return the size of a pill in pixels."""
    now = look()
    side = now.px(_ICON) + _GAP if icon else 0
    return QSize(round(text_width(word, font(11, 500)) + 2 * _PAD + side + 0.5), now.px(_HEIGHT))


def paint_pill(painter: QPainter, at: QPointF, word: str, icon: str = "", tone: PillTone = "neutral") -> float:
    """Draw a pill with its upper left corner at a point; return its width."""
    now, size = look(), pill_size(word, icon)
    ink, ground = (now.colour(role) for role in _COLOURS[tone])
    area = QRectF(at.x(), at.y(), size.width(), size.height())
    box(painter, area, area.height() / 2, ground, now.colour("control") if ground == now.colour("surface") else None)
    start = area.x() + _PAD
    if icon:
        side = now.px(_ICON)
        draw_icon(painter, icon, square(start, area.center().y(), side), ink)
        start += side + _GAP
    text(painter, QRectF(start, area.y(), area.right() - start, area.height()), word, font(11, 500), ink)
    return area.width()


class Pill(Painted):
    """`Pill(_("Sent"), "send", "info")`."""

    def __init__(
        self, word: str = "", icon: str = "", tone: PillTone = "neutral", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(word, icon, tone)

    def show_state(self, word: str, icon: str = "", tone: PillTone = "neutral") -> None:
        """Show another state; an empty word hides the pill."""
        self._word, self._icon, self._tone = word, icon, tone
        self.setAccessibleName(word)
        if not word:
            self.hide()
        elif self.parentWidget() is not None:
            self.show()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of icon and word."""
        return pill_size(self._word, self._icon)

    def draw(self, painter: QPainter, area: QRectF, _now: Look) -> None:
        """Draw the pill."""
        paint_pill(painter, area.topLeft(), self._word, self._icon, self._tone)
