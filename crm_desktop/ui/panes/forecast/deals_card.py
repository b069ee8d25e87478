"""The card of what a forecast rests on: its deals with the what-if, or its sum taken apart."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.formats import amount
from crm_desktop.base.i18n import _, plural
from crm_desktop.operations.forecasts.forecasts import Outlook
from crm_desktop.operations.forecasts.parts import By, Part, forecast_parts
from crm_desktop.ui.commands.workplace import Place, Workplace
from crm_desktop.ui.models.forecast import ForecastDeals
from crm_desktop.ui.panes.forecast.parts import Parts, PartsTable, by_names
from crm_desktop.ui.panes.forecast.table import DealTable
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import Text


class DealsCard(Card):
    """`model` has the deals and what of them is left out or shifted."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(_("What the forecast rests on"), radius=12, edge="line")
        self._workplace = workplace
        self._shown: Outlook | None = None
        self.by: By | None = None
        self._whole = False
        self.model = ForecastDeals(self)
        self._count = Text("", 12, 400, "text3", elide=False)
        self._flask = Text("", 13, 500, "warning", elide=False)
        self._reset = Link(_("Reset"), on=self.count_all)
        self._by_button = Button(_("By deal"), "ghost")
        menu = Menu(self._by_button)
        menu.entry(_("By deal"), on=partial(self.take_apart, None))
        for by, name in by_names().items():
            menu.entry(name, on=partial(self.take_apart, by))
        self._by_button.set_menu(menu)
        self.head.insertWidget(2, self._count)
        for part in (self._flask, self._reset, self._by_button):
            self.head.addWidget(part)
        self.table = table = DealTable(self.model)
        table.opened.connect(lambda ref: workplace.go(Place("board", "deal", ref)))
        self._parts = Parts(self)
        self._tables = QStackedWidget()
        self._tables.addWidget(table)
        self._tables.addWidget(PartsTable(self._parts))
        self.body.addWidget(self._tables, 1)
        self._rest = Text("", 13, 600, tabular=True, elide=False)
        self._more = Button("", "ghost", icon="chevron-down", on=self.show_all)
        self._foot = QWidget()
        row(self._foot, self._more, None, self._rest, gap=8, margins=(0, 0, 8, 0))
        self._foot.hide()
        self.body.addWidget(self._foot)
        self.show_what_if(None)

    def show_outlook(self, found: Outlook, stages: dict[int, tuple[int, int]], period: str) -> None:
        """Show the deals of another forecast; the what-if is over."""
        self._shown = found
        self.model.show(found.forecast.deals, found.currency, stages, period)
        self.fit()
        self._count.setText(plural("{n} open deal", "{n} open deals", len(found.forecast.deals)))
        self.take_apart(self.by)

    def show_all(self) -> None:
        """Show every deal; the table scrolls."""
        self._whole = True
        self.fit()
        self.table.setFocus()

    def fit(self) -> None:
        """Show as many deals as there is room for; the rest is one line that opens them."""
        room = self._tables.height() - self.table.horizontalHeader().height()
        if self._foot.isVisible():
            room += self._foot.height()
        # One row is kept free for the line below, whether it is needed or not.
        rows = max(3, room // self.table.row_height() - 1)
        number = 0 if self._shown is None else len(self._shown.forecast.deals)
        whole = self._whole or number <= rows + 1
        self.model.show_most(None if whole else rows)
        hidden = self.model.hidden()
        self._foot.setVisible(bool(hidden) and self.by is None)
        if hidden and self._shown is not None:
            self._more.setText(plural("{n} more deal", "{n} more deals", len(hidden)))
            rest = sum(deal.contribution_cents for deal in hidden)
            self._rest.setText(amount(rest, self._shown.currency, whole=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the new height."""
        super().resizeEvent(event)
        self.fit()

    def show_what_if(self, found: Outlook | None) -> None:
        """Say how many deals the what-if touches."""
        touched = self.model.changes()
        self._flask.setText(plural("What if: {n} deal changed", "What if: {n} deals changed", touched))
        self._flask.setVisible(found is not None)
        self._reset.setVisible(found is not None)
        if found is not None and self.by is not None:
            self._ask_parts(found, self.by)

    def count_all(self) -> None:
        """End the what-if."""
        self.model.count_all()

    def take_apart(self, by: By | None) -> None:
        """Show the deals, or the sum by something else."""
        self.by = by
        self._by_button.setText(_("By deal") if by is None else by_names()[by])
        self._tables.setCurrentIndex(0 if by is None else 1)
        self._foot.setVisible(by is None and bool(self.model.hidden()))
        if by is not None and self._shown is not None:
            self._ask_parts(self._shown, by)

    def _ask_parts(self, shown: Outlook, by: By) -> None:
        self._workplace.desk.ask(
            forecast_parts, found=shown.forecast, by=by, then=self._show_parts, asker=self, topic="parts",
            lane="figures",
        )  # fmt: skip

    def _show_parts(self, parts: list[Part]) -> None:
        if self._shown is not None:
            self._parts.show(parts, self._shown.currency)
