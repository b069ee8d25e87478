"""The left side of the pane: the queue by money, below it how complete everything is and how it went."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import number, percent
from crm_desktop.base.i18n import _
from crm_desktop.domain.quality import Health
from crm_desktop.engine.duplicates import Level
from crm_desktop.operations.quality.duplicates import level_word
from crm_desktop.operations.quality.quality import Stock
from crm_desktop.ui.panes.quality.stock import HealthLine, StockBars
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.key_hints import KeyHints
from crm_desktop.ui.widgets.lists import LongListView
from crm_desktop.ui.widgets.panes import Line, Pane, column, row
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.text import Text, note

#: Pixels at 100 % text: how wide the queue is, and from what height on there is room for more than it.
_WIDTH, _TALL, _TALLER = 292, 560, 700
#: A smaller share of what was sold is not worth a sentence.
_WORTH_SAYING = 0.02


class Side(Pane):
    """`side.show_stock(stock, days)`. Signal: `level_chosen(str)`, how sure doubles must be to be shown."""

    level_chosen = Signal(str)

    def __init__(self, queue: LongListView, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self.setFixedWidth(look().px(_WIDTH))
        self.bars, self.health, self._gap = StockBars(), HealthLine(), note("", "text3")
        self._gap.hide()
        self.health.hide()
        self._place = Text("", 12, 400, "text3", tabular=True, elide=False)
        top = QWidget()
        row(top, Text(_("By the money in it"), 12, 500, "text3"), None, self._place, margins=(20, 12, 20, 4))
        self.levels = Segmented([Choice(level, level_word(level)) for level in Level], name=_("How sure it must be"))
        self.levels.choose(Level.USUAL)
        self.levels.chosen.connect(self.level_chosen)
        self._levels = QWidget()
        row(self._levels, self.levels, None, margins=(16, 2, 12, 8))
        self._stock = QWidget()
        column(
            self._stock, Text(_("Stock"), 12, 500, "text3"), self.bars, self.health, self._gap, gap=6,
            margins=(20, 10, 20, 10),
        )  # fmt: skip
        self._hints = KeyHints([("↑↓", _("next")), ("Z", _("later")), ("W", _("next kind"))])
        foot = QWidget()
        column(foot, self._hints, margins=(20, 6, 12, 6))
        column(self, top, self._levels, queue, Line(), self._stock, Line(), foot, gap=0).setStretch(2, 1)

    def show_levels(self, *, on: bool) -> None:
        """Offer how sure doubles must be, while those are looked at."""
        self._levels.setVisible(on)

    def show_stock(self, stock: Stock | None, days: Sequence[Health]) -> None:
        """Show how complete what is known is, and how healthy it was on the days before."""
        if stock is not None:
            self.bars.show_shares(stock.shares)
            gap = _("Without a category, evaluations by customer group leave out {share} of what was sold.")
            self._gap.setText(gap.format(share=percent(stock.without_category)))
        self.health.show_days(days)
        self._follow(stock.without_category if stock else 0.0)

    def show_place(self, place: int, rows: int, whole: int) -> None:
        """Show which one of the queue is in view; where there are more than the queue holds, of how many."""
        more = f"{number(rows)}+" if whole > rows else number(rows)
        self._place.setText(_("{n} of {all}").format(n=number(place + 1), all=more) if rows else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the queue where there is little."""
        super().resizeEvent(event)
        self._stock.setVisible(self.height() >= look().px(_TALL))

    def _follow(self, gap: float) -> None:
        self._gap.setVisible(gap >= _WORTH_SAYING and self.height() >= look().px(_TALLER))
