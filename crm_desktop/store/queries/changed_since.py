"""What became of contacts after a step: the fields that were changed, and the kinds of records that were added."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from crm_desktop.store.reading import Reader

_GIVEN = "(select value from json_each(:ids))"
_DONE = "c.seq > (select last_seq from step where id = :step) and not exists (select 1 from step u where u.undone"
_DONE += " and c.seq between u.first_seq and u.last_seq)"
_FIELDS = f"""
  select distinct c.row_id, j.key from change c, json_each(c.old_values) j
  where c.kind = 'contact' and c.op = 2 and c.row_id in {_GIVEN} and {_DONE} order by c.seq"""
_REFERRING = """
  select s.name, k."from" from main.sqlite_schema s, pragma_foreign_key_list(s.name) k
  where s.type = 'table' and k."table" = 'contact' order by s.name, k.id"""


class Since(NamedTuple):
    """What became of a contact: columns of its own, and tables of what was added to it or changed of it."""

    columns: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def of_contacts(reader: Reader, *, step_id: int, ids: Collection[int]) -> dict[int, Since]:
    """Return what became of these contacts after a step; those nothing became of are left out."""
    given: dict[str, str | int] = {"ids": json.dumps(list(ids)), "step": step_id}
    columns: dict[int, list[str]] = defaultdict(list)
    kinds: dict[int, list[str]] = defaultdict(list)
    for contact_id, column in reader.rows(lambda *row: row, _FIELDS, given):
        columns[contact_id].append(column)
    for table, column in reader.rows(lambda *row: row, _REFERRING):
        sql = f"""select distinct p."{column}" from "{table}" p where p."{column}" in {_GIVEN} and exists (
            select 1 from change c where c.kind = '{table}' and c.op in (1{"" if table == "contact" else ", 2"})
              and p.id between c.row_id and c.until_id and {_DONE})"""
        for contact_id in reader.ids(sql, given):
            if table not in kinds[contact_id]:
                kinds[contact_id].append(table)
    return {one: Since(tuple(columns[one]), tuple(kinds[one])) for one in ids if columns[one] or kinds[one]}


def owner_of(reader: Reader, kind: str, row_id: int) -> int | None:
    """Return the contact a part belongs to, None for what is no part of a contact."""
    is_part = reader.scalar("select 1 from pragma_table_info(?) where name = 'contact_id'", (kind,))
    return reader.scalar(f'select contact_id from "{kind}" where id = ?', (row_id,)) if is_part else None
