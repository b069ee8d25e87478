"""Fills a new database with what was found on the pages of a damaged one, and makes its references hold again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from sqlalchemy import Table

from crm_desktop.store import activity_sums, driver, kept_sums, search_index, summaries
from crm_desktop.store.digest import DERIVED
from crm_desktop.store.salvage_mending import mend
from crm_desktop.store.salvage_pages import Pages, rows
from crm_desktop.store.salvage_shapes import Shape, shape_from, shape_of
from crm_desktop.store.salvage_tables import Finding, TableEntry, entries_of, find
from crm_desktop.store.salvage_traces import Traces, traces
from crm_desktop.store.tables import metadata
from crm_desktop.store.triggers import quoted

#: The journal knows rows that may be gone; what is derived is made anew.
_LEFT_OUT = DERIVED | {"step", "change"}
_PORTION = 1_000


@dataclass
class Filled:
    """What came into the new file: rows by table, and what had to be mended."""

    rows: dict[str, int] = field(default_factory=dict)
    stand_ins: int = 0
    cut: int = 0
    files_lost: int = 0


def fill(connection: driver.Connection, pages: Pages, *, now: datetime) -> Filled:
    """Fill an empty database inside an open transaction, with foreign keys unchecked."""
    entries, indexes = entries_of(pages, "table"), entries_of(pages, "index")
    found = find(pages, _shapes(connection, entries), entries)
    filled = Filled()
    lost: dict[str, Traces] = {}
    for table in metadata.sorted_tables:
        if table.name not in _LEFT_OUT:
            finding = found[table.name]
            count, files = _copy(connection, pages, finding)
            lost[table.name] = traces(connection, pages, indexes, table.name, finding.ids)
            count += _complete(connection, table, lost[table.name])
            filled.files_lost += files
            if count:
                filled.rows[table.name] = count
    mended = mend(connection, lost, now=now)
    filled.stand_ins, filled.cut = mended.stand_ins, mended.cut
    _never_give_ids_again(connection, pages, found["sqlite_sequence"])
    summaries.rebuild(connection)
    activity_sums.rebuild(connection)
    kept_sums.rebuild(connection)
    search_index.rebuild(connection)
    return filled


def _shapes(connection: driver.Connection, entries: Iterable[TableEntry]) -> dict[str, Shape]:
    """Return what rows look like, table by table; the file's own order of columns counts where it is known."""
    orders = {entry.name: _columns(connection, entry) for entry in entries if entry.name in metadata.tables}
    shapes = {name: shape_of(name, orders.get(name, ())) for name in metadata.tables}
    for name, checks in _OTHERS.items():
        shapes[name] = shape_from(checks, name)
    return shapes


def _columns(connection: driver.Connection, entry: TableEntry) -> tuple[str, ...]:
    """Return the columns a statement of the file makes, by making that table for a moment."""
    head, create, rest = entry.sql.partition("TABLE")
    if not create or head.strip().upper() != "CREATE":
        return ()
    try:
        connection.execute(f"create temp table {rest}")
        made = connection.execute("select name from pragma_table_info(?, 'temp')", (entry.name,)).fetchall()
        connection.execute(f"drop table temp.{quoted(entry.name)}")
    except driver.Error:
        return ()
    return tuple(row[0] for row in made)


def _copy(connection: driver.Connection, pages: Pages, finding: Finding) -> tuple[int, int]:
    """Copy the rows of a table; return how many there were, and how many files were not what their digest says."""
    table = finding.shape.table
    count = lost = 0
    read = (finding.shape.usable(row) for leaf in finding.leaves for row in rows(pages, leaf))
    while portion := list(islice(read, _PORTION)):
        if table == "blob":
            whole = [row for row in portion if _is_whole(row)]
            lost += len(portion) - len(whole)
            portion = whole
        count += _insert(connection, table, portion)
    return count, lost


def _complete(connection: driver.Connection, table: Table, lost: Traces) -> int:
    """Insert the rows whose every column is known from the indexes; return how many."""
    names = {column.name for column in table.columns}
    return _insert(connection, table.name, [row for row in lost.values() if row.keys() == names])


def _insert(connection: driver.Connection, table: str, found: Iterable[Mapping[str, driver.Value]]) -> int:
    """Insert rows, those with the same columns together; what a constraint refuses is left out."""
    together: dict[tuple[str, ...], list[tuple[driver.Value, ...]]] = {}
    for row in found:
        together.setdefault(tuple(row), []).append(tuple(row.values()))
    count = 0
    for columns, values in together.items():
        names, marks = ", ".join(map(quoted, columns)), ", ".join("?" * len(columns))
        sql = f"insert or ignore into {quoted(table)} ({names}) values ({marks})"
        count += connection.executemany(sql, values).rowcount
    return count


def _is_whole(row: Mapping[str, driver.Value]) -> bool:
    content = row.get("content")
    return isinstance(content, bytes) and hashlib.sha256(content).hexdigest() == row.get("sha256")


def _never_give_ids_again(connection: driver.Connection, pages: Pages, finding: Finding) -> None:
    """Go on counting where the damaged file was: an id that was given out once is never given out again."""
    for leaf in finding.leaves:
        for row in rows(pages, leaf):
            name, last = row.values[:2]
            if name in metadata.tables:
                connection.execute("update main.sqlite_sequence set seq = max(seq, ?) where name = ?", (last, name))
                connection.execute(
                    "insert into main.sqlite_sequence (name, seq)"
                    " select ?, ? where not exists (select 1 from main.sqlite_sequence where name = ?)",
                    (name, last, name),
                )


#: SQLite's own tables: one is of use, the other must not be taken for one of ours.
_OTHERS = {
    "sqlite_sequence": {
        "name": lambda value: isinstance(value, str) and value in metadata.tables,
        "seq": lambda value: isinstance(value, int),
    },
    "search_data": {"id": lambda value: value is None, "block": lambda value: isinstance(value, bytes)},
}
