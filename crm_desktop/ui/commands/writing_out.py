"""What all writing out in the window has in common: where files go, how far it is, what is said when they are there."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from crm_desktop.base.errors import Cancelled, CrmError
from crm_desktop.base.i18n import _, plural
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Workplace

#: Seconds before the rail's foot shows how far a job is: what is done sooner would only flicker.
_QUIET = 0.4
_Progress = Callable[[int, int], None]


def proposed_place(name: str) -> str:
    """Return where a file of a name is proposed to be saved: among the user's documents."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return str(Path(folder) / name) if folder else name


def front_window() -> QWidget | None:
    """Return the window a form is to stand over, for commands that know of none."""
    shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow) and one.isVisible())
    return QApplication.activeWindow() or next(shown, None)


def tell_saved(workplace: Workplace, target: Path, _done: object = None) -> None:
    """Say that a file was written, and offer to open it."""

    def show() -> None:
        """Show the file."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

    workplace.notify(Notice(_("Saved as “{name}”.").format(name=target.name), action=_("Open it"), run=show))


def tell_folder(workplace: Workplace, written: Sequence[Path]) -> None:
    """Say how many files were written, and offer to open their folder."""
    folder = written[-1].parent
    words = plural("{n} file written", "{n} files written", len(written))

    def show() -> None:
        """Show the folder."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    workplace.notify(Notice(f"{words}: {folder.name}", action=_("Open folder"), run=show))


def ask_with_job(
    workplace: Workplace, query: Callable[..., Any], *, label: str, then: Callable[[Any], None],
    failed: Callable[[CrmError], None], **arguments: Any,
) -> None:  # fmt: skip
    """Have a longer question answered on the lane of exports; one that was stopped says so and is over."""

    def fail(error: CrmError) -> None:
        """Bring the form back with the reason."""
        if isinstance(error, Cancelled):
            workplace.notify(Notice(str(error)))
        failed(error)

    workplace.desk.ask(
        _quietly, work=query, given=arguments, then=then, failed=fail, lane="export", job=label
    )  # fmt: skip


def _quietly(
    reader: Reader, *, work: Callable[..., Any], given: dict[str, Any], progress: _Progress,
    cancelled: Callable[[], bool],
) -> Any:  # fmt: skip
    """Answer a question, and tell how far it is once it takes long."""
    begun = time.monotonic()

    def told(done: int, of: int) -> None:
        """Tell how far it is where it takes its time."""
        if time.monotonic() - begun > _QUIET:
            progress(done, of)

    return work(reader, progress=told, cancelled=cancelled, **given)
