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
