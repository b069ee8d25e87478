"""The firm: what stands on its letters and what its offers start from. Each field is kept when it is left."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.operations import firm as operations
from crm_desktop.operations.firm_checks import LEGAL_FORMS, missing_duties
from crm_desktop.store.queries.firm import FirmRow, firm
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import Field, LineField
from crm_desktop.ui.widgets.number_fields import MoneyField, NumberField
from crm_desktop.ui.widgets.panes import column, row


class FirmPage(Page):
    """The firm's profile."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Firm"), parent)
        self._workplace = workplace
        self._fields: dict[str, Field] = {}
        self._missing = QWidget()
        self._missing_layout = column(self._missing)
        self.put(self._missing)
        self._build()
        self.end()
        self.ask()

    def ask(self) -> None:
        """Read the profile."""
        self._workplace.desk.ask(firm, then=self._show, asker=self, topic="firm")

    def _show(self, row: FirmRow | None) -> None:
        if row is None:
            return
        for name, field in self._fields.items():
            if field.editor.hasFocus():
                continue
            with QSignalBlocker(field):
                _fill(field, getattr(row, name))
        self._show_missing(row)

    def _show_missing(self, row: FirmRow) -> None:
        while (item := self._missing_layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        missing = missing_duties(row)
        if missing:
            names = ", ".join(field.label for field in missing)
            self._missing_layout.addWidget(
                Banner("warning", _("Still missing on your offers: {fields}").format(fields=names))
            )

    def _build(self) -> None:
        self.section(_("Who you are"))
        self.beside(self._text("name", _("Name of the firm")), self._text("trade", _("Line of trade")))
        self.beside(self._text("legal_name", _("Legal name")), self._legal_form())
        self.beside(self._text("directors", _("Owner or managing directors")))
        self.beside(
            self._text("register_court", _("Register court")), self._text("register_number", _("Register number"))
        )
        self.body.addLayout(row(None, self._logo(), None))
        self.section(_("How you are reached"))
        self.beside(self._text("street", _("Street")))
        self.beside(
            self._text("postal_code", _("Postal code")),
            self._text("city", _("Town")),
            self._text("country", _("Country")),
        )
        self.beside(
            self._text("phone", _("Phone")), self._text("email", _("E-mail")), self._text("website", _("Website"))
        )
        self.section(_("Who signs and advises"))
        self.beside(
            self._text("contact_name", _("Name")),
            self._text("contact_phone", _("Direct line")),
            self._text("contact_email", _("E-mail")),
        )
        self.section(_("Tax and bank"))
        self.beside(self._text("vat_id", _("VAT id")), self._text("tax_number", _("Tax number")))
        self.beside(self._text("bank", _("Bank")), self._text("iban", _("IBAN")), self._text("bic", _("BIC")))
        self.section(_("What offers start from"))
        self.beside(
            self._number("vat_percent", _("VAT"), "%"), self._number("valid_days", _("Valid for"), _("days")),
            self._number("follow_up_days", _("Follow up after"), _("days")),
        )  # fmt: skip
        self.beside(self._text("payment_terms", _("Terms of payment")))
        self.section(_("What the forecast starts from"))
        self.beside(
            self._number("usual_cycle_days", _("Usual time from inquiry to order"), _("days")), self._goal(),
        )  # fmt: skip

    def _text(self, name: str, words: str) -> QWidget:
        field = LineField(words)
        return self._kept(name, field, field.value)

    def _number(self, name: str, words: str, unit: str) -> QWidget:
        field = NumberField(words, unit=unit)

        def read() -> Any:
            value = field.value()
            if name == "vat_percent" or value is None:
                return value
            return int(value)

        return self._kept(name, field, read)

    def _goal(self) -> QWidget:
        field = MoneyField(_("Goal for the year"))
        return self._kept("year_target_cents", field, field.cents)

    def _legal_form(self) -> QWidget:
        names = {
            "sole": _("Sole trader"), "ek": "e. K.", "gmbh": "GmbH", "ug": "UG", "ag": "AG", "ohg": "OHG", "kg": "KG",
            "gbr": "GbR", "other": _("Other"),
        }  # fmt: skip
        field = ComboField(_("Legal form"), [Choice(form, names[form]) for form in LEGAL_FORMS])
        self._kept("legal_form", field, field.value)
        field.edited.connect(field.left)
        return field

    def _logo(self) -> QWidget:
        return Button(_("Choose a logo …"), "secondary", icon="image", on=self._choose_logo)

    def _choose_logo(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose a logo"), "", _("Pictures (*.png *.jpg *.jpeg)"))
        if name:
            self.take_logo(Path(name))

    def take_logo(self, path: Path) -> None:
        """Give the firm a logo from a file; one that cannot be read is told."""
        try:
            content = path.read_bytes()
        except OSError as error:
            words = _("“{name}” cannot be read: {reason}.").format(name=path.name, reason=error.strerror)
            self._workplace.notify(Notice(words, tone="danger"))
            return
        self._workplace.desk.do(operations.set_logo, content=content)

    def _kept(self, name: str, field: Field, read: Callable[[], Any]) -> QWidget:
        self._fields[name] = field

        def save() -> None:
            field.set_error("")
            self._workplace.desk.do(operations.change_firm, failed=fail, **{name: read()})

        def fail(error: CrmError) -> None:
            field.set_error(str(error))

        field.left.connect(save)
        return field


def _fill(field: Field, value: Any) -> None:
    if isinstance(field, MoneyField):
        field.set_cents(value)
    elif isinstance(field, NumberField):
        field.set_value(None if value is None else Decimal(value))
    elif isinstance(field, LineField | ComboField):
        field.set_value(value or "")
