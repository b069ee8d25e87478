"""The small pictures on the cards of the first run: a board, a table that becomes contacts, an empty place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.theme.drawing import box
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.avatar import paint_avatar
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.stage_glyph import paint_stage, stage_colour

_HEIGHT, _LOW, _LARGE = 148, 112, 1.2
Draw = Callable[[QPainter, QRectF, Look], None]


class Picture(Painted):
    """Draws one of the pictures; it says nothing that the words below do not say."""

    def __init__(self, drawing: Draw, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = drawing
        # What is drawn has no writing that grows; in large type the words below need the room.
        self.setFixedHeight(_HEIGHT if look().scale < _LARGE else _LOW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the ground and the picture."""
        box(painter, area, 10, now.colour("sunken"))
        painter.setClipRect(area)
        self._drawing(painter, area, now)


def board(painter: QPainter, area: QRectF, now: Look) -> None:
    """Draw three lanes with cards."""
    width, gap = 80.0, 10.0
    left = area.center().x() - (3 * width + 2 * gap) / 2
    for lane, cards in enumerate((3, 2, 3)):
        x = left + lane * (width + gap)
        paint_stage(
            painter, QRectF(x + width / 2 - 7, area.y() + 10, 14, 14), (0.2, 0.5, 0.85)[lane], stage_colour(lane * 2, 5)
        )
        box(painter, QRectF(x, area.y() + 32, width, area.height()), 8, now.colour("nav"))
        for card in range(cards):
            place = QRectF(x + 7, area.y() + 40 + card * 38, width - 14, 32)
            box(painter, place, 6, now.colour("raised"), now.colour("line_strong"))
            box(painter, QRectF(place.x() + 8, place.y() + 8, 36, 5), 2, now.colour("text2"))
            box(painter, QRectF(place.x() + 8, place.y() + 19, 24, 4), 2, now.colour("line_strong"))


def table(painter: QPainter, area: QRectF, now: Look) -> None:
    """Draw a table that becomes contacts."""
    middle = area.center()
    sheet = QRectF(middle.x() - 130, middle.y() - 44, 100, 88)
    box(painter, sheet, 6, now.colour("raised"), now.colour("line_strong"))
    for line in range(4):
        y = sheet.y() + 22 + line * 17
        for cell in range(3):
            tone = now.colour("text3" if line == 0 else "line_strong")
            box(painter, QRectF(sheet.x() + 9 + cell * 30, y, 20, 5), 2, tone)
    draw_icon(painter, "arrow-right", QRectF(middle.x() - 20, middle.y() - 9, 18, 18), now.colour("text2"))
    for line, name in enumerate(("Miriam Kessler", "Jonas Albrecht", "Eva Lindner")):
        place = QRectF(middle.x() + 14, middle.y() - 44 + line * 31, 116, 26)
        box(painter, place, 6, now.colour("raised"), now.colour("line_strong"))
        paint_avatar(painter, QRectF(place.x() + 6, place.y() + 4, 18, 18), name, "person")
        box(painter, QRectF(place.x() + 32, place.y() + 10, 70 - line * 12, 5), 2, now.colour("text2"))


def blank(painter: QPainter, area: QRectF, now: Look) -> None:
    """Draw a place for something new."""
    place = QRectF(area.center().x() - 92, area.center().y() - 44, 184, 88)
    pen = QPen(now.colour("control"), 1.4, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place, 9, 9)
    draw_icon(painter, "plus", QRectF(place.center().x() - 10, place.center().y() - 10, 20, 20), now.colour("text"))
