"""Columns of a file that are the user's own fields: found by their heading, and read as the field holds it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from crm_desktop.base.errors import BadInput
from crm_desktop.base.money import Separators
from crm_desktop.base.text import fold
from crm_desktop.domain.records import ContactRecord, RecordKind
from crm_desktop.exchange.csv_out import OWN
from crm_desktop.exchange.fields import KEEP
from crm_desktop.exchange.own_guess import OwnGuess, canonical
from crm_desktop.operations import own_values
from crm_desktop.store.queries.custom_fields import OwnField, own_fields

#: How numbers are written that were read in the form of their column.
_POINT = Separators(".")

if TYPE_CHECKING:
    from crm_desktop.exchange.intake import Look
    from crm_desktop.operations.imports.report import Tally
    from crm_desktop.store.reading import Reader


def with_own_fields(reader: Reader, looked: Look, mapping: Mapping[str, str] | None) -> Mapping[str, str]:
    """Return a mapping in which columns named like an own field are kept, unless the user said something else."""
    said = dict(mapping or {})
    if looked.kind is RecordKind.CONTACTS:
        known = fields_by_heading(own_fields(reader))
        for column in looked.columns:
            if not column.field and column.heading not in said and fold(column.heading) in known:
                said[column.heading] = KEEP
    return said


class OwnColumns:
    """Gives the kept columns of records the keys and values of own fields; others stay text under their heading."""

    def __init__(self, reader: Reader, tally: Tally, kept: Mapping[str, OwnGuess] | None = None) -> None:
        self._fields = fields_by_heading(own_fields(reader))
        self._tally = tally
        self._kept = kept or {}

    def settled(self, row: int, record: ContactRecord) -> ContactRecord:
        """Return a record whose kept columns lie as they are stored; a value that does not fit is left out and told."""
        if not record.further.columns or not self._fields:
            return record
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
        columns = cast("tuple[tuple[str, str], ...]", tuple(kept.items()))
        return record._replace(further=record.further._replace(columns=columns))


def fields_by_heading(fields: list[OwnField]) -> dict[str, OwnField]:
    """Return the fields by what a heading of theirs may be: the name in use first, then the one they began with."""
    found = {fold(field.key): field for field in fields}
    found |= {fold(f"{field.label} {OWN}"): field for field in fields}
    return found | {fold(field.label): field for field in fields}
