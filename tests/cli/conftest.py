"""What tests of the command line rely on: a system that speaks English, and a firm with a past."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm_desktop.operations.demo.build import build_demo
from crm_desktop.operations.firm.setup import start_firm
from crm_desktop.store.database import Database

#: The firm's history ends here: commands ask the real clock, and the day must lie behind any.
TODAY = datetime(2024, 11, 26, 8, 42, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the system speak English, and start in a folder of the test's own."""
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def demo_firm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo firm as of TODAY; tests only read it."""
    path = tmp_path_factory.mktemp("cli") / "demo.crm"
    with Database.create(path).writer(lambda: TODAY) as writer:
        build_demo(writer)
        writer.tidy()
    return path


@pytest.fixture
def busy_firm(demo_firm: Path, tmp_path: Path) -> Path:
    """Return a copy of the demo firm to write to."""
    return Path(shutil.copyfile(demo_firm, tmp_path / "busy.crm"))


@pytest.fixture
def firm(database: Database) -> Path:
    """Return a new firm without a customer."""
    with database.writer(lambda: TODAY) as writer:
        start_firm(writer, language="en")
    return database.path
