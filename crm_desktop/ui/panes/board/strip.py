"""The strip of figures above the lanes: open, weighted, expected, win rate; and how the cards are sorted and drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import amount, number, percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.operations.deals.board_figures import BoardFigures
from crm_desktop.store.queries.board import Order
from crm_desktop.ui.models.board_cards import EXTRAS
from crm_desktop.ui.models.board_sums import LaneTotal, Measure, measures
from crm_desktop.ui.panes.board.data import Expected
from crm_desktop.ui.panes.board.deeds import quarter
from crm_desktop.ui.panes.board.lane_parts import thousands
from crm_desktop.ui.widgets.buttons import Button, IconButton, Link
from crm_desktop.ui.widgets.counting import Counting
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Pane, row
from crm_desktop.ui.widgets.text import Text

#: Pixels between two figures, and round all of them.
_GAP, _AROUND = 26, 44
#: Places of the figures that are left out where there is no room, the least needed first.
_LEAST_NEEDED = (4, 3, 2, 1)


class Strip(Pane):
    """Figures of the board in one line.

    Signals: `sorted(Order)`, `measured(Measure)`, `compact_asked(bool)`, `extra_asked(name, bool)`,
    `attention_asked()`: show what needs attention.
    """

    sorted = Signal(object)
    measured = Signal(object)
    compact_asked = Signal(bool)
    extra_asked = Signal(str, bool)
    attention_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._open, self._weighted, self._expected = (Counting(14, 600) for _place in range(3))
        self._rate = Text("", 14, 600, tabular=True, elide=False)
        self._cases, self._range = (Text("", 12, 400, "text3", elide=False) for _place in range(2))
        self._period = _name(_("Expected"))
        self.attention = Link("", on=self.attention_asked.emit)
        self._sorting, self._measuring = Button("", "text"), Button("", "text")
        self._form = IconButton("sliders-horizontal", _("How cards are shown"))
        self._groups = [
            _group(_name(_("Open")), self._open),
            _group(_name(_("Weighted")), self._weighted),
            _group(self._period, self._expected, self._range),
            _group(_name(_("Win rate")), self._rate, self._cases),
            _group(self.attention),
        ]
        self.show_order(Order.VALUE)
        self.show_measure(Measure.AMOUNT)
        self.show_form(compact=False, extras=())
        row(self, *self._groups, None, self._measuring, self._sorting, self._form, gap=_GAP, margins=(24, 7, 16, 7))

    def show_totals(self, lanes: Mapping[int, LaneTotal], attention: int, currency: str) -> None:
        """Show the sums of what is on the board, and how many of it need attention."""

        def words(cents: int) -> str:
            return amount(cents, currency, whole=True)

        self._open.count_to(sum(lane.cents for lane in lanes.values()), words)
        self._weighted.count_to(sum(lane.weighted_cents for lane in lanes.values()), words)
        said = plural("{n} needs attention", "{n} need attention", attention)
        self.attention.setText(said.replace(str(attention), number(attention)) if attention else "")
        self._fit()

    def show_figures(self, figures: BoardFigures) -> None:
        """Show the share of closed deals that were won, with the cases."""
        rate = figures.win_rate
        self._rate.setText(percent(rate) if rate is not None else "–")
        won, closed = number(figures.won), number(figures.closed)
        self._cases.setText(_("{won} of {cases}").format(won=won, cases=closed) if figures.closed else "")
        self._fit()

    def show_expected(self, found: Expected, currency: str) -> None:
        """Show what the forecast says."""
        self._period.setText(_("Expected in {period}").format(period=quarter(found)))
        self._expected.count_to(found.expected_cents, lambda cents: amount(cents, currency, whole=True))
        self._range.setText(thousands(found.p10_cents, found.p90_cents, currency))
        self._range.setToolTip(_("Eight times in ten the sum lies between these."))
        self._fit()

    def show_order(self, order: Order) -> None:
        """Show how the cards are sorted."""
        self._choose(self._sorting, orders(), order, self.sorted.emit, _("Order of the cards: {order}"))

    def show_measure(self, measure: Measure) -> None:
        """Show what is added up."""
        self._choose(self._measuring, measures(), measure, self.measured.emit, _("Added up: {order}"))

    def show_form(self, *, compact: bool, extras: Sequence[str]) -> None:
        """Show how cards are drawn, as a menu."""
        menu = Menu(self._form)
        menu.entry(_("Brief cards"), checked=compact, on=lambda: self.compact_asked.emit(not compact))
        menu.addSeparator()
        for name in EXTRAS:
            chosen = name in extras
            menu.entry(_extra_words()[name], checked=chosen, on=partial(self.extra_asked.emit, name, not chosen))
        self._form.setMenu(menu)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as many figures as there is room for; what is needed least goes first."""
        shown = [group for group in self._groups if group is not self._groups[4] or self.attention.text()]
        tools = (self._measuring, self._sorting, self._form)
        room = self.width() - _AROUND - sum(tool.sizeHint().width() + _GAP for tool in tools)
        for place in _LEAST_NEEDED:
            if sum(group.sizeHint().width() + _GAP for group in shown) <= room:
                break
            shown = [group for group in shown if group is not self._groups[place]]
        for group in self._groups:
            group.setVisible(group in shown)

    def _choose(
        self, button: Button, words: Mapping[object, str], chosen: object, tell: Callable[[object], None], name: str
    ) -> None:
        menu = Menu(button)
        for key, text in words.items():
            menu.entry(text, checked=key == chosen, on=partial(tell, key))
        button.set_menu(menu)
        button.setText(words[chosen])
        button.setAccessibleName(name.format(order=words[chosen]))


def orders() -> dict[object, str]:
    """Return what the orders are called."""
    return {
        Order.VALUE: _("sorted by value"), Order.NEXT_STEP: _("sorted by next step"), Order.AGE: _("sorted by age"),
        Order.MANUAL: _("sorted by hand"),
    }  # fmt: skip


def _extra_words() -> dict[str, str]:
    return {
        "person": _("Contact person"), "close": _("Expected close"), "channel": _("Channel"),
        "category": _("Category"), "tags": _("Tags"),
    }  # fmt: skip


def _group(*parts: QWidget) -> QWidget:
    holder = QWidget()
    row(holder, *parts, gap=8)
    return holder


def _name(words: str) -> Text:
    return Text(words, 12, 400, "text2", elide=False)
