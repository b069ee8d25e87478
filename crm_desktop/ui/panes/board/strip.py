"""The strip of figures above the lanes: open, weighted, win rate, and how the cards are sorted."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import amount, percent
from crm_desktop.base.i18n import _
from crm_desktop.operations.board_figures import BoardFigures
from crm_desktop.store.queries.board import Order
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Pane, row
from crm_desktop.ui.widgets.text import Text


class Strip(Pane):
    """Figures of the board in one line. Signal: `sorted(Order)`."""

    sorted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._open, self._weighted, self._rate = _figure(), _figure(), _figure()
        self._cases = Text("", 12, 400, "text3", elide=False)
        self._sorting = Button("", "text")
        menu = Menu(self._sorting)
        for order, words in _orders().items():
            menu.entry(words, on=partial(self._choose, order))
        self._sorting.set_menu(menu)
        self._show_order(Order.VALUE)
        row(
            self,
            _name(_("Open")), self._open, 26, _name(_("Weighted")), self._weighted, 26, _name(_("Win rate")),
            self._rate,
            self._cases, None, self._sorting, gap=8, margins=(24, 9, 20, 9),
        )  # fmt: skip

    def show_figures(self, figures: BoardFigures) -> None:
        """Show sums and the share of closed deals that were won, with the cases."""
        self._open.setText(amount(figures.open_cents, figures.currency, whole=True))
        self._weighted.setText(amount(figures.weighted_cents, figures.currency, whole=True))
        rate = figures.win_rate
        self._rate.setText(percent(rate) if rate is not None else "–")
        self._cases.setText(
            _("{won} of {cases}").format(won=figures.won, cases=figures.closed) if figures.closed else ""
        )

    def _choose(self, order: Order) -> None:
        self._show_order(order)
        self.sorted.emit(order)

    def _show_order(self, order: Order) -> None:
        self._sorting.setText(_orders()[order])
        self._sorting.setAccessibleName(_("Order of the cards: {order}").format(order=_orders()[order]))


def _orders() -> dict[Order, str]:
    return {
        Order.VALUE: _("sorted by value"), Order.NEXT_STEP: _("sorted by next step"), Order.AGE: _("sorted by age"),
    }  # fmt: skip


def _name(words: str) -> Text:
    return Text(words, 12, 400, "text2", elide=False)


def _figure() -> Text:
    return Text("", 14, 600, tabular=True, elide=False)
