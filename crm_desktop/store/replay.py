"""Undo and redo: a step's entries are played backwards, and the triggers write the inverse while that happens.

Neighbouring entries of one table, one kind of change and one set of columns are one statement over many rows: played
one by one, each statement would compile all its triggers again (40 seconds instead of 2 for 200,000 rows).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from crm_desktop.base.errors import Conflict
from crm_desktop.base.i18n import _
from crm_desktop.store import driver, journal, replay_runs, search_affected
from crm_desktop.store.journal import Entry, Op, StepChanges, StepRow
from crm_desktop.store.triggers import VERSION, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Fewer rows of a run are taken back one by one.
_MANY = 500
#: An entry with its old values read.
_Read: TypeAlias = "tuple[Entry, dict[str, Any]]"


class _Group(NamedTuple):
    """What entries must share to be put back together."""

    kind: str
    op: int
    columns: tuple[str, ...]


@dataclass
class _Removed:
    """Large runs that are taken back as a whole: those there are, how they were recorded, and what to tell of them."""

    runs: replay_runs.Runs
    recorded: list[tuple[int, int]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def goes(self, part: Entry, owner: int) -> bool:
        """Whether the record a part belongs to is taken back as well."""
        return any(first <= owner <= last for first, last in self.runs.get(search_affected.PARTS[part.kind], ()))


def flip(
    connection: driver.Connection, step: StepRow, *, undone: bool, runs: replay_runs.Runs | None = None
) -> StepChanges:
    """Turn a step into its inverse inside an open transaction, and return what that changed.

    `runs` are the large ones of the step, as `replay_runs.large_runs` finds them. Raises Conflict, or the driver's
    IntegrityError, when the rows are not as the step left them: another program has written to the file.
    """
    connection.execute("pragma defer_foreign_keys=on")
    barrier = journal.begin(connection)
    removed = _Removed(runs or {})
    with replay_runs.aside(connection, step, removed.runs):
        _play_backwards(connection, step, removed)
    changes = journal.changes_since(connection, barrier, without=removed.recorded, instead=removed.entries)
    journal.replace_entries(connection, step, barrier, undone=undone)
    return changes


def changed_elsewhere() -> Conflict:
    """Return the error for a file whose rows are not as the journal knows them."""
    return Conflict(
        _("The records are not as this step left them: another program has changed the database. Nothing was undone."),
        _("Check the database; that keeps the records as they are and begins a new history of steps."),
    )


def _play_backwards(connection: driver.Connection, step: StepRow, removed: _Removed) -> None:
    rows = connection.execute(
        "select kind, op, row_id, until_id, old_values from change where seq between ? and ? and op <> 0"
        " order by seq desc",
        (step.first_seq, step.last_seq),
    ).fetchall()
    entries = ((entry, entry.old()) for entry in map(Entry._make, rows))
    for group, members in groupby(entries, lambda read: _Group(read[0].kind, read[0].op, tuple(read[1]))):
        _put_back(connection, group, list(members), removed)


def _put_back(connection: driver.Connection, group: _Group, members: list[_Read], removed: _Removed) -> None:
    if group.op == Op.INSERT and removed.runs:
        for entry, _old in members:
            if entry.until_id - entry.row_id < _MANY:
                _remove(connection, group.kind, [entry])
            else:
                _remove_run(connection, entry, removed)
    elif group.op == Op.INSERT:
        _remove(connection, group.kind, [entry for entry, _old in members])
    elif group.op == Op.UPDATE:
        _restore(connection, group, members)
    else:
        _insert_again(connection, group, members)


def _remove(connection: driver.Connection, kind: str, entries: Iterable[Entry]) -> None:
    """Delete what a step inserted. Of a run, some rows may go with others by cascade, so it is counted before."""
    where = f"from {quoted(kind)} where id between ? and ?"
    for entry in entries:
        run = (entry.row_id, entry.until_id)
        many = entry.row_id < entry.until_id
        there = connection.execute(f"select count(*) {where}", run).fetchone()[0] if many else None
        deleted = connection.execute(f"delete {where}", run).rowcount
        _expect(deleted if there is None else there, entry.until_id - entry.row_id + 1)


def _remove_run(connection: driver.Connection, entry: Entry, removed: _Removed) -> None:
    """Delete a run nobody else refers to, and note whose parts it held: their owners' words change."""
    owners = search_affected.owners(connection, entry) if entry.kind in search_affected.PARTS else ()
    count, recorded = replay_runs.remove(connection, entry)
    _expect(count, entry.until_id - entry.row_id + 1)
    removed.recorded.append(recorded)
    removed.entries.append(Entry(entry.kind, Op.DELETE, entry.row_id, entry.until_id, None))
    removed.entries += [search_affected.part_of(entry, owner) for owner in owners if not removed.goes(entry, owner)]


def _restore(connection: driver.Connection, group: _Group, members: list[_Read]) -> None:
    """Give updated rows their old values, in reverse order: two rows may have swapped a unique value."""
    values = [f"{quoted(column)} = ?" for column in group.columns]
    if _is_versioned(connection, group.kind):
        values.append(f"{VERSION} = {VERSION} + 1")
    sql = f"update {quoted(group.kind)} set {', '.join(values)} where id = ?"
    cursor = connection.executemany(sql, [(*old.values(), entry.row_id) for entry, old in members])
    _expect(cursor.rowcount, len(members))


def _insert_again(connection: driver.Connection, group: _Group, members: list[_Read]) -> None:
    """Insert deleted rows again in the order of their ids, so that the journal records them as runs."""
    marks = ["? + 1" if column == VERSION else "?" for column in group.columns]
    names = ", ".join(map(quoted, group.columns))
    sql = f"insert into {quoted(group.kind)} ({names}) values ({', '.join(marks)})"
    members.sort(key=lambda read: read[0].row_id)
    cursor = connection.executemany(sql, [tuple(old.values()) for _entry, old in members])
    _expect(cursor.rowcount, len(members))


def _is_versioned(connection: driver.Connection, kind: str) -> bool:
    sql = "select 1 from pragma_table_info(?) where name = ?"
    return connection.execute(sql, (kind, VERSION)).fetchone() is not None


def _expect(found: int, expected: int) -> None:
    if found != expected:
        raise changed_elsewhere()
