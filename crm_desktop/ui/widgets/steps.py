"""Where one is on a way of a few steps: those done with a check, the one at hand, those to come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme.drawing import box, line, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from crm_desktop.ui.theme.look import Look

#: Pixels at 100 % text: of a number's circle, of the line between two steps, and between circle, words and line.
_RING, _LINE, _GAP = 22, 34, 8


class Steps(Painted):
    """`Steps([_("File"), _("Columns"), _("Check")])`, then `steps.go_to(1)`."""

    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._at = tuple(words), 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.go_to(0)

    def go_to(self, at: int) -> None:
        """Say which step is at hand, counted from 0; those before it are done."""
        self._at = at
        now = self._words[min(at, len(self._words) - 1)]
        said = _("Step {number} of {all}: {name}")
        self.setAccessibleName(said.format(number=min(at + 1, len(self._words)), all=len(self._words), name=now))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room the words need."""
        now, face = look(), font(13, 600)
        words = sum(text_width(one, face) for one in self._words)
        rings = len(self._words) * (now.px(_RING) + 2 * now.px(_GAP)) + (len(self._words) - 1) * now.px(_LINE)
        return QSize(round(words) + rings + now.px(_LINE), now.px(_RING) + 4)

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw circle and words of each step, and the lines between."""
        left, middle, side, gap = area.x(), area.center().y(), now.px(_RING), now.px(_GAP)
        for place, words in enumerate(self._words):
            done, here = place < self._at, place == self._at
            ring = square(left, middle, side)
            box(painter, ring, side / 2, now.colour("text2" if done else "text" if here else "surface"),
                None if done or here else now.colour("line_strong"))  # fmt: skip
            colour = now.colour("surface" if done or here else "text2")
            if done:
                draw_icon(painter, "check", square(left + side * 0.2, middle, side * 0.6), colour)
            else:
                width = text_width(str(place + 1), font(12, 600))
                inner = QRectF(left + (side - width) / 2, ring.y(), width + 1, side)
                text(painter, inner, str(place + 1), font(12, 600), colour)
            left += side + gap
            face = font(13, 600 if here else 500)
            width = text_width(words, face) + 2
            tone = now.colour("text" if here else "text2")
            text(painter, QRectF(left, area.y(), width, area.height()), words, face, tone)
            left += width + gap
            if place < len(self._words) - 1:
                line(painter, left, middle, left + now.px(_LINE), "line_strong")
                left += now.px(_LINE) + gap
