"""Reads the text of files for the search while nobody waits: those that came, one after another, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from crm_desktop.operations.history.file_reader import FileReader
from crm_desktop.operations.history.file_texts import NewText, keep_text, read_next

if TYPE_CHECKING:
    from crm_desktop.base.errors import CrmError
    from crm_desktop.ui.background.desk import Desk, Told

#: Milliseconds after the start, or after files came: whoever has just added one goes on working.
_REST = 1_500


class FileReading(QObject):
    """Works on a lane of its own, through the desk of one file. `stop` before the desk is closed, `close` after it."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reader = FileReader()
        self._reads = self._stopped = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.begin)
        desk.changed.connect(self._hear)
        self._rest.start()

    def begin(self) -> None:
        """Read what has not been read."""
        if not self._reads and not self._stopped:
            self._reads = True
            self._next()

    def stop(self) -> None:
        """Read no more, and do not wait for what is being read."""
        self._stopped = True
        self._rest.stop()
        self._desk.forget(self)
        self._reader.end()

    def close(self) -> None:
        """Let go of everything, after the desk has been closed."""
        self._reader.close()

    def _hear(self, told: Told) -> None:
        if told.outcome.changes.touch("attachment"):
            self._rest.start()

    def _next(self) -> None:
        self._desk.ask(
            read_next, read=self._reader.read, then=self._keep, failed=self._give_up, asker=self, topic="next",
            lane="texts",
        )  # fmt: skip

    def _keep(self, new: NewText | None) -> None:
        if new is None or self._stopped:
            self._reads = False
            if not self._stopped:
                self._reader.close()
            return
        self._desk.do(keep_text, new=new, then=lambda _kept: self._next(), failed=self._give_up)

    def _give_up(self, _error: CrmError) -> None:
        """Leave the rest for the next time: somebody else may be writing, or the file may have gone."""
        self._reads = False
        if not self._stopped:
            self._reader.close()
