"""A figure that is not sure, on one line: what to expect, its 50 and 80 % ranges, and a goal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.theme.drawing import CENTRE, box, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from crm_desktop.ui.theme.look import Look


@dataclass(frozen=True)
class Range:
    """The figures of a bar, in any unit, with the words that stand at them ("" for none)."""

    low: float
    low_middle: float
    expected: float
    high_middle: float
    high: float
    low_words: str = ""
    expected_words: str = ""
    high_words: str = ""
    goal: float | None = None
    goal_words: str = ""


class RangeBar(Painted):
    """`bar.show_range(Range(…), _("With 80 % between …"))`: the sentence is what a screen reader says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Range | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_range(self, found: Range, sentence: str) -> None:
        """Show other figures."""
        self._found = found
        self.setAccessibleName(sentence)
        self.setToolTip(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of bar and labels."""
        return QSize(look().px(200), look().px(64))

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw ranges, marks and labels."""
        found = self._found
        if found is None:
            return
        ends = [found.low, found.high, *([] if found.goal is None else [found.goal])]
        low, high = min(ends), max(*ends, min(ends) + 1)
        margin = (high - low) * 0.16
        scale = area.width() / (high - low + 2 * margin)

        def x(value: float) -> float:
            return (value - low + margin) * scale

        middle, half = now.px(30), now.px(8)
        painter.fillRect(QRectF(0, middle - 1, area.width(), 2), now.colour("line"))
        for begin, end, radius, alpha in (
            (found.low, found.high, 3, 0.18),
            (found.low_middle, found.high_middle, 0, 0.30),
        ):
            part = QRectF(x(begin), middle - half, x(end) - x(begin), 2 * half)
            box(painter, part, radius, now.faded("accent", alpha))
        at = x(found.expected)
        painter.fillRect(QRectF(at - 1.5, middle - half - 2, 3, 2 * half + 4), now.colour("accent"))
        below = middle + half + now.px(11)
        self._labels(painter, now, below, [(x(found.low), found.low_words), (x(found.high), found.high_words)], at)
        if found.goal is not None:
            self._draw_goal(painter, now, QRectF(x(found.goal), middle - half - 4, 0, 2 * half + 8), found.goal_words)

    def _labels(self, painter: QPainter, now: Look, y: float, ends: list[tuple[float, str]], at: float) -> None:
        """Draw the words below the bar; an end that would touch the expected figure is left out."""
        words = self._found.expected_words if self._found else ""
        taken = self._label(painter, now, QPointF(at, y), words, strong=True)
        for place, end in ends:
            width = text_width(end, font(12, tabular=True)) + 8
            left = min(max(0.0, place - width / 2), self.width() - width)
            if not taken.adjusted(-4, 0, 4, 0).intersects(QRectF(left, taken.y(), width, taken.height())):
                self._label(painter, now, QPointF(place, y), end, strong=False)

    def _draw_goal(self, painter: QPainter, now: Look, mark: QRectF, words: str) -> None:
        pen = QPen(now.colour("text"), 1.4)
        pen.setDashPattern([2.0, 2.0])
        painter.setPen(pen)
        painter.drawLine(mark.topLeft(), mark.bottomLeft())
        self._label(painter, now, QPointF(mark.x(), now.px(9)), words, strong=False)

    def _label(self, painter: QPainter, now: Look, at: QPointF, words: str, *, strong: bool) -> QRectF:
        type_ = font(12, 600 if strong else 400, tabular=True)
        width = text_width(words, type_) + 4
        left = min(max(0.0, at.x() - width / 2), self.width() - width)
        place = QRectF(left, at.y() - now.px(8), width, now.px(16))
        text(painter, place, words, type_, now.colour("text" if strong else "text2"), align=CENTRE)
        return place
