"""Who follows an import: told how far it is, and asked whether to stop, also while indexes and search are made."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from crm_desktop.base.errors import Cancelled
from crm_desktop.base.i18n import _
from crm_desktop.store.unit_of_work import Work

#: Seconds between two tellings while the end is made.
_PAUSE: Final = 0.1
#: Rows the database writes at the end for each new contact, about: its document, and the pieces of the index.
_WRITTEN_EACH: Final = 2


@dataclass(frozen=True)
class Watch:
    """Who follows an import and may stop it; called between batches, on the thread that writes."""

    progress: Callable[[int, int], None] = lambda _done, _all: None
    cancelled: Callable[[], bool] = lambda: False
    #: Called once before anything is written; makes a backup.
    before: Callable[[], object] = lambda: None


class Following:
    """Tells a watch how far an import of `expected` rows is; of a large one, half of the way is what follows them."""

    def __init__(self, work: Work, watch: Watch, expected: int, *, is_large: bool) -> None:
        self._work, self._watch = work, watch
        self._expected, self._is_large = expected, is_large
        self._done = 0
        self._written: int | None = None
        self._told = 0.0
        if is_large:
            work.stop_when(self._look)

    def check(self) -> None:
        """Raise Cancelled where the import is to be stopped."""
        if self._watch.cancelled():
            raise Cancelled(_("The import was stopped; nothing was kept."))

    def tell(self, done: int) -> None:
        """Say how many rows have been taken."""
        self._done = done
        self._watch.progress(done, self._whole())

    def end_begins(self) -> None:
        """Note that all rows have been taken: indexes and search follow."""
        self._written = self._work.written if self._is_large else None

    def _whole(self) -> int:
        rows = max(self._done, self._expected)
        return 2 * rows if self._is_large else rows

    def _look(self) -> bool:
        """Tell how far the end is, now and then; true stops it."""
        if self._written is not None and time.monotonic() - self._told >= _PAUSE:
            self._told = time.monotonic()
            written = (self._work.written - self._written) // _WRITTEN_EACH
            self._watch.progress(self._done + min(written, self._done), self._whole())
        return self._watch.cancelled()
