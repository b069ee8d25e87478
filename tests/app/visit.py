"""Somebody who starts the program: what is to be seen, and waiting for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.app.session import Session
from crm_desktop.app.start import Entrance
from crm_desktop.base.paths import Places

Page = TypeVar("Page", bound=QWidget)


@dataclass(frozen=True)
class Visit:
    """One start of the program."""

    entrance: Entrance
    qtbot: QtBot
    folders: Places

    @property
    def session(self) -> Session:
        """The session that is open."""
        assert self.entrance.session is not None
        return self.entrance.session

    def seen(self, kind: type[Page]) -> Page:
        """Return the one page of a kind that is to be seen."""
        (page,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
        return page

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something that is to happen."""
        self.qtbot.waitUntil(condition, timeout=20_000)

    def settle(self) -> None:
        """Wait until the session's window has nothing left to do."""
        self.until(self.session.desk.is_idle)
