"""Keeps the search index in step with the records: after each step, undo and redo, from what the journal says changed.

`search_doc` holds the words of each record, `search` (FTS5, content outside) the index over them. The index is written
in the order of ranks; out of order, each row would cost it a piece of its own on the disk (eight times slower).
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from crm_desktop.store import driver, search_affected, search_loading
from crm_desktop.store.journal import StepChanges
from crm_desktop.store.reading import Reader
from crm_desktop.store.search_documents import SOURCES, Source, documents, ranked_ids
from crm_desktop.store.search_ranks import BANDS, band, lowest
from crm_desktop.store.unit_of_work import Work

#: Merges the pieces of the index into one.
OPTIMIZE = "insert into search (search) values ('optimize')"
#: From how many documents on it is worth to merge the pieces at the end, and the settings of FTS5 for that, and usual.
_LARGE = 20_000
_NO_MERGING = {"automerge": 0, "crisismerge": 1_999}
_MERGING = {"automerge": 4, "crisismerge": 16}
#: Pages merged at a time, and the rows that are written where there was something to merge.
_PAGES = 1_000
_SOMETHING = 2
_FORGET = "delete from search_doc where kind = ? and ref in (select value from json_each(?))"
_FROM_DOCUMENTS = "insert into search (search) values ('rebuild')"
#: Documents made at a time.
_CHUNK = 10_000


class _Stored(NamedTuple):
    """A document as it lies in the file."""

    rank: int
    ref: int
    words: str


class _Write(NamedTuple):
    """A row of the index to be taken out (command "delete", with the words it had) or put in (no command)."""

    command: str | None
    rank: int
    words: str


class _Executes(Protocol):
    """A connection, or the step that is open on it."""

    def executemany(self, sql: str, rows: Iterable[Sequence[driver.Value]], /) -> object:
        """Execute a statement for each row."""


class Differences(NamedTuple):
    """How many documents of the index are not as the records say."""

    missing: int = 0
    left_over: int = 0
    outdated: int = 0


def refresh(connection: driver.Connection, changes: StepChanges) -> None:
    """Bring the documents of everything a step changed up to date, inside its transaction."""
    runs = search_loading.new_runs(connection, changes)
    gone = [run for run in search_loading.gone_runs(connection, changes) if _is_large(connection, run.last - run.first)]
    beyond: dict[str, list[tuple[int, int]]] = {}
    for run in (*runs, *gone):
        beyond.setdefault(run.source.kind, []).append((run.first, run.last))
    changed = search_affected.by(connection, changes, beyond=beyond)
    for source in _by_band():
        ids = changed.get(source.kind)
        if ids:
            _refresh_kind(connection, source, ids)
        for run in runs:
            if run.source is source:
                with _merged_at_the_end(connection, run.last - run.first):
                    search_loading.load(connection, run)
    for run in gone:
        search_loading.forget(connection, run)
    if gone:
        connection.execute(_FROM_DOCUMENTS)


def rebuild(connection: driver.Connection) -> None:
    """Make the whole index anew, inside an open transaction; ranks are then as the records' own dates say.

    Takes some five seconds for 100,000 contacts.
    """
    connection.execute("insert into search (search) values ('delete-all')")
    connection.execute("delete from search_doc")
    for source in _by_band():
        ids = ranked_ids(connection, source)
        free = band(source.kind)[1] + 1 - len(ids)
        for chunk in _chunks(ids):
            _write(connection, source, {}, documents(connection, source, chunk), ranks=_count_up(chunk, free))
            free += len(chunk)
    optimize(connection)


def renew(work: Work, kind: str, ids: Collection[int]) -> None:
    """Make the documents of these records anew, for what they say beyond the journal: the text of files."""
    source = next(source for source in SOURCES if source.kind == kind)
    if ids:
        work.derive(lambda connection: _refresh_kind(connection, source, ids))


def touch(work: Work, kind: str, ids: Sequence[int]) -> None:
    """Let these records, the latest last, come before all others of their kind; not journalled.

    Takes up to a quarter of a second when the index tidies up: collect touches, and write them when nobody waits.
    """
    latest_first = dict.fromkeys(reversed(ids))
    reader = work.read
    stored = _stored(reader, kind, latest_first)
    order = [ref for ref in latest_first if ref in stored]
    ranks = _count_up(order, lowest(reader, kind) - len(order))
    _write_index(
        work,
        [_Write("delete", stored[ref].rank, stored[ref].words) for ref in order]
        + [_Write(None, rank, stored[ref].words) for ref, rank in ranks.items()],
    )
    moves = [(rank, stored[ref].rank) for ref, rank in ranks.items()]
    work.executemany("update search_doc set rank = ? where rank = ?", moves)


def optimize(connection: driver.Connection) -> None:
    """Merge the pieces of the index into one, when nobody waits; half a second for 100,000 contacts."""
    connection.execute(OPTIMIZE)


def integrity(connection: driver.Connection) -> bool:
    """Whether the index holds exactly the words of its documents; asked inside an open transaction."""
    try:
        connection.execute("insert into search (search, rank) values ('integrity-check', 1)")
    except driver.Error as error:
        if getattr(error, "sqlite_errorname", "").startswith("SQLITE_CORRUPT"):
            return False
        raise
    return True


def differences(connection: driver.Connection) -> Differences:
    """Compare every document with what the records say now; a reading connection will do."""
    reader = Reader(connection)
    missing = left_over = outdated = 0
    for source in SOURCES:
        ids = ranked_ids(connection, source)
        for chunk in _chunks(ids):
            stored = _stored(reader, source.kind, chunk)
            missing += len(chunk) - len(stored)
            now = documents(connection, source, list(stored))
            outdated += sum(now.get(ref) != row.words for ref, row in stored.items())
        kept = connection.execute("select ref from search_doc where kind = ?", (source.kind,)).fetchall()
        left_over += len({row[0] for row in kept} - set(ids))
    return Differences(missing, left_over, outdated)


def _by_band() -> list[Source]:
    return sorted(SOURCES, key=lambda source: BANDS.index(source.kind))


def _refresh_kind(connection: driver.Connection, source: Source, ids: Collection[int]) -> None:
    """Take out what is gone, then write the others, best last: ranks count down from chunk to chunk."""
    reader = Reader(connection)
    present = ranked_ids(connection, source, ids)
    gone = set(ids).difference(present)
    if _is_large(connection, len(gone)):
        for chunk in _chunks(sorted(gone)):
            connection.execute(_FORGET, (source.kind, json.dumps(chunk)))
        connection.execute(_FROM_DOCUMENTS)
    else:
        for chunk in _chunks(sorted(gone)):
            _write(connection, source, _stored(reader, source.kind, chunk), {}, ranks={})
    with _merged_at_the_end(connection, len(present)):
        for chunk in reversed(list(_chunks(present))):
            stored = _stored(reader, source.kind, chunk)
            new = [ref for ref in chunk if ref not in stored]
            ranks = _count_up(new, lowest(reader, source.kind) - len(new)) if new else {}
            _write(connection, source, stored, documents(connection, source, chunk), ranks=ranks)


def _is_large(connection: driver.Connection, count: int) -> bool:
    """Whether so many documents are very many, and at least half of those there will be or were."""
    there = "select count(*) from (select 1 from search_doc limit ?)"
    return count >= _LARGE and int(connection.execute(there, (2 * count + 1,)).fetchone()[0]) <= 2 * count


@contextlib.contextmanager
def _merged_at_the_end(connection: driver.Connection, coming: int) -> Iterator[None]:
    """Let a load that is large beside what is there write its pieces side by side, and merge them once at the end.

    As ever, each word would be written again with every fourth piece, and that again with every sixteenth.
    """
    if not _is_large(connection, coming):
        yield
        return
    set_up = "insert into search (search, rank) values (?, ?)"
    connection.executemany(set_up, list(_NO_MERGING.items()))
    yield
    _merge_all(connection)
    connection.executemany(set_up, list(_MERGING.items()))


def _merge_all(connection: driver.Connection) -> None:
    """Do what `optimize` does, in portions after each of which the step can be stopped."""
    merge = "insert into search (search, rank) values ('merge', ?)"
    connection.execute(merge, (-_PAGES,))  # puts all pieces on one level
    written = -_PAGES
    while connection.total_changes - written >= _SOMETHING:
        written = connection.total_changes
        connection.execute(merge, (_PAGES,))


def _write(
    connection: driver.Connection,
    source: Source,
    stored: Mapping[int, _Stored],
    wanted: Mapping[int, str],
    *,
    ranks: Mapping[int, int],
) -> None:
    """Make the stored documents the wanted ones; those not stored yet get the given ranks."""
    gone = [row for ref, row in stored.items() if ref not in wanted]
    changed = [row for ref, row in stored.items() if wanted.get(ref, row.words) != row.words]
    new = [_Stored(rank, ref, wanted[ref]) for ref, rank in ranks.items() if ref in wanted]
    _write_index(
        connection,
        [_Write("delete", row.rank, row.words) for row in (*gone, *changed)]
        + [_Write(None, row.rank, wanted[row.ref]) for row in (*changed, *new)],
    )
    connection.executemany("delete from search_doc where rank = ?", [(row.rank,) for row in gone])
    connection.executemany(
        "update search_doc set words = ? where rank = ?", [(wanted[row.ref], row.rank) for row in changed]
    )
    connection.executemany(
        "insert into search_doc (rank, kind, ref, words) values (?, ?, ?, ?)",
        [(row.rank, source.kind, row.ref, row.words) for row in new],
    )


def _write_index(on: _Executes, writes: list[_Write]) -> None:
    """Write rows of the index in the order of their ranks."""
    if all(write.command is None for write in writes):
        rows = sorted((write.rank, write.words) for write in writes)
        on.executemany("insert into search (rowid, words) values (?, ?)", rows)
        return
    writes.sort(key=lambda write: (write.rank, write.command is None))
    on.executemany("insert into search (search, rowid, words) values (?, ?, ?)", writes)


def _stored(reader: Reader, kind: str, ids: Collection[int]) -> dict[int, _Stored]:
    sql = "select rank, ref, words from search_doc where kind = ? and ref in (select value from json_each(?))"
    return {row.ref: row for row in reader.rows(_Stored, sql, (kind, json.dumps(list(ids))))}


def _count_up(refs: Sequence[int], first: int) -> dict[int, int]:
    return {ref: first + place for place, ref in enumerate(refs)}


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
