"""The form for price tiers: from which quantity on, for whom, and for how much."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.prices import Tier
from crm_desktop.store.queries.products import ProductRow
from crm_desktop.ui.models.products import price_words
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import Text

_WIDTH = 620


class TiersForm(Form):
    """Signal: `filled(list[Tier])`."""

    filled = Signal(object)

    def __init__(
        self, product: ProductRow, tiers: Sequence[Tier], groups: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Price tiers of “{name}”").format(name=product.name), parent)
        self.setMinimumWidth(self.minimumWidth() * _WIDTH // 500)
        self._groups = list(groups)
        self._lines: list[_TierLine] = []
        unit = f" / {product.unit}" if product.unit else ""
        about = _("List price {price}{unit}. Of all that fit quantity and customer, the lowest price holds.")
        self.body.addWidget(
            Text(about.format(price=price_words(product.price), unit=unit), 12, 400, "text2", wrap=True)
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        heads = (_("From quantity"), _("Category or tag of customers"), _("Price, net"))
        for place, words in enumerate(heads):
            self._grid.addWidget(Text(words, 12, 500, "text2"), 0, place)
        self.body.addLayout(self._grid)
        more = Button(_("Add tier"), "row", icon="plus", on=self.add)
        self.body.addLayout(row(None, more, None))
        self.buttons(_("Save"))
        for tier in tiers:
            self.add(tier)
        if not tiers:
            self.add()

    def add(self, tier: Tier | None = None) -> None:
        """Begin a line, or show one."""
        made = _TierLine(self._groups, tier)
        made.remove = IconButton("x", _("Remove tier"), small=True, on=lambda: self._drop(made))
        at = self._grid.rowCount()
        for place, part in enumerate((made.quantity, made.group, made.price, made.remove)):
            self._grid.addWidget(part, at, place)
        self._lines.append(made)
        if tier is None:
            made.quantity.setFocus()

    def submit(self) -> None:
        """Hand over the tiers; lines left empty are none."""
        used = [one for one in self._lines if not one.is_empty()]
        good = [one.check() for one in used]
        if all(good):
            self.filled.emit([one.tier() for one in used])

    def _drop(self, line: _TierLine) -> None:
        self._lines.remove(line)
        for part in line.parts():
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        if self._lines:
            self._lines[-1].quantity.setFocus()


class _TierLine:
    """The fields of one tier."""

    def __init__(self, groups: list[str], tier: Tier | None) -> None:
        self.quantity, self.price = NumberField(), NumberField()
        self.group = LineField(hint=_("Everybody"), name=_("Category or tag of customers"))
        self.quantity.editor.setAccessibleName(_("From quantity"))
        self.price.editor.setAccessibleName(_("Price, net"))
        self.remove: QWidget | None = None
        completer = QCompleter(groups, self.group.line)
        completer.setCaseSensitivity(completer.caseSensitivity().CaseInsensitive)
        self.group.line.setCompleter(completer)
        if tier is not None:
            self.quantity.set_value(tier.from_quantity)
            self.group.set_value(tier.group)
            self.price.set_value(tier.price)

    def parts(self) -> list[QWidget]:
        """Return its widgets."""
        return [part for part in (self.quantity, self.group, self.price, self.remove) if part is not None]

    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return not (self.quantity.line.text().strip() or self.price.line.text().strip())

    def check(self) -> bool:
        """Whether its figures can be; what cannot is said."""
        good = self.quantity.check() and self.price.check()
        if good and self.price.value() is None:
            self.price.set_error(_("A tier needs a price."))
            return False
        return good

    def tier(self) -> Tier:
        """Return what is written."""
        return Tier(self.quantity.value() or Decimal(1), self.price.value() or Decimal(0), self.group.value().strip())
