"""Amounts of money and exact numbers, typed as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import number, plain_amount
from crm_desktop.base.i18n import spoken
from crm_desktop.base.money import Separators, parse_decimal, round_cents
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.widgets.fields import Field
from crm_desktop.ui.widgets.line_edit import LineEdit

if TYPE_CHECKING:
    from decimal import Decimal

    from PySide6.QtWidgets import QWidget


class NumberField(Field):
    """`NumberField(_("Quantity"), value=Decimal("2.5"), unit="m²")`; `value()` is a Decimal or None.

    `is_good()` says whether the text can be taken; on leaving, a bad one is marked with the reason and `left` is not
    sent. `least` and `most` bound the value.
    """

    def __init__(
        self,
        label: str = "",
        value: Decimal | None = None,
        *,
        unit: str = "",
        hint: str = "",
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.line = LineEdit(hint=hint, name=label or hint)
        self.line.setFont(font(13, tabular=True))
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._unit = unit
        super().__init__(label, self.line, note=note, parent=parent)
        self.line.textEdited.connect(self._edited)
        self.line.left.connect(self._left)
        self.set_value(value)

    def value(self) -> Decimal | None:
        """Return the number, None for an empty field or one that holds none."""
        try:
            return self._read()
        except BadInput:
            return None

    def is_good(self) -> bool:
        """Say whether the field is empty or holds a number."""
        try:
            self._read()
        except BadInput:
            return False
        return True

    def set_value(self, value: Decimal | None) -> None:
        """Show a number, without a signal."""
        self.line.set_words("" if value is None else self._shown(value))
        self.set_error("")

    def _shown(self, value: Decimal) -> str:
        words = number(value)
        return f"{words} {self._unit}" if self._unit else words

    def _read(self) -> Decimal | None:
        words = self.line.text().strip()
        if self._unit and words.endswith(self._unit):
            words = words[: -len(self._unit)].strip()
        return parse_decimal(words, Separators("," if spoken() == "de" else ".")) if words else None

    def _edited(self) -> None:
        if self.error() and self.is_good():
            self.set_error("")
        self.edited.emit()

    def check(self) -> bool:
        """Mark what cannot be taken with the reason, take the mark away otherwise; say whether it is good."""
        try:
            self._read()
        except BadInput as bad:
            self.set_error(str(bad))
            return False
        self.set_error("")
        return True

    def _left(self) -> None:
        if self.check():
            self.set_value(self.value())
            self.left.emit()


class MoneyField(NumberField):
    """`MoneyField(_("Price"), cents=1250)`; `cents()` is whole cents or None, shown as 12.50 €."""

    def __init__(
        self,
        label: str = "",
        cents: int | None = None,
        *,
        currency: str = "€",
        hint: str = "",
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, None, unit=currency, hint=hint, note=note, parent=parent)
        self.set_cents(cents)

    def cents(self) -> int | None:
        """Return the amount in whole cents, None for an empty field or one that holds none."""
        value = self.value()
        return None if value is None else round_cents(value)

    def set_cents(self, cents: int | None) -> None:
        """Show an amount, without a signal."""
        self.line.set_words("" if cents is None else f"{plain_amount(cents)} {self._unit}")
        self.set_error("")

    def _shown(self, value: Decimal) -> str:
        return f"{plain_amount(round_cents(value))} {self._unit}"
