"""How complete and how fresh the data is, as bars below the queue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import percent
from crm_desktop.base.i18n import _
from crm_desktop.ui.theme.drawing import RIGHT, box, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

_ROW, _BAR = 40, 4


class StockBars(Painted):
    """`bars.show_shares({"reach": 0.96, …})`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: list[tuple[str, float]] = []

    def show_shares(self, shares: Mapping[str, float]) -> None:
        """Show other shares."""
        words = {
            "reach": _("Phone or e-mail"), "address": _("Address of companies"),
            "category": _("Category of companies"), "fresh": _("In touch within two years"),
        }  # fmt: skip
        self._shares = [(words[key], share) for key, share in shares.items() if key in words]
        self.setAccessibleName("; ".join(f"{name}: {percent(share)}" for name, share in self._shares))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Have room for each bar with its words."""
        return QSize(look().px(200), look().px(_ROW) * len(self._shares))

    def minimumSizeHint(self) -> QSize:
        """Never cut a bar."""
        return QSize(look().px(120), self.sizeHint().height())

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw words, share and bar of each."""
        for place, (name, share) in enumerate(self._shares):
            top = area.y() + place * now.px(_ROW)
            line = QRectF(area.x(), top, area.width(), now.px(22))
            text(painter, line, percent(share), font(12, 600, tabular=True), now.colour("text"), align=RIGHT)
            text(painter, line.adjusted(0, 0, -now.px(48), 0), name, font(12, 400), now.colour("text2"))
            trough = QRectF(area.x(), top + now.px(25), area.width(), _BAR)
            box(painter, trough, _BAR / 2, now.colour("line"))
            full = QRectF(trough.x(), trough.y(), trough.width() * min(1.0, share), _BAR)
            box(painter, full, _BAR / 2, now.colour("accent"))
