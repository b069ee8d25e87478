"""The card at the right: what is expected, its range with the goal, where it comes from, and how sure the goal is."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.base.formats import amount, number, percent
from crm_desktop.base.i18n import _
from crm_desktop.operations.forecasts.forecasts import Outlook
from crm_desktop.ui.theme.palette import Tone
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.panes import Line, row
from crm_desktop.ui.widgets.range_bar import Range, RangeBar
from crm_desktop.ui.widgets.text import Text

_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£"}


class Summary(Card):
    """What to expect of a period; during a what-if both figures stay in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Expected"), radius=12, edge="line", parent=parent)
        self._waiting = Text(_("Being worked out …"), 13, 400, "text3")
        self.body.addWidget(self._waiting)
        self._value = Text("", 26, 600, tabular=True, elide=False)
        self.body.addLayout(row(None, self._value, None))
        self._range = RangeBar()
        self.body.addWidget(self._range)
        self._what_if = _Pair(_("with the what-if"), "warning")
        self._booked = _Pair(_("already won in this period"))
        self._known = _Pair(_("from known deals"))
        self._new = _Pair(_("new business, not known yet"))
        self._pace = _Pair(_("weighed with simpler methods"))
        self._goal = _Pair("", "text")
        self.body.addLayout(self._what_if)
        self.body.addWidget(Line())
        for pair in (self._booked, self._known, self._new, self._pace):
            self.body.addLayout(pair)
        self._line = Line()
        self.body.addWidget(self._line)
        self.body.addLayout(self._goal)
        self.body.addStretch(1)
        self._range.hide()
        for pair in (self._what_if, self._booked, self._known, self._new, self._pace, self._goal):
            pair.set_shown(False)

    def show_outlook(self, name: str, base: Outlook, what_if: Outlook | None) -> None:
        """Show a forecast, and beside it the one without the deals left out."""
        forecast, currency = base.forecast, base.currency
        self._waiting.hide()
        self._range.show()
        self.title.setText(_("Expected in {period}").format(period=name))
        self._value.setText(amount(forecast.expected_cents, currency, whole=True))
        self._show_range(what_if or base)
        if what_if is not None:
            other = what_if.forecast.expected_cents
            change = amount(other - forecast.expected_cents, currency, whole=True)
            sign = "+" if other > forecast.expected_cents else ""
            self._what_if.show_value(f"{amount(other, currency, whole=True)} ({sign}{change})")
        self._what_if.set_shown(what_if is not None)
        parts = (what_if or base).forecast
        for pair, cents in (
            (self._booked, parts.booked_cents), (self._known, parts.known_cents),
            (self._new, parts.new_business_cents), (self._pace, parts.adjustment_cents),
        ):  # fmt: skip
            pair.show_value(amount(cents, currency, whole=True))
            pair.set_shown(bool(round(cents, -2)))
        self._show_goal(base, what_if)

    def _show_range(self, found: Outlook) -> None:
        forecast, currency, target = found.forecast, found.currency, found.target_cents
        low, high = (amount(cents, currency, whole=True) for cents in (forecast.p10_cents, forecast.p90_cents))
        self._range.show_range(
            Range(
                forecast.p10_cents, forecast.p25_cents, forecast.expected_cents, forecast.p75_cents, forecast.p90_cents,
                _thousands(forecast.p10_cents), _thousands(forecast.expected_cents),
                _thousands(forecast.p90_cents, currency),
                target or None, _("Goal {amount}").format(amount=_thousands(target)) if target else "",
            ),
            _("With 80 % between {low} and {high}").format(low=low, high=high),
        )  # fmt: skip

    def _show_goal(self, base: Outlook, what_if: Outlook | None) -> None:
        has_goal = base.target_cents is not None and base.target_chance is not None
        self._line.setVisible(has_goal)
        self._goal.set_shown(has_goal)
        if base.target_cents is None or base.target_chance is None:
            return
        goal = amount(base.target_cents, base.currency, whole=True)
        self._goal.show_name(_("{goal} will be reached").format(goal=goal))
        chance = percent(base.target_chance)
        if what_if is not None and what_if.target_chance is not None:
            chance += f" → {percent(what_if.target_chance)}"
        self._goal.show_value(chance)


class _Pair(QHBoxLayout):
    """A name at the left and a figure at the right."""

    def __init__(self, name: str, tone: Tone = "text") -> None:
        super().__init__()
        self._name = Text(name, 13, 400, "text2")
        self._value = Text("", 13, 600, tone, tabular=True, elide=False)
        self.addWidget(self._name, 1)
        self.addWidget(self._value)

    def show_name(self, name: str) -> None:
        """Show another name."""
        self._name.setText(name)

    def show_value(self, value: str) -> None:
        """Show another figure."""
        self._value.setText(value)

    def set_shown(self, shown: bool) -> None:
        """Show the pair, or hide it."""
        self._name.setVisible(shown)
        self._value.setVisible(shown)


def _thousands(cents: int, currency: str = "") -> str:
    """Return an amount in thousands, as labels of the bar show it; with the unit where the currency is given."""
    figure = number(round(cents / 100_000))
    if not currency:
        return figure
    return _("{number} k {currency}").format(number=figure, currency=_SYMBOLS.get(currency, currency))
