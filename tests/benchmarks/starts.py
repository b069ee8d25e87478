"""Starts to be watched from outside, each in a process of its own that ends with the first paint of a list.

    python -m tests.benchmarks.starts program FILE    the program on a database, up to its list of contacts
    python -m tests.benchmarks.starts today FILE      the program on a database, up to what there is to do today
    python -m tests.benchmarks.starts empty           a window with one table without rows

Both print the names of the modules that are loaded at that moment.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView, QWidget

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence


class Finish(QObject):
    """Ends the process when all of some widgets that are visible have been painted while they are filled."""

    def __init__(self, watched: Sequence[QWidget], is_filled: Callable[[], bool]) -> None:
        super().__init__(watched[0])
        self._watched, self._is_filled = watched, is_filled
        self._painted: set[int] = set()
        for widget in watched:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Have the paint done, say what is loaded, and leave without tidying up."""
        if event.type() != QEvent.Type.Paint or not self._is_filled():
            return False
        watched.removeEventFilter(self)
        QApplication.sendEvent(watched, event)
        self._painted.add(id(watched))
        if all(id(widget) in self._painted for widget in self._watched if not widget.visibleRegion().isEmpty()):
            sys.stdout.write("\n".join(sys.modules))
            sys.stdout.flush()
            os._exit(0)
        return True


def show_program(path: str, pane: str = "contacts") -> int:
    """Start the program as its own command does, in one of its panes."""
    from functools import partial  # noqa: PLC0415 - the empty window must not pay for it

    from crm_desktop.__main__ import quickly  # noqa: PLC0415 - the empty window must not pay for it
    from crm_desktop.cli.main import run  # noqa: PLC0415

    return run(["--database", path], {"": quickly(partial(_open, pane))})


def _open(name: str, options: Namespace) -> int:
    from pathlib import Path  # noqa: PLC0415

    from crm_desktop.app.start import doorway  # noqa: PLC0415
    from crm_desktop.ui.commands.workplace import Place  # noqa: PLC0415

    app, entrance = doorway()
    if not entrance.enter(Path(options.database), Place(name)) or entrance.session is None:
        return 1
    pane = entrance.session.window.current_pane()
    assert pane is not None
    sections = getattr(pane, "sections", None)
    lists = [view.viewport() for view in (sections.todo, sections.coming)] if sections else []
    Finish([pane.first_sight(), *([sections.next_card.act, *lists] if sections else [])], pane.is_filled)
    return app.exec()


def show_empty() -> int:
    """Show the least that could be called a window with a list."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1440, 900)
    table = QTableView()
    window.setCentralWidget(table)
    Finish([table.viewport()], lambda: True)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(
        show_empty()
        if sys.argv[1] == "empty"
        else show_program(sys.argv[2], "contacts" if sys.argv[1] == "program" else sys.argv[1])
    )
