"""The log: a rotating file with what the program did and what failed, and never with personal data (ids only)."""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
from pathlib import Path

LOG_NAME = "crm-desktop.log"
CRASH_NAME = "crash.log"


def start_log(folder: Path) -> logging.Logger:
    """Write the program's log to a folder, three files of 1 MB at most, and stack traces of crashes beside it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    log = logging.getLogger("crm_desktop")
    log.setLevel(logging.INFO)
    if not log.handlers:
        handler = logging.handlers.RotatingFileHandler(
            folder / LOG_NAME, maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        log.addHandler(handler)
    return log


def catch_crashes(folder: Path) -> None:
    """Write the stacks of all threads to a file when the process dies of a fault."""
    faulthandler.enable((folder / CRASH_NAME).open("a", encoding="utf-8"))
