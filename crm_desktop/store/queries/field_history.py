"""How the fields of a contact changed: old and new values by step, for the timeline, read from the journal."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from crm_desktop.store.queries.timeline import Scope, tables_of
from crm_desktop.store.queries.values import instant
from crm_desktop.store.reading import Reader

#: Kinds of records whose changes a timeline shows, and the column that says whose they are.
KINDS: Mapping[str, str] = MappingProxyType({"contact": "id", "contact_point": "contact_id", "address": "contact_id"})
#: Columns people know; others (sums, keys, times of change) are the program's own business.
SHOWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "contact": (
            "name", "standing", "company_id", "job_title", "buying_role", "birthday", "category", "industry",
            "employees", "founded", "legal_form", "vat_id", "customer_number", "source", "referred_by_id", "language",
            "payment_terms", "note", "salutation", "title", "letter_salutation",
        ),
        "contact_point": ("value", "label"),
        "address": ("street", "extra", "postal_code", "city", "region", "country"),
    }
)  # fmt: skip


#: Parts that come and go as a whole, and the columns that say each in one line.
PARTS: Mapping[str, str] = MappingProxyType({"contact_point": "value", "address": "street, postal_code, city"})
#: The number of the change that added a record, by kind and id; with `until_id` to be checked.
ADDED_AT = (
    "(select r.seq from change r cross join step u on u.first_seq = ("
    "select max(first_seq) from step where first_seq <= r.seq)"
    " where r.kind = '{kind}' and r.op = 1 and r.row_id <= {id} and not u.undone"
    " order by r.row_id desc, r.seq desc limit 1)"
)


class FieldChange(NamedTuple):
    """One field, or with the column “added” or “removed” a whole part; `kind` is the table.

    Values are as they are stored, names where a field refers to a contact.
    """

    kind: str
    row_id: int
    column: str
    old: Any
    new: Any
    #: What a phone number or address is: the kind of contact point.
    sort: str


class FieldStep(NamedTuple):
    """What one step changed of the contacts of a timeline."""

    id: int
    at: datetime
    label: str
    changes: tuple[FieldChange, ...]


_STEPS = "select id, at, label from step where id in (select value from json_each(?))"
_TOUCHED = """
{tables} select distinct c.kind, c.row_id from step s join change c on c.seq between s.first_seq and s.last_seq
where s.id in (select value from json_each(:steps)) and c.op = 2 and c.kind = '{kind}' and c.row_id in ({whose})"""
_CHANGES = """
select s.id, c.old_values from change c
  join step s on s.first_seq = (select max(first_seq) from step where first_seq <= c.seq)
where c.kind = ? and c.row_id = ? and c.op <> 1 and c.op = 2 and not s.undone order by c.seq desc"""


_ADDED = """
{tables} select s.id, p.id, {sort}, {columns} from step s
  join change c on c.seq between s.first_seq and s.last_seq and c.op = 1 and c.kind = '{kind}'
  join {kind} p on p.id between c.row_id and c.until_id and p.contact_id in (select id from who)
where s.id in (select value from json_each(:steps)) and c.seq = {added}
  and coalesce({made}, 0) not between s.first_seq and s.last_seq order by p.id"""
_REMOVED = """
{tables} select s.id, c.row_id, c.old_values from step s
  join change c on c.seq between s.first_seq and s.last_seq and c.op = 3 and c.kind = '{kind}'
where s.id in (select value from json_each(:steps)) and c.old_values ->> '$.contact_id' in (select id from who)
order by c.row_id"""


def steps(reader: Reader, *, scope: Scope, ids: Collection[int]) -> list[FieldStep]:
    """Return what these steps changed of the contacts of a scope, in no particular order."""
    if not ids or scope.contact_id is None:
        return []
    given = json.dumps(list(ids))
    by_step: dict[int, list[FieldChange]] = {step: [] for step in ids}
    tables, values = tables_of(scope)
    for kind, owner in KINDS.items():
        whose = (
            "select id from who" if owner == "id" else f"select id from {kind} where {owner} in (select id from who)"
        )
        sql = _TOUCHED.format(tables=tables, kind=kind, whose=whose)
        for _kind, row_id in reader.rows(lambda *row: row, sql, {**values, "steps": given}):
            _collect(reader, kind, row_id, by_step)
    for kind in PARTS:
        _collect_parts(reader, kind, tables, {**values, "steps": given}, by_step)
    found = reader.rows(lambda *row: row, _STEPS, (given,))
    return [FieldStep(step, instant(at), label, tuple(by_step[step])) for step, at, label in found if by_step[step]]


def _collect_parts(
    reader: Reader, kind: str, tables: str, values: dict[str, Any], by_step: dict[int, list[FieldChange]]
) -> None:
    """Add the parts that came and went in the steps; those a contact began with are no change of it."""
    columns = PARTS[kind].split(", ")
    sort = "p.kind" if kind == "contact_point" else "''"
    sql = _ADDED.format(
        tables=tables, kind=kind, sort=sort, columns=", ".join(f"p.{one}" for one in columns),
        added=ADDED_AT.format(kind=kind, id="p.id"), made=ADDED_AT.format(kind="contact", id="p.contact_id"),
    )  # fmt: skip
    for step, row_id, sort_, *words in reader.rows(lambda *row: row, sql, values):
        by_step[step].append(FieldChange(kind, row_id, "added", None, _joined(words), sort_))
    for step, row_id, old_values in reader.rows(lambda *row: row, _REMOVED.format(tables=tables, kind=kind), values):
        old = json.loads(old_values)
        said = _joined([old.get(one) or "" for one in columns])
        sort_ = old.get("kind", "") if kind == "contact_point" else ""
        by_step[step].append(FieldChange(kind, row_id, "removed", said, None, sort_))


def _joined(words: list[str]) -> str:
    """Return a part in one line: street, then postcode and town."""
    street, *place = words
    return ", ".join(part for part in (street, " ".join(one for one in place if one)) if part)


def _collect(reader: Reader, kind: str, row_id: int, by_step: dict[int, list[FieldChange]]) -> None:
    """Add the changes of one record to the steps asked for. The new value is the old one of the next change."""
    columns = SHOWN[kind]
    sort = ", kind" if kind == "contact_point" else ", ''"
    now = reader.row(lambda *row: row, f'select {", ".join(columns)}{sort} from "{kind}" where id = ?', (row_id,))
    if now is None:
        return
    after: dict[str, Any] = dict(zip(columns, now, strict=False))
    for step, old_values in reader.rows(lambda *row: row, _CHANGES, (kind, row_id)):
        old = {column: value for column, value in json.loads(old_values).items() if column in columns}
        if step in by_step:
            by_step[step] += [
                FieldChange(
                    kind, row_id, column, _named(reader, column, value), _named(reader, column, after[column]), now[-1]
                )
                for column, value in old.items()
                if value != after[column]
            ]
        after |= old


def _named(reader: Reader, column: str, value: Any) -> Any:
    """Return the name of a contact a field refers to, other values as they are."""
    if column not in ("company_id", "referred_by_id") or value is None:
        return value
    return reader.scalar("select name from contact where id = ?", (value,)) or ""
