"""Reading: one read-only connection for one thread, plain SQL in, frozen rows out.

Nothing of SQLAlchemy is here: the first list is painted before it is imported, and a row costs half without it. Rows
are fetched in portions, so that the window's thread gets its turn in between (fetching 30,000 rows at once held it for
55 ms), and lists are read to their end: an unfinished cursor stops the file from being tidied up.
"""

from __future__ import annotations

import contextlib
from array import array
from typing import TYPE_CHECKING, Any, Self, TypeAlias, TypeVar

from crm_desktop.store import driver
from crm_desktop.store.keys import NO_KEYS, Keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

R = TypeVar("R")

#: Rows fetched at a time.
PORTION = 500

Parameters: TypeAlias = "Sequence[driver.Value] | Mapping[str, driver.Value]"


class Reader:
    """Asks questions of the database. Belongs to the thread it was opened on; only `interrupt` may come from others."""

    def __init__(self, connection: driver.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: Path, keys: Keys = NO_KEYS) -> Reader:
        """Open a file for reading; it cannot be changed through this reader. Raises Locked where it needs a key."""
        with driver.Plainly():
            return cls(driver.connect_to_read(path, keys.fitting(path)))

    def rows(self, make: Callable[..., R], sql: str, params: Parameters = ()) -> list[R]:
        """Return one object per row; `make` takes the columns in order (a NamedTuple, a function)."""
        # A NamedTuple is made from a whole row at once in half the time.
        whole: Callable[[Any], R] | None = getattr(make, "_make", None)
        found: list[R] = []
        for portion in self._portions(sql, params):
            found += map(whole, portion) if whole is not None else [make(*row) for row in portion]
        return found

    def row(self, make: Callable[..., R], sql: str, params: Parameters = ()) -> R | None:
        """Return the first row, or None where there is none."""
        first = self._first(sql, params)
        return None if first is None else make(*first)

    def scalar(self, sql: str, params: Parameters = ()) -> Any:
        """Return the first column of the first row, or None where there is none."""
        first = self._first(sql, params)
        return None if first is None else first[0]

    def ids(self, sql: str, params: Parameters = ()) -> array[int]:
        """Return the first column of all rows as whole numbers, 8 bytes each; for lists of millions."""
        found = array("q")
        for portion in self._portions(sql, params):
            found.extend([row[0] for row in portion])
        return found

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let several questions see one and the same state, whatever is written meanwhile. Keep it short."""
        if self._connection.in_transaction:  # a step is open: its own state is the one to see
            yield
            return
        with driver.Plainly():
            self._connection.execute("begin")
            try:
                yield
            finally:
                self._connection.execute("rollback")

    def data_version(self) -> int:
        """Return a number that changes when another connection, of this or another program, has written."""
        return int(self.scalar("pragma data_version"))

    def interrupt(self) -> None:
        """Stop the question now running, from any thread; it raises Cancelled. Harmless when none is."""
        self._connection.interrupt()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _portions(self, sql: str, params: Parameters) -> Iterator[list[Any]]:
        with driver.Plainly():
            cursor = self._connection.execute(sql, params)
            try:
                while portion := cursor.fetchmany(PORTION):
                    yield portion
            finally:
                cursor.close()

    def _first(self, sql: str, params: Parameters) -> Any:
        with driver.Plainly():
            cursor = self._connection.execute(sql, params)
            try:
                return cursor.fetchone()
            finally:
                cursor.close()
