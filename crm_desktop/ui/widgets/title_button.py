"""The title of a card that opens its report: underlined under the pointer, elided where there is no room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from crm_desktop.ui.theme.drawing import focus_ring, line, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.guard import Guard
from crm_desktop.ui.theme.look import look

_SIZE, _LEAST = 14, 60


class TitleButton(QAbstractButton):
    """`TitleButton(on=self._open)`; `setText` gives the title, which screen readers say too."""

    def __init__(self, *, on: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guard = Guard()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: on())

    def sizeHint(self) -> QSize:
        """Return the room of the whole title."""
        return QSize(round(text_width(self.text(), font(_SIZE, 600))) + 4, look().px(20))

    def minimumSizeHint(self) -> QSize:
        """Give way and elide."""
        return QSize(min(look().px(_LEAST), self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the title, and its line or ring where the pointer or the keyboard is."""
        with QPainter(self) as painter:
            self._guard.run(painter, self._draw, painter)

    def _draw(self, painter: QPainter) -> None:
        now, area = look(), QRectF(self.rect())
        width = text(painter, area, self.text(), font(_SIZE, 600), now.colour("text"))
        if self.underMouse():
            line(painter, area.x(), area.bottom() - 1, area.x() + width, "line_strong")
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            focus_ring(painter, area.adjusted(0, 0, -1, -1), 4)
