"""An entrance to the program with folders of the test's own, and everything put away afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.app import compose
from crm_desktop.app.start import Entrance
from crm_desktop.base.paths import Places, places
from crm_desktop.base.settings import Settings
from tests.app.visit import Visit
from tests.builders import standing_clock


@pytest.fixture
def folders(tmp_path: Path) -> Places:
    """Return the program's folders, below the test's own."""
    return places().make()


@pytest.fixture
def visit(qtbot: QtBot, qapp: QApplication, folders: Places) -> Iterator[Visit]:
    """Return somebody who starts the program in this process; every window is closed afterwards."""
    compose.application(folders, [])
    chosen = compose.preferences(qapp, folders, "en", Settings(scheme="light"))
    entrance = Entrance(qapp, folders, chosen, standing_clock)
    yield Visit(entrance, qtbot, folders)
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    entrance.deleteLater()
    QSettings().sync()
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        QCoreApplication.processEvents()
