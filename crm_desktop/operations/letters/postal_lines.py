"""A postal address in one line, as it is typed and shown on a card: Street 1, 12345 Town, Country.

Reading never refuses a code that looks odd: `doubts` says what may be wrong with it, and the user decides.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from crm_desktop.base import postcodes
from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean, fold
from crm_desktop.exchange import wording

#: A sign of the country before the code, as it was usual on letters: A-1010, CH-8001.
_SIGNED = re.compile(r"(A|CH|D|DE|AT|L|LU|F|FR|I|IT|B|BE|NL|FL|LI|DK)-\s*(?=\d)", re.IGNORECASE)
_SIGNS = {"A": "AT", "D": "DE", "L": "LU", "F": "FR", "I": "IT", "B": "BE", "FL": "LI"}
_LEADING = re.compile(r"(?P<code>\d{4} ?[A-Z]{2}\b(?= )|\d{3} \d{2}\b|[\dA-Za-z-]*\d[\dA-Za-z-]*)\s+(?P<town>\S.*)")
_TRAILING = re.compile(r"(?P<town>\D+?)\s+(?P<code>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})")


class Lines(NamedTuple):
    """What stands in one line; `extra` is what comes before the street: a department, care of somebody."""

    extra: str
    street: str
    postal_code: str
    city: str
    country: str


def read(text: str, home: str) -> Lines:
    """Read an address; without a country it lies in `home`. Raises BadInput where no town can be made out."""
    parts = [part for part in (clean(part) for part in text.replace("\n", ",").split(",")) if part]
    country = home
    if len(parts) > 2 or (len(parts) == 2 and any(sign.isdigit() for sign in parts[0])):
        found = wording.country(parts[-1])
        if re.fullmatch("[A-Z]{2}", found):
            country = found
            parts.pop()
    if len(parts) < 2 and not (parts and _place(parts[-1])[0]):
        raise BadInput(_("This is no address."), _("Write it like Street 1, 12345 Town."), field="address")
    place = parts.pop()
    if signed := _SIGNED.match(place):
        sign = signed[1].upper()
        country, place = _SIGNS.get(sign, sign), place[signed.end() :]
    code, city = _place(place)
    street = parts.pop() if parts else ""
    return Lines(", ".join(parts), street, code, city, country)


def shown(lines: Lines, home: str) -> str:
    """Return an address in the form `read` takes; a country of one's own is not said."""
    place = f"{lines.postal_code} {lines.city}".strip()
    abroad = lines.country if lines.country and lines.country != home else ""
    return ", ".join(part for part in (lines.extra, lines.street, place, abroad) if part)


def doubts(lines: Lines, elsewhere: str) -> str:
    """Say what may be wrong with code and town, "" where nothing is; `elsewhere` is the town others have there."""
    country = lines.country or "DE"
    if not lines.postal_code:
        return _("The postal code is missing.") if lines.street or lines.city else ""
    if not postcodes.is_plausible(lines.postal_code, country):
        return _("“{code}” is an unusual postal code; one of this country looks like {example}.").format(
            code=lines.postal_code, example=postcodes.example(country)
        )
    if elsewhere and fold(elsewhere) != fold(lines.city):
        return _("{code} is {town} in your other addresses.").format(code=lines.postal_code, town=elsewhere)
    return ""


def _place(text: str) -> tuple[str, str]:
    """Return code and town; a text without a number is the town."""
    for form in (_LEADING, _TRAILING):
        if found := form.fullmatch(text):
            return found["code"], found["town"]
    return "", text
