"""The form for somebody new: as few fields as are needed, everything else is added on the card."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from crm_desktop.base.errors import BadInput, CrmError
from crm_desktop.base.i18n import _
from crm_desktop.operations.contacts import NewContact
from crm_desktop.operations.points import PostalLines
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import Field, LineField
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import title


class NewContactForm(QDialog):
    """Asks for a person or a company. Signal: `filled(NewContact)`; `fail` marks the field an error is about."""

    filled = Signal(object)

    def __init__(self, kind: str, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self.kind = kind
        words = _("New person") if kind == "person" else _("New company")
        self.setWindowTitle(words)
        self.setModal(True)
        self.setMinimumWidth(520)
        self.fields: dict[str, Field] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(title(words))
        self._problem = QVBoxLayout()
        layout.addLayout(self._problem)
        for line in self._person(name) if kind == "person" else self._company(name):
            parts = row(None, *line, gap=12)
            for place in range(len(line)):
                parts.setStretch(place, 1)
            layout.addLayout(parts)
        layout.addSpacing(4)
        save = Button(_("Add"), "primary", icon="check", on=self.submit)
        save.setDefault(True)
        layout.addLayout(row(None, None, Button(_("Cancel"), "secondary", on=self.reject), save))

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

    def fail(self, error: CrmError) -> None:
        """Say why it was not added, at the field the reason is about."""
        field = self.fields.get(error.field) if isinstance(error, BadInput) else None
        if field is not None:
            field.set_error(str(error))
            field.setFocus()
            return
        while (item := self._problem.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._problem.addWidget(Banner("danger", error.message, advice=error.advice))

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
