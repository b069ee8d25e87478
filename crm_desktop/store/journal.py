"""The journal: which steps there are, and which entries of changes belong to each.

A step owns the entries from `first_seq` (its barrier) to `last_seq`. The barrier keeps the run of inserted ids of one
step from growing into the step before. Steps that are undone are the newest ones; a new step deletes them.
The entries themselves are written by the triggers of `triggers`; `replay` puts a step back.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from crm_desktop.base import times
from crm_desktop.domain.changes import NAMED_AT_MOST, Changes
from crm_desktop.store.triggers import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from crm_desktop.store import driver


class Op(IntEnum):
    """What an entry records."""

    BARRIER = 0
    INSERT = 1
    UPDATE = 2
    DELETE = 3


class Entry(NamedTuple):
    """One entry: the ids `row_id` to `until_id` were inserted, or the row `row_id` was updated or deleted.

    `old_values` is a JSON object: of the changed columns for an update, of the whole row for a deletion.
    """

    kind: str
    op: int
    row_id: int
    until_id: int
    old_values: str | None

    def old(self) -> dict[str, Any]:
        """Return the values as they were before, by column; empty for an insert."""
        values: dict[str, Any] = json.loads(self.old_values) if self.old_values else {}
        return values


@dataclass(frozen=True)
class StepChanges:
    """Everything a step changed, in the order it happened: what derived data is refreshed from."""

    entries: tuple[Entry, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries)

    def kinds(self) -> set[str]:
        """Return the kinds of record that changed."""
        return {entry.kind for entry in self.entries}

    def of(self, *kinds: str) -> Iterator[Entry]:
        """Yield the entries of these kinds in order."""
        return (entry for entry in self.entries if entry.kind in kinds)

    def ids(self, *kinds: str) -> set[int]:
        """Return all ids of these kinds that were inserted, updated or deleted."""
        found: set[int] = set()
        for entry in self.of(*kinds):
            found.update(range(entry.row_id, entry.until_id + 1))
        return found

    def spans(self, op: Op, kind: str) -> list[tuple[int, int]]:
        """Return the first and last id of all runs of one operation; runs that follow each other are one."""
        found: list[tuple[int, int]] = []
        for first, last in sorted((entry.row_id, entry.until_id) for entry in self.of(kind) if entry.op == op):
            if found and found[-1][1] + 1 >= first:
                found[-1] = (found[-1][0], max(last, found[-1][1]))
            else:
                found.append((first, last))
        return found

    def summary(self) -> Changes:
        """Return the changes as panes are told of them."""
        counts: dict[str, int] = {}
        for entry in self.entries:
            counts[entry.kind] = counts.get(entry.kind, 0) + entry.until_id - entry.row_id + 1
        return Changes({kind: frozenset(self.ids(kind)) if n <= NAMED_AT_MOST else None for kind, n in counts.items()})


class StepRow(NamedTuple):
    """A step as it is stored, without its time."""

    id: int
    label: str
    first_seq: int
    last_seq: int
    closed: int


def begin(connection: driver.Connection) -> int:
    """Write the barrier that opens a step and return its number."""
    cursor = connection.execute(
        "insert into change (kind, op, row_id, until_id) values ('', ?, 0, 0)", (Op.BARRIER.value,)
    )
    return int(cursor.lastrowid or 0)


def changes_since(
    connection: driver.Connection,
    barrier: int,
    *,
    without: Iterable[tuple[int, int]] = (),
    instead: Iterable[Entry] = (),
) -> StepChanges:
    """Return what was recorded after a barrier; of entries from one to another, what stands for them `instead`."""
    sql = "select kind, op, row_id, until_id, old_values from change where seq > ? and seq < ? and op <> 0 order by seq"
    found: list[Entry] = []
    after = barrier
    for first, last in [*sorted(without), (newest(connection) + 1, 0)]:
        found += map(Entry._make, connection.execute(sql, (after, first)).fetchall())
        after = last
    return StepChanges((*found, *instead))


def newest(connection: driver.Connection) -> int:
    """Return the number of the newest entry."""
    return int(connection.execute("select max(seq) from change").fetchone()[0])


def kinds_since(connection: driver.Connection, seq: int) -> set[str]:
    """Return the kinds of record that entries after this one name."""
    return {row[0] for row in connection.execute("select distinct kind from change where seq > ?", (seq,)).fetchall()}


def finish(
    connection: driver.Connection, barrier: int, *, label: str, at: datetime, closed: bool, onto: int | None = None
) -> int:
    """Make a step of everything since the barrier, in place of the steps that were undone; return its id.

    Where `onto` is still the newest step and open, it is made longer instead and keeps its name.
    """
    _drop(connection, _undone(connection))
    if onto is not None and not closed and _is_newest(connection, onto):
        connection.execute("update step set last_seq = (select max(seq) from change) where id = ?", (onto,))
        return onto
    cursor = connection.execute(
        "insert into step (label, at, undone, first_seq, last_seq, closed)"
        " values (?, ?, 0, ?, (select max(seq) from change), ?)",
        (label, times.to_text(at), barrier, int(closed)),
    )
    return int(cursor.lastrowid or 0)


def abandon(connection: driver.Connection, barrier: int) -> None:
    """Take back a barrier after which nothing happened."""
    connection.execute("delete from change where seq = ?", (barrier,))


def to_undo(connection: driver.Connection) -> StepRow | None:
    """Return the newest step that is done; a closed one cannot be undone, nor can those before it."""
    return _step(connection, "where not undone order by id desc limit 1")


def to_redo(connection: driver.Connection) -> StepRow | None:
    """Return the oldest step that is undone."""
    return _step(connection, "where undone order by id limit 1")


def replace_entries(connection: driver.Connection, step: StepRow, barrier: int, *, undone: bool) -> None:
    """Give a step the entries since the barrier in place of its own: it now holds its own inverse."""
    connection.execute("delete from change where seq between ? and ?", (step.first_seq, step.last_seq))
    connection.execute(
        "update step set undone = ?, first_seq = ?, last_seq = (select max(seq) from change) where id = ?",
        (int(undone), barrier, step.id),
    )


def close_horizon(connection: driver.Connection) -> None:
    """Let nothing done so far be undone, or redone, any more; the field history stays."""
    _drop(connection, _undone(connection))
    connection.execute("update step set closed = 1 where not closed")


def prune(connection: driver.Connection, *, keep_steps: int, since: datetime) -> int:
    """Close steps older than the newest `keep_steps` or than `since`, and free their space; return how many.

    Their updates stay: they are the field history, and small. What they inserted and deleted goes.
    """
    last = connection.execute(
        "select max(id) from step where not undone and (at < ? or id <="
        " (select id from step where not undone order by id desc limit 1 offset ?))",
        (times.to_text(since), keep_steps),
    ).fetchone()[0]
    if last is None:
        return 0
    closed = connection.execute("update step set closed = 1 where id <= ? and not closed", (last,)).rowcount
    # What was undone lies before what was redone after it, and must stay.
    connection.execute(
        "delete from change as c where op <> ? and seq <= (select last_seq from step where id = ?)"
        " and not exists (select 1 from step where undone and c.seq between first_seq and last_seq)",
        (Op.UPDATE.value, last),
    )
    return closed


def forget(connection: driver.Connection, records: Mapping[str, Iterable[int]]) -> None:
    """Remove every old value of these records (ids by kind) and the names of the steps that touched them.

    The law asks for it when a person is erased. Nothing before can be undone afterwards.
    """
    close_horizon(connection)
    for kind, ids in records.items():
        given = {"kind": kind, "ids": json.dumps(sorted(ids))}
        connection.execute(
            "update step set label = '' where id in ("
            " select (select s.id from step s where s.first_seq <= c.seq order by s.first_seq desc limit 1)"
            " from change c, json_each(:ids) j"
            " where c.kind = :kind and j.value between c.row_id and c.until_id)",
            given,
        )
        connection.execute(
            "delete from change where kind = :kind and op <> 1 and row_id in (select value from json_each(:ids))", given
        )


def purge(connection: driver.Connection, names: Callable[[str], bool]) -> None:
    """Remove every old value and every name of a step that names somebody, whatever record it was of.

    Nothing can be undone afterwards, so what was inserted and deleted need not be kept either, nor the old values of
    records that are gone; what is left is the field history of others.
    """
    close_horizon(connection)
    connection.execute("delete from change where op in (?, ?)", (Op.INSERT.value, Op.DELETE.value))
    for (kind,) in connection.execute("select distinct kind from change where op = ?", (Op.UPDATE.value,)).fetchall():
        connection.execute(
            f"delete from change where kind = ? and op = ? and row_id not in (select id from {quoted(kind)})",
            (kind, Op.UPDATE.value),
        )
    updates = connection.execute("select seq, old_values from change where op = ?", (Op.UPDATE.value,)).fetchall()
    connection.executemany(
        "delete from change where seq = ?", [(seq,) for seq, old in updates if names(_said(json.loads(old or "{}")))]
    )
    steps = connection.execute("select id, label from step where label <> ''").fetchall()
    connection.executemany("update step set label = '' where id = ?", [(one,) for one, said in steps if names(said)])


def _said(values: Any) -> str:
    """Return the words of old values, those in plain data too, without what JSON adds to them."""
    if isinstance(values, dict):
        return "\n".join(_said(one) for pair in values.items() for one in pair)
    if isinstance(values, list):
        return "\n".join(map(_said, values))
    if not isinstance(values, str):
        return ""
    if values[:1] not in {"{", "["}:
        return values
    try:
        return _said(json.loads(values))
    except ValueError:  # a text that only begins like data
        return values


def _undone(connection: driver.Connection) -> list[tuple[int, int, int]]:
    return connection.execute("select id, first_seq, last_seq from step where undone").fetchall()


def _is_newest(connection: driver.Connection, step_id: int) -> bool:
    """Whether no step was done after this one, and it can still be undone."""
    return bool(connection.execute("select id, closed from step order by id desc limit 1").fetchone() == (step_id, 0))


def _drop(connection: driver.Connection, steps: Iterable[tuple[int, int, int]]) -> None:
    for step_id, first, last in steps:
        connection.execute("delete from change where seq between ? and ?", (first, last))
        connection.execute("delete from step where id = ?", (step_id,))


def _step(connection: driver.Connection, where: str) -> StepRow | None:
    row = connection.execute(f"select id, label, first_seq, last_seq, closed from step {where}").fetchone()
    return None if row is None else StepRow._make(row)
