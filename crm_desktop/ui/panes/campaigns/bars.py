"""What of the campaign is drawn: the shares of those who remain and are left out, and an answer with its range."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.formats import percent
from crm_desktop.ui.theme.drawing import CENTRE, box, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from crm_desktop.ui.theme.look import Look

_GAP = 2.0
#: Room at both ends of a line, for the figures below it.
_ENDS = 15


class PartsBar(Painted):
    """A bar of parts: the first in the accent, the others quiet; `show_parts([142, 23, 11], sentence)`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[int], sentence: str) -> None:
        """Show other parts; the sentence is what a screen reader says."""
        self._parts = tuple(part for part in parts if part > 0)
        self._first = bool(parts) and parts[0] > 0
        self.setAccessibleName(sentence)
        self.setToolTip(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the bar."""
        return QSize(look().px(200), look().px(8))

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the parts."""
        whole = sum(self._parts)
        if not whole:
            box(painter, area, 2, now.colour("line"))
            return
        room = area.width() - _GAP * (len(self._parts) - 1)
        x = area.x()
        for place, part in enumerate(self._parts):
            width = max(2.0, room * part / whole)
            mine = place == 0 and self._first
            box(painter, QRectF(x, area.y(), width, area.height()), 2, now.colour("accent" if mine else "line_strong"))
            x += width + _GAP


class RangeDot(Painted):
    """A share with its range on a line from nought to `most`; the sentence is what a screen reader says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = self._low = self._high = 0.0
        self._most = 0.3
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, low: float, high: float, *, most: float, sentence: str) -> None:
        """Show another share."""
        self._share, self._low, self._high, self._most = share, low, high, most
        self.setAccessibleName(sentence)
        self.setToolTip(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the line."""
        return QSize(look().px(112), look().px(20))

    def minimumSizeHint(self) -> QSize:
        """Give way."""
        return QSize(look().px(72), look().px(20))

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw line, range and dot."""
        middle, dot, inset = area.center().y(), now.px(5), now.px(_ENDS)
        line = area.adjusted(inset, 0, -inset, 0)
        painter.fillRect(QRectF(line.x(), middle - 0.5, line.width(), 1), now.colour("line_strong"))

        def x(share: float) -> float:
            return line.x() + line.width() * min(1.0, max(0.0, share / self._most))

        half = now.px(4)
        part = QRectF(x(self._low), middle - half, max(2.0, x(self._high) - x(self._low)), 2 * half)
        box(painter, part, 2, now.faded("accent", 0.22))
        painter.setPen(now.colour("surface"))
        painter.setBrush(now.colour("accent"))
        painter.drawEllipse(QPointF(x(self._share), middle), dot, dot)


class Scale(Painted):
    """The figures below a column of `RangeDot`s."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = 0.3
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_most(self, most: float) -> None:
        """Show another right end."""
        self._most = most
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of its figures."""
        return QSize(look().px(112), look().px(16))

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw nought, the thirds and the end with its unit."""
        inset, ink, type_ = now.px(_ENDS), now.colour("text3"), font(11, tabular=True)
        line = area.adjusted(inset, 0, -inset, 0)
        # Where figures would touch, only the ends are told.
        every = 1 if line.width() > 6 * inset else 3
        for third in range(0, 4, every):
            at = line.x() + line.width() * third / 3
            words = percent(self._most * third / 3)
            words = words if third == 3 else words.rstrip(" %\u00a0")
            place = QRectF(at - inset, area.y(), 2 * inset, area.height())
            text(painter, place, words, type_, ink, align=CENTRE)


class VersionMark(Painted):
    """The letter of a version on its small square."""

    def __init__(self, letter: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = letter
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        return QSize(look().px(22), look().px(22))

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the letter."""
        box(painter, area, 4, now.colour("nav"))
        text(painter, area, self._letter, font(11, 600), now.colour("text2"), align=CENTRE)
