"""A control of two to five segments, one of them chosen: Board | List | Forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.chips import Chips

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.widgets.chips import Choice

_INSET = 3


class Segmented(Chips):
    """`Segmented([Choice("board", _("Board")), Choice("list", _("List"))], name=_("View"))`; signal `chosen(key)`."""

    def __init__(self, choices: Sequence[Choice], *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(choices, "segment", name=name, gap=2, parent=parent)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        self.setSizePolicy(self.sizePolicy().Policy.Maximum, self.sizePolicy().Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the trough the segments lie in."""
        now = look()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box(painter, QRectF(self.rect()), metrics.RADIUS_FIELD, now.colour("canvas"), now.colour("line_strong"))
