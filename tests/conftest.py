"""What every test relies on: no window on a real screen, English texts, folders of the test's own."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

import pytest

from crm_desktop.base import i18n

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give each test folders of its own and the English language, and take both back afterwards."""
    monkeypatch.setenv("CRM_DESKTOP_HOME", str(tmp_path / "home"))
    i18n.speak("en")
    yield
    i18n.speak("en")
