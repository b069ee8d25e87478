"""The texts round the positions, and what is rarely changed, folded away."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.offers import PriceMode, TaxMode
from crm_desktop.ui.panes.offers.bound import BoundFields
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import Field, LineField
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.text_area import TextArea


class TermsFields(QWidget):
    """Delivery, payment, introduction, closing; below them what is rarely changed, behind a button."""

    def __init__(self, bound: BoundFields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.delivery = TextArea(_("Delivery"), lines=2)
        self.payment = TextArea(_("Payment"), lines=2)
        self.intro = TextArea(_("Introduction"), lines=3, hint=_("What stands before the positions"))
        self.closing = TextArea(_("Closing"), lines=3, hint=_("What stands after the terms"))
        self._fold = Button(_("More: discount, early payment, prices, language"), "text", icon="chevron-right")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._unfold)
        self._more = MoreFields(bound)
        self._more.hide()
        texts = _two_columns((self.delivery, self.payment), (self.intro, self.closing))
        column(self, texts, row(None, self._fold, None), self._more, gap=12)
        for name, area in (
            ("delivery_terms", self.delivery),
            ("payment_terms", self.payment),
            ("intro", self.intro),
            ("closing", self.closing),
        ):
            bound.bind(name, area)

    def is_unfolded(self) -> bool:
        """Whether what is rarely changed is in sight."""
        return self._fold.isChecked()

    def unfold(self, *, wanted: bool) -> None:
        """Show or hide what is rarely changed."""
        self._fold.setChecked(wanted)

    def _unfold(self, wanted: bool) -> None:
        self._fold.set_icon("chevron-down" if wanted else "chevron-right")
        self._more.setVisible(wanted)


class MoreFields(QWidget):
    """Discount, early payment, prices and VAT, language, the customer's own reference."""

    def __init__(self, bound: BoundFields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.discount = NumberField(_("Discount on everything"), unit="%", hint=_("none"))
        self.skonto = NumberField(_("Discount for early payment"), unit="%", hint=_("none"))
        self.days = NumberField(_("Paid within days"), hint=_("none"))
        self.prices = ComboField(
            _("Prices"), [Choice("net", _("Net, VAT is added")), Choice("gross", _("Gross, VAT is contained"))]
        )
        self.tax = ComboField(
            _("VAT"),
            [
                Choice("standard", _("As usual")),
                Choice("small_business", _("None: small business")),
                Choice("reverse_charge", _("Owed by the customer")),
            ],
        )
        self.language = ComboField(_("Language of the page"), [Choice("de", "Deutsch"), Choice("en", "English")])
        self.inquiry = LineField(_("Your inquiry of"), hint=_("a day, or their sign"))
        beside = _two_columns(
            (self.discount, self.prices), (self.skonto, self.days), (self.tax, self.language), (self.inquiry,)
        )
        column(self, beside)
        for name, field in (("discount_percent", self.discount), ("skonto_percent", self.skonto)):
            bound.bind(name, field, read=partial(_figure, field), show=partial(_show_figure, field))
        bound.bind(
            "skonto_days", self.days, read=lambda: int(_figure(self.days)), show=partial(_show_figure, self.days)
        )
        bound.bind("price_mode", self.prices, read=lambda: PriceMode(self.prices.value()))
        bound.bind("tax_mode", self.tax, read=lambda: TaxMode(self.tax.value()))
        bound.bind("language", self.language)
        bound.bind("their_inquiry", self.inquiry)


def _figure(field: NumberField) -> Decimal:
    """Return the number in a field; an empty one is nought."""
    return field.value() or Decimal(0)


def _show_figure(field: NumberField, value: Decimal | int) -> None:
    """Show a number; nought is an empty field."""
    field.set_value(Decimal(value) if value else None)


def _two_columns(*lines: tuple[Field, ...]) -> QGridLayout:
    layout = QGridLayout()
    layout.setHorizontalSpacing(16)
    layout.setVerticalSpacing(12)
    for down, line in enumerate(lines):
        for across, field in enumerate(line):
            layout.addWidget(field, down, across)
    for across in (0, 1):
        layout.setColumnStretch(across, 1)
    return layout
