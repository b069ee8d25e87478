"""The records behind a figure: a list from which each one opens where it lives."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import amount
from crm_desktop.base.i18n import _, plural
from crm_desktop.store.queries.report_cube import Behind as Record
from crm_desktop.ui.models.report_table import ReportTable, records_table
from crm_desktop.ui.panes.reports.tables import ReportTableView
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.text import Text


class BehindPage(Pane):
    """`page.show_records(title, records, currency)`. Signals: `opened(kind, id)`, `listed(title, ids of contacts)`."""

    opened = Signal(str, int)
    listed = Signal(str, object)

    def __init__(self, back: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self._back = Button(_("Back"), "secondary", icon="chevron-left", on=back)
        self._title = Text("", 16, 600)
        self._sum = Text("", 13, 400, "text2")
        self._ids: tuple[int, ...] = ()
        self.to_contacts = Button(_("Show in Contacts"), "secondary", icon="users", on=self._list)
        self.model = ReportTable(self)
        self.table = ReportTableView(self.model, name=_("Records behind the figure"))
        self.table.chosen.connect(self._open)
        card = Card(radius=12, edge="line", padding=10)
        card.body.addWidget(self.table, 1)
        head = row(None, self._back, self._title, self._sum, None, self.to_contacts, gap=12)
        column(self, head, card, gap=12, margins=(24, 16, 24, 20)).setStretch(1, 1)

    def show_records(self, title: str, records: list[Record], currency: str) -> None:
        """Show other records."""
        self._title.setText(title)
        cents = sum(record.cents for record in records)
        words = plural("{n} record", "{n} records", len(records))
        self._sum.setText(f"{words}, {amount(cents, currency, whole=True)}" if cents else words)
        self._ids = tuple(record.ref for record in records if record.opens == "contact" and record.ref is not None)
        self.to_contacts.setVisible(bool(self._ids) and len(self._ids) == len(records))
        heads, rows = records_table(records, currency)
        self.model.show(heads, rows, words=(1, 2))
        self.table.setAccessibleName(title)
        if rows:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def _list(self) -> None:
        self.listed.emit(self._title.text(), self._ids)

    def _open(self, about: object) -> None:
        if isinstance(about, Record) and about.ref is not None:
            self.opened.emit(about.opens, about.ref)
