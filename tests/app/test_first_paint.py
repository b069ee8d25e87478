"""What is loaded when the first list has been painted: nothing that only work, papers and forecasts need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crm_desktop.operations.demo.build import build_demo
from crm_desktop.store.database import Database
from tests.builders import standing_clock

_ROOT = Path(__file__).parents[2]
#: Each of these would be felt at every start.
_HEAVY = {
    "sqlalchemy", "alembic", "matplotlib", "reportlab", "scipy", "numpy", "PIL", "babel", "phonenumbers", "pikepdf",
    "asyncio", "importlib.metadata",
}  # fmt: skip
#: Records and the firm's long profile, of which the list of contacts needs the kinds and the name only.
_RECORDS = {
    "crm_desktop.domain.contacts", "crm_desktop.domain.history", "crm_desktop.domain.firm",
    "crm_desktop.domain.changes", "crm_desktop.store.queries.firm",
}  # fmt: skip


def loaded_at(first: str, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the modules loaded when the first list of a pane has just been painted."""
    folder = tmp_path_factory.mktemp("start")
    path = folder / "demo.crm"
    with Database.create(path).writer(standing_clock) as writer:
        build_demo(writer)
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.starts", first, str(path)],
        cwd=_ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "CRM_DESKTOP_HOME": str(folder / "home")},
        capture_output=True,
        text=True,
        timeout=100,
        check=True,
    )
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the modules loaded when the contacts of the demo firm have just been painted."""
    return loaded_at("program", tmp_path_factory)


def test_what_to_do_today_is_painted_before_anything_heavy_is_loaded(tmp_path_factory: pytest.TempPathFactory) -> None:
    loaded = loaded_at("today", tmp_path_factory)
    assert "crm_desktop.ui.panes.today.rows" in loaded
    assert not _HEAVY & loaded
    later = ("crm_desktop.engine", "crm_desktop.ui.panes.contacts", "crm_desktop.ui.panes.today.figures")
    assert not [name for name in loaded if name.startswith(later)]


def test_the_list_is_painted_before_anything_heavy_is_loaded(loaded: set[str]) -> None:
    assert "crm_desktop.ui.panes.contacts.listing" in loaded
    assert not (_HEAVY | _RECORDS) & loaded


def test_other_panes_and_the_command_line_are_loaded_when_they_are_asked_for(loaded: set[str]) -> None:
    later = ("crm_desktop.ui.panes.board", "crm_desktop.ui.panes.offers", "crm_desktop.documents", "crm_desktop.engine")
    assert not [name for name in loaded if name.startswith((*later, "crm_desktop.exchange", "crm_desktop.cli.moving"))]
