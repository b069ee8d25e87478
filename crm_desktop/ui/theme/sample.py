"""A window in small, in given colours: what the choice of a scheme shows."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from crm_desktop.base.tokens import Tokens
from crm_desktop.ui.theme.drawing import box


def draw_sample(painter: QPainter, area: QRectF, tokens: Tokens) -> None:
    """Draw rail, list and button of a window that fills an area."""
    painter.fillRect(area, QColor(tokens.canvas))
    x, y, width = area.x(), area.y(), area.width()
    list_left = x + width * 0.3
    painter.fillRect(QRectF(list_left, y, width * 0.7, area.height()), QColor(tokens.surface))
    for place in range(5):
        box(painter, QRectF(x + 12, y + 14 + place * 13, width * 0.3 - 26, 5), 2, QColor(tokens.line_strong))
    box(painter, QRectF(list_left + 12, y + 11, width * 0.34, 9), 4, QColor(tokens.text))
    box(painter, QRectF(x + width - 46, y + 9, 36, 13), 3, QColor(tokens.fill))
    box(painter, QRectF(list_left + 8, y + 34, width * 0.7 - 18, 17), 4, QColor(tokens.selected))
    for place, share in enumerate((0.30, 0.22, 0.36, 0.26, 0.34)):
        top = y + 40 + place * 18
        box(painter, QRectF(list_left + 16, top, width * share, 6), 3, QColor(tokens.text2))
