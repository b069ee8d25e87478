"""A fingerprint of the content, table by table: the same rows give the same digest, in whatever file they lie.

SQLite has no checksums of data: one changed letter is a sound page to it. What a backup held when it was made is
therefore written down beside it, and compared when it is verified and after it has been restored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from crm_desktop.store import driver, kept_sums
from crm_desktop.store.triggers import quoted

#: Worked out again from the others, and the order of hits changes without any change of content.
DERIVED = frozenset({"search_doc", "blob_text", "deal_summary", "activity_sum"}) | kept_sums.TABLES


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
    columns = connection.execute("select name, type from pragma_table_info(?) order by cid", (table,)).fetchall()
    bytes_in = [name for name, kind in columns if kind == "BLOB"]
    # SQLite writes a row as JSON in a tenth of the time it takes to make Python's own values of it.
    pieces = ", ".join(f"length({quoted(name)})" if name in bytes_in else _without_bytes(name) for name, _ in columns)
    digest = hashlib.sha256()
    count = 0
    for rows in _portions(connection, f"select json_array({pieces}) from {quoted(table)} order by rowid"):
        digest.update("\n".join(row[0] for row in rows).encode("utf-8", "surrogatepass") + b"\n")
        count += len(rows)
    for name in bytes_in:
        for rows in _portions(connection, f"select {quoted(name)} from {quoted(table)} order by rowid", portion=1):
            digest.update(rows[0][0] or b"")
    return TableDigest(count, digest.hexdigest())


def _without_bytes(column: str) -> str:
    """Return SQL for a value as JSON can hold it; bytes where none belong are another program's."""
    name = quoted(column)
    return f"iif(typeof({name}) = 'blob', hex({name}), {name})"


def _portions(connection: driver.Connection, sql: str, *, portion: int = 500) -> Iterator[list[tuple[Any, ...]]]:
    cursor = connection.execute(sql)
    try:
        while rows := cursor.fetchmany(portion):
            yield rows
    finally:
        cursor.close()
