"""A time line with a dot for each case: what came of it stands in the dot, the months below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.theme.drawing import LEFT, line, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from crm_desktop.ui.theme.look import Look

_HEIGHT, _DOT, _BELOW = 56, 11, 22


class Dot(NamedTuple):
    """A case: where on the line from 0 to 1, and whether something came of it."""

    at: float
    good: bool = False


class Mark(NamedTuple):
    """A word below the line: a month, today."""

    at: float
    words: str


class DotLine(Painted):
    """`DotLine(name)`, then `show_dots(dots, marks, spoken)`; screen readers hear `spoken`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.dots: tuple[Dot, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_dots(self, dots: Sequence[Dot], marks: Sequence[Mark], spoken: str) -> None:
        """Show other cases."""
        self.dots, self._marks = tuple(dots), tuple(marks)
        self.setAccessibleDescription(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of dots, line and words."""
        return QSize(look().px(200), look().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Become as narrow as needed."""
        return QSize(look().px(120), look().px(_HEIGHT))

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw line, words, dots."""
        below = now.px(_BELOW)
        y = area.bottom() - below
        line(painter, area.x(), y, area.right(), "line_strong")
        side = float(now.px(_DOT))
        span = area.width() - side
        type_, taken = font(11), -1.0
        for mark in self._marks:
            width = text_width(mark.words, type_)
            x = min(max(area.x() + mark.at * area.width() - width / 2, area.x()), area.right() - width)
            if x > taken:
                text(
                    painter, QRectF(x, y + 4, width + 1, below - 4), mark.words, type_, now.colour("text3"), align=LEFT
                )
                taken = x + width + 8
        painter.setPen(Qt.PenStyle.NoPen)
        for dot in sorted(self.dots, key=lambda one: one.good):
            middle = QPointF(area.x() + side / 2 + dot.at * span, y - side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.colour("accent" if dot.good else "control"))
            painter.drawEllipse(middle, side / 2, side / 2)
            if dot.good:
                place = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side).adjusted(1.5, 1.5, -1.5, -1.5)
                draw_icon(painter, "check", place, now.colour("surface"))
