"""What every test relies on: no window on a real screen, English texts, folders of the test's own."""

from __future__ import annotations

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from crm_desktop.base import i18n
from tests.builders import fresh_database, standing_clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crm_desktop.store.database import Database
    from crm_desktop.store.reading import Reader
    from crm_desktop.store.unit_of_work import Writer


# The same examples in each run, so that a change is judged by what it changes, and few of them; HYPOTHESIS_PROFILE=many
# looks at more (with the slow tests), HYPOTHESIS_PROFILE=default explores.
settings.register_profile("same", derandomize=True, deadline=None, max_examples=40)
settings.register_profile("many", derandomize=True, deadline=None, max_examples=100)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(autouse=True)
def own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give each test folders of its own and the English language, and take both back afterwards."""
    # What there is before a test stays; to look through all of it for garbage took half the time of all tests.
    gc.freeze()
    monkeypatch.setenv("CRM_DESKTOP_HOME", str(tmp_path / "home"))
    i18n.speak("en")
    yield
    i18n.speak("en")


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Return a new, empty database."""
    return fresh_database(tmp_path / "firm.crm")


@pytest.fixture
def writer(database: Database) -> Iterator[Writer]:
    """Return its writer, whose clock stands still at 2026-11-24T08:42:00Z."""
    with database.writer(standing_clock) as opened:
        yield opened


@pytest.fixture
def reader(database: Database) -> Iterator[Reader]:
    """Return a reader of the same database."""
    with database.reader() as opened:
        yield opened
