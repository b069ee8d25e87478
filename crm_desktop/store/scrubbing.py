"""Leaving in the file what its rows say and nothing besides, after an erasure: no rests between rows, no -wal.

SQLite overwrites what it deletes (`secure_delete`), but copies of rows that were moved from page to page can stay. So
the file is written anew, page by page, through a connection of its own: a large one by way of a file, since the memory
of a small machine would not hold it. Until that is done the file itself says that it is due, so that neither a kill nor
a full disk leaves anything behind for good: the program goes on with it at its next start.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from crm_desktop.base.errors import Cancelled
from crm_desktop.base.i18n import _
from crm_desktop.store import driver
from crm_desktop.store.keys import NO_KEYS, Keys
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work

#: The setting that says it is still to be done.
_DUE = "scrub_due"
#: Bytes up to which the file is written anew by way of memory.
_IN_MEMORY = 200_000_000
#: Instructions of SQLite between two looks at whether to go on, and about how many a page takes.
_STEPS, _STEPS_A_PAGE = 20_000, 110
PARTS = 100


def put_off(work: Work) -> None:
    """Note in the step that erases that the file is to be written anew."""
    work.execute("insert into setting (key, value) values (?, ?) on conflict (key) do nothing", (_DUE, "true"))


def is_due(reader: Reader) -> bool:
    """Whether the file is still to be written anew after an erasure."""
    return bool(reader.scalar("select 1 from setting where key = ?", (_DUE,)))


def scrub(
    path: Path,
    keys: Keys = NO_KEYS,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
    in_memory: int = _IN_MEMORY,
    patience_ms: int = driver.PATIENCE_MS,
) -> bool:
    """Write the file anew, and say whether nothing is left: else somebody still reads what was, and it stays due.

    No step may be open. Raises Cancelled where it was stopped, Refused where there is no room: it stays due then.
    """
    with driver.Plainly(), contextlib.closing(driver.connect_to_write(path, keys.fitting(path))) as connection:
        connection.execute(f"pragma busy_timeout={patience_ms:d}")
        # Samples of what indexes hold, among them names.
        if connection.execute("select 1 from sqlite_schema where name = 'sqlite_stat4'").fetchone():
            connection.execute("delete from sqlite_stat4")
        pages = int(connection.execute("pragma page_count").fetchone()[0])
        if pages * int(connection.execute("pragma page_size").fetchone()[0]) > in_memory:
            connection.execute("pragma temp_store=file")
        steps = 0

        def look() -> bool:
            """Tell how far it is; true stops it."""
            nonlocal steps
            steps += _STEPS
            progress(min(PARTS - 1, PARTS * steps // (pages * _STEPS_A_PAGE + 1)), PARTS)
            return cancelled()

        if cancelled():
            raise Cancelled(_("This was stopped."))
        connection.set_progress_handler(look, _STEPS)
        connection.execute("vacuum")
        connection.set_progress_handler(None, 0)
        busy = connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
        if not busy:
            connection.execute("delete from setting where key = ?", (_DUE,))
            busy = connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
        progress(PARTS, PARTS)
    return not busy
