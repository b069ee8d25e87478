"""The form for a new product: as few fields as an offer needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.products import TaxClass
from crm_desktop.operations.sales_words import tax_word
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.rich_area import RichArea


class NewProductForm(Form):
    """Signal: `filled(dict)` with the arguments of `operations.products.products.add_product`."""

    filled = Signal(object)

    def __init__(
        self, units: Sequence[str] = (), groups: Sequence[str] = (), *, group: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(_("New product"), parent)
        self.name = LineField(_("Name"))
        self.number, self.unit = LineField(_("Number")), LineField(_("Unit"))
        self.price, self.cost = NumberField(_("Price, net")), NumberField(_("Cost, net"))
        classes = [Choice(one.value, tax_word(one)) for one in TaxClass]
        self.tax = ComboField(_("VAT"), classes, value=TaxClass.STANDARD.value)
        self.group = LineField(_("Group"))
        self.group.set_value(group)
        for field, known in ((self.unit, units), (self.group, groups)):
            completer = QCompleter(list(known), field.line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            field.line.setCompleter(completer)
        self.words = RichArea(_("Text in offers"), lines=3)
        self.fields = {
            "name": self.name, "number": self.number, "unit": self.unit, "price": self.price, "cost": self.cost,
            "tax_class": self.tax, "category": self.group,
        }  # fmt: skip
        self.line(self.name)
        self.line(self.number, self.unit, self.group)
        self.line(self.price, self.cost, self.tax)
        self.line(self.words)
        self.buttons(_("Add"))

    def submit(self) -> None:
        """Hand over what was filled in; a figure that is none is said at its field."""
        if not (self.price.check() and self.cost.check()):
            return
        given: dict[str, Any] = {
            "name": self.name.value(), "number": self.number.value().strip() or None, "unit": self.unit.value(),
            "category": self.group.value(), "cost": self.cost.value(), "text": self.words.value(),
            "tax_class": TaxClass(self.tax.value()),
        }  # fmt: skip
        price = self.price.value()
        if price is not None:
            given["price"] = price
        self.filled.emit(given)
