"""The cards of figures: what to expect of the quarter, and the week beside the usual one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.base.formats import amount, number, percent
from crm_desktop.base.i18n import _
from crm_desktop.base.period import Period
from crm_desktop.operations.forecasts.forecasts import Outlook
from crm_desktop.operations.forecasts.target_words import name_words
from crm_desktop.operations.forecasts.targets import Progress
from crm_desktop.operations.planning.today_figures import Week
from crm_desktop.ui.widgets.buttons import IconButton, Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.panes import Line, column, row
from crm_desktop.ui.widgets.range_bar import Range, RangeBar
from crm_desktop.ui.widgets.spinner import Spinner
from crm_desktop.ui.widgets.text import Text


class ForecastCard(Card):
    """What to expect, how sure that is, and how likely the goal is reached."""

    def __init__(self, open_: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(_("Expected"), radius=12, edge="line", parent=parent)
        self.head.addWidget(IconButton("chevron-right", _("Open the forecast"), on=open_, small=True))
        self._value = Text("", 26, 600, tabular=True, elide=False)
        self._range = Text("", 12, 400, "text2", right=True)
        self._ranges = RangeBar()
        self._goal = Text("", 13, 500)
        self._chance = Text("", 20, 600, tabular=True, elide=False)
        self._spinner = Spinner()
        self._goal_part = QWidget()
        meaning = Text(_("Chance of reaching it"), 12, 400, "text3")
        both = column(None, self._goal, meaning, gap=0)
        column(self._goal_part, Line(), row(None, both, None, self._chance), gap=10)
        self._shown = QWidget()
        first = row(None, self._value, None, self._range)
        column(self._shown, first, self._ranges, self._goal_part, gap=6)
        self._shown.hide()
        self.body.addWidget(self._spinner)
        self.body.addWidget(self._shown)

    def show_outlook(self, found: Outlook) -> None:
        """Show a forecast."""
        forecast, currency = found.forecast, found.currency
        self.title.setText(_("Expected in {period}").format(period=period_name(forecast.period)))
        self._value.setText(amount(forecast.expected_cents, currency, whole=True))
        low, high = _thousands(forecast.p10_cents), _thousands(forecast.p90_cents)
        self._range.setText(_("80 %: {low} to {high} k").format(low=low, high=high))
        sentence = _("With 80 % between {low} and {high}").format(
            low=amount(forecast.p10_cents, currency, whole=True), high=amount(forecast.p90_cents, currency, whole=True)
        )
        goal = found.target_cents
        words = _("Goal {amount}").format(amount=_thousands(goal)) if goal else ""
        bar = Range(
            forecast.p10_cents, forecast.p25_cents, forecast.expected_cents, forecast.p75_cents, forecast.p90_cents,
            low, _thousands(forecast.expected_cents), high, goal or None, words,
        )  # fmt: skip
        self._ranges.show_range(bar, sentence)
        self._goal_part.setVisible(bool(goal) and found.target_chance is not None)
        if goal and found.target_chance is not None:
            self._goal.setText(_("Goal {amount}").format(amount=amount(goal, currency, whole=True)))
            self._chance.setText(percent(found.target_chance))
        self._spinner.hide()
        self._shown.show()


class WeekCard(Card):
    """The week in four lines, each beside what is usual; no praise, no blame. `open_(name)` opens what is counted."""

    def __init__(self, open_: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(_("This week"), radius=12, edge="line", parent=parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._pairs: list[tuple[Link, Text]] = []
        names = (_("New deals"), _("Offers sent"), _("Orders"), _("Conversations noted"))
        for place, (words, where) in enumerate(zip(names, ("board", "offers", "won", "history"), strict=True)):
            label, usual = (
                Text(words, 13, 400, "text2"),
                Text("", 12, 400, "text3", tabular=True, elide=False, right=True),
            )
            value = Link("", on=partial(open_, where))
            self._grid.addWidget(label, place, 0)
            self._grid.addWidget(value, place, 1)
            self._grid.addWidget(usual, place, 2)
            self._pairs.append((value, usual))
            self._names = names
        self.body.addLayout(self._grid)
        self._aims = Text("", 12, 400, "text3", wrap=True)
        self._aims.hide()
        self.body.addWidget(self._aims)

    def show_week(self, found: Week) -> None:
        """Show other figures."""
        this, usual = found.this, found.usual
        orders = str(this.orders)
        if this.orders:
            orders += f" · {amount(this.orders_cents, found.currency, whole=True)}"
        shown = (str(this.deals), str(this.offers), orders, str(this.talks))
        means = (usual[0], usual[1], usual[2], usual[4])
        for (value, mean), name, words, often in zip(self._pairs, self._names, shown, means, strict=True):
            value.setText(words)
            value.setAccessibleName(f"{name}: {words}")
            mean.setText(f"Ø {number(round(often, 1), form='#,##0.#')}")
            mean.setToolTip(_("The mean of the last 12 weeks"))
        self._aims.setText("\n".join(aim_words(one) for one in found.targets))
        self._aims.setVisible(bool(found.targets))


def aim_words(one: Progress) -> str:
    """Return how far a target of the work is, quietly: Calls, November 2026: 12 of 40."""
    return _("{target}: {done} of {goal}").format(
        target=name_words(one.target), done=number(one.done), goal=number(one.target.amount)
    )


def period_name(period: Period) -> str:
    """Return what people call a quarter."""
    return f"Q{(period.first.month + 2) // 3} {period.first.year}"


def _thousands(cents: int) -> str:
    """Return an amount in thousands."""
    return number(round(cents / 100_000))
