"""The form for somebody new: as few fields as are needed, everything else is added on the card.

While one types, it says who is known already under that name, number or address, and offers to take that one instead.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import BadInput, CrmError
from crm_desktop.base.i18n import _, spoken
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.letters.salutations import FORMS
from crm_desktop.store.queries.similar_contacts import Typed
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.contact_field import ContactField
from crm_desktop.ui.models.duplicate_hint import DuplicateHint
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import Field, LineField
from crm_desktop.ui.widgets.form import Form


class NewContactForm(Form):
    """Asks for a person or a company; `fail` marks the field an error is about.

    Signals: `filled(NewContact)`; `opened(id)` when somebody known shall be looked at, `used(id, NewContact)` when what
    was typed belongs to that one.
    """

    filled = Signal(object)
    opened = Signal(int)
    used = Signal(int, object)

    def __init__(
        self, kind: str, desk: Desk, parent: QWidget | None = None, *, name: str = "", phone: str = ""
    ) -> None:
        super().__init__(_("New person") if kind == "person" else _("New company"), parent)
        self.kind = ContactKind(kind)
        self._desk = desk
        self.hint = DuplicateHint(desk, use=_("Take this one"))
        self.hint.opened.connect(self._open)
        self.hint.used.connect(self._use)
        for line in self._person(name) if kind == "person" else self._company(name):
            self.line(*line)
        self.body.addWidget(self.hint)
        self.buttons(_("Add"))
        for key, field in self.fields.items():
            if key == "phone" and isinstance(field, LineField):
                field.set_value(phone)
            field.edited.connect(self._look)
        # A salutation comes first to read, the name first to write.
        self.fields["given_name" if kind == "person" else "name"].setFocus()
        self._look()

    def submit(self) -> None:
        """Hand over what was filled in."""
        for field in self.fields.values():
            field.set_error("")
        self.filled.emit(self.typed())

    def typed(self) -> NewContact:
        """Return what was filled in so far."""
        value = {name: str(field.value()).strip() for name, field in self.fields.items()}  # type: ignore[attr-defined]
        company = self.fields.get("company_name")
        address = ", ".join(part for part in (value["street"], value["city"]) if part)
        return NewContact(
            name=value.get("name", ""),
            given_name=value.get("given_name", ""),
            family_name=value.get("family_name", ""),
            job_title=value.get("job_title", ""),
            company_id=(company.contact_id() or None) if isinstance(company, ContactField) else None,
            company_name=value.get("company_name", ""),
            phone=value["phone"],
            email=value["email"],
            address_text=address,
            fields={"salutation": value["salutation"]} if value.get("salutation") else {},
        )

    def fail(self, error: CrmError) -> None:
        """Say why it could not be done; an address is marked where its town is typed."""
        if isinstance(error, BadInput) and error.field == "address":
            error = BadInput(error.message, error.advice, field="city")
        super().fail(error)

    def done(self, result: int) -> None:
        """Drop the open question with the form."""
        self._desk.forget(self.hint)
        super().done(result)

    def _look(self) -> None:
        """Ask who is known by what has been typed."""
        new = self.typed()
        phones = tuple(filter(None, (new.phone,)))
        mails = tuple(filter(None, (new.email,)))
        town = str(self.fields["city"].value()).strip()  # type: ignore[attr-defined]
        self.hint.ask(Typed(self.kind, new.name, new.given_name, new.family_name, mails, phones, town=town))

    def _open(self, contact_id: int) -> None:
        self.reject()
        self.opened.emit(contact_id)

    def _use(self, contact_id: int) -> None:
        self.used.emit(contact_id, self.typed())

    def _person(self, name: str) -> list[tuple[QWidget, ...]]:
        given, _gap, family = name.rpartition(" ")
        salutations = [Choice("", "–"), *(Choice(form, form) for form in FORMS.get(spoken(), FORMS["en"]))]
        return [
            (
                self._add("salutation", ComboField(_("Salutation"), salutations)),
                self._line("given_name", _("Given name"), given),
                self._line("family_name", _("Family name"), family),
            ),
            (
                self._add("company_name", ContactField(_("Company"), self._desk, companies=True)),
                self._line("job_title", _("Role")),
            ),
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
