"""Makes the references of a salvaged database hold.

A record that is lost gets a stand-in where its traces say enough to know it again, or where parts of it point to it;
every other reference without a target is cut.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Column, Table

from crm_desktop.base import times
from crm_desktop.base.i18n import _
from crm_desktop.domain.identity import new_uuid
from crm_desktop.store import driver
from crm_desktop.store.columns import Day, Instant
from crm_desktop.store.salvage_traces import Traces
from crm_desktop.store.tables import metadata
from crm_desktop.store.triggers import quoted

#: Columns that show what a record is called.
_NAMES = {"name", "title", "subject", "sort_key"}
#: A link to a lost entry of the history says nothing by itself.
_NOT_WORTH_A_STAND_IN = {"activity"}
#: A stand-in may itself need one (a state its stage, that its pipeline), but never deeper than this.
_ROUNDS = 6


class Mended(NamedTuple):
    """How many records got a stand-in, and how many references were cut."""

    stand_ins: int = 0
    cut: int = 0


class _Dangling(NamedTuple):
    """A row whose reference has no target."""

    table: str
    rowid: int
    target: str
    column: str
    missing: int


def mend(connection: driver.Connection, lost: Mapping[str, Traces], *, now: datetime) -> Mended:
    """Let every reference point to a record again, inside an open transaction. `lost` holds traces by table."""
    stand_ins = 0
    for name, traces in lost.items():
        if "uuid" in metadata.tables[name].columns:
            known = [trace for ref, trace in traces.items() if "uuid" in trace and not _is_there(connection, name, ref)]
            for trace in known:
                _stand_in(connection, metadata.tables[name], trace, now)
            stand_ins += len(known)
    for _round in range(_ROUNDS):
        dangling = _dangling(connection)
        wanted = {(one.target, one.missing) for one in dangling if _is_required(one) and _is_worth_it(one)}
        for target, missing in sorted(wanted):
            _stand_in(connection, metadata.tables[target], {"id": missing, **lost[target].get(missing, {})}, now)
        stand_ins += len(wanted)
        if not wanted:
            for one in dangling:
                _cut(connection, one)
            return Mended(stand_ins, len(dangling))
    raise AssertionError("stand-ins need no more stand-ins than tables hang on each other")


def _is_there(connection: driver.Connection, table: str, ref: int) -> bool:
    return connection.execute(f"select 1 from {quoted(table)} where id = ?", (ref,)).fetchone() is not None


def _dangling(connection: driver.Connection) -> list[_Dangling]:
    found = []
    for table, rowid, target, key in connection.execute("pragma foreign_key_check").fetchall():
        columns = connection.execute(f"pragma foreign_key_list({quoted(table)})").fetchall()
        column = next(row[3] for row in columns if row[0] == key)
        missing = connection.execute(
            f"select {quoted(column)} from {quoted(table)} where rowid = ?", (rowid,)
        ).fetchone()
        found.append(_Dangling(table, rowid, target, column, missing[0]))
    return found


def _is_required(one: _Dangling) -> bool:
    return not metadata.tables[one.table].columns[one.column].nullable


def _is_worth_it(one: _Dangling) -> bool:
    return one.target not in _NOT_WORTH_A_STAND_IN


def _cut(connection: driver.Connection, one: _Dangling) -> None:
    if _is_required(one):
        connection.execute(f"delete from {quoted(one.table)} where rowid = ?", (one.rowid,))
    else:
        sql = f"update {quoted(one.table)} set {quoted(one.column)} = null where rowid = ?"
        connection.execute(sql, (one.rowid,))


def _stand_in(connection: driver.Connection, table: Table, known: Mapping[str, driver.Value], now: datetime) -> None:
    """Insert a record that is recognised as one that was lost, with what is known of it."""
    values = dict(known)
    for column in table.columns:
        if column.name in values or column.primary_key:
            continue
        if column.name in _NAMES:
            values[column.name] = _called(known)
        elif not column.nullable and column.server_default is None:
            values[column.name] = _least(connection, column, now)
    names, marks = ", ".join(map(quoted, values)), ", ".join("?" * len(values))
    sql = f"insert or ignore into {quoted(table.name)} ({names}) values ({marks})"
    connection.execute(sql, tuple(values.values()))


def _called(known: Mapping[str, driver.Value]) -> str:
    """Return what a lost record is called: by the words it was sorted under, or by its number."""
    words = known.get("sort_key")
    if isinstance(words, str) and words.strip():
        return _("{name} (recovered)").format(name=words.title())
    return _("Recovered {number}").format(number=known["id"])


def _least(connection: driver.Connection, column: Column[Any], now: datetime) -> driver.Value:
    """Return a value that a column cannot be without."""
    for reference in column.foreign_keys:
        first = connection.execute(f"select min(id) from {quoted(reference.column.table.name)}").fetchone()[0]
        return 1 if first is None else int(first)
    if column.name == "uuid":
        return new_uuid()
    if isinstance(column.type, Instant):
        return times.to_text(now)
    if isinstance(column.type, Day):
        return times.local_day(now).isoformat()
    return 0 if column.type.python_type is int else ""
