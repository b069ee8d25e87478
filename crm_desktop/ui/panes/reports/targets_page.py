"""Setting targets: revenue, offers, conversations by month or quarter, each kept as soon as its field is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.base.formats import month
from crm_desktop.base.i18n import _
from crm_desktop.base.period import add_months
from crm_desktop.domain.targets import TargetKind, TargetSpan
from crm_desktop.operations.forecasts import targets as operations
from crm_desktop.operations.forecasts.target_words import kind_words, missing_words, name_words, state_words
from crm_desktop.operations.forecasts.targets import Progress
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import targets as queries
from crm_desktop.store.queries.targets import TargetRow
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.widgets.buttons import Button, IconButton, Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.text import Text, note

_ACROSS = 4


class Set(NamedTuple):
    """The targets of a year, and the firm's currency."""

    rows: list[TargetRow]
    currency: str


def read_year(reader: Reader, *, year: int) -> Set:
    """Return what is set for a year."""
    rows = queries.targets(reader, date(year, 1, 1), date(year, 12, 31))
    return Set(rows, firm_queries.currency(reader))


def read_state(reader: Reader, *, today: date) -> list[Progress]:
    """Return how far the running targets are."""
    return operations.progress(reader, today=today)


class TargetsPage(Pane):
    """`page.begin()` shows this year's; `page.ask()` reads them again. Signal: `given_up()`."""

    given_up = Signal()

    def __init__(self, workplace: Workplace, back: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self._workplace = workplace
        self._year = workplace.today().year
        self._set = Set([], "EUR")
        self.fields: dict[date, NumberField] = {}
        self.kinds = Segmented([Choice(kind, kind_words(kind)) for kind in TargetKind], name=_("What is counted"))
        self.spans = Segmented(
            [Choice(TargetSpan.MONTH, _("Month")), Choice(TargetSpan.QUARTER, _("Quarter"))], name=_("Period")
        )
        self.kinds.choose(TargetKind.REVENUE)
        self.spans.choose(TargetSpan.MONTH)
        for chosen in (self.kinds.chosen, self.spans.chosen):
            chosen.connect(lambda _key: self._lay())
        self._name = Text("", 14, 600, tabular=True, elide=False)
        self._same = Link(_("The first amount for all of them"), on=self._spread)
        self._held = QWidget()
        self._grid = QGridLayout(self._held)
        self._state = note("", "text2")
        self._build(back)

    def begin(self) -> None:
        """Show the targets of this year."""
        self._year = self._workplace.today().year
        self.ask()

    def ask(self) -> None:
        """Read the year in view, and how far the running targets are."""
        desk, today = self._workplace.desk, self._workplace.today()
        desk.ask(read_year, year=self._year, then=self._show, asker=self, topic="targets", lane="reports")
        desk.ask(read_state, today=today, then=self._tell, asker=self, topic="state", lane="figures")

    def leave(self) -> None:
        """Drop open questions."""
        self._workplace.desk.forget(self)

    def focus_first(self) -> None:
        """Put the keyboard into the field of the running month or quarter."""
        today = self._workplace.today()
        past = [starts for starts in self.fields if starts <= today]
        if self.fields:
            self.fields[past[-1] if past else next(iter(self.fields))].line.setFocus()

    def _step(self, years: int) -> None:
        self._year += years
        self.ask()

    def _show(self, found: Set) -> None:
        again = self._set.currency == found.currency and self.fields and next(iter(self.fields)).year == self._year
        self._set = found
        if again:
            self._fill()
        else:
            self._lay()

    def _kind(self) -> TargetKind:
        return TargetKind(self.kinds.value())

    def _span(self) -> TargetSpan:
        return TargetSpan(self.spans.value())

    def _lay(self) -> None:
        """Lay the fields of a kind out: one a month or quarter of the year."""
        for field in self.fields.values():
            self._grid.removeWidget(field)
            field.hide()
            field.deleteLater()
        self._name.setText(str(self._year))
        months = 1 if self._span() is TargetSpan.MONTH else 3
        unit = self._set.currency if self._kind() is TargetKind.REVENUE else ""
        unit = {"EUR": "€", "USD": "$", "GBP": "£"}.get(unit, unit)
        starts = [add_months(date(self._year, 1, 1), number) for number in range(0, 12, months)]
        self.fields = {day: NumberField(self._words(day), unit=unit) for day in starts}
        for place, (day, field) in enumerate(self.fields.items()):
            field.left.connect(partial(self._keep, day))
            self._grid.addWidget(field, place // _ACROSS, place % _ACROSS)
        self._fill()

    def _words(self, day: date) -> str:
        if self._span() is TargetSpan.MONTH:
            return month(day, form="LLLL")
        return _("Q{n} {year}").format(n=(day.month + 2) // 3, year=day.year)

    def _kept(self) -> dict[date, int]:
        return {
            row_.starts: row_.amount
            for row_ in self._set.rows
            if row_.kind is self._kind() and row_.span is self._span()
        }

    def _fill(self) -> None:
        kept, scale = self._kept(), 100 if self._kind() is TargetKind.REVENUE else 1
        for day, field in self.fields.items():
            if not field.line.hasFocus():
                field.set_value(Decimal(kept[day]) / scale if day in kept else None)

    def _keep(self, day: date) -> None:
        self._put({day: self._amount(self.fields[day])})

    def _amount(self, field: NumberField) -> int | None:
        value = field.value()
        return None if value is None else round(value * (100 if self._kind() is TargetKind.REVENUE else 1)) or None

    def _spread(self) -> None:
        """Set the first amount for every month or quarter of the year."""
        first = next((amount for amount in map(self._amount, self.fields.values()) if amount), None)
        self._put(dict.fromkeys(self.fields, first))

    def _put(self, amounts: dict[date, int | None]) -> None:
        kept = self._kept()
        changed = {day: amount for day, amount in amounts.items() if amount != kept.get(day)}
        if changed:
            self._workplace.desk.do(operations.set_targets, kind=self._kind(), span=self._span(), amounts=changed)

    def _tell(self, found: list[Progress]) -> None:
        currency = self._set.currency
        said = [
            f"{name_words(one.target)}: {state_words(one, currency)} {missing_words(one, currency)}".strip()
            for one in found
        ]
        self._state.setText("\n".join(said) or _("Set what you want to reach; the overview then shows how far it is."))

    def _build(self, back: Callable[[], object]) -> None:
        card = Card(radius=12, edge="line", padding=16)
        years = row(
            None,
            IconButton("chevron-left", _("The year before"), on=partial(self._step, -1), small=True),
            self._name,
            IconButton("chevron-right", _("The year after"), on=partial(self._step, 1), small=True),
            gap=4,
        )
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        card.body.addLayout(row(None, self.kinds, None, self.spans, years, gap=12))
        card.body.addWidget(self._held)
        card.body.addLayout(row(None, self._same, None))
        told = Card(_("How far it is"), radius=12, edge="line", padding=16)
        told.body.addWidget(self._state)
        leave = Button(_("Back"), "secondary", icon="chevron-left", on=back)
        head = row(None, leave, Text(_("Targets"), 16, 600), None, gap=12)
        column(self, head, card, told, None, gap=16, margins=(24, 16, 24, 20))
