"""Letting one record take the place of another, wherever the schema refers to it.

Every reference is found in the schema itself, so that a table added later cannot be forgotten. Where two rows may not
stand side by side (both contacts in one deal), one row stays and takes what it lacks from the other.
"""

from __future__ import annotations

import json
import re
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


class Lost(NamedTuple):
    """A value of a row that could not stand beside another one, which says something else."""

    table: str
    column: str
    value: str | int


#: Columns of such rows that are no value anybody entered.
_OWN = frozenset({"id", "uuid", "version", "created_at", "changed_at"})
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


def take_place(work: Work, target: str, *, keep: int, gone: int) -> list[Lost]:
    """Let everything that refers to one row of a table refer to another one; return what had no place beside it."""
    ids, lost = {"keep": keep, "gone": gone}, list[Lost]()
    for table, column, unique in references_to(target):
        for beside in unique:
            lost += _fold_together(work, table, column, beside, ids)
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
    return lost


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
    # Whoever was written to by a campaign was not held out of it.
    work.execute(
        "update campaign_member set held_out = 0 where contact_id = :id and held_out and sent_at is not null", by_id
    )
    for table, owner, equal, also in (
        ("contact_point", "contact_id", ("kind", "coalesce(nullif(normal, ''), value)"), "label"),
        ("address", "contact_id", ("lower(street)", "postal_code", "lower(city)"), "extra"),
        ("employment", "person_id", ("company_id", "started", "ended"), "job_title"),
    ):
        # What only the one says is not lost with it; what both say differently keeps them apart.
        same = " and ".join(f"{_of('o', part)} is {_of(table, part)}" for part in equal)
        work.execute(
            f"""update {table} set {also} = coalesce((select max(o.{also}) from {table} o
                where o.{owner} = :id and {same}), '') where {owner} = :id and {also} = '' and exists (
                select 1 from {table} o where o.{owner} = :id and o.{also} <> '' and {same})""",
            by_id,
        )
        work.execute(
            f"delete from {table} where {owner} = :id and id not in"
            f" (select min(id) from {table} where {owner} = :id group by {', '.join(equal)}, {also})",
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


def _of(table: str, part: str) -> str:
    """Return an expression over columns as it reads with the name of a table before each."""
    return re.sub(r"\b(kind|normal|value|street|postal_code|city|company_id|started|ended)\b", rf"{table}.\1", part)


def _fold_together(work: Work, table: str, column: str, beside: tuple[str, ...], ids: dict[str, int]) -> list[Lost]:
    """Give the row that stays what it lacks of the row it cannot stand beside, and delete that one.

    Return what that one said otherwise.
    """
    lost: list[Lost] = []
    same = " and ".join(f'k."{name}" is g."{name}"' for name in beside) or "true"
    colliding = f'from {table} k join {table} g on {same} where k."{column}" = :keep and g."{column}" = :gone'
    pairs = work.read.rows(lambda kept, gone: {"kept": kept, "gone": gone}, f"select k.id, g.id {colliding}", ids)
    others = [c.name for c in metadata.tables[table].c if c.name not in {"id", "version", column, *beside}]
    settings = ", ".join(
        f'"{name}" = coalesce(nullif("{name}", \'\'), (select "{name}" from {table} where id = :gone))'
        for name in others
    )
    told = [c.name for c in metadata.tables[table].c if c.name in others and c.name not in _OWN and not c.foreign_keys]
    for pair in pairs:
        for name in told:
            sql = f"""select g."{name}" from {table} k, {table} g where k.id = :kept and g.id = :gone
                and k."{name}" <> g."{name}" and k."{name}" <> '' and g."{name}" <> ''"""
            lost += [Lost(table, name, one) for one in work.read.rows(lambda value: value, sql, pair)]
        if settings:
            work.execute(f"update {table} set {settings} where id = :kept", pair)
        work.execute(f"delete from {table} where id = :gone", {"gone": pair["gone"]})
    return lost


def _beside(table: Table, column: str) -> tuple[tuple[str, ...], ...]:
    unique = [tuple(c.name for c in one.columns) for one in table.constraints if isinstance(one, UniqueConstraint)]
    unique += [tuple(c.name for c in index.columns) for index in table.indexes if index.unique]
    return tuple(tuple(name for name in names if name != column) for names in unique if column in names)
