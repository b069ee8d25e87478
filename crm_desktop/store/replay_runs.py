"""Taking back very many new rows at once: an import of 100,000 contacts is undone in seconds.

Row by row, each contact that goes is looked for in every table that may refer to contacts, and the journal's trigger
writes it down by itself. Here it is asked once whether anybody refers to the rows that go; where nobody does, the keys
need not be checked, and one statement writes a whole run down before another one deletes it.
"""

from __future__ import annotations

import contextlib
import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from crm_desktop.store.journal import Entry, Op
from crm_desktop.store.reading import Reader
from crm_desktop.store.setting_aside import LEAST, is_worth_it, set_aside, trigger
from crm_desktop.store.triggers import Journalled, deleted_rows, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_desktop.store import driver
    from crm_desktop.store.journal import StepRow

#: New rows by table: the first and the last id of each run.
Runs: TypeAlias = "dict[str, list[tuple[int, int]]]"


class Reference(NamedTuple):
    """A column that refers to another table's id."""

    table: str
    column: str
    target: str


def large_runs(connection: driver.Connection, step: StepRow) -> Runs:
    """Return the runs of new rows of a step that can go by themselves; empty where they are few or referred to.

    A step that also deleted rows, or moved references, is played back with the keys checked.
    """
    between = "from change where seq between ? and ?"
    span = (step.first_seq, step.last_seq)
    runs: Runs = defaultdict(list)
    for kind, first, last in connection.execute(
        f"select kind, row_id, until_id {between} and op = ? order by seq", (*span, Op.INSERT.value)
    ).fetchall():
        runs[kind].append((first, last))
    if sum(last - first + 1 for some in runs.values() for first, last in some) < LEAST:
        return {}
    references = _references(connection)
    columns = json.dumps([f"{one.table}.{one.column}" for one in references])
    others = f"""select 1 {between} and (op = {Op.DELETE.value} or op = {Op.UPDATE.value} and exists (
        select 1 from json_each(old_values) j where j.value is not null
        and change.kind || '.' || j.key in (select value from json_each(?)))) limit 1"""
    if connection.execute(others, (*span, columns)).fetchone() or _is_referred_to(connection, runs, references):
        return {}
    return runs


@contextlib.contextmanager
def keys_unchecked(connection: driver.Connection, *, when: bool) -> Iterator[None]:
    """Let the connection not check foreign keys, outside a transaction: inside one, SQLite does not listen."""
    if not when:
        yield
        return
    connection.execute("pragma foreign_keys=off")
    try:
        yield
    finally:
        connection.execute("pragma foreign_keys=on")


@contextlib.contextmanager
def aside(connection: driver.Connection, step: StepRow, runs: Runs) -> Iterator[None]:
    """Let indexes and sums of contacts not follow row by row where most of them go, or most of them come again.

    Not where rows go with the keys checked: who refers to them is found by those indexes.
    """
    reader = Reader(connection)
    sql = """select kind, op, sum(until_id - row_id + 1) from change
        where seq between ? and ? and op <> 0 group by kind, op"""
    counts = {(kind, op): count for kind, op, count in connection.execute(sql, (step.first_seq, step.last_seq))}
    safe = bool(runs) or not any(op == Op.INSERT for _kind, op in counts)
    many = counts.get(("contact", Op.INSERT.value if runs else Op.DELETE.value), 0) if safe else 0
    tables = frozenset(kind for kind, _op in counts)
    again = set_aside(reader, connection.execute, tables) if is_worth_it(reader, many) else []
    yield
    for statement in again:
        connection.execute(statement)


def remove(connection: driver.Connection, run: Entry) -> tuple[int, tuple[int, int]]:
    """Delete a run of rows; return how many there were, and the first and last entry that record it."""
    drop, create = trigger(Reader(connection), f"journal_{run.kind}_delete")
    names = connection.execute("select name from pragma_table_info(?) order by cid", (run.kind,)).fetchall()
    ids = (run.row_id, run.until_id)
    before = connection.execute("select coalesce(max(seq), 0) from change").fetchone()[0]
    connection.execute(deleted_rows(Journalled(run.kind, tuple(row[0] for row in names))), ids)
    after = connection.execute("select coalesce(max(seq), 0) from change").fetchone()[0]
    connection.execute(drop)
    deleted = connection.execute(f"delete from {quoted(run.kind)} where id between ? and ?", ids).rowcount
    connection.execute(create)
    return deleted, (before + 1, after)


def _references(connection: driver.Connection) -> list[Reference]:
    sql = """select s.name, k."from", k."table" from main.sqlite_schema s, pragma_foreign_key_list(s.name) k
        where s.type = 'table' order by s.name, k.id"""
    return [Reference(*row) for row in connection.execute(sql).fetchall()]


def _is_referred_to(connection: driver.Connection, runs: Runs, references: list[Reference]) -> bool:
    """Whether a row that stays refers to one of those that go."""
    for table, column, target in references:
        for first, last in joined(runs.get(target, [])):
            own = " and ".join(["true", *(f"not (id between {a} and {b})" for a, b in joined(runs.get(table, [])))])
            sql = f"select 1 from {quoted(table)} where {quoted(column)} between ? and ? and {own} limit 1"
            if connection.execute(sql, (first, last)).fetchone():
                return True
    return False


def joined(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return runs of ids with those that follow each other made one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(runs):
        if found and found[-1][1] + 1 >= first:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found
