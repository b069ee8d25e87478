"""Rows about people and companies: names, addresses and phones put together from whatever columns there are.

Everything here works on whole columns and does nothing for columns that are not there: a file in the program's own form
passes straight through.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.domain.contacts import AddressKind
from crm_desktop.domain.records import NOTHING_FURTHER, Further, PostalAddress, columns_of
from crm_desktop.exchange import wording
from crm_desktop.exchange.addresses import join_street, split_address, split_city
from crm_desktop.exchange.fields import ADDRESS_GROUPS, ADDRESS_PARTS, KEEP
from crm_desktop.exchange.names import is_company, split_name
from crm_desktop.exchange.values import birthday
from crm_desktop.exchange.ways import Ways, ways_columns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_desktop.exchange.sheet import Sheet

_KINDS = {"home": AddressKind.PRIVATE, "other": AddressKind.OTHER}
#: Columns that need more than being read one by one.
_COMPOSED = frozenset(("kind", "email", "phone", "mobile", "website", "note", "birthday"))


def contact_columns(sheet: Sheet) -> list[Iterable[Any]]:
    """Return the columns of ContactRecord, in order; rows without any name are rejected."""
    fields = sheet.plan.fields
    columns: dict[str, list[Any]] = {
        name: sheet.converted(name) for name in columns_of(sheet.plan.kind) if name not in _COMPOSED
    }
    suffixes = _names(sheet, columns, fields)
    _addresses(sheet, columns, fields)
    more_addresses = _more_addresses(sheet, columns, fields)
    columns["birthday"] = _birthdays(sheet, fields)
    columns["note"] = sheet.text("note")
    more_ways = ways_columns(sheet, columns)
    _name_by_mail(columns)
    columns["kind"] = _kinds(sheet, columns)
    _reject_nameless(sheet, columns)
    ordered: list[Iterable[Any]] = [columns[name] for name in columns_of(sheet.plan.kind)]
    return [*ordered, _further(sheet, suffixes, more_ways, more_addresses)]


def _names(sheet: Sheet, columns: dict[str, list[Any]], fields: frozenset[str]) -> list[str]:
    """Put the names of people together and take whole names apart; return the suffixes."""
    suffixes = sheet.text("suffix")
    if "name" in fields:
        suffixes = list(suffixes)
        for part in ("salutation", "title", "given_name", "family_name", "company"):
            columns[part] = list(columns[part])
        for place, whole in enumerate(sheet.text("name")):
            if whole and not columns["family_name"][place] and not columns["given_name"][place]:
                _take_apart(whole, columns, place, suffixes)
    if "middle_name" in fields:
        given = zip(columns["given_name"], sheet.text("middle_name"), strict=True)
        columns["given_name"] = [f"{first} {middle}".strip() for first, middle in given]
    return suffixes


def _take_apart(whole: str, columns: dict[str, list[Any]], place: int, suffixes: list[str]) -> None:
    """Put the parts of one whole name where they belong, and a company's name into the company."""
    company = columns["company"][place]
    if whole == company:
        return
    if is_company(whole) and not company:
        columns["company"][place] = whole
        return
    name = split_name(whole)
    columns["given_name"][place], columns["family_name"][place] = name.given, name.family
    columns["salutation"][place] = columns["salutation"][place] or (
        wording.salutation(name.salutation) if name.salutation else ""
    )
    columns["title"][place] = columns["title"][place] or name.title
    suffixes[place] = suffixes[place] or name.suffix


def _addresses(sheet: Sheet, columns: dict[str, list[Any]], fields: frozenset[str]) -> None:
    """Put the main address together."""
    if fields & {"house_number", "street_2"}:
        columns["street"] = _streets(sheet, "")
    if "postal_city" in fields:
        split = [split_city(cell) if cell else ("", "") for cell in sheet.text("postal_city")]
        columns["postal_code"] = [a or b for a, (b, _city) in zip(columns["postal_code"], split, strict=True)]
        columns["city"] = [a or b for a, (_code, b) in zip(columns["city"], split, strict=True)]
    if "full_address" in fields:
        _split_whole(sheet, columns)


def _streets(sheet: Sheet, group: str) -> list[str]:
    """Return street, house number and addition as one line each; English headings put the number first."""
    number_first = not any(column.german for column in sheet.plan.columns if column.field == f"{group}house_number")
    lines = zip(
        sheet.text(f"{group}street"), sheet.text(f"{group}house_number"), sheet.text(f"{group}street_2"), strict=True
    )
    return [
        ", ".join(filter(None, (join_street(street, number, number_first=number_first), addition.replace("\n", ", "))))
        for street, number, addition in lines
    ]


def _split_whole(sheet: Sheet, columns: dict[str, list[Any]]) -> None:
    """Take addresses of one cell apart where no column says it better; what cannot be taken apart is the street."""
    parts = ("street", "postal_code", "city", "region", "country")
    for part in parts:
        columns[part] = list(columns[part])
    for place, whole in enumerate(sheet.text("full_address")):
        if not whole or columns["city"][place]:
            continue
        found = split_address(whole)
        if found is None:
            columns["street"][place] = columns["street"][place] or " ".join(whole.split())
            continue
        for part, value in zip(parts, found, strict=True):
            columns[part][place] = value or columns[part][place]


def _birthdays(sheet: Sheet, fields: frozenset[str]) -> list[Any]:
    """Return days of birth, from one column or from three."""
    found = sheet.converted("birthday")
    if not fields >= {"birth_year", "birth_month", "birth_day"}:
        return found
    parts = zip(sheet.text("birth_year"), sheet.text("birth_month"), sheet.text("birth_day"), strict=True)
    days = list(found) if "birthday" in fields else [None] * len(sheet)
    for place, (year, month, day) in enumerate(parts):
        if not (year and month and day) or days[place]:
            continue
        text = f"{year}-{month}-{day}"
        try:
            days[place] = birthday(text)
        except BadInput as error:
            sheet.complain(place, "birthday", text, error.message)
    return days


def _name_by_mail(columns: dict[str, list[Any]]) -> None:
    """Name a contact of whom nothing but the e-mail is known by that."""
    rows = zip(columns["family_name"], columns["given_name"], columns["company"], strict=True)
    for place, names in enumerate(rows):
        if not any(names) and columns["email"][place]:
            columns["family_name"] = list(columns["family_name"])
            columns["family_name"][place] = columns["email"][place]


def _kinds(sheet: Sheet, columns: dict[str, list[Any]]) -> list[str]:
    """Return person or company: what the file says where it can be true, else a person where there is a name."""
    said = sheet.converted("kind") if "kind" in sheet.plan.fields else [""] * len(sheet)
    rows = zip(said, columns["family_name"], columns["given_name"], columns["company"], strict=True)
    return [
        kind if kind and (company or kind == "person") else "person" if family or given else "company"
        for kind, family, given, company in rows
    ]


def _reject_nameless(sheet: Sheet, columns: dict[str, list[Any]]) -> None:
    rows = zip(columns["family_name"], columns["given_name"], columns["company"], strict=True)
    for place, names in enumerate(rows):
        if not any(names):
            message = _("The row has no name, no company and no usable e-mail.")
            sheet.complain(place, "family_name", "", message, reject=True)


def _further(
    sheet: Sheet,
    suffixes: list[str],
    ways: list[Ways] | None,
    addresses: list[tuple[PostalAddress, ...]] | None,
) -> Iterable[Further]:
    """Return what goes beyond the columns of the own CSV."""
    if (
        ways is None
        and addresses is None
        and not sheet.plan.fields & {"suffix", "name", "nickname", "department", KEEP}
    ):
        return repeat(NOTHING_FURTHER, len(sheet))
    rows = zip(
        suffixes,
        sheet.text("nickname"),
        sheet.text("department"),
        ways or repeat(Ways(), len(sheet)),
        addresses or repeat((), len(sheet)),
        _kept(sheet),
        strict=True,
    )
    return [
        Further(suffix, nickname, department, found.more, others, columns=kept, labels=found.labels)
        if suffix or nickname or department or any(found) or others or kept
        else NOTHING_FURTHER
        for suffix, nickname, department, found, others, kept in rows
    ]


def _more_addresses(
    sheet: Sheet, columns: dict[str, list[Any]], fields: frozenset[str]
) -> list[tuple[PostalAddress, ...]] | None:
    """Return the further addresses of each row; where there is no main one, the first of them becomes that."""
    groups = [group for group in ADDRESS_GROUPS if any(f"{group}_{part}" in fields for part in ADDRESS_PARTS)]
    if not groups:
        return None
    found: list[tuple[PostalAddress, ...]] = [()] * len(sheet)
    for group in groups:
        rows = zip(
            _streets(sheet, f"{group}_"),
            *(sheet.text(f"{group}_{part}") for part in ("postal_code", "city", "region", "country")),
            strict=True,
        )
        for place, (street, code, city, region, state) in enumerate(rows):
            if street or code or city:
                country = wording.country(state) if state else ""
                found[place] += (PostalAddress(_KINDS[group], street, code, city, region, country),)
    parts = ("street", "postal_code", "city", "region", "country")
    for part in parts:
        columns[part] = list(columns[part])
    for place, addresses in enumerate(found):
        if addresses and not any(columns[part][place] for part in parts):
            for part in parts:
                columns[part][place] = getattr(addresses[0], part)
            found[place] = addresses[1:]
    return found


def _kept(sheet: Sheet) -> Iterable[tuple[tuple[str, str], ...]]:
    """Return the columns the user wants kept as they are."""
    kept = sheet.filled.get(KEEP, [])
    if not kept:
        return repeat((), len(sheet))
    return [
        tuple((column.heading, cell) for column, cell in zip(kept, cells, strict=True) if cell)
        for cells in zip(*(column.cells for column in kept), strict=True)
    ]


def kept_further(sheet: Sheet) -> Iterable[Further]:
    """Return what goes beyond the columns of the own CSV of a kind that knows nothing else beyond them."""
    if KEEP not in sheet.plan.fields:
        return repeat(NOTHING_FURTHER, len(sheet))
    return [Further(columns=columns) if columns else NOTHING_FURTHER for columns in _kept(sheet)]
