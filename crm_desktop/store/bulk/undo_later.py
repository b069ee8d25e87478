"""Taking back one step after other work was done on top of it: what nobody has touched since becomes as it was.

The inverse is written as a step of its own, so it can be undone and done again like any other. What a later step has
changed stays as it is and is named; records that were added and have grown something since stay with all that was added
to them. Nothing is lost in silence: where the old state cannot stand beside the new one, nothing at all is done.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Table

from crm_desktop.base.errors import NotFound, Refused
from crm_desktop.base.i18n import _
from crm_desktop.store import driver
from crm_desktop.store.journal import Entry, Op
from crm_desktop.store.reading import Reader
from crm_desktop.store.replay_runs import joined
from crm_desktop.store.tables import metadata
from crm_desktop.store.triggers import VERSION, quoted
from crm_desktop.store.unit_of_work import Work

#: What the program keeps by itself: changed by nearly every step, and right again after the next one.
_BOOKKEEPING = frozenset((VERSION, "updated_at", "last_activity_at", "sort_key"))


class Stays(NamedTuple):
    """Something that stays as a later step left it: a field, or with no `column` the whole record."""

    kind: str
    row_id: int
    column: str = ""


class _Step(NamedTuple):
    """The step as the journal has it."""

    label: str
    first: int
    last: int
    undone: int
    closed: int


def take_back(
    work: Work, step_id: int, between: Callable[[int, int], None] = lambda _done, _all: None
) -> tuple[str, list[Stays]]:
    """Write the inverse of a step into the open one; return the name of the step and what stays.

    `between` is told how far it is, and stops it by raising something.
    Raises NotFound, or Refused where the step is undone or too old, or where the old state cannot be restored.
    """
    step = work.read.row(_Step, "select label, first_seq, last_seq, undone, closed from step where id = ?", (step_id,))
    if step is None:
        raise NotFound(_("This step is not there any more."))
    if step.undone:
        raise Refused(_("This step is undone already."))
    if step.closed:
        raise Refused(_("What was done before cannot be undone any more."))
    work.execute("pragma defer_foreign_keys=on")
    inverse = _Inverse(work, step)
    try:
        stays = inverse.play(between)
        inverse.refuse_numbers_given_twice()
    except driver.IntegrityError as error:
        raise Refused(
            _("“{step}” cannot be taken back by itself: something done since then has taken its place.").format(
                step=step.label
            ),
            _("Undo the later steps first; the list of changes shows them."),
        ) from error
    return step.label, stays


def name_of(reader: Reader, contact_id: int) -> str:
    """Return a contact's name, "" where it is gone."""
    return str(reader.scalar("select coalesce(max(name), '') from contact where id = ?", (contact_id,)))


class _Inverse:
    """Plays one step backwards around what was done after it."""

    def __init__(self, work: Work, step: _Step) -> None:
        self._work, self._step = work, step
        self._stays: dict[Stays, None] = {}
        self._entries = work.read.rows(
            Entry,
            "select kind, op, row_id, until_id, old_values from change where seq between ? and ? and op <> 0"
            " order by seq desc",
            (step.first, step.last),
        )
        self._touched = self._touched_later()
        self._kept = self._kept_records()

    def play(self, between: Callable[[int, int], None]) -> list[Stays]:
        for done, entry in enumerate(self._entries):
            between(done, len(self._entries))
            match entry.op:
                case Op.INSERT:
                    self._remove(entry)
                case Op.UPDATE:
                    self._restore(entry)
                case _:
                    self._insert_again(entry)
        return list(self._stays)

    def refuse_numbers_given_twice(self) -> None:
        """Refuse to bring back a customer number that was given to somebody else since."""
        own = json.dumps([entry.row_id for entry in self._entries if entry.kind == "contact"])
        sql = """select b.customer_number, b.name from contact a join contact b on b.customer_number = a.customer_number
            and b.id <> a.id and b.deleted_at is null
            where a.id in (select value from json_each(?)) and a.deleted_at is null and a.customer_number <> ''
              and b.id not in (select value from json_each(?))"""
        if taken := self._work.read.row(lambda number, name: (number, name), sql, (own, own)):
            raise Refused(
                _("The customer number {number} belongs to “{name}” now.").format(number=taken[0], name=taken[1]),
                _("Give one of the two another number, then try again."),
            )

    # One entry

    def _remove(self, entry: Entry) -> None:
        run = (entry.row_id, entry.until_id)
        kept = [one for one in self._kept[entry.kind] if entry.row_id <= one <= entry.until_id]
        for one in kept:
            self._stays[Stays(entry.kind, one)] = None
        delete = f"delete from {quoted(entry.kind)} where id between ? and ?"
        delete += " and id not in (select value from json_each(?))"
        own = [column for column, parent, _is_part in _parents(metadata.tables[entry.kind]) if parent == entry.kind]
        for column in own:  # people before their companies: else each of them is changed before it goes
            self._work.execute(f"{delete} and {quoted(column)} is not null", (*run, json.dumps(kept)))
        self._work.execute(delete, (*run, json.dumps(kept)))

    def _restore(self, entry: Entry) -> None:
        later = self._touched.get((entry.kind, entry.row_id), frozenset())
        old = {column: value for column, value in entry.old().items() if column not in later and column != VERSION}
        for column in entry.old():
            if column in later and column not in _BOOKKEEPING:
                self._stays[Stays(entry.kind, entry.row_id, column)] = None
        if not old or not self._is_there(entry.kind, entry.row_id):
            return
        if missing := self._dangling(entry.kind, old):
            for column in missing:
                self._stays[Stays(entry.kind, entry.row_id, column)] = None
                del old[column]
        settings = [f"{quoted(column)} = ?" for column in old]
        if VERSION in metadata.tables[entry.kind].c:
            settings.append(f"{VERSION} = {VERSION} + 1")
        if old:
            sql = f"update {quoted(entry.kind)} set {', '.join(settings)} where id = ?"
            self._work.execute(sql, (*old.values(), entry.row_id))

    def _insert_again(self, entry: Entry) -> None:
        old = entry.old()
        if self._dangling(entry.kind, old):
            self._stays[Stays(entry.kind, entry.row_id)] = None
            return
        names = ", ".join(map(quoted, old))
        marks = ", ".join("? + 1" if column == VERSION else "?" for column in old)
        self._work.execute(f"insert into {quoted(entry.kind)} ({names}) values ({marks})", tuple(old.values()))

    # What was done since

    def _touched_later(self) -> dict[tuple[str, int], frozenset[str]]:
        """Return the columns later steps have changed, by record; of the records of this step."""
        sql = """select kind, row_id, old_values from change where seq > ? and op = 2
            and not exists (select 1 from step where undone and seq between first_seq and last_seq)"""
        found: dict[tuple[str, int], set[str]] = defaultdict(set)
        for kind, row_id, old in self._work.read.rows(lambda *row: row, sql, (self._step.last,)):
            found[kind, row_id].update(json.loads(old or "{}"))
        return {record: frozenset(columns) for record, columns in found.items()}

    def _kept_records(self) -> dict[str, set[int]]:
        """Return the records this step added that stay: changed since, or something hangs on them since.

        What belongs together stays together.
        """
        added = defaultdict[str, list[tuple[int, int]]](list)
        for entry in self._entries:
            if entry.op == Op.INSERT:
                added[entry.kind].append((entry.row_id, entry.until_id))
        kept: dict[str, set[int]] = defaultdict(set)
        for (kind, row_id), columns in self._touched.items():
            if columns - _BOOKKEEPING and _within(row_id, added.get(kind, [])):
                kept[kind].add(row_id)
        self._keep_referred_to(added, kept)
        grown = True
        while grown:
            before = sum(map(len, kept.values()))
            for kind in list(added):
                self._keep_together(kind, added, kept)
            grown = sum(map(len, kept.values())) > before
        return kept

    def _keep_referred_to(self, added: dict[str, list[tuple[int, int]]], kept: dict[str, set[int]]) -> None:
        """Keep what is referred to by records that were not added with it, unless the inverse cuts that link itself."""
        cut = {
            (entry.kind, entry.row_id, column)
            for entry in self._entries
            if entry.op == Op.UPDATE
            for column in entry.old().keys() - self._touched.get((entry.kind, entry.row_id), frozenset())
        }
        for kind, table in metadata.tables.items():
            own = "".join(f" and not (id between {first} and {last})" for first, last in joined(added.get(kind, [])))
            for column, parent, _is_part in _parents(table):
                for run in joined(added.get(parent, [])):
                    sql = f"select id, {quoted(column)} from {quoted(kind)} where {quoted(column)} between ? and ?{own}"
                    for child, owner in self._work.read.rows(lambda *row: row, sql, run):
                        if (kind, child, column) not in cut:
                            kept[parent].add(owner)

    def _keep_together(self, kind: str, added: dict[str, list[tuple[int, int]]], kept: dict[str, set[int]]) -> None:
        """Keep the parts that were added with a record that stays, and the record that what stays refers to."""
        for column, parent, is_part in _parents(metadata.tables[kind]):
            if parent not in added or not (kept.get(kind) or kept.get(parent)):
                continue
            for first, last in added[kind]:
                sql = f"""select id, {quoted(column)} from {quoted(kind)} where id between ? and ?
                    and {quoted(column)} is not null"""
                for child, owner in self._work.read.rows(lambda *row: row, sql, (first, last)):
                    if is_part and owner in kept[parent]:
                        kept[kind].add(child)
                    elif child in kept[kind] and _within(owner, added[parent]):
                        kept[parent].add(owner)

    # The file

    def _is_there(self, kind: str, row_id: int) -> bool:
        return bool(self._work.read.scalar(f"select count(*) from {quoted(kind)} where id = ?", (row_id,)))

    def _dangling(self, kind: str, values: dict[str, Any]) -> list[str]:
        """Return the columns whose records are gone since; those this step will bring back itself are there by then."""
        return [
            column
            for column, parent, _is_part in _parents(metadata.tables[kind])
            if values.get(column) is not None
            and not self._is_there(parent, values[column])
            and not any(
                one.op == Op.DELETE and (one.kind, one.row_id) == (parent, values[column]) for one in self._entries
            )
        ]


def _parents(table: Table) -> Iterator[tuple[str, str, bool]]:
    """Yield the columns that refer to other records, to which kind, and whether the row is a part that goes with it."""
    for key in sorted(table.foreign_keys, key=lambda one: str(one.parent.name)):
        yield key.parent.name, key.column.table.name, key.ondelete == "CASCADE"


def _within(row_id: int, runs: list[tuple[int, int]]) -> bool:
    return any(first <= row_id <= last for first, last in runs)
