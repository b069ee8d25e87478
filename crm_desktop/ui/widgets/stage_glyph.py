"""The mark of a stage: a ring filled like a pie to the probability, darker the later the stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.tokens import stage_colours
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from crm_desktop.ui.theme.look import Look

_FULL = 360 * 16


def stage_colour(place: int, number: int) -> QColor:
    """Return the colour of the stage at a place (from 0) among a number of stages."""
    colours = stage_colours(look().tokens, max(1, number))
    return QColor(colours[min(max(place, 0), len(colours) - 1)])


def paint_stage(painter: QPainter, rect: QRectF, probability: float, colour: QColor) -> None:
    """Draw the ring and fill it clockwise from the top to a probability between 0 and 1."""
    pen = 1.5 if rect.width() < 15 else 1.75
    ring = rect.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2)
    painter.setPen(QPen(colour, pen))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    inner = ring.adjusted(pen + 0.75, pen + 0.75, -pen - 0.75, -pen - 0.75)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    share = min(1.0, max(0.0, probability))
    if share >= 1:
        painter.drawEllipse(inner)
    elif share > 0:
        painter.drawPie(inner, 90 * 16, -round(_FULL * share))


class StageGlyph(Painted):
    """`StageGlyph(0.46, place=2, number=5)`; a mark beside the stage's name, so it says nothing itself."""

    def __init__(
        self, probability: float = 0, place: int = 0, number: int = 5, size: int = 16, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_stage(probability, place, number)

    def show_stage(self, probability: float, place: int, number: int) -> None:
        """Show another probability or stage."""
        self._probability, self._place, self._number = probability, place, number
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        side = look().px(self._size)
        return QSize(side, side)

    def draw(self, painter: QPainter, area: QRectF, _now: Look) -> None:
        """Draw the mark."""
        paint_stage(painter, area, self._probability, stage_colour(self._place, self._number))
