"""A campaign in five figures: sent, answered, offers, orders, revenue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.ui.models.campaign_faces import FunnelPart
from crm_desktop.ui.widgets.figure import Figure
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import Text


class Funnel(QWidget):
    """`funnel.show_parts(parts)`; signal `opened(key)`."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=14, row_gap=10)
        self._shown: tuple[FunnelPart, ...] = ()

    def show_parts(self, parts: Sequence[FunnelPart]) -> None:
        """Show other figures."""
        if tuple(parts) == self._shown:
            return
        self._shown = tuple(parts)
        clear(self._flow)
        for place, part in enumerate(parts):
            self._flow.addWidget(self._part(part, last=place == len(parts) - 1))

    def parts(self) -> tuple[FunnelPart, ...]:
        """Return what is shown."""
        return self._shown

    def _part(self, part: FunnelPart, *, last: bool) -> QWidget:
        figure = Figure(16, on=partial(self.opened.emit, part.key), flush=True)
        figure.show_figure(part.figure, f"{part.words}: {part.figure}")
        holder = QWidget()
        top = row(None, figure, *(() if last else (10, Glyph("chevron-right", 14))), None, gap=0)
        column(holder, top, Text(part.words, 12, 400, "text2", elide=False), gap=0)
        return holder
