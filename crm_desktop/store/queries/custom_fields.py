"""The user's own fields of a kind of record, for cards, lists, filters, import and export.

A value lies in the record's `custom` (JSON) under the field's key, in the form `domain.firm.FieldKind` says;
`expression` is how SQL reaches it. A field that was deleted leaves its values where they are: adding it again shows
them again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from crm_desktop.base.money import to_decimal
from crm_desktop.domain.kinds import FieldKind
from crm_desktop.domain.records import RecordKind
from crm_desktop.store.reading import Reader

#: Keys of `custom` that are the program's own: what cards of other programs said, and which records were merged.
PROGRAM_KEYS = frozenset({"suffix", "nickname", "department", "vcard", "merged_ids", "photo"})
#: By kind of file, the kind of record whose own fields its columns fill.
RECORDS: Mapping[RecordKind, str] = MappingProxyType(
    {
        RecordKind.CONTACTS: "contact", RecordKind.PRODUCTS: "product", RecordKind.DEALS: "deal",
        RecordKind.SALES: "sale", RecordKind.ACTIVITIES: "activity", RecordKind.LEADS: "lead",
    }
)  # fmt: skip


class OwnField(NamedTuple):
    """A field of the user's own."""

    id: int
    key: str
    label: str
    kind: FieldKind
    choices: tuple[str, ...]
    position: int


def own_fields(reader: Reader, *, record: str = "contact") -> list[OwnField]:
    """Return the own fields of a kind of record in the order the user gave them."""
    sql = "select id, key, label, kind, choices, position from custom_field where record = ? order by position, id"
    return reader.rows(_field, sql, (record,))


class OwnValues(NamedTuple):
    """The own fields of a kind of record, and what one record says in them, by key, as it is stored."""

    fields: tuple[OwnField, ...] = ()
    custom: Mapping[str, Any] = MappingProxyType({})


def own_values(reader: Reader, *, record: str, ref: int) -> OwnValues:
    """Return what one record says in own fields; a record that is not there yet says nothing."""
    stored = reader.row(str, f"select custom from {_table(record)} where id = ?", (ref,))
    return OwnValues(tuple(own_fields(reader, record=record)), json.loads(stored or "{}"))


def written(kind: FieldKind, value: Any) -> str:
    """Return a stored value for a file: ISO days, a decimal point, "true" and "false"; reading takes it back."""
    match kind, value:
        case _, None:
            return ""
        case FieldKind.CHECK, bool():
            return "true" if value else "false"
        case FieldKind.MONEY, int():
            return f"{to_decimal(value):.2f}"
        case FieldKind.NUMBER, float():
            plain = f"{Decimal(str(value)):f}"
            # Three decimals could be thousands to whoever reads the file; a fourth one says that they are not.
            return f"{plain}0" if len(plain.partition(".")[2]) == 3 else plain
    return str(value)


def fields_by_key(reader: Reader, record: str) -> dict[str, OwnField]:
    """Return the own fields of a kind of record by their keys."""
    return {field.key: field for field in own_fields(reader, record=record)}


def columns_of(custom: str, own: Mapping[str, OwnField]) -> tuple[tuple[str, str], ...]:
    """Return what a record says in own fields as heading and text; of a field that was deleted, the key is its name."""
    if custom == "{}":
        return ()
    said = ((key, value) for key, value in json.loads(custom).items() if key not in PROGRAM_KEYS)
    return tuple(
        (key, str(value)) if (field := own.get(key)) is None else (field.label, written(field.kind, value))
        for key, value in said
    )


def expression(key: str, alias: str = "c") -> str:
    """Return the SQL of a field's value in a record table of this alias; null where there is none."""
    return f"{alias}.custom ->> '{json_path(key)}'"


def json_path(key: str) -> str:
    """Return the JSON path of a key as it stands between quotes of SQL."""
    escaped = key.replace("\\", "\\\\").replace('"', '\\"').replace("'", "''")
    return f'$."{escaped}"'


def values_in_use(reader: Reader, *, key: str, limit: int = 50) -> list[str]:
    """Return the values contacts have in an own field, the most frequent first."""
    value = expression(key)
    sql = f"""select {value} from contact c where c.custom <> '{{}}' and {value} is not null and c.deleted_at is null
        group by 1 order by count(*) desc, 1 limit ?"""
    return reader.rows(str, sql, (limit,))


def count_of_values(reader: Reader, *, key: str, record: str = "contact") -> int:
    """Return how many records of a kind say something in an own field."""
    sql = f"select count(*) from {_table(record)} c where c.custom <> '{{}}' and {expression(key)} is not null"
    return int(reader.scalar(sql))


def _table(record: str) -> str:
    """Return the table of a kind of record that has own fields; the name goes into SQL, so nothing else does."""
    return next(table for table in RECORDS.values() if table == record)


def _field(*values: Any) -> OwnField:
    row = OwnField._make(values)
    return row._replace(kind=FieldKind(row.kind), choices=tuple(json.loads(values[4])))
