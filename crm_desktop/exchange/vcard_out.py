"""Contacts out as vCards, version 4.0 (RFC 6350) or 3.0 (RFC 2426), so that reading them again gives the same contact.

Lines end with CRLF and are folded at 75 octets, never inside a character. What vCard has no property for goes into the
program's own X-CRM- properties; properties kept from a card that was read are written out again as they were.
"""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

from crm_desktop.domain.contacts import AddressKind, PointKind
from crm_desktop.domain.records import ContactRecord, ContactWay, PostalAddress
from crm_desktop.exchange.vcard_contact import KEPT, OWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VERSIONS = ("4.0", "3.0")
_PREFERRED = {"4.0": ";PREF=1", "3.0": ";TYPE=pref"}
_OCTETS = 75
_TOKEN = re.compile(r"[A-Za-z0-9-]+")
_ADDRESS_TYPES = {AddressKind.BUSINESS: "work", AddressKind.PRIVATE: "home"}
_POINT_TYPES = {PointKind.MOBILE: "cell", PointKind.FAX: "fax", PointKind.PHONE: "voice"}
_PROPERTY = re.compile(r"[A-Za-z0-9_.-]+[;:]")


def write_cards(records: Iterable[ContactRecord], version: str = "4.0") -> Iterator[bytes]:
    """Return each contact as the bytes of one card, UTF-8."""
    for record in records:
        yield card(record, version).encode()


def card(record: ContactRecord, version: str = "4.0") -> str:
    """Return a contact as the text of one card."""
    lines = [*_names(record, version), *_ways(record, version), *_addresses(record), *_facts(record, version)]
    lines += _photo(record, version)
    kept = [line for line in record.further.unknown if _PROPERTY.match(line)]
    whole = ["BEGIN:VCARD", f"VERSION:{version}", *_before(kept, lines, version), *kept, "END:VCARD"]
    return "".join(f"{fold(line)}\r\n" for line in whole)


def _before(kept: list[str], lines: list[str], version: str) -> list[str]:
    """Mark our properties as preferred where a kept one has the same name, so that the order stays."""
    names = {re.split("[;:]", line)[0].rpartition(".")[2].upper() for line in kept}
    marked = []
    for line in lines:
        name = re.split("[;:]", line)[0]
        if name in names and name not in {"TEL", "EMAIL", "URL", "ADR"}:
            line = f"{name}{_PREFERRED[version]}{line[len(name) :]}"  # noqa: PLW2901 - the same line, marked
        marked.append(line)
    return marked


def fold(line: str) -> str:
    """Break a line so that no part is longer than 75 octets; the parts after the first begin with a blank."""
    if len(line.encode()) <= _OCTETS:
        return line
    parts: list[str] = []
    part: list[str] = []
    room = _OCTETS
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append("".join(part))
            part, room = [], _OCTETS - 1
        part.append(letter)
        room -= size
    parts.append("".join(part))
    return "\r\n ".join(parts)


def escaped(text: str) -> str:
    """Return a text with the signs that mean something in a card escaped."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


def _names(record: ContactRecord, version: str) -> list[str]:
    company = record.kind == "company"
    shown = record.company if company else " ".join(filter(None, (record.title, record.given_name, record.family_name)))
    prefix = " ".join(filter(None, (record.salutation, record.title)))
    parts = (record.family_name, record.given_name, "", prefix, record.further.suffix)
    lines = [f"FN:{escaped(shown or record.email or record.company)}", f"N:{';'.join(map(escaped, parts))}"]
    if version == "4.0":
        lines.append(f"KIND:{'org' if company else 'individual'}")
    elif company:
        lines.append("X-ABShowAs:COMPANY")
    if record.company or record.further.department:
        units = ";".join(
            escaped(unit) for unit in (record.company, record.further.department) if unit or not record.company
        )
        lines.append(f"ORG:{units}")
    if record.further.nickname:
        lines.append(f"NICKNAME:{escaped(record.further.nickname)}")
    return lines


def _ways(record: ContactRecord, version: str) -> list[str]:
    """Return e-mails, phones and links; the main one of each comes first and says so."""
    labels = dict(record.further.labels)
    main = [
        ContactWay(kind, value, labels.get(field, ""))
        for field, kind, value in (
            ("email", PointKind.EMAIL, record.email),
            ("phone", PointKind.PHONE, record.phone),
            ("mobile", PointKind.MOBILE, record.mobile),
            ("website", PointKind.WEB, record.website),
        )
        if value
    ]
    lines = [line for number, way in enumerate(main, 1) for line in _way(way, f"main{number}", _PREFERRED[version])]
    for number, way in enumerate(record.further.ways, 1):
        lines += _way(way, f"way{number}")
    return lines


def _way(way: ContactWay, group: str, preferred: str = "") -> list[str]:
    """Return a further way; a label that is no plain word stands beside it, as Apple's address book writes it."""
    name = {PointKind.EMAIL: "EMAIL", PointKind.WEB: "URL"}.get(way.kind, "TEL")
    types = [_POINT_TYPES[way.kind]] if way.kind in _POINT_TYPES else []
    if way.label in {"work", "home", "other", "pager", "main", "assistant", "car"}:
        types.append(way.label)
    typed = (f";TYPE={','.join(types)}" if types else "") + preferred
    if not way.label or way.label in types:
        return [f"{name}{typed}:{escaped(way.value)}"]
    return [f"{group}.{name}{typed}:{escaped(way.value)}", f"{group}.X-ABLabel:{escaped(way.label)}"]


def _addresses(record: ContactRecord) -> list[str]:
    main = PostalAddress(
        AddressKind.BUSINESS, record.street, record.postal_code, record.city, record.region, record.country
    )
    lines = []
    for place, address in enumerate((main, *record.further.addresses)):
        if any(address[1:]):
            parts = ("", "", address.street, address.city, address.region, address.postal_code, address.country)
            kind = "" if place == 0 else f";TYPE={_ADDRESS_TYPES.get(address.kind, 'other')}"
            lines.append(f"ADR{kind}:{';'.join(map(escaped, parts))}")
    return lines


def _facts(record: ContactRecord, version: str) -> list[str]:
    """Return everything else a contact says about itself."""
    lines = []
    if record.external_id:
        lines.append(f"UID:{escaped(record.external_id)}")
    if record.job_title:
        lines.append(f"TITLE:{escaped(record.job_title)}")
    if record.birthday:
        lines.append(f"BDAY:{record.birthday:{'%Y%m%d' if version == '4.0' else '%Y-%m-%d'}}")
    if record.language and version == "4.0":
        lines.append(f"LANG:{escaped(record.language)}")
    if record.tags:
        lines.append(f"CATEGORIES:{','.join(map(escaped, record.tags))}")
    if record.note:
        lines.append(f"NOTE:{escaped(record.note)}")
    for name, field in OWN.items():
        value = getattr(record, field)
        if value and not (field == "language" and version == "4.0"):
            lines.append(f"{name}:{escaped(str(value))}")
    return lines + [f"{KEPT}:{escaped(heading)};{escaped(text)}" for heading, text in record.further.columns]


def _photo(record: ContactRecord, version: str) -> list[str]:
    photo = record.further.photo
    if photo is None:
        return []
    packed = base64.b64encode(photo.data).decode()
    if version == "4.0":
        return [f"PHOTO:data:{photo.media_type};base64,{packed}"]
    return [f"PHOTO;ENCODING=b;TYPE={photo.media_type.removeprefix('image/').upper()}:{packed}"]
