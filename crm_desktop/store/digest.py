"""A fingerprint of the content, table by table: the same rows give the same digest, in whatever file they lie.

SQLite has no checksums of data: one changed letter is a sound page to it. What a backup held when it was made is
therefore written down beside it, and compared when it is verified and after it has been restored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from crm_desktop.store import driver
from crm_desktop.store.triggers import quoted

#: Worked out again from the others, and the order of hits changes without any change of content.
DERIVED = frozenset({"search_doc", "deal_summary"})

_PORTION = 500


class TableDigest(NamedTuple):
    """How many rows a table has, and the SHA-256 of them all in the order of their ids."""

    rows: int
    sha256: str


def of_file(connection: driver.Connection) -> dict[str, TableDigest]:
    """Return the digest of every table that holds content, by name."""
    return {table: of_table(connection, table) for table in tables(connection)}


def tables(connection: driver.Connection) -> list[str]:
    """Return the tables that hold content: all but the derived ones and the index's own."""
    rows = connection.execute(
        "select name from main.sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\'"
        " and name <> 'search' and name not like 'search\\_%' escape '\\' order by name"
    ).fetchall()
    return [row[0] for row in rows if row[0] not in DERIVED]


def of_table(connection: driver.Connection, table: str) -> TableDigest:
    """Return the digest of one table."""
    digest = hashlib.sha256()
    count = 0
    for rows in _portions(connection, table):
        # The text of Python's own values, without letters beyond ASCII: the same in every version of Python.
        digest.update(ascii(rows)[1:-1].encode())
        digest.update(b"\n")
        count += len(rows)
    return TableDigest(count, digest.hexdigest())


def _portions(connection: driver.Connection, table: str) -> Iterator[list[tuple[driver.Value, ...]]]:
    cursor = connection.execute(f"select * from {quoted(table)} order by rowid")
    try:
        while rows := cursor.fetchmany(_PORTION):
            yield [tuple(map(_short, row)) for row in rows] if table == "blob" else rows
    finally:
        cursor.close()


def _short(value: driver.Value) -> driver.Value:
    """Stand in for long bytes by their own digest; written out they would take four times their size."""
    return hashlib.sha256(value).digest() if isinstance(value, bytes) else value
