"""A bar of a small chart that can be pressed: figure above, what it stands for below, drawn by Qt at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from crm_desktop.ui.theme.drawing import CENTRE, box, focus_ring, line, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import look

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_FIGURE, _LABEL, _LEAST, _WIDEST, _TALL = 18, 20, 4, 56, 132


class BarButton(QAbstractButton):
    """`BarButton("2025", "34.7", 0.8, name=_("2025: 34,700 €, 3 orders"))`; signal `clicked`.

    `share` is its height between 0 and 1; `strong` marks the bar that carries the message; `dashed` one that is only
    expected. The name is what screen readers and the tip say.
    """

    def __init__(
        self, label: str, figure: str, share: float, *, name: str, strong: bool = False, dashed: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.label, self.figure = label, figure
        self._share, self._strong, self._dashed = max(0.0, min(1.0, share)), strong, dashed
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Ask for room for the figure and a bar that can be told from its neighbours."""
        return QSize(look().px(_WIDEST), look().px(_TALL))

    def minimumSizeHint(self) -> QSize:
        """Give way where many bars share little room."""
        return QSize(look().px(30), look().px(84))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw figure, bar, ground line and label."""
        now, area = look(), QRectF(self.rect())
        foot = area.bottom() - now.px(_LABEL)
        tall = foot - area.y() - now.px(_FIGURE)
        high = max(_LEAST, tall * self._share) if self._share > 0 else 0.0
        wide = min(area.width() - 10, now.px(_WIDEST))
        bar = QRectF(area.center().x() - wide / 2, foot - high, wide, high)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse():
                box(painter, area.adjusted(1, 0, -1, 0), 6, now.colour("hover"))
            self._draw_bar(painter, bar)
            line(painter, area.x(), foot, area.right(), "line_strong")
            above = QRectF(area.x(), bar.y() - now.px(_FIGURE), area.width(), now.px(_FIGURE))
            strong = font(12, 600, tabular=True) if self._strong else font(12, tabular=True)
            text(painter, above, self.figure, strong, now.colour("text" if self._strong else "text2"), align=CENTRE)
            below = QRectF(area.x(), foot, area.width(), now.px(_LABEL))
            text(painter, below, self.label, font(12), now.colour("text2"), align=CENTRE)
            if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
                focus_ring(painter, area, 6)

    def _draw_bar(self, painter: QPainter, bar: QRectF) -> None:
        now = look()
        if bar.height() <= 0:
            return
        if self._dashed:
            pen = QPen(now.colour("text3"), 1.2, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(now.colour("selected"))
            painter.drawRect(bar.adjusted(0.6, 0.6, -0.6, 0))
            return
        quiet = QColor(now.tokens.stages[1 if now.dark else 0])
        painter.fillRect(bar, now.colour("accent") if self._strong else quiet)
