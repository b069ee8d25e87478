"""Letting one record take the place of another, wherever the schema refers to it.

Every reference is found in the schema itself, so that a table added later cannot be forgotten. Where two rows may not
stand side by side (both contacts in one deal), one row stays and takes what it lacks from the other.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from sqlalchemy import Table, UniqueConstraint

from crm_desktop.store.tables import metadata
from crm_desktop.store.unit_of_work import Work


class Reference(NamedTuple):
    """A column that refers to a table; `beside` are the columns a row is unique by together with it, "" for none."""

    table: str
    column: str
    beside: tuple[tuple[str, ...], ...]


#: Tables that refer to records of any kind: by the name of the kind and the id, without a foreign key.
_BY_KIND = ("rule_run",)


@cache
def references_to(target: str) -> tuple[Reference, ...]:
    """Return every column of the schema that refers to a table."""
    return tuple(
        Reference(table.name, key.parent.name, _beside(table, key.parent.name))
        for table in metadata.sorted_tables
        for key in sorted(table.foreign_keys, key=lambda one: one.parent.name)
        if key.column.table.name == target
    )


def take_place(work: Work, target: str, *, keep: int, gone: int) -> None:
    """Let everything that refers to one row of a table refer to another one."""
    ids = {"keep": keep, "gone": gone}
    for table, column, unique in references_to(target):
        for beside in unique:
            _fold_together(work, table, column, beside, ids)
        counting = ', "version" = "version" + 1' if "version" in metadata.tables[table].c else ""
        work.execute(f'update {table} set "{column}" = :keep{counting} where "{column}" = :gone', ids)
    for table in _BY_KIND:
        by_kind: dict[str, str | int] = {**ids, "kind": target}
        work.execute(
            f"""delete from {table} where kind = :kind and ref = :gone and exists (select 1 from {table} k
                where k.rule_id = {table}.rule_id and k.kind = :kind and k.ref = :keep
                  and k.occasion = {table}.occasion)""",
            by_kind,
        )
        work.execute(f"update {table} set ref = :keep where kind = :kind and ref = :gone", by_kind)


def stay_on_lists(work: Work, *, keep: int, gone: Collection[int]) -> None:
    """Let a contact stand on the segments others were put on by hand: those keep ids, which no reference shows."""
    others = "(select value from json_each(:gone))"
    work.execute(
        f"""update segment set version = version + 1, criteria = json_set(criteria, '$.ids', (
          select json_group_array(one) from (
            select case when j.value in {others} then :keep else j.value end as one, min(j.key) as place
            from json_each(segment.criteria, '$.ids') j group by one order by place)))
        where exists (select 1 from json_each(segment.criteria, '$.ids') j where j.value in {others})""",
        {"keep": keep, "gone": json.dumps(list(gone))},
    )


def drop_equal_parts(work: Work, contact_id: int) -> None:
    """Delete parts of a contact that say the same twice, and let one way of each kind be the primary one."""
    by_id = {"id": contact_id}
    for table, owner, equal in (
        ("contact_point", "contact_id", "kind, coalesce(nullif(normal, ''), value)"),
        ("address", "contact_id", "lower(street), postal_code, lower(city)"),
        ("employment", "person_id", "company_id, started, ended"),
    ):
        work.execute(
            f"delete from {table} where {owner} = :id and id not in"
            f" (select min(id) from {table} where {owner} = :id group by {equal})",
            by_id,
        )
    for table, alike in (("contact_point", "kind"), ("address", "contact_id")):
        work.execute(
            f"update {table} set is_primary = 0 where contact_id = :id and is_primary and id not in"
            f" (select min(id) from {table} where contact_id = :id and is_primary group by {alike})",
            by_id,
        )


def cut_loops(work: Work, contact_id: int) -> None:
    """Let a contact neither belong to itself nor be recommended by itself."""
    for column in ("company_id", "referred_by_id"):
        work.execute(f"update contact set {column} = null where id = :id and {column} = :id", {"id": contact_id})


def _fold_together(work: Work, table: str, column: str, beside: tuple[str, ...], ids: dict[str, int]) -> None:
    """Give the row that stays what it lacks of the row it cannot stand beside, and delete that one."""
    same = " and ".join(f'k."{name}" is g."{name}"' for name in beside) or "true"
    colliding = f'from {table} k join {table} g on {same} where k."{column}" = :keep and g."{column}" = :gone'
    pairs = work.read.rows(lambda kept, gone: {"kept": kept, "gone": gone}, f"select k.id, g.id {colliding}", ids)
    others = [c.name for c in metadata.tables[table].c if c.name not in {"id", "version", column, *beside}]
    settings = ", ".join(
        f'"{name}" = coalesce(nullif("{name}", \'\'), (select "{name}" from {table} where id = :gone))'
        for name in others
    )
    for pair in pairs:
        if settings:
            work.execute(f"update {table} set {settings} where id = :kept", pair)
        work.execute(f"delete from {table} where id = :gone", {"gone": pair["gone"]})


def _beside(table: Table, column: str) -> tuple[tuple[str, ...], ...]:
    unique = [tuple(c.name for c in one.columns) for one in table.constraints if isinstance(one, UniqueConstraint)]
    unique += [tuple(c.name for c in index.columns) for index in table.indexes if index.unique]
    return tuple(tuple(name for name in names if name != column) for names in unique if column in names)
