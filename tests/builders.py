"""Makes what tests need to begin with: databases and a clock that stands still."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from crm_desktop.store.database import Database

#: A Tuesday morning at 9:42 in Berlin.
NOW = datetime(2026, 11, 24, 8, 42, tzinfo=UTC)


def standing_clock() -> datetime:
    """Return the same instant whenever asked."""
    return NOW


def fresh_database(path: Path) -> Database:
    """Return a new, empty database: a copy of one made once, since making one takes longer than most tests."""
    shutil.copyfile(_empty_file(), path)
    return Database.open(path)


@cache
def _template_folder() -> TemporaryDirectory[str]:
    """Return a folder that goes with the process."""
    return TemporaryDirectory(prefix="crm-desktop-tests-")


@cache
def _empty_file() -> Path:
    path = Path(_template_folder().name) / "empty.crm"
    Database.create(path)
    return path
