"""The small forms of the pane: a company, a person in it, a place, and to whom it belongs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.contacts import AddressKind, ContactKind
from crm_desktop.operations.contact_words import BUYING_ROLES, address_word, buying_role_word
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.contacts.points import PostalLines
from crm_desktop.store.queries.similar_contacts import Typed
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.contact_field import ContactField
from crm_desktop.ui.models.duplicate_hint import DuplicateHint
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import Field, LineField
from crm_desktop.ui.widgets.form import Form


class Filled(Form):
    """A form of lines that hands over what was filled in. Signal: `filled(object)`."""

    filled = Signal(object)

    def put(self, name: str, field: Field) -> Field:
        """Take in a field under a name."""
        self.fields[name] = field
        return field

    def text_of(self, name: str) -> str:
        """Return what stands in a field."""
        field = self.fields[name]
        return str(field.value()).strip() if isinstance(field, LineField | ComboField) else ""

    def clear_errors(self) -> None:
        """Take all marks away."""
        for field in self.fields.values():
            field.set_error("")


class NewCompanyForm(Filled):
    """Asks for a company; everything else is added on its card."""

    #: Somebody who is known already is to be looked at instead.
    known = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(_("New company"), parent)
        self.hint = DuplicateHint(desk)
        self.hint.opened.connect(self.known)
        self.line(self.put("name", LineField(_("Name"), value=name)))
        self.line(self.put("email", LineField(_("E-mail"))), self.put("phone", LineField(_("Phone"))))
        self.line(self.hint)
        self.line(self.put("street", LineField(_("Street"))), self.put("city", LineField(_("Postal code and town"))))
        self.line(self.put("industry", LineField(_("Industry"))), self.put("website", LineField(_("Website"))))
        for key in ("name", "email", "phone", "city", "website"):
            self.fields[key].edited.connect(self._look)
        self.buttons(_("Add"))

    def submit(self) -> None:
        """Hand over what was filled in."""
        self.clear_errors()
        place = postal_lines(self.text_of("street"), self.text_of("city"))
        self.filled.emit(
            NewContact(
                name=self.text_of("name"), phone=self.text_of("phone"), email=self.text_of("email"),
                website=self.text_of("website"), address=place if any((place.street, place.city)) else None,
                fields={"industry": self.text_of("industry")},
            )
        )  # fmt: skip

    def done(self, result: int) -> None:
        """Drop the open question with the form."""
        self.hint.forget()
        super().done(result)

    def _look(self) -> None:
        email, phone = self.text_of("email"), self.text_of("phone")
        self.hint.ask(
            Typed(
                ContactKind.COMPANY, name=self.text_of("name"), emails=(email,) if email else (),
                phones=(phone,) if phone else (), town=self.text_of("city"), website=self.text_of("website"),
            )
        )  # fmt: skip


class NewPersonForm(Filled):
    """Asks for somebody who works there."""

    #: Somebody who is known already is to be looked at instead.
    known = Signal(int)

    def __init__(self, desk: Desk, company_id: int, company: str, parent: QWidget | None = None) -> None:
        super().__init__(_("New person at “{company}”").format(company=company), parent)
        self._company_id = company_id
        self.hint = DuplicateHint(desk)
        self.hint.opened.connect(self.known)
        salutations = [Choice("", "–"), Choice(_("Ms"), _("Ms")), Choice(_("Mr"), _("Mr"))]
        roles = [Choice("", "–"), *(Choice(role, buying_role_word(role)) for role in BUYING_ROLES)]
        self.line(
            self.put("salutation", ComboField(_("Salutation"), salutations)),
            self.put("given_name", LineField(_("Given name"))),
            self.put("family_name", LineField(_("Family name"))),
        )
        self.line(
            self.put("job_title", LineField(_("Position"))),
            self.put("buying_role", ComboField(_("Role in buying"), roles)),
        )
        self.line(self.put("email", LineField(_("E-mail"))), self.put("phone", LineField(_("Phone"))))
        self.line(self.hint)
        for key in ("given_name", "family_name", "email", "phone"):
            self.fields[key].edited.connect(self._look)
        self.buttons(_("Add"))

    def done(self, result: int) -> None:
        """Drop the open question with the form."""
        self.hint.forget()
        super().done(result)

    def _look(self) -> None:
        email, phone = self.text_of("email"), self.text_of("phone")
        self.hint.ask(
            Typed(
                ContactKind.PERSON, given_name=self.text_of("given_name"), family_name=self.text_of("family_name"),
                emails=(email,) if email else (), phones=(phone,) if phone else (),
            )
        )  # fmt: skip

    def submit(self) -> None:
        """Hand over what was filled in."""
        self.clear_errors()
        extra = {name: self.text_of(name) for name in ("salutation", "buying_role") if self.text_of(name)}
        self.filled.emit(
            NewContact(
                given_name=self.text_of("given_name"), family_name=self.text_of("family_name"),
                job_title=self.text_of("job_title"), phone=self.text_of("phone"), email=self.text_of("email"),
                company_id=self._company_id, fields=extra,
            )
        )  # fmt: skip


class PlaceForm(Filled):
    """Asks for a further address."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("New place"), parent)
        kinds = [Choice(kind.value, address_word(kind)) for kind in AddressKind if kind is not AddressKind.PRIVATE]
        self.line(self.put("street", LineField(_("Street"))), self.put("city", LineField(_("Postal code and town"))))
        self.line(
            self.put("kind", ComboField(_("What it is for"), kinds, value=AddressKind.BUSINESS.value)),
            self.put("country", LineField(_("Country"), value="DE")),
        )
        self.buttons(_("Add"))

    def submit(self) -> None:
        """Hand over what was filled in; a place needs a town at least."""
        self.clear_errors()
        lines = postal_lines(self.text_of("street"), self.text_of("city"))
        if not lines.city:
            self.fields["city"].set_error(_("Enter a postal code and a town."))
            self.fields["city"].setFocus()
            return
        kind = AddressKind(self.text_of("kind") or AddressKind.BUSINESS.value)
        self.filled.emit(lines._replace(kind=kind, country=self.text_of("country"), is_primary=False))


class LabelForm(Filled):
    """Asks for a label of one's own."""

    def __init__(self, before: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Another label"), parent)
        self.line(self.put("label", LineField(_("Label"), value=before)))
        self.buttons(_("Save"))

    def submit(self) -> None:
        """Hand over the label."""
        self.filled.emit(self.text_of("label"))


class TagForm(Filled):
    """Asks for tags to be put on several companies."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(plural("Tag {n} company", "Tag {n} companies", number), parent)
        self.line(self.put("tags", LineField(_("Tags"), note=_("Several with commas between"))))
        self.buttons(_("Add"))

    def submit(self) -> None:
        """Hand over the words."""
        names = [" ".join(word.split()) for word in self.text_of("tags").split(",") if word.strip()]
        if names:
            self.filled.emit(names)


class GroupForm(Filled):
    """Asks to which company another belongs; an empty field means to none."""

    def __init__(self, desk: Desk, parent_id: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Belongs to"), parent)
        self._desk = desk
        self.company = ContactField(_("Parent company"), desk)
        self.company.show_contact(parent_id, name)
        self.line(self.put("company_id", self.company))
        self.buttons(_("Save"))

    def submit(self) -> None:
        """Hand over the id of the company, 0 for none."""
        self.clear_errors()
        if self.company.value().strip() and not self.company.contact_id():
            self.company.set_error(_("Choose a company from the list."))
            return
        self.filled.emit(self.company.contact_id())

    def done(self, result: int) -> None:
        """Drop open questions with the form."""
        self._desk.forget(self.company)
        super().done(result)


def postal_lines(street: str, place: str) -> PostalLines:
    """Return a street and “12345 Town” as an address."""
    code, _gap, city = place.strip().partition(" ")
    numbered = any(sign.isdigit() for sign in code)
    return PostalLines(
        street=street.strip(), postal_code=code if numbered else "", city=city.strip() if numbered else place.strip()
    )
