"""Whose documents a step touches: the record itself, the contact a part belongs to, and those that show its name."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from crm_desktop.store import driver
from crm_desktop.store.journal import Entry, Op, StepChanges
from crm_desktop.store.search_documents import SOURCES

#: Record ids by kind.
Affected: TypeAlias = "defaultdict[str, set[int]]"

_COLUMNS = {source.kind: source.columns for source in SOURCES}
#: Parts whose words are in the document of their record, and the record.
PARTS = {"address": "contact", "contact_point": "contact", "tag": "contact", "activity_comment": "activity"}
#: Documents that show a contact's name.
_NAMING = {
    "contact": "select id from contact where company_id in (select value from json_each(?1))",
    "deal": "select id from deal where account_id in (select value from json_each(?1))"
    " union select id from deal where person_id in (select value from json_each(?1))",
    "offer": "select id from offer where account_id in (select value from json_each(?1))"
    " union select id from offer where person_id in (select value from json_each(?1))",
    "lead": "select id from lead where contact_id in (select value from json_each(?1))"
    " union select id from lead where company_id in (select value from json_each(?1))",
    "service_case": "select id from service_case where contact_id in (select id from contact"
    " where id in (select value from json_each(?1)) or company_id in (select value from json_each(?1)))",
}
#: Documents that show the name of a group of products, its own or the one above it.
_IN_GROUP = """select id from product where category_id in (
  select id from product_category where id in (select value from json_each(?1))
  union select id from product_category where parent_id in (select value from json_each(?1)))"""


#: Ids from the first to the last, by kind.
Spans: TypeAlias = "Mapping[str, Sequence[tuple[int, int]]]"
_NO_SPANS: Spans = {}


def by(connection: driver.Connection, changes: StepChanges, *, beyond: Spans = _NO_SPANS) -> Affected:
    """Return the records whose documents may have to change, some of which may be gone.

    Those within the spans of ids `beyond` are left out.
    """
    affected: Affected = defaultdict(set)
    renamed: set[int] = set()
    regrouped: set[int] = set()
    for entry in changes.entries:
        if entry.kind in _COLUMNS:
            if _matters(entry) and not _is_within(entry, beyond.get(entry.kind, ())):
                affected[entry.kind].update(range(entry.row_id, entry.until_id + 1))
            if entry.kind == "contact" and entry.op == Op.UPDATE and "name" in entry.old():
                renamed.add(entry.row_id)
        elif entry.kind == "product_category":
            regrouped.update(range(entry.row_id, entry.until_id + 1) if entry.op == Op.UPDATE else ())
        elif entry.kind in PARTS:
            whole = PARTS[entry.kind]
            affected[whole].update(owners(connection, entry, beyond.get(whole, ())))
    if renamed:
        for kind, sql in _NAMING.items():
            found = connection.execute(sql, (json.dumps(list(renamed)),)).fetchall()
            affected[kind].update(row[0] for row in found)
    if regrouped:
        found = connection.execute(_IN_GROUP, (json.dumps(list(regrouped)),)).fetchall()
        affected["product"].update(row[0] for row in found)
    for kind, spans in beyond.items():
        for first, last in spans:
            affected[kind] = {ref for ref in affected[kind] if not first <= ref <= last}
    return affected


def _is_within(entry: Entry, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= entry.row_id and entry.until_id <= last for first, last in spans)


def _matters(entry: Entry) -> bool:
    """Whether a change of a record can change its words. Most do not: a deal is moved far more often than renamed."""
    return entry.op != Op.UPDATE or not _COLUMNS[entry.kind].isdisjoint(entry.old())


def owners(connection: driver.Connection, entry: Entry, beyond: Sequence[tuple[int, int]] = ()) -> set[int]:
    """Return the records whose part this is, and was; of those that have it, the ones within spans are left out."""
    column = f"{PARTS[entry.kind]}_id"
    others = "".join(f" and not ({column} between {first:d} and {last:d})" for first, last in beyond)
    sql = f"select distinct {column} from {entry.kind} where id between ? and ?{others}"
    owners = {row[0] for row in connection.execute(sql, (entry.row_id, entry.until_id)).fetchall()}
    before = entry.old().get(column)
    return owners if before is None else {*owners, before}


def part_of(entry: Entry, owner: int) -> Entry:
    """Return an entry that says of a part which is gone whose it was."""
    return Entry(entry.kind, Op.DELETE, entry.row_id, entry.row_id, json.dumps({f"{PARTS[entry.kind]}_id": owner}))
