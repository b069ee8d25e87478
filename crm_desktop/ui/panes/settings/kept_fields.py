"""Fields of the firm's profile that are kept when they are left: what two pages of the settings are made of."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.operations.firm import firm as operations
from crm_desktop.store.queries.firm import FirmRow, firm
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import Field, LineField
from crm_desktop.ui.widgets.number_fields import MoneyField, NumberField


class FirmFields(Page):
    """Derive, make the fields with `text`, `number`, `money` and `choice`, then `ask()`."""

    def __init__(self, words: str, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.workplace = workplace
        self.fields: dict[str, Field] = {}

    def ask(self) -> None:
        """Read the profile."""
        self.workplace.desk.ask(firm, then=self._show, asker=self, topic="firm")

    def shown(self, row: FirmRow) -> None:
        """Show what is no field; to be written by pages that have such."""

    def _show(self, row: FirmRow | None) -> None:
        if row is None:
            return
        for name, field in self.fields.items():
            if not field.editor.hasFocus():
                with QSignalBlocker(field):
                    _fill(field, getattr(row, name))
        self.shown(row)

    def text(self, name: str, words: str) -> QWidget:
        """Return a field for a text of the profile."""
        field = LineField(words)
        return self._kept(name, field, field.value)

    def number(self, name: str, words: str, unit: str, *, whole: bool = True) -> QWidget:
        """Return a field for a number of the profile."""
        field = NumberField(words, unit=unit)

        def read() -> Any:
            value = field.value()
            return int(value) if whole and value is not None else value

        return self._kept(name, field, read)

    def money(self, name: str, words: str) -> QWidget:
        """Return a field for an amount of the profile."""
        field = MoneyField(words)
        return self._kept(name, field, field.cents)

    def choice(self, name: str, words: str, choices: list[Choice]) -> QWidget:
        """Return a field that offers the values there are."""
        field = ComboField(words, choices)
        return self._kept(name, field, field.value)

    def save(self, field: Field | None = None, **values: Any) -> None:
        """Change the profile; what cannot be taken is said at the field."""
        if field is None:
            self.workplace.desk.do(operations.change_firm, **values)
            return
        field.set_error("")
        self.workplace.desk.do(operations.change_firm, failed=lambda error: _say(field, error), **values)

    def _kept(self, name: str, field: Field, read: Callable[[], Any]) -> QWidget:
        self.fields[name] = field
        field.left.connect(lambda: self.save(field, **{name: read()}))
        return field


def _say(field: Field, error: CrmError) -> None:
    field.set_error(str(error))


def _fill(field: Field, value: Any) -> None:
    if isinstance(field, MoneyField):
        field.set_cents(value)
    elif isinstance(field, NumberField):
        field.set_value(None if value is None else Decimal(value))
    elif isinstance(field, LineField | ComboField):
        field.set_value(value or "")
