"""The form for somebody new: as few fields as are needed, everything else is added on the card."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.operations.contacts import NewContact
from crm_desktop.operations.points import PostalLines
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import Field, LineField
from crm_desktop.ui.widgets.form import Form


class NewContactForm(Form):
    """Asks for a person or a company. Signal: `filled(NewContact)`; `fail` marks the field an error is about."""

    filled = Signal(object)

    def __init__(self, kind: str, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(_("New person") if kind == "person" else _("New company"), parent)
        self.kind = kind
        for line in self._person(name) if kind == "person" else self._company(name):
            self.line(*line)
        self.buttons(_("Add"))

    def submit(self) -> None:
        """Hand over what was filled in."""
        for field in self.fields.values():
            field.set_error("")
        value = {name: str(field.value()).strip() for name, field in self.fields.items()}  # type: ignore[attr-defined]
        street, place = value["street"], value["city"]
        code, _gap, city = place.partition(" ")
        numbered = any(sign.isdigit() for sign in code)
        lines = PostalLines(street=street, postal_code=code if numbered else "", city=city if numbered else place)
        extra = {"salutation": value["salutation"]} if value.get("salutation") else {}
        self.filled.emit(
            NewContact(
                name=value.get("name", ""),
                given_name=value.get("given_name", ""),
                family_name=value.get("family_name", ""),
                job_title=value.get("job_title", ""),
                company_name=value.get("company_name", ""),
                phone=value["phone"],
                email=value["email"],
                address=lines if street or place else None,
                fields=extra,
            )
        )

    def _person(self, name: str) -> list[tuple[QWidget, ...]]:
        given, _gap, family = name.rpartition(" ")
        salutations = [Choice("", "–"), Choice(_("Ms"), _("Ms")), Choice(_("Mr"), _("Mr"))]
        return [
            (
                self._add("salutation", ComboField(_("Salutation"), salutations)),
                self._line("given_name", _("Given name"), given),
                self._line("family_name", _("Family name"), family),
            ),
            (self._line("company_name", _("Company")), self._line("job_title", _("Role"))),
            *self._reach(),
        ]

    def _company(self, name: str) -> list[tuple[QWidget, ...]]:
        return [(self._line("name", _("Name"), name),), *self._reach()]

    def _reach(self) -> list[tuple[QWidget, ...]]:
        return [
            (self._line("email", _("E-mail")), self._line("phone", _("Phone"))),
            (self._line("street", _("Street")), self._line("city", _("Postal code and town"))),
        ]

    def _line(self, name: str, words: str, value: str = "") -> QWidget:
        return self._add(name, LineField(words, value=value))

    def _add(self, name: str, field: Field) -> QWidget:
        self.fields[name] = field
        return field
