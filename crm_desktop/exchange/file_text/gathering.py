"""Gathers the text of a file up to a limit of letters and of time; readers stop when it says that it is enough."""

from __future__ import annotations

import time
from typing import NamedTuple

from crm_desktop.base.text import clean
from crm_desktop.domain.kinds import TextState

#: Bytes of a file that are read at most; larger ones are films and archives.
LARGEST = 50_000_000
#: Letters of a file that are kept: some 80 printed pages.
LETTERS = 250_000
#: Seconds of work a reader may go on gathering; what it has by then is kept.
SECONDS = 4.0


class FileText(NamedTuple):
    """What came of reading a file."""

    state: TextState
    text: str = ""


class NotReadable(Exception):  # noqa: N818 - said of the file, not of the program
    """A file that is damaged, locked, or larger inside than it pretends to be."""


class Gathering:
    """Pieces of text as they are found. `full` says that no more is wanted."""

    def __init__(self, *, letters: int = LETTERS, seconds: float = SECONDS) -> None:
        self._pieces: list[str] = []
        self._left = letters
        self._until = time.process_time() + seconds

    @property
    def full(self) -> bool:
        """Whether there are letters enough, or the time is over."""
        return self._left <= 0 or time.process_time() > self._until

    @property
    def left(self) -> int:
        """Letters that are still wanted."""
        return max(0, self._left)

    def add(self, piece: str) -> None:
        """Take a piece of text; what is too much is left out."""
        if self._left > 0 and piece:
            self._pieces.append(piece[: self._left])
            self._left -= len(piece)

    def result(self) -> FileText:
        """Return what was found, fit to be stored: no control signs, no blank lines in a row."""
        lines = (" ".join(line.split()) for line in clean("".join(self._pieces), lines=True).split("\n"))
        text = "\n".join(line for line in lines if line)
        return FileText(TextState.READ if text else TextState.NONE, text)
