"""Windows over the demo firm for tests of panes and of whole stories."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.app.compose import desk_over
from crm_desktop.base.settings import Settings
from crm_desktop.operations.demo.build import build_demo
from crm_desktop.store.database import Database
from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.commands.safe import Safe
from crm_desktop.ui.theme.theme import Theme
from crm_desktop.ui.window.frame import Window
from crm_desktop.ui.window.office import Office
from tests.builders import standing_clock

#: Turns of the event loop without anything asked after which nothing follows any more: an answer may be shown in the
#: next turn only, which asks for what is to be seen beside it, in the turn after that.
_QUIET_TURNS = 4


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="crm-desktop-demo-")


@cache
def demo_file() -> Path:
    """Return a file with the demo firm, made once for all tests; copy it before writing."""
    path = Path(_folder().name) / "demo.crm"
    with Database.create(path).writer(standing_clock) as writer:
        build_demo(writer)
        writer.tidy()
    return path


@dataclass
class Stage:
    """A window over a copy of the demo firm, and what tests ask of it."""

    window: Window
    desk: Desk
    reader: Reader
    qtbot: QtBot
    settings: Settings

    def settle(self) -> None:
        """Wait until every question and all work are answered and what came of it is seen."""
        quiet = 0
        while quiet < _QUIET_TURNS:
            self.qtbot.waitUntil(self.desk.is_idle, timeout=20_000)
            # A widget put into a layout is shown in the next turn only, and may ask something then.
            QApplication.processEvents()
            quiet = quiet + 1 if self.desk.is_idle() else 0

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something that is to happen."""
        self.qtbot.waitUntil(condition, timeout=20_000)

    def found(self, kind: str, text: str) -> int:
        """Return the id of a record by its words."""
        return find(self.reader, text=text, limit=1, kinds=(kind,))[0].id


@contextmanager
def opened(
    qtbot: QtBot, theme: Theme, folder: Path, *, size: tuple[int, int] = (1440, 900), source: Path | None = None
) -> Iterator[Stage]:
    """Open a window over a copy of the demo firm (or of another file) and put everything away afterwards."""
    path = folder / "firm.crm"
    shutil.copyfile(source or demo_file(), path)
    database = Database.open(path)
    desk = desk_over(database, standing_clock)
    stage = Stage(None, desk, database.reader(), qtbot, Settings(scheme="light"))  # type: ignore[arg-type]  # follows

    def change(wanted: Settings) -> None:
        stage.settings = wanted
        theme.follow(wanted)

    stage.window = Window(
        Office(
            safe=Safe(path, folder / "backups"),
            desk=desk,
            theme=theme,
            settings=lambda: stage.settings,
            change_settings=change,
            clock=standing_clock,
        )
    )
    stage.window.resize(*size)
    try:
        yield stage
    finally:
        stage.reader.close()
        stage.window.close()
        desk.close()
        stage.window.deleteLater()
