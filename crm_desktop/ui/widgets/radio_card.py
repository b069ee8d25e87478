"""Cards of which one is chosen: a picture, a name, perhaps a sentence (colour scheme, layout of the offer)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box, draw_fitted, focus_ring, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.theme.parts.indicators import draw_radio
from crm_desktop.ui.theme.parts.states import ENABLED, HOVER, ON

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

_WIDTH, _PICTURE, _LABEL = 208, 132, 34
_INSET = 8


class RadioCard(QAbstractButton):
    """`RadioCard(_("Dark"), paint=draw_sample)`; `paint(painter, rect)` draws the picture; signal `toggled(bool)`.

    Cards of one parent exclude each other, and screen readers call them radio buttons.
    """

    def __init__(
        self,
        words: str,
        *,
        paint: Callable[[QPainter, QRectF], None] | None = None,
        picture: QPixmap | None = None,
        width: int = _WIDTH,
        height: int = _PICTURE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._paint, self._picture = paint, picture
        self._size = QSize(width, height)

    def sizeHint(self) -> QSize:
        """Return picture and label below each other."""
        return QSize(self._size.width(), self._size.height() + look().px(_LABEL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, picture, mark and words."""
        now, on = look(), self.isChecked()
        card = QRectF(0, 0, self.width(), self._size.height())
        below = QRectF(0, card.bottom(), self.width(), self.height() - card.height())
        state = (ENABLED if self.isEnabled() else 0) | (ON if on else 0) | (HOVER if self.underMouse() else 0)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = now.colour("text" if on else ("control" if state & HOVER else "line_strong"))
            box(painter, card, metrics.RADIUS_BOARD, now.colour("sunken"), edge, width=2 if on else 1)
            if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
                focus_ring(painter, card, metrics.RADIUS_BOARD)
            self._paint_picture(painter, card.adjusted(_INSET, _INSET, -_INSET, -_INSET))
            side = now.px(16)
            draw_radio(now, painter, QRectF(0, below.center().y() - side / 2 + 2, side, side), state)
            label = below.adjusted(side + 8, 4, 0, 0)
            text(painter, label, self.text(), font(13, 600 if on else 400), now.colour("text"))

    def _paint_picture(self, painter: QPainter, area: QRectF) -> None:
        if self._paint is not None:
            painter.save()
            try:
                self._paint(painter, area)
            finally:
                painter.restore()
        elif self._picture is not None and not self._picture.isNull():
            draw_fitted(painter, area, self._picture)
