"""What the one writing connection is given when it opens: its triggers, and what follows each step."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from crm_desktop.store import activity_sums, driver, kept_sums, search_index, summaries, triggers
from crm_desktop.store.keys import NO_KEYS, Keys
from crm_desktop.store.mapping import map_all
from crm_desktop.store.tables import JOURNALLED, metadata
from crm_desktop.store.unit_of_work import Writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crm_desktop.base.times import Clock
    from crm_desktop.store.unit_of_work import Follow


def open_writer(
    path: Path,
    clock: Clock,
    *,
    follow: Follow | None = None,
    release: Callable[[], None] = lambda: None,
    keys: Keys = NO_KEYS,
) -> Writer:
    """Open the file's one writer on the calling thread; `release` is called when it closes."""
    with driver.Plainly():
        connection = driver.connect_to_write(path, keys.fitting(path))
        return over(connection, clock, follow=follow, release=release, keys=keys)


def over(
    connection: driver.Connection,
    clock: Clock,
    *,
    follow: Follow | None = None,
    release: Callable[[], None] = lambda: None,
    keys: Keys = NO_KEYS,
) -> Writer:
    """Make a writing connection record its changes and keep derived data in step, and return its writer.

    `follow` goes on in each step with what others have begun: the rules of the file.
    """
    with contextlib.ExitStack() as otherwise:
        otherwise.callback(connection.close)
        map_all()  # before the first entity is made: one made earlier could not be saved
        triggers.install(connection, journalled_tables())
        summaries.install(connection)
        activity_sums.install(connection)
        kept_sums.install(connection)
        writer = Writer(connection, clock, derived=(search_index.refresh,), follow=follow, release=release, keys=keys)
        otherwise.pop_all()
    return writer


def journalled_tables() -> list[triggers.Journalled]:
    """Return the tables whose changes can be undone, from the schema."""
    return [
        triggers.Journalled(name, tuple(column.name for column in metadata.tables[name].columns))
        for name in sorted(JOURNALLED)
    ]
