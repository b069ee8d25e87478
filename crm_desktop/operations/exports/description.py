"""What is in a complete export, after the Frictionless Data Package: each file, each column, what refers to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crm_desktop.operations.exports.description_words import COLUMNS, ENDINGS, FILES, TABLES
from crm_desktop.store.bulk import snapshots

_TYPES = {
    "integer": "integer", "biginteger": "integer", "bigid": "integer", "boolean": "boolean", "date": "date",
    "datetime": "datetime", "instant": "datetime", "day": "date", "json": "object", "float": "number",
    "exact": "number",
}  # fmt: skip
_MEDIA = {
    "csv": "text/csv", "jsonl": "application/jsonl", "vcf": "text/vcard", "ics": "text/calendar",
    "json": "application/json", "txt": "text/plain",
}  # fmt: skip


def describe(names: Sequence[str], heads: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the description of files by these names; `heads` are the columns of each file of records."""
    return {
        "profile": "data-package",
        "name": "crm-desktop-export",
        "title": "Everything from CRM Desktop",
        "description": (
            "Days are ISO 8601, instants UTC. In CSV a cell that a spreadsheet would compute begins with an apostrophe,"
            " which importing takes away; JSON holds every value as it is. Tables refer to each other by id."
        ),
        "resources": [_resource(name, heads) for name in names],
    }


def meaning(column: str) -> str:
    """Return what a column means; what nobody has described is said by its name."""
    if column in COLUMNS:
        return COLUMNS[column]
    said = next((words for ending, words in ENDINGS if column.endswith(ending)), "")
    name = column.removesuffix("_id").removesuffix("_cents").replace("_", " ")
    return f"{name.capitalize()}. {said}".strip()


def _resource(name: str, heads: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    stem, _dot, ending = name.rpartition(".")
    found: dict[str, Any] = {"name": _slug(name), "path": name}
    if ending in _MEDIA:
        found |= {"format": ending, "mediatype": _MEDIA[ending], "encoding": "utf-8"}
    if name.startswith("tables/"):
        table = stem.removeprefix("tables/")
        return found | {"description": TABLES.get(table, _words(table)), "schema": _schema(table)}
    if name.startswith("files/"):
        return found | {"description": "A file kept in the database, as it was taken in."}
    found["description"] = FILES.get(name, _words(stem))
    if ending == "csv" and stem in heads:
        found["schema"] = {
            "fields": [{"name": head, "type": "string", "description": meaning(head)} for head in heads[stem]]
        }
    return found


def _schema(table: str) -> dict[str, Any]:
    facts = snapshots.column_facts(table)
    fields = [
        {
            "name": one.name,
            "type": _TYPES.get(one.kind, "string"),
            "description": _said(one),
            **({} if one.optional else {"constraints": {"required": True}}),
        }
        for one in facts
    ]
    keys = [
        {"fields": one.name, "reference": {"resource": _slug(f"tables/{one.refers_to}.csv"), "fields": "id"}}
        for one in facts
        if one.refers_to
    ]
    return {"fields": fields, "primaryKey": "id", **({"foreignKeys": keys} if keys else {})}


def _said(one: snapshots.ColumnFacts) -> str:
    """Return what a column means, and where it points to."""
    where = f" Refers to {one.refers_to}." if one.refers_to else ""
    return f"{meaning(one.name)}{where}"


def _slug(name: str) -> str:
    return "".join(char if char.isalnum() and char.isascii() else "-" for char in name.casefold()).strip("-")


def _words(name: str) -> str:
    return f"{name.replace('_', ' ').capitalize()}."
