"""Cards: rounded areas with a line round them, on canvas or in a pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box
from crm_desktop.ui.theme.look import Role, look
from crm_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from crm_desktop.ui.theme.palette import Tone

#: Children stay this far from the edge, or tables and scroll areas would paint over its round corners.
_EDGE = 2


class Card(QFrame):
    """`card = Card(_("Customer value")); card.body.addWidget(…)`.

    `head` is the row of the title; put links and pills there with `head.addWidget`. `radius` 10 in panes, 12 on the
    dashboard. `ground` is the card's own; `edge` its line; `padding` 2 lets a table reach the edges.
    """

    def __init__(
        self,
        title: str = "",
        *,
        detail: str = "",
        padding: int = 16,
        radius: int = metrics.RADIUS_CARD,
        ground: Role = "surface",
        edge: Role | None = "line_strong",
        bar: Role | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._radius, self._ground, self._edge, self._bar = radius, ground, edge, bar
        outer = QVBoxLayout(self)
        inset = max(padding, _EDGE)
        outer.setContentsMargins(inset, inset - 2 if title else inset, inset, inset)
        outer.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        if title:
            self.title = Text(title, 14, 600, elide=True)
            self.head.addWidget(self.title)
            self.detail = Text(detail, 12, 400, "text3")
            self.head.addWidget(self.detail)
            self.head.addStretch(1)
            self.setAccessibleName(title)
            outer.addLayout(self.head)
            self.detail.setVisible(bool(detail))
        outer.addLayout(self.body, 1)

    def set_edge(self, edge: Role | None, ground: Role | None = None) -> None:
        """Draw another line round the card, and perhaps another ground: the selected or the warning one."""
        self._edge = edge
        self._ground = ground or self._ground
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, line and the bar at the left that marks what comes next."""
        now, area = look(), QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box(painter, area, self._radius, now.colour(self._ground), now.colour(self._edge) if self._edge else None)
            if self._bar:
                mark = QRectF(area.x(), area.y() + 11, 3, area.height() - 22)
                box(painter, mark, 1.5, now.colour(self._bar))


def value_pair(label: str, value: str, tone: Tone = "text") -> QVBoxLayout:
    """Return a figure with its name above it, as on the value card of a customer."""
    pair = QVBoxLayout()
    pair.setSpacing(1)
    pair.addWidget(Text(label, 11, 500, "text3"))
    pair.addWidget(Text(value, 16, 600, tone, tabular=True))
    return pair
