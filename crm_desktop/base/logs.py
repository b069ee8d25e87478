"""The log: a rotating file with what the program did and what failed, and never with personal data (ids only)."""

from __future__ import annotations

import faulthandler
import logging
from pathlib import Path

LOG_NAME = "crm-desktop.log"
CRASH_NAME = "crash.log"


def start_log(folder: Path) -> logging.Logger:
    """Write the program's log to a folder, three files of 1 MB at most, and stack traces of crashes beside it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    log = logging.getLogger("crm_desktop")
    log.setLevel(logging.INFO)
    if not log.handlers:
        handler = _LateFile(folder / LOG_NAME)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        log.addHandler(handler)
    return log


class _LateFile(logging.Handler):
    """Writes to a rotating file, opened, and its library loaded, with the first line."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line."""
        if self._file is None:
            from logging.handlers import RotatingFileHandler  # noqa: PLC0415

            self._file = RotatingFileHandler(self._path, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
            self._file.setFormatter(self.formatter)
        self._file.emit(record)

    def close(self) -> None:
        """Close the file if it was opened."""
        if self._file is not None:
            self._file.close()
        super().close()


def catch_crashes(folder: Path) -> None:
    """Write the stacks of all threads to a file when the process dies of a fault."""
    faulthandler.enable((folder / CRASH_NAME).open("a", encoding="utf-8"))
