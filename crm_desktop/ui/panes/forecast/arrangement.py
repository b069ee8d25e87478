"""How the cards of the forecast lie: two columns where there is room, else table and record below in full width."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.panes import Pane

#: Width of the right column, and from which width on there are two (pixels at 100 % text).
_RIGHT = 340
_TWO_FROM = 1090
#: Heights of the three rows when the pane scrolls.
_ROWS = (280, 430, 420)


class _Ground(Pane):
    """As tall as its parts need to be, not as they would like to: else the pane scrolls where they could give way."""

    def heightForWidth(self, width: int) -> int:
        """Return the least height at a width."""
        layout = self.layout()
        return -1 if layout is None else layout.minimumHeightForWidth(width)


class Arrangement(QScrollArea):
    """Give it the four parts; it scrolls only where they do not fit."""

    def __init__(self, chart: QWidget, summary: QWidget, deals: QWidget, record: QWidget) -> None:
        super().__init__()
        self._parts = (chart, summary, deals, record)
        self._wide: bool | None = None
        ground = _Ground("sunken")
        outer = QVBoxLayout(ground)
        outer.setContentsMargins(24, 16, 24, 20)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        #: The column at the right has rows of its own: what stands in it is taller than what stands beside it.
        self._right = QVBoxLayout()
        self._right.setSpacing(16)
        outer.addLayout(self._grid)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(ground)
        self._arrange(wide=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the parts out anew when the room for two columns comes or goes."""
        self._arrange(wide=event.size().width() >= look().px(_TWO_FROM))
        super().resizeEvent(event)

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        chart, summary, deals, record = self._parts
        for part in self._parts:
            self._grid.removeWidget(part)
            self._right.removeWidget(part)
        self._grid.removeItem(self._right)
        self._grid.addWidget(chart, 0, 0)
        if wide:
            self._grid.addWidget(deals, 1, 0)
            self._grid.addLayout(self._right, 0, 1, 2, 1)
            self._right.addWidget(summary)
            self._right.addWidget(record, 1)
        else:
            self._grid.addWidget(summary, 0, 1)
            self._grid.addWidget(deals, 1, 0, 1, 2)
            self._grid.addWidget(record, 2, 0, 1, 2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(1, look().px(_RIGHT if wide else _RIGHT * 4 // 5))
        for row, (stretch, height) in enumerate(zip((5, 9, 0 if wide else 8), _ROWS, strict=True)):
            self._grid.setRowStretch(row, stretch)
            self._grid.setRowMinimumHeight(row, 0 if wide else look().px(height))
