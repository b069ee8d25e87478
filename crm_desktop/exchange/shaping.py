"""Columns made of others by hand: a cell taken apart into several, or several put together into one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.exchange.addresses import split_address, split_city, split_street
from crm_desktop.exchange.names import PersonName, split_family_first, split_name


class Way(StrEnum):
    """How a cell is taken apart."""

    NAME = "name"
    FAMILY_FIRST = "family_first"
    STREET = "street"
    PLACE = "place"
    ADDRESS = "address"
    SIGN = "sign"


class Split(NamedTuple):
    """A column taken apart; `into` are the fields its parts fill, "" for a part that is left out."""

    column: str
    way: Way
    into: tuple[str, ...]
    #: For parts between signs, the sign; " " stands for any blank.
    sign: str = ""


class Join(NamedTuple):
    """Columns put together into one, with a sign between what is not empty."""

    columns: tuple[str, ...]
    into: str
    sign: str = " "


Shape: TypeAlias = Split | Join

#: By way, the parts there are; what is split at a sign has as many as wanted.
PARTS: Mapping[Way, tuple[str, ...]] = {
    Way.NAME: ("given_name", "family_name", "salutation", "title"),
    Way.FAMILY_FIRST: ("given_name", "family_name", "salutation", "title"),
    Way.STREET: ("street", "house_number"),
    Way.PLACE: ("postal_code", "city"),
    Way.ADDRESS: ("street", "postal_code", "city", "region", "country"),
}
#: What ends the heading of a part.
_PART = "{heading} › {number}"
#: Parts a cell is split into at most.
_MOST = 12


class Made(NamedTuple):
    """A column that is made: its heading, the field it fills, and the columns it is made of."""

    heading: str
    field: str
    sources: tuple[str, ...]


def made_columns(shapes: Iterable[Shape]) -> list[Made]:
    """Return the columns shapes make, in order."""
    found: list[Made] = []
    for shape in shapes:
        if isinstance(shape, Split):
            found += [
                Made(_PART.format(heading=shape.column, number=number), field, (shape.column,))
                for number, field in enumerate(shape.into, 1)
            ]
        else:
            found.append(Made(" + ".join(shape.columns), shape.into, shape.columns))
    return found


def shaper(shapes: Sequence[Shape], headings: Sequence[str]) -> Callable[[Sequence[str]], list[str]]:
    """Return what makes the further cells of a row. Raises BadInput for a column the file does not have."""
    places = {heading.casefold(): place for place, heading in enumerate(headings)}

    def place_of(heading: str) -> int:
        if heading.strip().casefold() not in places:
            raise BadInput(_("The file has no column “{name}”.").format(name=heading[:60]), field="mapping")
        return places[heading.strip().casefold()]

    steps: list[Callable[[Sequence[str]], Sequence[str]]] = []
    for shape in shapes:
        if isinstance(shape, Split):
            steps.append(_splitting(shape, place_of(shape.column)))
        else:
            steps.append(_joining([place_of(one) for one in shape.columns], shape.sign))
    return lambda row: [cell for step in steps for cell in step(row)]


def parts_of(shape: Split, cell: str) -> tuple[str, ...]:
    """Return the parts of one cell, as many as the split fills fields."""
    text = cell.strip()
    if not text:
        return ("",) * len(shape.into)
    if shape.way is Way.SIGN:
        found = text.split(None if shape.sign in {"", " "} else shape.sign, len(shape.into) - 1)
        return tuple(part.strip() for part in (found + [""] * len(shape.into))[: len(shape.into)])
    said = _said(shape.way, text)
    return tuple(said.get(name, "") for name in _names(shape))


def way_for(fields: Sequence[str]) -> Way:
    """Return how a cell is taken apart whose parts fill these fields."""
    wanted = {field for field in fields if field}
    for way in (Way.NAME, Way.STREET, Way.PLACE, Way.ADDRESS):
        if wanted and wanted <= {*PARTS[way], "suffix"} and len(wanted) > 1:
            return way
    return Way.SIGN


def as_plain(shapes: Iterable[Shape]) -> list[dict[str, Any]]:
    """Return shapes as plain data, to be kept."""
    return [
        {"column": one.column, "by": one.way.value, "into": list(one.into), "sign": one.sign}
        if isinstance(one, Split)
        else {"columns": list(one.columns), "into": one.into, "sign": one.sign}
        for one in shapes
    ]


def from_plain(stored: Iterable[Mapping[str, Any]]) -> tuple[Shape, ...]:
    """Return shapes from plain data. Raises BadInput for what is none."""
    return tuple(map(_one_from_plain, stored))


def _one_from_plain(stored: Mapping[str, Any]) -> Shape:
    try:
        if "columns" in stored:
            return Join(tuple(map(str, stored["columns"])), str(stored["into"]), str(stored.get("sign", " ")))
        into = tuple(map(str, stored["into"]))[:_MOST]
        way = Way(stored["by"]) if stored.get("by") else way_for(into)
        return Split(str(stored["column"]), way, into, str(stored.get("sign", "")))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput(_("This is no way to split or join columns."), field="mapping") from error


def _names(shape: Split) -> tuple[str, ...]:
    """Return which part stands in which place: that of its own name, else the next of those nobody asked for."""
    left = [name for name in PARTS[shape.way] if name not in shape.into]
    known = {*PARTS[shape.way], "suffix"}
    return tuple(name if name in known else (left.pop(0) if left else "") for name in shape.into)


def _said(way: Way, text: str) -> dict[str, str]:
    if way is Way.STREET:
        return dict(zip(PARTS[way], split_street(text), strict=True))
    if way is Way.PLACE:
        return dict(zip(PARTS[way], split_city(text), strict=True))
    if way is Way.ADDRESS:
        address = split_address(text)
        return {"street": text} if address is None else address._asdict()
    name: PersonName = split_family_first(text) if way is Way.FAMILY_FIRST else split_name(text)
    return dict(zip(("salutation", "title", "given_name", "family_name", "suffix"), name, strict=True))


def _splitting(shape: Split, place: int) -> Callable[[Sequence[str]], Sequence[str]]:
    return lambda row: parts_of(shape, row[place])


def _joining(places: Sequence[int], sign: str) -> Callable[[Sequence[str]], Sequence[str]]:
    return lambda row: [sign.join(filter(None, (row[place].strip() for place in places)))]
