"""An icon beside words that say the same; it can change."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.theme.drawing import square
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Look, Role, look
from crm_desktop.ui.widgets.painted import Painted


class Mark(Painted):
    """`Mark("phone", 16)`; `show_icon(name, tone)` shows another."""

    def __init__(self, icon: str, size: int = 16, tone: Role = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._size, self._tone = icon, size, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, tone: Role = "text2") -> None:
        """Show another icon."""
        self._icon, self._tone = icon, tone
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        side = look().px(self._size)
        return QSize(side, side)

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the icon."""
        side = now.px(self._size)
        draw_icon(painter, self._icon, square(area.x(), area.center().y(), side), now.colour(self._tone))
