"""Many rows at once: one prepared insert for each table, in the order the references between tables ask for.

What a whole column has in common (nothing, or an empty text) stands in the statement: handing the driver a None costs
it as much as twenty texts, since it looks for somebody who can adapt it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crm_desktop.store.bulk.runs import insert_run, is_run
from crm_desktop.store.unit_of_work import Work

#: Rows as tuples in the order of the columns named first.
Sheet = tuple[Sequence[str], Sequence[Sequence[Any]]]

#: Fewer rows are written as they are: to look at their columns costs more than it saves.
_WORTH_A_LOOK = 50


def insert_rows(work: Work, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows given as tuples of driver values in the order of `columns`."""
    marks, values = _bound(columns, rows)
    statement = f"insert into {table} ({', '.join(columns)}) values ({', '.join(marks)})"
    if is_run(table, columns, rows):
        insert_run(work, table, statement, (rows[0][0], rows[-1][0]), values)
    else:
        work.executemany(statement, values)


def _bound(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> tuple[list[str], Sequence[Sequence[Any]]]:
    """Return what stands for each column in the statement, and the rows of the values that are handed over."""
    if len(rows) < _WORTH_A_LOOK:
        return ["?"] * len(columns), rows
    marks: list[str] = []
    handed: list[Sequence[Any]] = []
    for column in zip(*rows, strict=True):
        mark, values = _told(column)
        marks.append(mark)
        if values is not None:
            handed.append(values)
    return marks, list(zip(*handed, strict=True))


def _told(column: Sequence[Any]) -> tuple[str, Sequence[Any] | None]:
    """Return what stands for a column, and its values unless that says it all."""
    if all(column):  # the usual case, found in a tenth of the time of counting
        return "?", column
    if any(column) and None not in column:
        return "?", column
    nothing, empty = column.count(None), column.count("")
    if nothing == len(column):
        return "null", None
    if empty == len(column):
        return "''", None
    if nothing and not empty:
        return "nullif(?, '')", ["" if value is None else value for value in column]
    return "?", column
