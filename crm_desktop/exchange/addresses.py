"""Addresses written in one cell, taken apart: "Musterstr. 5, 12345 Ort", of several lines, with a country behind."""

from __future__ import annotations

import re
from typing import NamedTuple

from crm_desktop.exchange.wording import country, is_country

#: D-12345 Ort, 1010 Wien, 1015 CJ Amsterdam, 00-950 Warszawa.
_CODE_FIRST = re.compile(
    r"(?:(?P<country>[A-Z]{1,2})\s?-\s?)?"
    r"(?P<code>\d{5}|\d{4}(?: [A-Z]{2})?|\d{2}-\d{3}|\d{3} \d{2})\s+(?P<city>[^\d,][^,]*)"
)
#: London SW1A 2AA.
_CODE_LAST = re.compile(r"(?P<city>[^\d,]+)\s+(?P<code>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})")
#: Austin TX 12345, and Albany, New York 12345.
_WITH_STATE = re.compile(
    r"(?P<city>[^\d,]+?)(?:\s+(?P<short>[A-Z]{2})|, (?P<region>[^\d,]+))\s+(?P<code>\d{5}(?:-\d{4})?)"
)
_HOUSE = r"\d{1,5} ?[a-zA-Z]?(?: ?[-–/+] ?\d{1,5} ?[a-zA-Z]?){0,3}"
#: Lange Straße 5a, Am Markt 3-5; and 12 Main Street.
_NUMBER_LAST = re.compile(rf"(?P<street>.+?)[\s,]*(?<!\d)(?P<number>{_HOUSE})")
_NUMBER_FIRST = re.compile(rf"(?P<number>{_HOUSE}),?\s+(?P<street>\D.*)")
#: Letters of a line of an address, and lines of one; what is longer is a text, and slow to be looked through.
_LONGEST, _MOST_LINES = 200, 20


class Address(NamedTuple):
    """The parts of a postal address; `country` is a code where it is known."""

    street: str = ""
    postal_code: str = ""
    city: str = ""
    region: str = ""
    country: str = ""


def split_address(text: str) -> Address | None:
    """Take an address apart that holds a postal code and a city; None for anything else."""
    lines = [line.strip() for line in re.split(r"[\n;,]+", text) if line.strip()]
    if len(lines) > _MOST_LINES:
        return None
    state = country(lines.pop()) if len(lines) > 1 and is_country(lines[-1]) else ""
    for i in range(len(lines) - 1, -1, -1):
        used = 2
        found = _city_line(", ".join(lines[i - 1 : i + 1])) if i else None
        if not found:
            used, found = 1, _city_line(lines[i])
        if found:
            street = ", ".join(lines[: i + 1 - used] + lines[i + 1 :])
            return found._replace(street=street, country=found.country or state)
    return None


def split_city(text: str) -> tuple[str, str]:
    """Split "12345 Ort" into postal code and city; a text without a code is all city."""
    found = _city_line(text)
    return (found.postal_code, found.city) if found else ("", text)


def split_street(text: str) -> tuple[str, str]:
    """Split "Lange Straße 5a" and "12 Main Street" into street and house number; without one, all is the street."""
    line = text.strip()
    if len(line) <= _LONGEST and any(map(str.isalpha, line)):
        if match := _NUMBER_LAST.fullmatch(line):
            return match["street"].rstrip(" ,"), match["number"]
        if match := _NUMBER_FIRST.fullmatch(line):
            return match["street"], match["number"]
    return line, ""


def join_street(street: str, number: str, *, number_first: bool) -> str:
    """Put street and house number together as the country writes them."""
    return f"{number} {street}".strip() if number_first else f"{street} {number}".strip()


def _city_line(line: str) -> Address | None:
    """Read the part of an address that holds postal code and city."""
    if len(line) > _LONGEST:
        return None
    if match := _CODE_FIRST.fullmatch(line):
        state = country(match["country"]) if match["country"] else ""
        return Address("", match["code"], match["city"].strip(), "", state)
    if match := _WITH_STATE.fullmatch(line):
        return Address("", match["code"], match["city"].strip(), match["short"] or match["region"])
    if match := _CODE_LAST.fullmatch(line):
        return Address("", match["code"], match["city"].strip())
    return None
