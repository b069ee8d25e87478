"""A switch: on or off, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from crm_desktop.ui.theme.drawing import box, focus_ring
from crm_desktop.ui.theme.look import look

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_WIDTH, _HEIGHT = 34, 20


class Switch(QAbstractButton):
    """`Switch(_("Single keys"), on=True)`; signal `toggled(bool)`. The name is for screen readers; show it beside."""

    def __init__(self, name: str, *, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setChecked(on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the track and of the focus ring round it."""
        return QSize(look().px(_WIDTH) + 6, look().px(_HEIGHT) + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track and knob."""
        now, on, usable = look(), self.isChecked(), self.isEnabled()
        area = QRectF(self.rect()).adjusted(3, 4, -3, -4)
        radius = area.height() / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if on:
                box(painter, area, radius, now.colour("text2" if usable else "disabled"))
            else:
                edge = now.colour("text2" if self.underMouse() else "control") if usable else now.colour("line_strong")
                box(painter, area, radius, now.colour("surface"), edge, width=1.2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.colour("surface") if on else now.colour("control" if usable else "disabled"))
            x = area.right() - radius if on else area.x() + radius
            painter.drawEllipse(QPointF(x, area.center().y()), radius - 3.5, radius - 3.5)
            if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
                focus_ring(painter, QRectF(self.rect()), self.height() / 2)
