"""What is rarely changed in an offer: discounts, early payment, prices and VAT, language, currency, what is printed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.offers import PriceMode, TaxMode
from crm_desktop.ui.models.offer_reading import OfferInHand
from crm_desktop.ui.panes.offers.bound import BoundFields
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import Field, LineField
from crm_desktop.ui.widgets.number_fields import MoneyField, NumberField
from crm_desktop.ui.widgets.panes import column

#: Currencies that are offered; an offer in another one keeps it.
_CURRENCIES = ("EUR", "CHF", "USD", "GBP", "DKK", "SEK", "NOK", "PLN", "CZK", "HUF")


class MoreFields(QWidget):
    """Two columns of fields; a rate is asked for only in another currency than the firm's, rounding only in francs."""

    def __init__(self, bound: BoundFields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.discount = NumberField(_("Discount on everything"), unit="%", hint=_("none"))
        self.amount_off = MoneyField(_("Discount as an amount"), currency="", hint=_("none"))
        self.skonto = NumberField(_("Discount for early payment"), unit="%", hint=_("none"))
        self.days = NumberField(_("Paid within days"), hint=_("none"))
        self.prices = ComboField(
            _("Prices"), [Choice("net", _("Net, VAT is added")), Choice("gross", _("Gross, VAT is contained"))]
        )
        self.tax = ComboField(_("VAT"), _tax_choices())
        self.language = ComboField(_("Language of the page"), [Choice("de", "Deutsch"), Choice("en", "English")])
        self.currency = ComboField(_("Currency"), [Choice(code, code) for code in _CURRENCIES])
        self.rate = NumberField(_("Exchange rate"))
        self.rounding = ComboField(
            _("Rounding of the total"), [Choice("0", _("To the cent")), Choice("5", _("To 0.05, as for cash"))]
        )
        self.discounts = ComboField(_("Discounts of single lines"), _printed(_("Printed"), _("Prices after them only")))
        self.options = ComboField(_("Prices of optional lines"), _printed(_("Printed"), _("Not printed")))
        self.delivery = DateField(_("Delivered on"), hint=_("decides on the rate of VAT"))
        self.inquiry = LineField(_("Your inquiry of"), hint=_("a day, or their sign"))
        column(
            self,
            two_columns(
                (self.discount, self.amount_off), (self.skonto, self.days), (self.prices, self.tax),
                (self.language, self.currency), (self.rate, self.rounding), (self.discounts, self.options),
                (self.delivery, self.inquiry),
            ),
        )  # fmt: skip
        self._bind(bound)

    def show_offer(self, found: OfferInHand) -> None:
        """Ask for the rate and the rounding only where there can be one."""
        own, now = found.home_currency, found.offer.currency
        self.rate.setVisible(now != own)
        self.rate.label.setText(_("1 {currency} in {own}").format(currency=now, own=own))
        self.rounding.setVisible(now == "CHF" or bool(found.offer.cash_rounding_cents))

    def _bind(self, bound: BoundFields) -> None:
        for name, field in (("discount_percent", self.discount), ("skonto_percent", self.skonto)):
            bound.bind(name, field, read=partial(_figure, field), show=partial(_show_figure, field))
        bound.bind(
            "discount_cents",
            self.amount_off,
            read=lambda: self.amount_off.cents() or 0,
            show=lambda cents: self.amount_off.set_cents(cents or None),
        )
        bound.bind(
            "skonto_days", self.days, read=lambda: int(_figure(self.days)), show=partial(_show_figure, self.days)
        )
        bound.bind("price_mode", self.prices, read=lambda: PriceMode(self.prices.value()))
        bound.bind("tax_mode", self.tax, read=lambda: TaxMode(self.tax.value()))
        bound.bind("language", self.language)
        bound.bind("currency", self.currency, show=partial(_show_choice, self.currency))
        bound.bind("rate", self.rate, read=lambda: self.rate.value() or Decimal(1), show=self.rate.set_value)
        bound.bind(
            "cash_rounding_cents",
            self.rounding,
            read=lambda: int(self.rounding.value()),
            show=lambda cents: _show_choice(self.rounding, str(cents)),
        )
        for name, choice in (("hides_discounts", self.discounts), ("hides_option_prices", self.options)):
            bound.bind(name, choice, read=_hidden(choice), show=partial(_show_hidden, choice))
        bound.bind("delivery_on", self.delivery)
        bound.bind("their_inquiry", self.inquiry)


def two_columns(*lines: tuple[Field, ...]) -> QGridLayout:
    """Lay fields out side by side."""
    layout = QGridLayout()
    layout.setHorizontalSpacing(16)
    layout.setVerticalSpacing(12)
    for down, line in enumerate(lines):
        for across, field in enumerate(line):
            layout.addWidget(field, down, across)
    for across in (0, 1):
        layout.setColumnStretch(across, 1)
    return layout


def _tax_choices() -> list[Choice]:
    return [
        Choice("standard", _("As usual")),
        Choice("small_business", _("None: small business")),
        Choice("reverse_charge", _("Owed by the customer")),
        Choice("intra_community", _("None: delivery within the EU")),
        Choice("export", _("None: export")),
        Choice("margin", _("Not shown: used goods")),
    ]


def _printed(yes: str, no: str) -> list[Choice]:
    return [Choice("shown", yes), Choice("hidden", no)]


def _hidden(field: ComboField) -> Callable[[], bool]:
    return lambda: field.value() == "hidden"


def _show_hidden(field: ComboField, hidden: Any) -> None:
    field.set_value("hidden" if hidden else "shown")


def _show_choice(field: ComboField, value: str) -> None:
    """Show a value, also one that is not among those offered."""
    if field.combo.findData(value) < 0:
        field.combo.addItem(value, value)
    field.set_value(value)


def _figure(field: NumberField) -> Decimal:
    """Return the number in a field; an empty one is nought."""
    return field.value() or Decimal(0)


def _show_figure(field: NumberField, value: Decimal | int) -> None:
    """Show a number; nought is an empty field."""
    field.set_value(Decimal(value) if value else None)
