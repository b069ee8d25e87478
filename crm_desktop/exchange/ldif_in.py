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
from crm_desktop.exchange.names import PersonName, split_name
from crm_desktop.exchange.reading import Read
from crm_desktop.exchange.values import birthday

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

BEGIN = "DN:"
#: The longest entry in characters.
LONGEST_ENTRY = 16_000_000
_ATTRIBUTE = re.compile(r"([A-Za-z][A-Za-z0-9.-]*)(?:;[^:]*)?:([:<]?) *(.*)", re.DOTALL)
_FAX = ("facsimileTelephoneNumber", "fax")
_LISTS = frozenset(("groupofnames", "groupofuniquenames"))
#: Attributes of classes and keys, which say nothing about the contact.
_TECHNICAL = frozenset(("dn", "objectclass", "modifytimestamp", "cn", "displayname", "member", "changetype", "version"))

#: Attributes an entry may have that says nothing of anybody.
_NAMELESS = frozenset(("dn", "objectclass"))


def is_ldif(head: str) -> bool:
    """Whether a text begins as an LDIF file does."""
    lines = [line.lower() for line in head.lstrip("\ufeff").splitlines()[:20] if line and not line.startswith("#")]
    if lines and lines[0].startswith("version:"):
        del lines[0]
    return bool(lines) and lines[0].startswith("dn:")


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
    record = _contact(facts, number, problems) if facts.keys() - _NAMELESS else None
    if record is None or not (record.company or record.family_name or record.given_name):
        message = _("The card names nobody and says no way to reach anybody.")
        return Read(number, None, (*problems, Problem(number, "cn", "", message)), tuple(lines))
    return Read(number, record, tuple(problems), tuple(lines))


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


class _Facts:
    """The attributes of an entry; each is taken once, and what nobody takes is kept."""

    def __init__(self, facts: dict[str, list[str]]) -> None:
        self.rest = dict(facts)

    def all(self, *names: str) -> list[str]:
        """Take all values of some attributes."""
        return [value for name in names for value in self.rest.pop(name.lower(), ())]

    def text(self, *names: str, lines: bool = False) -> str:
        """Take some attributes and return the first value that says something."""
        found = next(filter(None, self.all(*names)), "")
        return clean(found, lines=lines) if found else ""

    def kept(self) -> tuple[tuple[str, str], ...]:
        """Return what nobody took."""
        facts = ((name, clean(value, lines=True)) for name, values in self.rest.items() for value in values)
        return tuple((name, value) for name, value in facts if value and name not in _TECHNICAL)


def _contact(attributes: dict[str, list[str]], number: int, problems: list[Problem]) -> ContactRecord:
    """Make a contact of the attributes of an entry."""
    facts = _Facts(attributes)
    shown = clean((attributes.get("cn") or attributes.get("displayname") or [""])[0])
    given, family = facts.text("givenName"), facts.text("sn", "surname")
    company = facts.text("o", "company", "organizationName")
    name = split_name(shown) if shown and not (given or family) and shown != company else PersonName()
    given, family = given or name.given, family or name.family
    mails, notes = _mails(facts.all("mail", "mozillaSecondEmail", "xmozillasecondemail"), number, problems)
    if not (given or family or company) and mails:
        family = mails[0]
    phone, home_phone, fax = facts.text("telephoneNumber"), facts.text("homePhone"), facts.text(*_FAX)
    ways = [ContactWay(PointKind.EMAIL, value) for value in mails[1:]]
    ways += [ContactWay(PointKind.PHONE, home_phone, "home")] if phone and home_phone else []
    ways += [ContactWay(PointKind.FAX, fax)] if fax else []
    record = ContactRecord(
        kind="person" if given or family else "company",
        company=company,
        title=name.title,
        given_name=given,
        family_name=family,
        job_title=facts.text("title"),
        email=mails[0] if mails else "",
        phone=phone or home_phone,
        mobile=facts.text("mobile", "cellphone"),
        website=facts.text("mozillaWorkUrl", "workurl", "mozillaHomeUrl", "homeurl"),
        birthday=_born(facts),
        note="\n\n".join(filter(None, [facts.text("description", "notes", lines=True), *notes])),
    )
    return _with_addresses(record, facts)._replace(further=_further(facts, tuple(ways)))


def _with_addresses(record: ContactRecord, facts: _Facts) -> ContactRecord:
    """Add the main address."""
    country = facts.text("c", "countryName", "co")
    return record._replace(
        street=facts.text("street", "streetAddress", "mozillaWorkStreet2"),
        postal_code=facts.text("postalCode", "zip"),
        city=facts.text("l", "locality", "localityName"),
        region=facts.text("st", "region"),
        country=wording.country(country) if country else "",
    )


def _further(facts: _Facts, ways: tuple[ContactWay, ...]) -> Further:
    """Return what goes beyond the columns of the own CSV; comes last, for it keeps all that is left."""
    home = [
        facts.text(f"mozillaHome{part}") for part in ("Street", "PostalCode", "LocalityName", "State", "CountryName")
    ]
    nickname, department = facts.text("mozillaNickname"), facts.text("ou", "department")
    addresses = (PostalAddress(AddressKind.PRIVATE, *home),) if any(home) else ()
    return Further("", nickname, department, ways, addresses, columns=facts.kept())


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


def _born(facts: _Facts) -> date | None:
    """Return the day of birth from its three attributes."""
    year, month, day = (facts.text(f"birth{part}") for part in ("year", "month", "day"))
    try:
        return birthday(f"{year}-{month}-{day}")
    except BadInput:
        return None
