"""One piece of work on a thread of its own while there is no desk: trying a password, writing a file anew."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from crm_desktop.base.errors import CrmError
from crm_desktop.ui.background.courier import Courier
from crm_desktop.ui.background.lane import Job, Lane, Ticket


class Errand(QObject):
    """`run(work, then, failed)`; answers come on the window's thread. `stop()` asks the work to end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier = Courier(self)
        self._lane: Lane[None] = Lane("errand", self._courier.deliver, lambda: None)
        self._stop = threading.Event()
        self._ticket = Ticket(1)

    def run(self, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[CrmError], None]) -> None:
        """Do the work, then tell what came of it, and end."""

        def done(answer: Any) -> None:
            self._end()
            then(answer)

        def fail(error: CrmError) -> None:
            self._end()
            failed(error)

        self._lane.put(Job(self._ticket, lambda _own: work(), done, fail))

    def deliver(self, call: Callable[[], None]) -> None:
        """Have a call made on the window's thread, from the work."""
        self._courier.deliver(call)

    def stop(self) -> None:
        """Ask the work to end; it says whether it did."""
        self._stop.set()

    def stopped(self) -> bool:
        """Whether the work is to end."""
        return self._stop.is_set()

    def _end(self) -> None:
        self._lane.close()
        self.deleteLater()
