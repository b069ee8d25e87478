"""An icon that stands beside words and says nothing by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.theme.drawing import square
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Role, look
from crm_desktop.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from crm_desktop.ui.theme.look import Look


class Glyph(Painted):
    """`Glyph("phone")`, `Glyph("sparkles", tone="info")`."""

    def __init__(self, icon: str, size: int = 16, *, tone: Role = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._size, self._tone = icon, size, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        return QSize(look().px(self._size), look().px(self._size))

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the icon."""
        draw_icon(painter, self._icon, square(area.x(), area.center().y(), area.width()), now.colour(self._tone))
