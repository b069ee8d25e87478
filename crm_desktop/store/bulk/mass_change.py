"""Writing new values of one field of many contacts, in portions between which the work can be stopped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from crm_desktop.base.times import to_text
from crm_desktop.store.bulk.contacts import PORTION, Many
from crm_desktop.store.unit_of_work import Work


class Name(NamedTuple):
    """The names of a contact and what it is sorted by, which follow from each other."""

    id: int
    name: str
    given_name: str
    family_name: str
    sort_key: str


def write(work: Work, table: str, column: str, rows: Sequence[tuple[int, str]], many: Many) -> None:
    """Give rows of a table other values in a column, and note the change at the contacts they belong to."""
    _in_portions(work, f"update {table} set {column} = ? where id = ?", [(text, ref) for ref, text in rows])
    touch(work, many)


def write_points(work: Work, rows: Sequence[tuple[int, str, str]], many: Many) -> None:
    """Give ways to reach contacts other values and normal forms."""
    sql = "update contact_point set value = ?, normal = ? where id = ?"
    _in_portions(work, sql, [(value, normal, ref) for ref, value, normal in rows])
    touch(work, many)


def write_names(work: Work, rows: Sequence[Name], many: Many) -> None:
    """Give contacts other names."""
    sql = "update contact set name = ?, given_name = ?, family_name = ?, sort_key = ? where id = ?"
    _in_portions(work, sql, [(one.name, one.given_name, one.family_name, one.sort_key, one.id) for one in rows])
    touch(work, many)


def drop_tags(work: Work, ids: Sequence[int], many: Many) -> None:
    """Delete tags by their ids."""
    work.execute("delete from tag where id in (select value from json_each(?))", (json.dumps(list(ids)),))
    touch(work, many)


def touch(work: Work, many: Many) -> None:
    """Note at contacts that they were changed now."""
    sql = """update contact set updated_at = :now, version = version + 1
      where id in (select value from json_each(:ids))"""
    for ids in many.portions():
        work.execute(sql, {"ids": ids, "now": to_text(work.now)})


def _in_portions(work: Work, sql: str, rows: Sequence[tuple[str | int, ...]]) -> None:
    for start in range(0, len(rows), PORTION):
        work.executemany(sql, rows[start : start + PORTION])
