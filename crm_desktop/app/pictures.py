"""Pictures of the program: a window is brought to a view, waits until nothing is left to do, and is drawn."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.app.compose import Preferences, desk_over
from crm_desktop.base.times import Clock
from crm_desktop.store.database import Database
from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.commands.safe import Safe
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.first_run.pane import FirstRun
from crm_desktop.ui.window.frame import Window
from crm_desktop.ui.window.office import Office
from crm_desktop.ui.window.plan import PLANS

SIZE = (1440, 900)
#: The smallest window that large type is promised for.
SMALL = (1280, 800)
#: Seconds a view may take until it is quiet, and for how long it must have been quiet.
_PATIENCE, _QUIET = 60.0, 0.35


@dataclass(frozen=True)
class Stage:
    """What a view is arranged on: the window, and where things are found in the demo firm."""

    window: Window
    reader: Reader

    def found(self, kind: str, text: str) -> int:
        """Return the id of a record by its words."""
        return find(self.reader, text=text, limit=1, kinds=(kind,))[0].id


class Studio:
    """One window over the demo firm. Its own writer stays closed: pictures change nothing."""

    def __init__(self, path: Path, chosen: Preferences, clock: Callable[[], datetime]) -> None:
        database = Database.open(path)
        self._desk = desk_over(database, clock)
        self.window = Window(_office(database, self._desk, chosen, clock))
        self.window.resize(*SIZE)
        self.window.count_waiting()
        self._stage = Stage(self.window, database.reader())

    def take(self, target: Path, arrange: Callable[[Stage], QWidget | None], size: tuple[int, int] = SIZE) -> None:
        """Arrange a view and write its picture as PNG."""
        other = arrange(self._stage)
        shown = other or self.window
        shown.resize(*size)
        shown.show()
        self._wait()
        shown.grab().save(str(target), "PNG")
        if other is not None:
            other.close()
            other.deleteLater()

    def close(self) -> None:
        """Put everything away."""
        self._stage.reader.close()
        self.window.close()
        self._desk.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _wait(self) -> None:
        """Process events until every question is answered and has stayed so for a moment."""
        until, quiet_since = time.monotonic() + _PATIENCE, None
        while time.monotonic() < until:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if not self._desk.is_idle():
                quiet_since = None
            elif quiet_since is None:
                quiet_since = time.monotonic()
            elif time.monotonic() - quiet_since > _QUIET:
                return


def _office(database: Database, desk: Desk, chosen: Preferences, clock: Clock) -> Office:
    return Office(
        safe=Safe(database.path, database.path.parent),
        desk=desk,
        theme=chosen.theme,
        settings=lambda: chosen.now,
        change_settings=chosen.change,
        clock=clock,
    )


def _contact(stage: Stage) -> None:
    stage.window.go(Place("contacts", "contact", stage.found("contact", "Miriam Kessler")))


def _offer(stage: Stage) -> None:
    stage.window.go(Place("offers", "offer", stage.found("offer", "Lobby-Umbau")))


def _palette(stage: Stage) -> None:
    _contact(stage)
    stage.window.search("kess")


def _first_run(_stage: Stage) -> QWidget:
    return FirstRun(Path("Documents") / "My firm.crm")


def _pane(name: str, intent: str = "") -> Callable[[Stage], None]:
    return lambda stage: stage.window.go(Place(name, intent=intent))


VIEWS: dict[str, Callable[[Stage], QWidget | None]] = {
    "first-run": _first_run,
    "contacts": _contact,
    "pipeline": _pane("board"),
    "offers": _pane("offers"),
    "offer": _offer,
    "forecast": _pane("forecast"),
    "settings": _pane("settings", "look"),
    "firm": _pane("settings", "firm"),
    "search": _palette,
}
#: Panes that are shown as they open; a pane that comes to the rail is in the pictures at once.
VIEWS |= {plan.name: _pane(plan.name) for plan in PLANS if plan.name not in (*VIEWS, "board")}
