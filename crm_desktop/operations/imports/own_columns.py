"""Columns of a file that are the user's own fields: found by their heading, and read as the field holds it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from crm_desktop.base.errors import BadInput
from crm_desktop.base.money import Separators
from crm_desktop.base.text import fold
from crm_desktop.domain.records import Further
from crm_desktop.exchange.csv_out import OWN
from crm_desktop.exchange.fields import KEEP, choices
from crm_desktop.exchange.own_guess import OwnGuess, canonical
from crm_desktop.operations.contacts import own_values
from crm_desktop.store.queries.custom_fields import RECORDS, OwnField, own_fields

#: How numbers are written that were read in the form of their column.
_POINT = Separators(".")

if TYPE_CHECKING:
    from crm_desktop.exchange.intake import Look
    from crm_desktop.operations.imports.report import Tally
    from crm_desktop.store.reading import Reader


class _Kept(Protocol):
    """A record that can hold columns the user chose to keep."""

    @property
    def further(self) -> Further:
        """What it says beyond its columns."""


R = TypeVar("R", bound=_Kept)


def with_own_fields(reader: Reader, looked: Look, mapping: Mapping[str, str] | None) -> Mapping[str, str]:
    """Return a mapping in which columns named like an own field are kept, unless the user said something else."""
    said = dict(mapping or {})
    if KEEP in choices(looked.kind):
        known = fields_by_heading(own_fields(reader, record=RECORDS[looked.kind]))
        for column in looked.columns:
            if not column.field and column.heading not in said and fold(column.heading) in known:
                said[column.heading] = KEEP
    return said


class OwnColumns:
    """Gives the kept columns of records the keys and values of own fields; others stay text under their heading."""

    def __init__(
        self, reader: Reader, tally: Tally, kept: Mapping[str, OwnGuess] | None = None, record: str = "contact"
    ) -> None:
        self._fields = fields_by_heading(own_fields(reader, record=record))
        self._tally = tally
        self._kept = kept or {}

    def settled(self, row: int, record: R) -> R:
        """Return a record whose kept columns lie as they are stored; a value that does not fit is left out and told."""
        if not record.further.columns or not self._fields:
            return record
        columns = cast("tuple[tuple[str, str], ...]", tuple(self.values(row, record).items()))
        changed = cast("Any", record)._replace(further=record.further._replace(columns=columns))
        return cast("R", changed)

    def values(self, row: int, record: _Kept) -> dict[str, Any]:
        """Return what a record says in own fields, by their keys, as it is stored."""
        kept: dict[str, Any] = {}
        for heading, text in record.further.columns:
            field = self._fields.get(fold(heading))
            if field is None:
                kept[heading] = text
                continue
            guess = self._kept.get(fold(heading))
            try:
                plain = canonical(guess, text) if guess else text
                value = own_values.read(field.kind, plain, field.choices, _POINT if guess and guess.numeric else None)
            except BadInput as error:
                self._tally.remark(row, heading, text, str(error))
                continue
            if value is not None:
                kept[field.key] = value
        return kept


def custom_of(said: Mapping[str, Any], now: str | None = None, *, only_empty: bool = False) -> dict[str, str]:
    """Return the column of own fields as it is to be stored, beside what is there; nothing where nothing changes."""
    kept: dict[str, Any] = json.loads(now) if now else {}
    both = {**said, **kept} if only_empty else kept | dict(said)
    return {} if both == kept else {"custom": json.dumps(both, ensure_ascii=False)}


def fields_by_heading(fields: list[OwnField]) -> dict[str, OwnField]:
    """Return the fields by what a heading of theirs may be: the name in use first, then the one they began with."""
    found = {fold(field.key): field for field in fields}
    found |= {fold(f"{field.label} {OWN}"): field for field in fields}
    return found | {fold(field.label): field for field in fields}
