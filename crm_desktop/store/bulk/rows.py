"""Many rows at once: one prepared insert for each table, in the order the references between tables ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crm_desktop.store.bulk.runs import insert_run, is_run
from crm_desktop.store.unit_of_work import Work

#: Rows as tuples in the order of the columns named first.
Sheet = tuple[Sequence[str], Sequence[Sequence[Any]]]


def insert_rows(work: Work, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows given as tuples of driver values in the order of `columns`."""
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    statement = f"insert into {table} ({names}) values ({marks})"
    if is_run(table, columns, rows):
        insert_run(work, table, statement, rows)
    else:
        work.executemany(statement, rows)
