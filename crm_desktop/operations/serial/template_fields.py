"""The fields a letter or e-mail may have: what they are called in both languages, and what they hold for somebody.

A text is in the language of its reader, so its fields are known by their German and English names alike; capitals,
blanks and umlauts in them do not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from crm_desktop.base.i18n import _
from crm_desktop.base.placeholders import key
from crm_desktop.domain.kinds import FieldKind
from crm_desktop.domain.template_filling import Kind, Value
from crm_desktop.store.queries.custom_fields import OwnField


class Group(StrEnum):
    """What a field is about."""

    RECIPIENT = "recipient"
    ADDRESS = "address"
    BUSINESS = "business"
    CAMPAIGN = "campaign"
    OURS = "ours"
    OWN = "own"


class _Field(NamedTuple):
    """A field by its names in both languages."""

    group: Group
    german: str
    english: str
    kind: Kind = Kind.TEXT


class FieldInfo(NamedTuple):
    """A field as a writer chooses it: its name in the language of the text, what it is about, what can be asked."""

    name: str
    group: Group
    kind: Kind


FIELDS: Mapping[str, _Field] = MappingProxyType(
    {
        "greeting": _Field(Group.RECIPIENT, "Anrede", "Greeting"),
        "salutation": _Field(Group.RECIPIENT, "Frau/Herr", "Ms/Mr"),
        "title": _Field(Group.RECIPIENT, "Titel", "Title"),
        "given_name": _Field(Group.RECIPIENT, "Vorname", "First name"),
        "family_name": _Field(Group.RECIPIENT, "Nachname", "Last name"),
        "name": _Field(Group.RECIPIENT, "Name", "Name"),
        "company": _Field(Group.RECIPIENT, "Unternehmen", "Company"),
        "job_title": _Field(Group.RECIPIENT, "Position", "Job title"),
        "email": _Field(Group.RECIPIENT, "E-Mail", "E-mail"),
        "phone": _Field(Group.RECIPIENT, "Telefon", "Phone"),
        "birthday": _Field(Group.RECIPIENT, "Geburtstag", "Birthday", Kind.DAY),
        "language": _Field(Group.RECIPIENT, "Sprache", "Language"),
        "street": _Field(Group.ADDRESS, "Straße", "Street"),
        "postal_code": _Field(Group.ADDRESS, "PLZ", "Postal code"),
        "city": _Field(Group.ADDRESS, "Ort", "City"),
        "country": _Field(Group.ADDRESS, "Land", "Country"),
        "customer_number": _Field(Group.BUSINESS, "Kundennummer", "Customer number"),
        "category": _Field(Group.BUSINESS, "Kategorie", "Category"),
        "industry": _Field(Group.BUSINESS, "Branche", "Industry"),
        "since": _Field(Group.BUSINESS, "Kunde seit", "Customer since", Kind.DAY),
        "last_order": _Field(Group.BUSINESS, "Letzter Auftrag", "Last order", Kind.DAY),
        "last_article": _Field(Group.BUSINESS, "Zuletzt gekauft", "Last bought"),
        "orders": _Field(Group.BUSINESS, "Aufträge", "Orders", Kind.NUMBER),
        "revenue": _Field(Group.BUSINESS, "Umsatz", "Revenue", Kind.NUMBER),
        "revenue_year": _Field(Group.BUSINESS, "Umsatz 12 Monate", "Revenue 12 months", Kind.NUMBER),
        "last_contact": _Field(Group.BUSINESS, "Letzter Kontakt", "Last contact", Kind.DAY),
        "campaign": _Field(Group.CAMPAIGN, "Kampagne", "Campaign"),
        "argument": _Field(Group.CAMPAIGN, "Argument", "Argument"),
        "code": _Field(Group.CAMPAIGN, "Antwortkennung", "Reply code"),
        "day": _Field(Group.OURS, "Datum", "Date", Kind.DAY),
        "firm": _Field(Group.OURS, "Unsere Firma", "Our firm"),
        "adviser": _Field(Group.OURS, "Ansprechpartner", "Contact person"),
        "adviser_phone": _Field(Group.OURS, "Durchwahl", "Direct line"),
        "adviser_email": _Field(Group.OURS, "Unsere E-Mail", "Our e-mail"),
        "website": _Field(Group.OURS, "Unsere Website", "Our website"),
        "signature": _Field(Group.OURS, "Unterschrift", "Signature"),
    }
)
_OWN_KINDS = MappingProxyType({FieldKind.NUMBER: Kind.NUMBER, FieldKind.MONEY: Kind.NUMBER, FieldKind.DATE: Kind.DAY})


def group_name(group: Group) -> str:
    """Return what fields of a group are about."""
    return {
        Group.RECIPIENT: _("Recipient"),
        Group.ADDRESS: _("Address"),
        Group.BUSINESS: _("Business with us"),
        Group.CAMPAIGN: _("Campaign"),
        Group.OURS: _("Our firm"),
        Group.OWN: _("Own fields"),
    }[group]


def fields(own: Iterable[OwnField], *, language: str) -> list[FieldInfo]:
    """Return all fields in the order they are shown, by their names in a language."""
    named = [FieldInfo(one.german if language == "de" else one.english, one.group, one.kind) for one in FIELDS.values()]
    return named + [FieldInfo(one.label, Group.OWN, own_kind(one)) for one in own]


def kinds(own: Iterable[OwnField], extra: Iterable[str] = ()) -> dict[str, Kind]:
    """Return what can be asked of each field, by the key of each of its names."""
    found = {key(name): Kind.TEXT for name in extra}
    found |= {key(one.label): own_kind(one) for one in own}
    found |= {key(name): one.kind for one in FIELDS.values() for name in (one.german, one.english)}
    return found


def by_name(values: Mapping[str, Value], own: Mapping[str, Value], extra: Mapping[str, str]) -> dict[str, Value]:
    """Return values by the keys of all names of their fields: ours by our names, own ones by label, extra ones."""
    found = {key(label): value for label, value in own.items()}
    for name, value in values.items():
        field = FIELDS[name]
        found[key(field.german)] = found[key(field.english)] = value
    for name, text in extra.items():
        known = FIELDS.get(name)
        for called in (name,) if known is None else (known.german, known.english):
            found[key(called)] = Value(text)
    return found


def own_kind(field: OwnField) -> Kind:
    """Return what can be asked of a field of the user's own."""
    return _OWN_KINDS.get(field.kind, Kind.TEXT)


def is_named(field: str, names: Sequence[str]) -> bool:
    """Whether one of ours is among names as `names_in` gives them, in either language."""
    return bool({key(FIELDS[field].german), key(FIELDS[field].english)} & set(names))
