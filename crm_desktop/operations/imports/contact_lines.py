"""A contact's record, read with the program's eyes: the rows it becomes, and what it is recognised by."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from crm_desktop.base.phones import e164
from crm_desktop.base.text import words_of_many
from crm_desktop.domain.contacts import PointKind
from crm_desktop.domain.records import NOTHING_FURTHER, ContactRecord, Further
from crm_desktop.operations.contacts.points import PHONES, normal_form
from crm_desktop.operations.imports.known_contacts import by_place, company_print
from crm_desktop.operations.imports.seen import Key

#: Different names whose words are remembered.
_REMEMBERED = 50_000


class Point(NamedTuple):
    """A way to reach a contact, as in `contact_point`."""

    kind: str
    value: str
    normal: str
    label: str
    is_primary: int


class Line(NamedTuple):
    """A record with what follows from it; `company_key` is the folded name of a person's employer, "" for none."""

    record: ContactRecord
    name: str
    sort_key: str
    company_key: str
    mail: str
    phone: str
    mobile: str

    @property
    def is_company(self) -> bool:
        """Whether it is a company."""
        return self.record.kind == "company"

    @property
    def is_nameless(self) -> bool:
        """Whether nothing but the e-mail address is known, which then stands for the name."""
        return bool(self.mail) and self.name.lower() == self.mail

    def prints(self) -> tuple[list[Key], list[Key]]:
        """Return what the contact is looked for by when it has no id, and all another row may be looking for it by."""
        record, key = self.record, self.sort_key
        if not key:
            return [], []
        if record.kind == "company":
            looked = [company_print(key)]
            return looked, looked
        looked = [(key, way) for way in (self.mail, self.phone, self.mobile) if way]
        birthday = "" if record.birthday is None else record.birthday.isoformat()
        place = by_place(key, (self.company_key, birthday, record.street, record.postal_code, record.city))
        return (looked, [*looked, place]) if looked else ([place], [place])


class Folded:
    """Folded words of names, which come again and again in a file; those of many texts are read at once."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {"": ""}

    def of(self, texts: Sequence[str]) -> list[str]:
        """Return the words of each text, with blanks between them."""
        known = self._known
        if len(known) > _REMEMBERED:
            known.clear()
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, words_of_many(new), strict=True))
        return list(map(known.__getitem__, texts))


def lines_of(records: Sequence[ContactRecord], country: str, folded: Folded) -> list[Line]:
    """Return records with their names, keys and normal forms; `country` is where their phone numbers are at home."""
    if not records:
        return []
    given, family, firms = (
        folded.of(texts)
        for texts in (
            [record.given_name for record in records],
            [record.family_name for record in records],
            [record.company for record in records],
        )
    )
    return [
        _person(record, f"{last} {first}".strip(), firm, country)
        if record.kind != "company" and (record.given_name or record.family_name)
        else _company(record, firm, country)
        for record, first, last, firm in zip(records, given, family, firms, strict=True)
    ]


def _person(record: ContactRecord, key: str, company_key: str, country: str) -> Line:
    name = f"{record.given_name} {record.family_name}".strip()
    return Line(record, name, key, company_key, record.email.lower(), *_phones(record, country))


def _company(record: ContactRecord, key: str, country: str) -> Line:
    if record.kind != "company":
        record = record._replace(kind="company")
    return Line(record, record.company, key, "", record.email.lower(), *_phones(record, country))


def _phones(record: ContactRecord, country: str) -> tuple[str, str]:
    """Return phone and mobile in their normal form; a row that names its country was written there."""
    phone, mobile = record.phone, record.mobile
    if not (phone or mobile):
        return "", ""
    where = record.country if len(record.country) == 2 else country
    return e164(phone, where) if phone else "", e164(mobile, where) if mobile else ""


def points_of(line: Line, country: str) -> list[Point]:
    """Return the ways to reach the contact; of each kind the first is the primary one."""
    record = line.record
    labels = dict(record.further.labels) if record.further.labels else {}
    found = []
    if record.phone:
        found.append(Point("phone", record.phone, line.phone, labels.get("phone", ""), 1))
    if record.mobile:
        found.append(Point("mobile", record.mobile, line.mobile, labels.get("mobile", ""), 1))
    if record.email:
        found.append(Point("email", record.email, line.mail, labels.get("email", ""), 1))
    if record.website:
        normal = normal_form(PointKind.WEB, record.website)
        found.append(Point("web", record.website, normal, labels.get("website", ""), 1))
    for way in record.further.ways:
        first = all(point.kind != way.kind for point in found)
        normal = normal_form(way.kind, way.value, country)
        found.append(Point(way.kind.value, way.value, normal, way.label, int(first and way.kind in PHONES)))
    return found


def custom_of(record: ContactRecord) -> dict[str, Any]:
    """Return what is kept of a record beyond the program's own fields, by key."""
    further = record.further
    if further is NOTHING_FURTHER:
        return {}
    named = {name: getattr(further, name) for name in Further._fields[:3]}
    kept: dict[str, Any] = {name: text for name, text in named.items() if text}
    kept |= dict(further.columns)
    if further.unknown:
        kept["vcard"] = list(further.unknown)
    return kept


def custom_json(record: ContactRecord) -> str:
    """Return `custom_of` as it is stored."""
    kept = custom_of(record)
    return json.dumps(kept, ensure_ascii=False) if kept else "{}"
