"""The base of widgets that draw themselves: the painter is opened and closed in one place, and mistakes end nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from crm_desktop.ui.theme.guard import Guard
from crm_desktop.ui.theme.look import Look, look

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent


class Painted(QWidget):
    """Derive and write `draw(painter, area, now)`; never override `paintEvent`, never open a painter.

    Give the widget an accessible name where it says something that no label beside it says.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guard = Guard()

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the widget in its area; the painter is antialiased, `now` is the look in force."""
        raise NotImplementedError

    def shows_focus(self) -> bool:
        """Say whether the keyboard's focus is here and its ring belongs on the screen."""
        return self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Open a painter, draw, close it."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self._guard.run(painter, self.draw, painter, QRectF(self.rect()), look())


def picture(width: float, height: float, ratio: float, draw: Callable[[QPainter], None]) -> QPixmap:
    """Return a drawing on nothing, such as what is dragged; the size is in points of the screen."""
    made = QPixmap(round(width * ratio), round(height * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter)
    return made
