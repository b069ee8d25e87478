"""The form for a set: what it is made of, and how it comes into an offer."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.products import SetForm
from crm_desktop.operations.products.sets import Portion
from crm_desktop.store.queries.prices import PartRow
from crm_desktop.store.queries.products import ProductRow
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.product_field import ProductField
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import Text

_WIDTH = 600


class PartsForm(Form):
    """Signal: `filled((list[Portion], SetForm))`."""

    filled = Signal(object)

    def __init__(
        self, product: ProductRow, parts: Sequence[PartRow], desk: Desk, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("What belongs to “{name}”").format(name=product.name), parent)
        self.setMinimumWidth(self.minimumWidth() * _WIDTH // 500)
        self._desk = desk
        self._lines: list[_PartLine] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        for place, words in enumerate((_("Quantity"), _("Product"))):
            self._grid.addWidget(Text(words, 12, 500, "text2"), 0, place)
        self._grid.setColumnMinimumWidth(0, 110)
        self.body.addLayout(self._grid)
        self.body.addLayout(row(None, Button(_("Add part"), "row", icon="plus", on=self.add), None))
        forms = [
            Choice(SetForm.LINES.value, _("Each part as a line of its own")),
            Choice(SetForm.ONE.value, _("One line with the price of the set")),
        ]
        self.form = ComboField(_("In offers"), forms, value=product.set_form.value)
        self.body.addWidget(self.form)
        self.buttons(_("Save"))
        for part in parts:
            self.add(part)
        if not parts:
            self.add()

    def add(self, part: PartRow | None = None) -> None:
        """Begin a line, or show one."""
        made = _PartLine(self._desk, part)
        made.remove = IconButton("x", _("Remove part"), small=True, on=lambda: self._drop(made))
        at = self._grid.rowCount()
        for place, one in enumerate((made.quantity, made.product, made.remove)):
            self._grid.addWidget(one, at, place)
        self._lines.append(made)
        if part is None:
            made.product.setFocus()

    def submit(self) -> None:
        """Hand over the parts; lines left empty are none."""
        used = [one for one in self._lines if one.product.value().strip()]
        good = [one.check() for one in used]
        if all(good):
            self.filled.emit(([one.portion() for one in used], SetForm(self.form.value())))

    def leave(self) -> None:
        """Drop the open questions of all fields."""
        for one in self._lines:
            self._desk.forget(one.product)

    def _drop(self, line: _PartLine) -> None:
        self._lines.remove(line)
        self._desk.forget(line.product)
        for part in line.parts():
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        if self._lines:
            self._lines[-1].product.setFocus()


class _PartLine:
    """The fields of one part."""

    def __init__(self, desk: Desk, part: PartRow | None) -> None:
        self.quantity = NumberField(value=part.quantity if part else Decimal(1))
        self.quantity.editor.setAccessibleName(_("Quantity"))
        self.product = ProductField("", desk)
        self.product.editor.setAccessibleName(_("Product"))
        self.remove: QWidget | None = None
        if part is not None:
            self.product.show_contact(part.product_id, part.name)

    def parts(self) -> list[QWidget]:
        """Return its widgets."""
        return [part for part in (self.quantity, self.product, self.remove) if part is not None]

    def check(self) -> bool:
        """Whether it names a product and a quantity; what it lacks is said."""
        good = self.quantity.check()
        if not self.product.product_id():
            self.product.set_error(_("Choose a product from the list."))
            return False
        self.product.set_error("")
        return good

    def portion(self) -> Portion:
        """Return what is written."""
        value = self.quantity.value()
        return Portion(self.product.product_id(), Decimal(1) if value is None else value)
