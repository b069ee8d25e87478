"""What tests of the window rely on: one theme, nothing left behind, no drawing that failed in silence."""

from __future__ import annotations

import gc
import logging
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.base.settings import Settings
from crm_desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Explicit, because the offscreen platform knows no colour scheme.
PLAIN = Settings(scheme="light")


@pytest.fixture(scope="session")
def session_theme(qapp: QApplication) -> Iterator[Theme]:
    """One theme for all tests, as the program has one; nothing of Python's stays on the clipboard after them."""
    yield Theme(qapp, PLAIN)
    QApplication.clipboard().clear()


@pytest.fixture
def theme(session_theme: Theme) -> Iterator[Theme]:
    """The theme, for tests that change settings; it is light and plain again afterwards."""
    yield session_theme
    session_theme.follow(PLAIN)


@pytest.fixture(autouse=True)
def nothing_left_behind(session_theme: Theme, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that leaves a window or a thread behind, or in which the style could not draw something."""
    windows = set(map(id, QApplication.topLevelWidgets()))
    threads = set(threading.enumerate())
    yield
    # Qt takes the keys of the last event sent to it for those held down now.
    QTest.keyRelease(QWidget(), Qt.Key.Key_Control)
    settle()
    left = [widget for widget in QApplication.topLevelWidgets() if id(widget) not in windows]
    running = [thread.name for thread in threading.enumerate() if thread not in threads and not thread.daemon]
    failed = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert not [f"{type(widget).__name__} {widget.objectName()}" for widget in left]
    assert not running
    assert not failed


def settle() -> None:
    """Delete what asked to be deleted; processing events alone does not."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        QCoreApplication.processEvents()
