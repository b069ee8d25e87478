"""What the rows of each table look like: which values a column can hold, told from the schema.

Tells whose rows lie on a page whose table can no longer be found, and which values of a row cannot be meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import JSON, BigInteger, Boolean, Date, Float, Integer, LargeBinary
from sqlalchemy import Column as SchemaColumn

from crm_desktop.store import driver
from crm_desktop.store.columns import Day, Exact, Instant, Word
from crm_desktop.store.salvage_pages import Row
from crm_desktop.store.tables import metadata

Check: TypeAlias = Callable[[driver.Value], bool]

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Shape:
    """A table's columns in the order of a file, each with what it can hold; the id itself lies outside the record."""

    table: str
    columns: tuple[str, ...]
    checks: tuple[Check, ...]

    @property
    def strictness(self) -> int:
        """How little the columns take: those that take any text say nothing."""
        return sum(check is not _any_text and check is not _anything for check in self.checks)

    def is_whole(self, row: Row) -> bool:
        """Whether a row has all columns."""
        return len(row.values) == len(self.columns)

    def fits(self, row: Row) -> bool:
        """Whether a row may be of this table. Columns added later are missing at the end of older rows."""
        given = row.values
        if row.rowid < 1 or not 0 <= len(self.checks) - len(given) <= 3:
            return False
        return all(check(value) for check, value in zip(self.checks, given, strict=False))

    def usable(self, row: Row) -> dict[str, driver.Value]:
        """Return the values of a row by column, without those that cannot be meant."""
        given = zip(self.columns, self.checks, row.values, strict=False)
        meant = {name: value for name, check, value in given if check is not _anything and check(value)}
        return {**meant, "id": row.rowid}


def shape_of(table: str, columns: Sequence[str] = ()) -> Shape:
    """Return the shape of a table of ours whose columns lie in this order; without one, in today's."""
    known = metadata.tables[table].columns
    names = tuple(columns) or tuple(column.name for column in known)
    checks = {column.name: _check(column) for column in known}
    return Shape(table, names, tuple(checks.get(name, _anything) for name in names))


def shape_from(checks: Mapping[str, Check], table: str) -> Shape:
    """Return the shape of one of SQLite's own tables."""
    return Shape(table, tuple(checks), tuple(checks.values()))


def _check(column: SchemaColumn[object]) -> Check:
    """Return what a column can hold, as SQLite stores it."""
    holds = _content(column)
    return (lambda value: value is None or holds(value)) if column.nullable or column.primary_key else holds


def _content(column: SchemaColumn[object]) -> Check:
    kind = column.type
    if column.name == "uuid":
        return _text(_UUID)
    if isinstance(kind, Word):
        words = {word.value for word in kind.words}
        return lambda value: value in words
    if isinstance(kind, JSON):
        return _is_json
    patterns = {Instant: _INSTANT, Day: _DAY, Date: _DAY, Exact: _NUMBER}
    for type_, pattern in patterns.items():
        if isinstance(kind, type_):
            return _text(pattern)
    for types, held in (((Boolean,), bool), ((Integer, BigInteger), int), ((Float,), float), ((LargeBinary,), bytes)):
        if isinstance(kind, types):
            return _HELD[held]
    return _any_text


def _any_text(value: driver.Value) -> bool:
    return isinstance(value, str)


def _text(pattern: re.Pattern[str]) -> Check:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_json(value: driver.Value) -> bool:
    try:
        json.loads(value if isinstance(value, str) else "")
    except ValueError:
        return False
    return True


def _anything(value: driver.Value) -> bool:  # noqa: ARG001 - a column we do not know
    return True


_HELD: Mapping[type, Check] = {
    bool: lambda value: value in {0, 1} and isinstance(value, int),
    int: lambda value: isinstance(value, int),
    float: lambda value: isinstance(value, int | float),
    bytes: lambda value: isinstance(value, bytes),
}
