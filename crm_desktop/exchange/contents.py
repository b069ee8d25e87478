"""What the cells of a column look like, whatever its heading says."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from crm_desktop.base.errors import BadInput
from crm_desktop.exchange import values
from crm_desktop.exchange.addresses import split_address
from crm_desktop.exchange.names import is_company, split_name
from crm_desktop.exchange.wording import is_country, is_salutation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MAIL = re.compile(r"(mailto:)?[^\s@<>]+@[^\s@<>]+\.[^\s@<>]{2,}", re.IGNORECASE)
_LINK = re.compile(
    r"https?://\S+|www\.\S+|[a-z0-9-]+(\.[a-z0-9-]+)*\.(de|at|ch|com|eu|net|org|info)(/\S*)?", re.IGNORECASE
)
_PHONE = re.compile(r"(\+|00|0|\(0|\(\+)[0-9][0-9 ()/.\-–]{4,20}[0-9]|[0-9]{3,5}[ /-][0-9 /-]{4,12}")
_VAT_ID = re.compile(r"(DE ?[0-9]{9}|ATU ?[0-9]{8}|CHE-?[0-9. ]{9,11}.*|[A-Z]{2} ?[0-9A-Z]{8,12})")
_POSTAL = re.compile(r"(D-|A-|CH-)?[0-9]{5}|(A-|CH-)?[1-9][0-9]{3}")
_YEAR = re.compile(r"1[6-9][0-9]{2}|20[0-4][0-9]")
_MONEY = re.compile(r"[+-]?[0-9][0-9.,'’ ]*[.,][0-9]{2}( ?(€|EUR|CHF|USD|\$|GBP))?|(€|\$|£) ?[0-9][0-9.,]*")
_LAST_FIRST = re.compile(r"[^\W\d_][^\d,]+, ?[^\W\d_][^\d,]*")
_TWO_NAMES = re.compile(r"((Herr|Frau|Dr|Prof)\.? )?[A-ZÄÖÜ][^\W\d_]+[ -]([^\W\d_]+[ -]){0,3}[A-ZÄÖÜ][^\W\d_]+")


class Content(Enum):
    """What most cells of a column are."""

    MAIL = "mail"
    LINK = "link"
    DAY = "day"
    VAT_ID = "vat id"
    YEAR = "year"
    POSTAL_CODE = "postal code"
    PHONE = "phone"
    MONEY = "money"
    NUMBER = "number"
    SALUTATION = "salutation"
    COUNTRY = "country"
    ADDRESS = "address"
    COMPANY = "company"
    NAME = "name"


def content_of(cells: Sequence[str]) -> Content | None:
    """Return what at least two thirds of the filled cells are; None where they have nothing in common."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return None
    wanted = len(filled) * 2 / 3
    for content, fits in _TESTS:
        if sum(map(fits, filled)) >= wanted:
            return content
    return None


def is_day(cell: str) -> bool:
    """Whether a cell is a day (a bare number is not, though a spreadsheet may mean one)."""
    if cell.isdigit() and len(cell) != 8:
        return False
    try:
        values.day(cell, month_first=True)
    except BadInput:
        try:
            values.day(cell)
        except BadInput:
            return False
    return True


def is_number(cell: str) -> bool:
    """Whether a cell is a number of any form."""
    try:
        values.number(cell)
    except BadInput:
        return False
    return True


def _is_address(cell: str) -> bool:
    found = split_address(cell)
    return bool(found and found.street)


def _is_name(cell: str) -> bool:
    if _LAST_FIRST.fullmatch(cell):
        return True
    return bool(_TWO_NAMES.fullmatch(cell)) and bool(split_name(cell).given)


def _is_country(cell: str) -> bool:
    """Whether a cell is a country; A, B and C without a heading that says so are rather classes than plates of cars."""
    return len(cell) > 1 and is_country(cell)


def _fits(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda cell: pattern.fullmatch(cell) is not None


#: The most particular first: a VAT id is also a text, a year is also a postal code.
_TESTS: tuple[tuple[Content, Callable[[str], bool]], ...] = (
    (Content.MAIL, _fits(_MAIL)),
    (Content.LINK, _fits(_LINK)),
    (Content.DAY, is_day),
    (Content.VAT_ID, _fits(_VAT_ID)),
    (Content.YEAR, _fits(_YEAR)),
    (Content.POSTAL_CODE, _fits(_POSTAL)),
    (Content.MONEY, _fits(_MONEY)),
    (Content.PHONE, _fits(_PHONE)),
    (Content.NUMBER, is_number),
    (Content.SALUTATION, is_salutation),
    (Content.COUNTRY, _is_country),
    (Content.ADDRESS, _is_address),
    (Content.COMPANY, is_company),
    (Content.NAME, _is_name),
)
