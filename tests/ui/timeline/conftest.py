"""A window over the demo firm for each test of the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.ui.theme.theme import Theme
from tests.ui.office import Stage, opened


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Stage]:
    """Return a window over a copy of the demo firm."""
    with opened(qtbot, theme, tmp_path) as found:
        yield found
