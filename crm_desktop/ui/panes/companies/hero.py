"""The first look at a company: what is next, what it is worth, and how that came year by year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from crm_desktop.base.formats import amount, long_day, near_day, percent
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.base.times import local_day
from crm_desktop.store.queries.company_card import CompanyCard, YearRow
from crm_desktop.ui.models.companies import rhythm_words, short_amount
from crm_desktop.ui.widgets.bar_button import BarButton
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.columns import Columns
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.section import SectionTitle
from crm_desktop.ui.widgets.text import Text, note

#: Years shown, the one that runs included.
_YEARS = 6


class Hero(Card):
    """Signals: `plan_asked()`, `done_asked(task id)`, `year_asked(year)`, `part_asked(tab)`."""

    plan_asked = Signal()
    done_asked = Signal(int)
    year_asked = Signal(int)
    part_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=18, radius=12, parent=parent)
        self.setAccessibleName(_("At a glance"))
        self._next, self._worth, self._years = QWidget(), QWidget(), QWidget()
        self._parts = {part: _column_of(part) for part in (self._next, self._worth, self._years)}
        columns = Columns(wide={3: 900, 2: 560}, shares={3: (10, 11, 15), 2: (1, 1)}, gap=32)
        columns.put(self._next, {})
        columns.put(self._worth, {3: 1, 2: 1})
        columns.put(self._years, {3: 2})
        self.body.addWidget(columns)
        self._shown: tuple[object, ...] = ()
        #: Takes the focus of a control that goes with what it did.
        self.plan = Link(_("Plan"))
        #: The bars in order, the expected one last.
        self.bars: list[BarButton] = []

    def show_card(self, card: CompanyCard, today: date, weighted_cents: int) -> None:
        """Show a company; `weighted_cents` is what its open deals are expected to bring."""
        shown = (card.worth, card.years, card.contact.next_step, card.counts, card.facts.id, weighted_cents)
        if shown == self._shown:
            return
        self._shown = shown
        held = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        for part in self._parts.values():
            clear(part)
        self._show_next(card, today)
        self._show_worth(card, today, weighted_cents)
        self._show_years(card, today, weighted_cents)
        if held:
            self.plan.setFocus()

    def _show_next(self, card: CompanyCard, today: date) -> None:
        into, task = self._parts[self._next], card.contact.next_step
        head = SectionTitle(_("Next step"))
        self.plan = Link(_("Plan"), on=self.plan_asked.emit)
        head.tail.addWidget(self.plan)
        into.addWidget(head)
        if task is None:
            into.addWidget(Text(_("Nothing planned"), 16, 600))
            into.addWidget(note(_("A planned next step keeps things from being forgotten.")))
            return
        late = task.due_on < today
        when = near_day(task.due_on, today) + (f", {task.due_time}" if task.due_time else "")
        into.addWidget(Text(task.subject, 16, 600, wrap=True))
        words = _("Overdue since {day}").format(day=when) if late else when
        into.addWidget(Text(words, 13, 500, "danger" if late else "text2"))
        about = [name for _ref, name in task.contacts if name != card.facts.name]
        if task.deal:
            about.append(_("Deal “{title}”").format(title=task.deal))
        if about:
            into.addWidget(note(" · ".join(about), "text3"))
        done = Button(_("Done"), "secondary", icon="check", on=lambda: self.done_asked.emit(task.id))
        into.addLayout(row(None, done, None, margins=(0, 6, 0, 0)))

    def _show_worth(self, card: CompanyCard, today: date, weighted_cents: int) -> None:
        into, worth = self._parts[self._worth], card.worth
        into.addWidget(SectionTitle(_("Customer value")))
        figures = _Figures()
        if worth.orders:
            into.addWidget(Text(amount(worth.last_12_months_cents, worth.currency, whole=True), 26, 600, tabular=True))
            into.addWidget(note(_("in the last 12 months"), "text3"))
            orders = plural("{n} order", "{n} orders", worth.orders)
            whole = amount(worth.revenue_cents, worth.currency, whole=True)
            figures.add(_("In all"), whole, orders, lambda: self.part_asked.emit("orders"))
        else:
            self._show_prospect(card, today)
        if card.counts.open_deals:
            deals = plural("{n} open deal", "{n} open deals", card.counts.open_deals)
            tip = _("Each open deal counts with the chance of its stage")
            weighted = amount(weighted_cents, worth.currency, whole=True)
            figures.add(_("Open, weighted"), weighted, deals, lambda: self.part_asked.emit("deals"), tip=tip)
        if worth.since and worth.last:
            rhythm = worth.days_between
            last = rhythm_words(rhythm) if rhythm else ""
            figures.add(_("Last order"), near_day(worth.last, today), last)
            figures.add(_("Customer since"), str(worth.since.year))
        if worth.margin is not None:
            share = amount(worth.known_net_cents, worth.currency, whole=True)
            tip = _("Net less cost, of the {amount} ordered whose cost is known").format(amount=share)
            figures.add(_("Margin"), percent(worth.margin), tip=tip)
        into.addSpacing(4)
        into.addWidget(figures)
        into.addStretch(1)

    def _show_prospect(self, card: CompanyCard, today: date) -> None:
        into, created = self._parts[self._worth], card.facts.created_at
        into.addWidget(Text(_("No order yet"), 16, 600))
        if created is not None:
            since = local_day(created)
            days = plural("{n} day", "{n} days", (today - since).days)
            words = _("Known since {day} ({days})").format(day=long_day(since), days=days)
            into.addWidget(note(words))

    def _show_years(self, card: CompanyCard, today: date, weighted_cents: int) -> None:
        into, worth = self._parts[self._years], card.worth
        self.bars = []
        known = {year.year: year for year in card.years}
        if not known and not weighted_cents:
            self._years.hide()
            return
        self._years.show()
        head = SectionTitle(_("Revenue by year"))
        head.tail.addWidget(
            Text(_("net, in thousands of {currency}").format(currency=worth.currency), 12, 400, "text3")
        )
        into.addWidget(head)
        first = max(min(known, default=today.year), today.year - _YEARS + 1)
        years = [known.get(year, YearRow(year, 0, 0)) for year in range(first, today.year + 1)]
        most = max([*(year.net_cents for year in years), weighted_cents, 1])
        bars = QWidget()
        line = row(bars, gap=0)
        for year in years:
            self.bars.append(self._year_bar(year, most, worth.currency, strong=year.year == today.year))
        if weighted_cents:
            words = _("Open deals, weighted: {amount}").format(
                amount=amount(weighted_cents, worth.currency, whole=True)
            )
            figure = short_amount(weighted_cents)
            made = BarButton(
                meant("bar of the open deals", "open"), figure, weighted_cents / most, name=words, dashed=True
            )
            made.clicked.connect(lambda: self.part_asked.emit("deals"))
            self.bars.append(made)
        for bar in self.bars:
            line.addWidget(bar, 1)
        line.addStretch(max(0, 4 - len(self.bars)))
        into.addWidget(bars, 1)

    def _year_bar(self, year: YearRow, most: int, currency: str, *, strong: bool) -> BarButton:
        words = _("{year}: {amount}, {orders}").format(
            year=year.year,
            amount=amount(year.net_cents, currency, whole=True),
            orders=plural("{n} order", "{n} orders", year.orders),
        )
        figure = short_amount(year.net_cents) if year.net_cents else "–"
        made = BarButton(str(year.year), figure, year.net_cents / most, name=words, strong=strong)
        made.clicked.connect(lambda: self.year_asked.emit(year.year))
        return made


def _column_of(part: QWidget) -> QVBoxLayout:
    return column(part, gap=3)


class _Figures(QWidget):
    """Figures below each other: what it is, how much, and what stands behind it, which may open."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(3, 1)

    def add(
        self, label: str, value: str, detail: str = "", on: Callable[[], object] | None = None, *, tip: str = ""
    ) -> None:
        """Append a figure; `tip` says how it is worked out."""
        line = self._grid.rowCount()
        figure = Text(value, 13, 600, tabular=True, elide=False, right=True)
        figure.setToolTip(tip)
        self._grid.addWidget(Text(label, 12, 400, "text3", elide=False), line, 0)
        self._grid.addWidget(figure, line, 1)
        self._grid.addWidget(
            Link(detail, on=on) if on is not None else Text(detail, 12, 400, "text3", elide=False), line, 2
        )
