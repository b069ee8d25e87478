"""Every table of the file as plain rows, out and in again: what a complete export is made of.

Derived tables and the journal are not content. Bytes are left to the caller, who keeps them as files of their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from crm_desktop.store.bulk.drafts import last_id
from crm_desktop.store.bulk.rows import insert_rows
from crm_desktop.store.digest import DERIVED
from crm_desktop.store.reading import Reader
from crm_desktop.store.tables import metadata
from crm_desktop.store.unit_of_work import Work

#: Rows read at once.
PAGE = 1_000

_NOT_CONTENT = DERIVED | {"step", "change", "blob"}
#: A database that has rows here holds somebody's work.
_WORK = ("contact", "deal", "offer", "sale", "activity", "product", "lead", "campaign")


def tables() -> tuple[str, ...]:
    """Return the tables that hold content, those others refer to first."""
    return tuple(table.name for table in metadata.sorted_tables if table.name not in _NOT_CONTENT)


def columns(table: str) -> tuple[str, ...]:
    """Return the columns of a table."""
    return tuple(column.name for column in metadata.tables[table].columns)


class ColumnFacts(NamedTuple):
    """What a column is: its name, what kind of value it holds, whether it may be absent, and where it points to."""

    name: str
    kind: str
    optional: bool
    #: The table whose `id` it holds, "" for none.
    refers_to: str


def column_facts(table: str) -> list[ColumnFacts]:
    """Return what the columns of a table are."""
    return [
        ColumnFacts(
            column.name, column.type.__class__.__name__.lower(), bool(column.nullable),
            next((key.column.table.name for key in column.foreign_keys), ""),
        )
        for column in metadata.tables[table].columns
    ]  # fmt: skip


def rows(reader: Reader, table: str) -> Iterator[dict[str, Any]]:
    """Yield every row of a table as it is stored, by column, in the order of ids."""
    names = columns(table)
    listed = ", ".join(f'"{name}"' for name in names)
    last = 0
    while page := reader.rows(_values, f"select {listed} from {table} where id > ? order by id limit {PAGE}", (last,)):
        for row in page:
            yield dict(zip(names, row, strict=True))
        last = page[-1][0]


class KeptBytes(NamedTuple):
    """Something kept as bytes: under which id and SHA-256, whose it is, and what its file is called ("" for none)."""

    id: int
    sha256: str
    owner: str
    name: str


def kept_bytes(reader: Reader) -> list[KeptBytes]:
    """Return everything that is kept as bytes, each content once, with the first place it hangs at."""
    sql = """
        select b.id, b.sha256, coalesce(c.name, k.name, d.title, ''), coalesce(a.name, '')
        from blob b
          left join attachment a on a.id = (select min(id) from attachment where sha256 = b.sha256)
          left join contact c on c.id = a.contact_id
          left join contact k on k.id = (select contact_id from activity_contact where activity_id = a.activity_id
            order by id limit 1)
          left join deal d on d.id = a.deal_id
        order by b.id"""
    return reader.rows(KeptBytes, sql)


def put_bytes(work: Work, kept_id: int, content: bytes) -> None:
    """Keep some bytes under the id they had, inside an open step."""
    digest = hashlib.sha256(content).hexdigest()
    values = (kept_id, digest, len(content), content)
    work.execute("insert into blob (id, sha256, size, content) values (?, ?, ?, ?)", values)


def how_many(reader: Reader) -> int:
    """Return how many rows all tables hold together."""
    return sum(int(reader.scalar(f"select count(*) from {table}")) for table in tables())


def holds_work(reader: Reader) -> bool:
    """Whether anything was entered into the database beyond what it begins with."""
    return any(reader.scalar(f"select exists (select 1 from {table})") for table in _WORK)


def clear(work: Work) -> None:
    """Delete the content of every table, inside an open step; references are checked when it ends."""
    work.execute("pragma defer_foreign_keys = on")
    for table in reversed(tables()):
        work.execute(f"delete from {table}")
    work.execute("delete from blob")


def fill(work: Work, table: str, found: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of one table that all have the same columns; columns this version does not know are left out."""
    if not found:
        return
    names = [name for name in columns(table) if name in found[0]]
    insert_rows(work, table, [f'"{name}"' for name in names], [tuple(row[name] for name in names) for row in found])


def keep_counting(work: Work, counters: Mapping[str, int]) -> None:
    """Let no id be given out again that was given out in the database the rows come from."""
    for table, last in counters.items():
        if table in tables() and last > last_id(work, table):
            work.execute("update sqlite_sequence set seq = ? where name = ?", (last, table))


def counters(reader: Reader) -> dict[str, int]:
    """Return the last id given out in each table that holds content."""
    found = reader.rows(_values, "select name, seq from sqlite_sequence")
    return {name: last for name, last in found if name in tables()}


def _values(*values: Any) -> tuple[Any, ...]:
    return values
