"""Documents of very many records at once: new ones written in the order of their ranks, those of others forgotten.

Record by record, an import of a million contacts, and its undo, would keep a million ids several times over, and the
import would write the index in pieces that have to be merged.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.store.journal import Op
from crm_desktop.store.reading import Reader
from crm_desktop.store.search_documents import SOURCES, Source, documents
from crm_desktop.store.search_ranks import lowest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crm_desktop.store import driver
    from crm_desktop.store.journal import StepChanges

#: From how many records of a kind on.
LEAST = 20_000
#: Documents made at a time.
_CHUNK = 2_000


class Run(NamedTuple):
    """Records of a kind: new ones, of which none has a document yet, or such as are all gone."""

    source: Source
    first: int
    last: int


def new_runs(connection: driver.Connection, changes: StepChanges) -> list[Run]:
    """Return the large runs of new records among what a step changed."""
    reader = Reader(connection)
    sql = "select 1 from search_doc where kind = ? and ref between ? and ? limit 1"
    return [run for run in _large_runs(changes, Op.INSERT) if reader.scalar(sql, (run.source.kind, *run[1:])) is None]


def gone_runs(connection: driver.Connection, changes: StepChanges) -> list[Run]:
    """Return the large runs of records a step deleted, of which none is there any more."""
    reader = Reader(connection)
    sql = "select 1 from {} where id between ? and ? limit 1"
    return [
        run for run in _large_runs(changes, Op.DELETE) if reader.scalar(sql.format(run.source.kind), run[1:]) is None
    ]


def forget(connection: driver.Connection, run: Run) -> None:
    """Delete the documents of a run; the index over them is to be made anew."""
    connection.execute("delete from search_doc where kind = ? and ref between ? and ?", (run.source.kind, *run[1:]))


def load(connection: driver.Connection, run: Run) -> None:
    """Write the documents of a run, best last in the band as they come first in a list, and index them."""
    reader, source = Reader(connection), run.source
    where = f"from {source.kind} where {source.where} and id between ? and ?"
    count = int(reader.scalar(f"select count(*) {where}", run[1:]))
    rank = first = lowest(reader, source.kind) - count
    for chunk in _chunks(_ranked(reader, run, where)):
        made = documents(connection, source, chunk)
        connection.executemany(
            "insert into search_doc (rank, kind, ref, words) values (?, ?, ?, ?)",
            [(at, source.kind, ref, made[ref]) for at, ref in enumerate(chunk, rank)],
        )
        connection.execute(
            "insert into search (rowid, words) select rank, words from search_doc"
            " where rank between ? and ? order by rank",
            (rank, rank + len(chunk) - 1),
        )
        rank += len(chunk)
    if rank != first + count:
        raise RuntimeError("records came or went while their documents were made")


def _large_runs(changes: StepChanges, op: Op) -> list[Run]:
    counts = Counter[str]()
    for entry in changes.entries:
        if entry.op == op:
            counts[entry.kind] += entry.until_id - entry.row_id + 1
    return [
        Run(source, first, last)
        for source in SOURCES
        if counts[source.kind] > LEAST
        for first, last in changes.spans(op, source.kind)
        if last - first >= LEAST
    ]


def _ranked(reader: Reader, run: Run, where: str) -> Iterable[int]:
    """Return the ids of a run that can be found, best first, eight bytes each."""
    touched = reader.scalar(f"select 1 {where} and not ({run.source.untouched}) limit 1", run[1:])
    return reader.ids(f"select id {where} order by {run.source.order if touched else 'id'}", run[1:])


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
