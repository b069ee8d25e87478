"""Starts to be watched from outside, each in a process of its own that ends with the first paint of a list.

    python -m tests.benchmarks.starts program FILE    the program on a database, up to its list of contacts
    python -m tests.benchmarks.starts empty           a window with one table without rows

Both print the names of the modules that are loaded at that moment.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

if TYPE_CHECKING:
    from argparse import Namespace

    from PySide6.QtWidgets import QAbstractItemView


class Finish(QObject):
    """Ends the process when a view has been painted with `least` rows at least."""

    def __init__(self, view: QAbstractItemView, least: int) -> None:
        super().__init__(view)
        self._view, self._least = view, least
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Have the paint done, say what is loaded, and leave without tidying up."""
        model = self._view.model()
        rows = model.rowCount() if model is not None else 0
        if event.type() != QEvent.Type.Paint or rows < self._least:
            return False
        watched.removeEventFilter(self)
        QApplication.sendEvent(watched, event)
        sys.stdout.write("\n".join(sys.modules))
        sys.stdout.flush()
        os._exit(0)


def show_program(path: str) -> int:
    """Start the program as its own command does."""
    from crm_desktop.__main__ import quickly  # noqa: PLC0415 - the empty window must not pay for it
    from crm_desktop.cli.main import run  # noqa: PLC0415

    return run(["--database", path], {"": quickly(_open)})


def _open(options: Namespace) -> int:
    from pathlib import Path  # noqa: PLC0415

    from crm_desktop.app.start import doorway  # noqa: PLC0415
    from crm_desktop.ui.commands.workplace import Place  # noqa: PLC0415

    app, entrance = doorway()
    if not entrance.enter(Path(options.database), Place("contacts")) or entrance.session is None:
        return 1
    pane = entrance.session.window.current_pane()
    Finish(pane.list.view, least=1)  # type: ignore[union-attr]  # it is the pane of contacts
    return app.exec()


def show_empty() -> int:
    """Show the least that could be called a window with a list."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1440, 900)
    table = QTableView()
    window.setCentralWidget(table)
    Finish(table, least=0)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(show_empty() if sys.argv[1] == "empty" else show_program(sys.argv[2]))
