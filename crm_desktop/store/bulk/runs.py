"""Many new rows whose ids follow each other: recorded in the journal once, instead of row by row by its trigger.

The entry is the very one the trigger would have written; it takes a third of the time of a large insert.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crm_desktop.store.journal import Op
from crm_desktop.store.setting_aside import trigger
from crm_desktop.store.tables import JOURNALLED
from crm_desktop.store.unit_of_work import Work

#: Fewer rows are not worth it.
LEAST = 500


def is_run(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> bool:
    """Whether rows are many, of a journalled table, and numbered by their first column without a gap."""
    if len(rows) < LEAST or table not in JOURNALLED or columns[0] != "id":
        return False
    return [row[0] for row in rows] == list(range(rows[0][0], rows[0][0] + len(rows)))


def insert_run(work: Work, table: str, statement: str, ids: tuple[int, int], values: Sequence[Sequence[Any]]) -> None:
    """Insert rows of these first and last ids, with the journal's trigger set aside and its entry written by hand.

    Should it fail, the step's rollback brings the trigger back with everything else.
    """
    drop, create = trigger(work.read, f"journal_{table}_insert")
    work.execute(drop)
    work.executemany(statement, values)
    work.execute(create)
    _record(work, table, *ids)


def insert_selected(work: Work, table: str, statement: str, params: Sequence[Any]) -> None:
    """Insert the rows of one `insert … select` into a journalled table, recorded as one run as `insert_run` does."""
    drop, create = trigger(work.read, f"journal_{table}_insert")
    work.execute(drop)
    before = _last(work, table)
    number = work.execute(statement, params)
    work.execute(create)
    if number:
        last = _last(work, table)
        if last - before != number:
            raise RuntimeError("the ids of rows inserted at once do not follow each other")
        _record(work, table, before + 1, last)


def _last(work: Work, table: str) -> int:
    return int(work.read.scalar("select seq from sqlite_sequence where name = ?", (table,)) or 0)


def _record(work: Work, table: str, first: int, last: int) -> None:
    """Write down that these ids were inserted; a run that ends right before goes on."""
    grown = work.execute(
        "update change set until_id = ? where seq = (select max(seq) from change)"
        " and kind = ? and op = ? and until_id = ?",
        (last, table, Op.INSERT.value, first - 1),
    )
    if not grown:
        work.execute(
            "insert into change (kind, op, row_id, until_id) values (?, ?, ?, ?)",
            (table, Op.INSERT.value, first, last),
        )
