"""The fields of a contact as facts that are edited in place, the user's own fields among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import day, number
from crm_desktop.base.i18n import _
from crm_desktop.base.times import parse_day
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.operations.contact_words import BUYING_ROLES, buying_role_key, buying_role_word
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.fields import labels
from crm_desktop.operations.letters.salutations import FORMS, Addressee, first_line
from crm_desktop.store.queries import known_words
from crm_desktop.store.queries.contact_card import ContactCard
from crm_desktop.store.queries.custom_fields import OwnValues
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.own_facts import of_record
from crm_desktop.ui.widgets.inline import Fact, Failed
from crm_desktop.ui.widgets.inline_edit import Suggest, Suggestion, choices

_PERSON, _COMPANY = ContactKind.PERSON, ContactKind.COMPANY


class Field(NamedTuple):
    """A field of the card: its icon, whose it is, and what is offered while one types."""

    icon: str
    kinds: tuple[ContactKind, ...] = (_PERSON, _COMPANY)
    #: Words in use are offered.
    known: bool = False


#: The fields below the ways to reach somebody, in the order of the card.
FIELDS: dict[str, Field] = {
    "birthday": Field("cake", (_PERSON,)),
    "category": Field("layers", known=True),
    "industry": Field("building", known=True),
    "employees": Field("users", (_COMPANY,)),
    "founded": Field("flag", (_COMPANY,)),
    "legal_form": Field("scale", (_COMPANY,), known=True),
    "vat_id": Field("landmark"),
    "iban": Field("landmark"),
    "customer_number": Field("id-card"),
    "source": Field("route", known=True),
    "payment_terms": Field("receipt-text", known=True),
    "language": Field("languages"),
    "confirmed_on": Field("badge-check"),
}
NAMES: dict[str, Field] = {
    "salutation": Field("user", (_PERSON,)),
    "title": Field("badge-check", (_PERSON,), known=True),
    "given_name": Field("user", (_PERSON,)),
    "family_name": Field("user", (_PERSON,)),
    "name": Field("building-2", (_COMPANY,)),
}


def field_facts(card: ContactCard, desk: Desk, names: Iterable[str], *, empty: bool = False) -> list[Fact]:
    """Return facts of fields by name; of empty ones only where wanted, each with a quiet hint."""
    specs = FIELDS | NAMES
    return [
        _field(card, desk, name, specs[name])
        for name in names
        if card.facts.kind in specs[name].kinds and (empty or shown_value(card, name))
    ]


def missing(card: ContactCard) -> list[str]:
    """Return the fields a contact could have and says nothing in."""
    return [name for name, field in FIELDS.items() if card.facts.kind in field.kinds and not shown_value(card, name)]


def shown_value(card: ContactCard, name: str) -> str:
    """Return the value of a field as it is read and typed."""
    value = getattr(card.facts, name)
    if value is None:
        return ""
    if name in {"birthday", "confirmed_on"}:
        return day(value)
    if name == "employees":
        return number(value)
    if name == "language":
        return _languages().get(str(value), str(value))
    if name == "iban":
        return " ".join(value[start : start + 4] for start in range(0, len(value), 4))
    return str(value)


def own_facts(card: ContactCard, desk: Desk) -> list[Fact]:
    """Return the user's own fields with what the contact says in them."""
    facts = card.facts
    return of_record(desk, "contact", facts.id, OwnValues(card.own, facts.custom), card.currency)


def note_fact(card: ContactCard, desk: Desk) -> Fact:
    """Return the note about a contact, of several lines: what is always to be known, beside what happened."""
    return Fact(
        "note", "sticky-note", labels()["note"], card.facts.note, "", _saver(desk, card.facts.id, "note"),
        _("What is always good to know"), long=True,
    )  # fmt: skip


def letter_fact(card: ContactCard, desk: Desk) -> Fact:
    """Return the line letters begin with: the program's own as a hint, the user's in its place."""
    return Fact(
        "letter_salutation", "signature", labels()["letter_salutation"], card.facts.letter_salutation,
        "", _saver(desk, card.facts.id, "letter_salutation"), letter_line(card, {}),
        tip=_("Type a line of your own to use it instead; empty it for the usual one."),
    )  # fmt: skip


def letter_line(card: ContactCard, typed: dict[str, str]) -> str:
    """Return the line a letter would begin with, were the names as they are typed."""
    facts = card.facts
    names = ("salutation", "title", "given_name", "family_name")
    said = {name: typed.get(name, getattr(facts, name)) for name in names}
    whom = Addressee(**said, is_company=facts.kind is _COMPANY)
    country = next((address.country for address in card.addresses if address.country), card.home)
    return first_line(whom, language=card.language, country=country)


def words_in_use(desk: Desk, field: str) -> Suggest:
    """Return what offers the words a field has in other contacts."""

    def suggest(text: str, then: Callable[[list[Suggestion]], None]) -> None:
        """Ask for words other contacts have in this field."""

        def show(words: list[str]) -> None:
            """Propose them."""
            then([Suggestion(word) for word in words if word != text])

        desk.ask(_fitting, field=field, text=text, then=show, asker=desk, topic=f"words {field}", lane="search")

    return suggest


def _field(card: ContactCard, desk: Desk, name: str, field: Field) -> Fact:
    word, value = labels()[name], shown_value(card, name)
    # An empty row says in its hint what it is for.
    return Fact(
        name, field.icon, word, value, word if value else "", _saver(desk, card.facts.id, name),
        _("Add: {field}").format(field=word), suggest=_suggest(card, desk, name, field),
    )  # fmt: skip


def _suggest(card: ContactCard, desk: Desk, name: str, field: Field) -> Suggest | None:
    if name == "salutation":
        return choices(FORMS.get(card.language, FORMS["en"]))
    if name == "language":
        return choices(_languages().values())
    return words_in_use(desk, name) if field.known else None


def role_facts(card: ContactCard, desk: Desk) -> list[Fact]:
    """Return what a person does in the company: the position, and what the person decides in buying."""
    facts = card.facts
    if facts.kind is not _PERSON or not facts.company:
        return []
    position, role = labels()["job_title"], labels()["buying_role"]
    title, buys = facts.job_title, buying_role_word(facts.buying_role)
    save = _saver(desk, facts.id, "buying_role", buying_role_key)
    return [
        Fact(
            "job_title", "briefcase", position, title, position if title else "",
            _saver(desk, facts.id, "job_title"), _("Add position"), suggest=words_in_use(desk, "job_title"),
        ),
        Fact(
            "buying_role", "hand-coins", role, buys, role if buys else "", save,
            _("Add role in buying"), suggest=choices(map(buying_role_word, BUYING_ROLES)),
        ),
    ]  # fmt: skip


def _saver(
    desk: Desk, contact_id: int, name: str, read: Callable[[str], Any] | None = None
) -> Callable[[str, Failed], None]:
    convert = read or _READERS.get(name, str.strip)

    def save(text: str, failed: Failed) -> None:
        """Keep the value, or say what is wrong with it."""
        try:
            value = convert(text)
        except BadInput as error:
            failed(error)
            return
        desk.do(contacts.change_contact, contact_id=contact_id, fields={name: value}, failed=failed)

    return save


def _day(text: str) -> object:
    return parse_day(text) if text.strip() else None


def _whole(text: str) -> int | None:
    digits = "".join(sign for sign in text if sign not in " .,'\u202f\u00a0")
    if not digits:
        return None
    if not digits.isdecimal():
        raise BadInput(_("“{text}” is not a whole number.").format(text=text[:40]), _("Type digits only."))
    return int(digits)


def _languages() -> dict[str, str]:
    """Return the languages letters are written in, by their code."""
    return {"de": _("German"), "en": _("English")}


def _language(text: str) -> str:
    wanted = text.strip().casefold()
    return next((code for code, word in _languages().items() if word.casefold() == wanted), wanted)


_READERS: dict[str, Callable[[str], Any]] = {
    "birthday": _day, "confirmed_on": _day, "employees": _whole, "founded": _whole, "language": _language,
}  # fmt: skip


def _fitting(reader: Reader, *, field: str, text: str) -> list[str]:
    return known_words.beginning_with(known_words.values(reader, field=field), text)
