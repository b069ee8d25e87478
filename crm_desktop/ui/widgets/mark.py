"""The mark of the program, or the firm's own logo in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.theme.drawing import box, draw_fitted
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from crm_desktop.ui.theme.look import Look


def paint_mark(painter: QPainter, area: QRectF) -> None:
    """Draw the mark: an open ring round a point, on a rounded square."""
    now, side = look(), area.width()
    box(painter, area, side * 0.25, now.colour("accent"))
    ink = now.colour("on_accent")
    pen = QPen(ink, side * 0.096)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    reach = side * 0.255
    centre = area.center()
    ring = QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach)
    painter.drawArc(ring, 48 * 16, 264 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(centre), side * 0.085, side * 0.085)


class Mark(Painted):
    """`Mark(26)`; `show_logo(pixmap)` puts the firm's logo in its place."""

    def __init__(self, size: int = 26, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._logo = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_logo(self, logo: QPixmap) -> None:
        """Show a logo; an empty one brings the mark back."""
        self._logo = logo
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        side = look().px(self._size)
        return QSize(side, side)

    def draw(self, painter: QPainter, area: QRectF, _now: Look) -> None:
        """Draw logo or mark."""
        if self._logo.isNull():
            paint_mark(painter, area)
        else:
            draw_fitted(painter, area, self._logo)
