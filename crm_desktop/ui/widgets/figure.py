"""A large figure that opens what it counts: underlined under the pointer, and a button for keyboard and reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from crm_desktop.ui.theme.drawing import RIGHT, focus_ring, line, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.guard import Guard
from crm_desktop.ui.theme.look import look

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent


class Figure(QAbstractButton):
    """`Figure(20, on=self._open)`; `show_figure("53,232 €", name)`, where the name says what a press opens.

    A `flush` one stands at its left edge, under what begins there; one that `ends` a line at its right edge.
    """

    def __init__(
        self, size: int = 20, *, on: Callable[[], object], flush: bool = False, ends: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._size, self._left, self._right = size, 0 if flush else 4, 0 if ends else 4
        self._guard = Guard()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: on())

    def show_figure(self, words: str, name: str) -> None:
        """Show another figure."""
        self.setText(words)
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the figure and of its ring."""
        width = text_width(self.text(), font(self._size, 600, tabular=True))
        return QSize(round(width) + self._left + self._right + 1, look().px(self._size * 1.4))

    def minimumSizeHint(self) -> QSize:
        """Never cut a figure."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the figure, and its line or ring where the pointer or the keyboard is."""
        with QPainter(self) as painter:
            self._guard.run(painter, self._draw, painter)

    def _draw(self, painter: QPainter) -> None:
        now, area = look(), QRectF(self.rect())
        inner = area.adjusted(self._left, 0, -self._right, 0)
        text(painter, inner, self.text(), font(self._size, 600, tabular=True), now.colour("text"), align=RIGHT)
        if self.underMouse():
            line(painter, inner.x(), area.bottom() - 3, inner.right(), "line_strong")
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            focus_ring(painter, area, 5)
