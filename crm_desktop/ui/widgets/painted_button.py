"""The base of buttons that draw themselves: the painter is opened and closed in one place, and mistakes end nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QWidget

from crm_desktop.ui.theme.guard import Guard

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class PaintedButton(QAbstractButton):
    """Derive and write `draw(painter)`; never override `paintEvent`, never open a painter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guard = Guard()

    def draw(self, painter: QPainter) -> None:
        """Draw the button; the painter is antialiased."""
        raise NotImplementedError

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Open a painter, draw, close it."""
        with QPainter(self) as painter:
            self._guard.run(painter, self.draw, painter)
