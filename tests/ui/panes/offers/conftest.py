"""A new offer, open in the editor of a window over the demo firm."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.ui.commands import mailing
from tests.ui.office import Stage
from tests.ui.panes.offers.writing import Writing


@pytest.fixture(autouse=True)
def opened_files(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the files other programs were asked to open; none of them opens in a test."""
    found: list[Path] = []

    def note(path: Path) -> bool:
        found.append(path)
        return True

    monkeypatch.setattr(mailing, "show", note)
    monkeypatch.setattr(mailing, "has_mail_program", lambda: True)
    return found


@pytest.fixture
def writing(stage: Stage) -> Writing:
    """Return a new offer, open and empty."""
    return Writing(stage)
