"""Has the text of files read in a process apart, so that no file can hang the program or bloat it."""

from __future__ import annotations

from typing import Self

from crm_desktop.domain.kinds import TextState
from crm_desktop.exchange.apart.client import Apart
from crm_desktop.exchange.file_text.gathering import LARGEST, FileText

#: Seconds after which reading is given up: of work, where the system can count it, and at any rate.
WORK, PATIENCE = 5.0, 20.0


class FileReader:
    """Reads one file after another, from one thread at a time; `close` it."""

    def __init__(self, *, patience: float = PATIENCE, apart: Apart | None = None) -> None:
        self._patience = patience
        self._apart = apart or Apart()

    def read(self, data: bytes, name: str) -> FileText:
        """Return the text of a file. One the process dies of, or is not done with in time, is not readable."""
        if len(data) > LARGEST:
            return FileText(TextState.LARGE)
        answer = self._apart.ask("text", data, patience=self._patience, seconds=WORK, name=name)
        if answer is None:
            return FileText(TextState.FAILED)
        return FileText(TextState(answer.word), answer.data.decode())

    def end(self) -> None:
        """End the process apart, from any thread; it starts anew with the next file."""
        self._apart.end()

    def close(self) -> None:
        """End the process apart and let go of it."""
        self._apart.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
