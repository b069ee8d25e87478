"""LDIF address books (Thunderbird and directory servers) in. RFC 2849; entries are told apart by blank lines."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

from crm_desktop.base.errors import BadInput, Problem
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.contacts import AddressKind, PointKind
from crm_desktop.domain.records import ContactRecord, ContactWay, Further, PostalAddress
from crm_desktop.exchange import wording
from crm_desktop.exchange.columns import mail
from crm_desktop.exchange.names import split_name
from crm_desktop.exchange.reading import Read
from crm_desktop.exchange.values import birthday

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

BEGIN = "DN:"
#: The longest entry in characters.
LONGEST_ENTRY = 16_000_000
_ATTRIBUTE = re.compile(r"([A-Za-z][A-Za-z0-9.-]*)(?:;[^:]*)?:([:<]?) *(.*)", re.DOTALL)
_LISTS = frozenset(("groupofnames", "groupofuniquenames"))
#: Attributes of classes and keys, which say nothing about the contact.
_TECHNICAL = frozenset(("dn", "objectclass", "modifytimestamp", "cn", "displayname", "member", "changetype", "version"))


def is_ldif(head: str) -> bool:
    """Whether a text begins as an LDIF file does."""
    lines = [line for line in head.lstrip("\ufeff").splitlines()[:20] if line and not line.startswith("#")]
    return any(line[:3].lower() == "dn:" for line in lines[:2])


def read_entries(lines: Iterable[str]) -> Iterator[Read]:
    """Read the entries of a file one by one; the row of each is the line it begins on."""
    for number, entry in _entries(lines):
        if sum(map(len, entry)) > LONGEST_ENTRY:
            message = _("The card is longer than {size} million characters.").format(size=LONGEST_ENTRY // 1_000_000)
            yield Read(number, None, (Problem(number, "", "", message),))
        elif any(line[:3].lower() == "dn:" for line in entry):
            yield _read(number, entry)


def _entries(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Tell the entries apart and put their folded lines together."""
    entry: list[str] = []
    first = 1
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip("\r\n").lstrip("\ufeff")
        if not line:
            if entry:
                yield first, entry
            entry = []
        elif line.startswith(" ") and entry:
            entry[-1] += line[1:]
        elif not line.startswith("#"):
            if not entry:
                first = number
            entry.append(line)
    if entry:
        yield first, entry


def _read(number: int, lines: list[str]) -> Read:
    """Read one entry."""
    facts: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for line in lines:
        match = _ATTRIBUTE.fullmatch(line)
        value = _value(match[2], match[3]) if match else None
        if match and value is not None:
            facts.setdefault(match[1].lower(), []).append(value)
        else:
            problems.append(Problem(number, "", line[:80], _("The line is not a line of an LDIF file.")))
    if _LISTS & {name.lower() for name in facts.get("objectclass", [])}:
        message = _("This is a list of contacts, not a contact.")
        return Read(number, None, (*problems, Problem(number, "objectclass", "", message)), tuple(lines))
    record = _contact(facts, number, problems)
    if not (record.company or record.family_name or record.given_name):
        message = _("The card names nobody and says no way to reach anybody.")
        return Read(number, None, (*problems, Problem(number, "cn", "", message)), tuple(lines))
    return Read(number, record, tuple(problems))


def _value(sign: str, text: str) -> str | None:
    """Return the value of an attribute; None for one that lies elsewhere or is no text."""
    if sign == "<":
        return None
    if sign != ":":
        return text
    try:
        return base64.b64decode(text.strip(), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None


def _contact(facts: dict[str, list[str]], number: int, problems: list[Problem]) -> ContactRecord:
    """Make a contact of the attributes of an entry; every attribute is used once, the rest is kept."""
    rest = dict(facts)

    def take(*names: str, lines: bool = False) -> str:
        found = [value for name in names for value in rest.pop(name.lower(), [])]
        return clean(next(filter(None, found), ""), lines=lines)

    shown = clean((facts.get("cn") or facts.get("displayname") or [""])[0])
    given, family, company = take("givenName"), take("sn", "surname"), take("o", "company", "organizationName")
    name = split_name(shown) if shown and not (given or family) and shown != company else None
    mails = [
        value for key in ("mail", "mozillaSecondEmail", "xmozillasecondemail") for value in rest.pop(key.lower(), [])
    ]
    good, notes = _mails(mails, number, problems)
    person = bool(given or family or name)
    country = take("c", "countryName", "co")
    phone = take("telephoneNumber")
    home_phone = take("homePhone")
    ways = [ContactWay(PointKind.EMAIL, value) for value in good[1:]]
    ways += [ContactWay(PointKind.FAX, fax) for fax in [take("facsimileTelephoneNumber", "fax")] if fax]
    if phone and home_phone:
        ways.append(ContactWay(PointKind.PHONE, home_phone, "home"))
    note = "\n\n".join(filter(None, [take("description", "notes", lines=True), *notes]))
    record = ContactRecord(
        kind="person" if person or not company else "company",
        company=company,
        title="" if name is None else name.title,
        given_name=given or (name.given if name else ""),
        family_name=family or (name.family if name else "") or ("" if given or company or not good else good[0]),
        job_title=take("title"),
        email=good[0] if good else "",
        phone=phone or home_phone,
        mobile=take("mobile", "cellphone"),
        street=take("street", "streetAddress", "mozillaWorkStreet2"),
        postal_code=take("postalCode", "zip"),
        city=take("l", "locality", "localityName"),
        region=take("st", "region"),
        country=wording.country(country) if country else "",
        website=take("mozillaWorkUrl", "workurl", "mozillaHomeUrl", "homeurl"),
        birthday=_born(take("birthyear"), take("birthmonth"), take("birthday")),
        note=note,
    )
    home = [take(f"mozillaHome{part}") for part in ("Street", "PostalCode", "LocalityName", "State", "CountryName")]
    addresses = (PostalAddress(AddressKind.PRIVATE, *home),) if any(home) else ()
    kept = tuple(
        (key, clean(value, lines=True)) for key in rest if key not in _TECHNICAL for value in rest[key] if value
    )
    further = Further("", nickname, department, tuple(ways), addresses, columns=kept)
    return record._replace(further=further)


def _mails(found: list[str], number: int, problems: list[Problem]) -> tuple[list[str], list[str]]:
    """Return the e-mail addresses, and lines for the note about what is none."""
    good, notes = [], []
    for text in map(clean, found):
        try:
            good.append(mail(text))
        except BadInput as error:
            problems.append(Problem(number, "mail", text, error.message))
            notes.append(_("E-mail (not valid): {value}").format(value=text))
    return good, notes


def _born(year: str, month: str, day: str) -> date | None:
    try:
        return birthday(f"{year}-{month}-{day}")
    except BadInput:
        return None
