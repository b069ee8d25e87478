"""What a large change is going to write: new rows with ids given in advance, and changes of rows that are there.

Ids are given without gaps and rows written table by table, so that the journal needs one entry for a whole run of new
rows instead of one for each (reference: the store's own journal).
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeAlias

from crm_desktop.store.bulk.rows import insert_rows
from crm_desktop.store.unit_of_work import Work

#: Values of one row in the order of its table's columns, the id first.
Row: TypeAlias = tuple[Any, ...]


class Draft:
    """Rows for some tables, named with their columns in the order in which references allow them to be filled.

    Values are the driver's own: texts, numbers, None. `flush` writes everything so far, and the draft is empty again.
    """

    def __init__(self, work: Work, columns: Mapping[str, Sequence[str]]) -> None:
        self._work = work
        self._columns = columns
        self._next: dict[str, int] = {}
        self._changes: defaultdict[tuple[str, tuple[str, ...]], list[Row]] = defaultdict(list)
        #: New rows by table, with ids from `new_id`.
        self.rows: dict[str, list[Row]] = {table: [] for table in columns}
        #: New rows nobody refers to, without ids: `flush` numbers them.
        self.parts: dict[str, list[Row]] = {table: [] for table in columns}

    def coming_id(self, table: str) -> int:
        """Return the id the next new row of a table will have."""
        if table not in self._next:
            self._next[table] = last_id(self._work, table) + 1
        return self._next[table]

    def new_id(self, table: str) -> int:
        """Take the id of the next new row of a table; its row must be added before the next flush."""
        found = self.coming_id(table)
        self._next[table] = found + 1
        return found

    def add(self, table: str, *values: Any) -> int:
        """Add a row, its values in the order of the columns behind the id, and return its id."""
        row_id = self.new_id(table)
        self.rows[table].append((row_id, *values))
        return row_id

    def change(self, table: str, row_id: int, values: Mapping[str, Any]) -> None:
        """Set columns of a row that is in the database."""
        if values:
            self._changes[table, tuple(values)].append((*values.values(), row_id))

    def flush(self) -> None:
        """Write everything."""
        for table, rows in self.rows.items():
            if parts := self.parts[table]:
                first = self.coming_id(table)
                self._next[table] = first + len(parts)
                rows += [(row_id, *values) for row_id, values in enumerate(parts, first)]
                parts.clear()
            if rows:
                insert_rows(self._work, table, self._columns[table], rows)
                rows.clear()
        for (table, columns), changes in self._changes.items():
            settings = ", ".join(f'"{column}" = ?' for column in columns)
            self._work.executemany(f"update {table} set {settings} where id = ?", changes)
        self._changes.clear()


def last_id(work: Work, table: str) -> int:
    """Return the last id a table has given out, also to a row that is gone."""
    return int(work.read.scalar("select seq from sqlite_sequence where name = ?", (table,)) or 0)


def delete_rows(work: Work, table: str, ids: Collection[int]) -> None:
    """Delete rows; their parts go with them."""
    work.execute(f"delete from {table} where id in (select value from json_each(?))", (json.dumps(list(ids)),))


def new_uuids(count: int) -> list[str]:
    """Return random UUIDs (RFC 9562, version 4), a third of the time each that single ones take."""
    digits = os.urandom(16 * count).hex()
    found = []
    for start in range(0, 32 * count, 32):
        one = digits[start : start + 32]
        variant = "89ab"[int(one[16], 16) & 3]
        found.append(f"{one[:8]}-{one[8:12]}-4{one[13:16]}-{variant}{one[17:20]}-{one[20:]}")
    return found
