"""What the user did: the names in the undo menu, the list of steps, and how the fields of a record changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from crm_desktop.base import times
from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _

if TYPE_CHECKING:
    from datetime import datetime

    from crm_desktop.store.reading import Reader

_FIELDS = """
  select s.at, s.label, c.old_values
  from change c join step s on s.first_seq = (select max(first_seq) from step where first_seq <= c.seq)
  where c.kind = ? and c.row_id = ? and c.op = 2 and not s.undone
  order by c.seq desc"""


class Step(NamedTuple):
    """One step of the user; an undone one can be redone, a closed one can no longer be undone."""

    id: int
    label: str
    at: datetime
    undone: bool
    closed: bool


class Counted(NamedTuple):
    """How many records of a kind (the table's name) a step added, changed beyond those, and deleted for good.

    Putting into the bin and taking out of it are changes that count by themselves.
    """

    kind: str
    added: int
    changed: int
    deleted: int
    binned: int = 0
    restored: int = 0


class StepLine(NamedTuple):
    """A step with what it did; `blocked_by` names a later step that cannot be undone and stands before it."""

    step: Step
    counted: tuple[Counted, ...]
    blocked_by: str = ""


class FieldChange(NamedTuple):
    """One field of a record changed from `old` to `new` in a step; values as they are stored."""

    at: datetime
    label: str
    column: str
    old: Any
    new: Any


def undo_label(reader: Reader) -> str | None:
    """Return the name of the step that undo would take back, or None where there is none."""
    return _open_label(reader, "select label, closed from step where not undone order by id desc limit 1")


def redo_label(reader: Reader) -> str | None:
    """Return the name of the step that redo would do again, or None where there is none."""
    return _open_label(reader, "select label, closed from step where undone order by id limit 1")


def steps(reader: Reader, *, limit: int = 100) -> list[Step]:
    """Return the newest steps, newest first."""
    sql = "select id, label, at, undone, closed from step order by id desc limit ?"
    return reader.rows(_step, sql, (limit,))


def open_steps(reader: Reader, *, limit: int = 2_000) -> list[int]:
    """Return the ids of the steps that can be taken back, newest first: each of them with those before it here."""
    sql = """select id from step where not undone and id > coalesce((select max(id) from step where closed), 0)
        order by id desc limit ?"""
    return list(reader.ids(sql, (limit,)))


_RECENT = """
  select id, label, at, undone, closed from step where at >= :since and (:before = 0 or id < :before)
  order by id desc limit :limit"""
#: What an entry did: added 1, changed 2, deleted 3, put into the bin 4, taken out of it 5.
_COUNTED = """
  select s.id, c.kind,
    case when c.op <> 2 then c.op
      else case json_type(c.old_values, '$.deleted_at') when 'null' then 4 when 'text' then 5 else 2 end end as what,
    case when c.op = 2 then count(distinct c.row_id) else sum(c.until_id - c.row_id + 1) end
  from json_each(:ids) j join step s on s.id = j.value
    join change c on c.seq between s.first_seq and s.last_seq and c.op <> 0
  group by s.id, c.kind, what"""
_BLOCKING = "select id, label from step where closed and not undone order by id desc limit 1"
_ADDED, _CHANGED, _DELETED, _BINNED, _RESTORED = 1, 2, 3, 4, 5


def recent(reader: Reader, *, since: datetime, before: int = 0, limit: int = 200) -> list[StepLine]:
    """Return the steps since an instant with what each did, newest first; `before` goes on below a step."""
    given: dict[str, str | int] = {"since": times.to_text(since), "before": before, "limit": limit}
    found = reader.rows(_step, _RECENT, given)
    ids = json.dumps([step.id for step in found])
    numbers: dict[int, dict[tuple[str, int], int]] = {}
    for step_id, kind, op, count in reader.rows(lambda *row: row, _COUNTED, {"ids": ids}):
        numbers.setdefault(step_id, {})[kind, op] = count
    blocking = reader.row(lambda step_id, label: (int(step_id), str(label)), _BLOCKING) or (0, "")
    return [
        StepLine(
            step,
            _counted(numbers.get(step.id, {}), undone=step.undone),
            blocking[1] if step.id < blocking[0] and not step.closed and not step.undone else "",
        )
        for step in found
    ]


def to_undo_through(reader: Reader, step_id: int) -> list[int]:
    """Return the steps that are done and stand from the newest down to this one, newest first; empty if it is not."""
    found = reader.ids("select id from step where not undone and id >= ? order by id desc", (step_id,))
    return list(found) if step_id in found else []


def to_redo_through(reader: Reader, step_id: int) -> list[int]:
    """Return the steps that are undone and stand from the oldest up to this one, oldest first; empty if it is not."""
    found = reader.ids("select id from step where undone and id <= ? order by id", (step_id,))
    return list(found) if step_id in found else []


def _counted(numbers: dict[tuple[str, int], int], *, undone: bool) -> tuple[Counted, ...]:
    """Sum up a step; one that is undone holds its own inverse: what it added stands there as deleted."""
    added, deleted, binned, restored = _ADDED, _DELETED, _BINNED, _RESTORED
    if undone:
        added, deleted, binned, restored = deleted, added, restored, binned
    found = []
    for kind in sorted({kind for kind, _what in numbers}):
        new, gone = numbers.get((kind, added), 0), numbers.get((kind, deleted), 0)
        # What a step adds it often changes as well; that is no news.
        changed = max(0, numbers.get((kind, _CHANGED), 0) - new - gone)
        found.append(
            Counted(kind, new, changed, gone, numbers.get((kind, binned), 0), numbers.get((kind, restored), 0))
        )
    return tuple(found)


def history_of(reader: Reader, *, kind: str, row_id: int) -> list[FieldChange]:
    """Return how the fields of a record changed, newest first; what was undone is not among it.

    An entry of the journal holds the old value only: the new one is the old value of the next entry, or today's.
    Raises BadInput for a kind of record that does not exist.
    """
    after = _today(reader, kind, row_id)
    found: list[FieldChange] = []
    for at, label, old_values in reader.rows(lambda *row: row, _FIELDS, (kind, row_id)):
        old: dict[str, Any] = json.loads(old_values)
        found += [
            FieldChange(times.from_text(at), label, column, value, after.get(column)) for column, value in old.items()
        ]
        after |= old
    return found


def _today(reader: Reader, kind: str, row_id: int) -> dict[str, Any]:
    """Return the record's values as they are now, by column; empty where it is gone."""
    columns = reader.rows(str, "select name from pragma_table_info(?) order by cid", (kind,))
    if "id" not in columns:
        raise BadInput(_("There are no records of the kind “{kind}”.").format(kind=kind))
    names = ", ".join(f'"{column}"' for column in columns)
    row = reader.row(lambda *values: values, f'select {names} from "{kind}" where id = ?', (row_id,))
    return {} if row is None else dict(zip(columns, row, strict=True))


def _open_label(reader: Reader, sql: str) -> str | None:
    row = reader.row(lambda label, closed: (str(label), bool(closed)), sql)
    return None if row is None or row[1] else row[0]


def _step(step_id: int, label: str, at: str, undone: int, closed: int) -> Step:
    return Step(step_id, label, times.from_text(at), bool(undone), bool(closed))
