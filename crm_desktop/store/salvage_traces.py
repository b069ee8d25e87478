"""Traces of rows that are lost: what the indexes still say of them.

An index repeats some columns of each row, with its id. Several of them together often hold the whole of a small row; of
a large one they hold enough to say what it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TypeAlias

from crm_desktop.store import driver
from crm_desktop.store.salvage_pages import Pages, entries
from crm_desktop.store.salvage_shapes import shape_of
from crm_desktop.store.salvage_tables import TableEntry

#: Known values by column, by row id.
Traces: TypeAlias = "dict[int, dict[str, driver.Value]]"


def traces(
    connection: driver.Connection, pages: Pages, indexes: Iterable[TableEntry], table: str, known: Collection[int]
) -> Traces:
    """Return what the indexes of a table say of rows that are not known. The connection tells what each indexes."""
    shape = shape_of(table)
    checks = dict(zip(shape.columns, shape.checks, strict=True))
    found: Traces = defaultdict(dict)
    for index in indexes:
        columns = _columns(connection, index) if index.of == table else []
        if not columns:
            continue
        for *values, ref in entries(pages, index.root):
            if isinstance(ref, int) and ref > 0 and ref not in known and len(values) == len(columns):
                pairs = zip(columns, values, strict=True)
                found[ref] |= {name: value for name, value in pairs if name in checks and checks[name](value)}
    return {ref: {"id": ref, **values} for ref, values in found.items()}


def _columns(connection: driver.Connection, index: TableEntry) -> list[str]:
    """Return the columns of an index, which the new file has too; none where it has no such index."""
    made = connection.execute("select name from pragma_index_info(?) order by seqno", (index.name,)).fetchall()
    return [str(row[0]) for row in made]
