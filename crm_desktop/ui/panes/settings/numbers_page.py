"""Tax and running numbers: currency, VAT, and how offers, orders and customers are numbered."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.errors import BadInput, CrmError
from crm_desktop.base.i18n import _
from crm_desktop.operations.firm import numbers as operations
from crm_desktop.store.queries.firm import FirmRow
from crm_desktop.store.queries.numbers import NumberRow, number_ranges
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.panes.settings.kept_fields import FirmFields
from crm_desktop.ui.panes.settings.vat_rates import VatRates
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.switch import Switch
from crm_desktop.ui.widgets.text import Text, note

#: Currencies that are offered; a file with another one keeps it.
_CURRENCIES = ("EUR", "CHF", "USD", "GBP", "DKK", "SEK", "NOK", "PLN", "CZK", "HUF")


class NumbersPage(FirmFields):
    """Currency and tax of the firm, and its ranges of numbers."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Tax and numbers"), workplace, parent)
        self.ranges: dict[str, RangeFields] = {}
        self.section(_("Currency and tax"))
        self.beside(
            self.choice("currency", _("Currency"), [Choice(code, code) for code in _CURRENCIES]),
            self.number("vat_percent", _("VAT"), "%", whole=False),
        )
        self._small = Switch(_("Small business without VAT"))
        self._small.clicked.connect(lambda on: self.save(small_business=on))
        self.line(_("Small business without VAT"), _("Offers show no VAT and say why"), self._small)
        self.beside(self.number("least_margin_percent", _("Least margin of an offer"), "%", whole=False))
        self.beside(self.text("vat_id", _("VAT id")), self.text("tax_number", _("Tax number")))
        self.rates = VatRates(self, workplace)
        self.section(_("Running numbers"))
        about = _("{year} is the year, {yy} its last two digits, {n} the number, {n:3} the number with three digits.")
        self.put(note(about, "text3"))
        self._holder = QWidget()
        self._rows = QVBoxLayout(self._holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)
        self.put(self._holder)
        self.end()
        self.ask()

    def ask(self) -> None:
        """Read profile and ranges."""
        super().ask()
        self.rates.ask()
        self.workplace.desk.ask(number_ranges, then=self._show_ranges, asker=self, topic="ranges")

    def shown(self, row: FirmRow) -> None:
        """Show what is a switch."""
        self._small.setChecked(row.small_business)
        self.fields["vat_percent"].setEnabled(not row.small_business)

    def _show_ranges(self, rows: list[NumberRow]) -> None:
        for one in rows:
            shown = self.ranges.get(one.document)
            if shown is None:
                shown = self.ranges[one.document] = RangeFields(one.document, self.workplace)
                self._rows.addWidget(shown)
            shown.show_row(one)


class RangeFields(QWidget):
    """The numbers of one kind of document: their pattern, the next one, and what it will look like."""

    def __init__(self, document: str, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._workplace = document, workplace
        names = {
            "offer": _("Offers"),
            "order": _("Orders"),
            "delivery": _("Delivery notes"),
            "customer": _("Customers"),
        }
        name = names.get(document, document)
        self.pattern = LineField(_("Pattern"))
        self.pattern.editor.setAccessibleName(_("Pattern of the numbers of {documents}").format(documents=name))
        self.next = NumberField(_("Next number"))
        self.next.editor.setAccessibleName(_("Next number of {documents}").format(documents=name))
        self.sample = Text("", 13, 500, "text2", tabular=True)
        title = Text(name, 13, 600)
        title.setMinimumWidth(look().px(94))
        line = row(self, title, self.pattern, self.next, self.sample, gap=12)
        for place, share in enumerate((2, 3, 3, 3)):
            line.setStretch(place, share)
        self.pattern.edited.connect(self._show_sample)
        self.next.edited.connect(self._show_sample)
        self.pattern.left.connect(lambda: self._save(pattern=self.pattern.value()))
        self.next.left.connect(lambda: self._save(next_number=int(self.next.value() or 0)))

    def show_row(self, found: NumberRow) -> None:
        """Show a range; a field that is being written in stays."""
        if not self.pattern.editor.hasFocus():
            self.pattern.set_value(found.pattern)
        if not self.next.editor.hasFocus():
            self.next.set_value(Decimal(found.next_number))
        self._show_sample()

    def _show_sample(self) -> None:
        number = int(self.next.value() or 1)
        self.sample.setText(operations.formatted(self.pattern.value(), number, self._workplace.today()))

    def _save(self, **values: Any) -> None:
        self.pattern.set_error("")
        self.next.set_error("")
        self._workplace.desk.do(
            operations.change_number_range, document=self._document, failed=partial(self._fail), **values
        )

    def _fail(self, error: CrmError) -> None:
        about = error.field if isinstance(error, BadInput) else ""
        (self.next if about == "next_number" else self.pattern).set_error(str(error))
