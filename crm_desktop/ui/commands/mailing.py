"""E-mails are written by the user's own mail program: a draft is laid ready as a file and opened in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from crm_desktop.base.errors import CrmError
from crm_desktop.base.files import write_whole
from crm_desktop.base.i18n import _
from crm_desktop.base.paths import places
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Workplace

if TYPE_CHECKING:
    from crm_desktop.operations.offers.mails import DraftFile

#: Drafts older than this are cleared away when the next one is written: the mail program has its own copy by then.
_KEPT_SECONDS = 30 * 24 * 3600


class Laid(NamedTuple):
    """A draft that lies ready: where, whether it knows where it goes, whether a program is there to open it."""

    path: Path
    addressed: bool
    openable: bool


def open_draft(
    workplace: Workplace, make: Callable[[Reader], DraftFile], *, done: str = "", undo: bool = False
) -> None:
    """Lay ready the draft that `make` returns and open it in the mail program; say what came of it, after `done`."""

    def opened(laid: Laid) -> None:
        shown = laid.openable and show(laid.path)
        workplace.notify(_notice(laid, done, shown=shown, undo=undo))

    def failed(error: CrmError) -> None:
        if done:
            workplace.notify(Notice(done, undo=undo))
        workplace.notify(Notice(str(error), tone="danger"))

    workplace.desk.ask(_lay, make=make, then=opened, failed=failed, lane="export")


def show(path: Path) -> bool:
    """Hand a file or folder to the system's program for it; return whether there was one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def drafts_folder() -> Path:
    """Return where drafts lie ready."""
    return places().state / "mail"


def has_mail_program() -> bool:
    """Whether the system names a program for e-mail files; where it cannot be asked, opening one will tell."""
    ask = shutil.which("xdg-mime") if sys.platform.startswith("linux") else None
    if ask is None:
        return True
    try:
        answer = subprocess.run(  # noqa: S603 - a fixed question, the program found by its name
            [ask, "query", "default", "message/rfc822"], capture_output=True, timeout=5, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return True
    return bool(answer.stdout.strip())


def _notice(laid: Laid, done: str, *, shown: bool, undo: bool) -> Notice:
    def folder() -> None:
        show(laid.path.parent)

    if not shown:
        words = _("No mail program is set up on this computer; the e-mail lies ready as a file.")
        return Notice(_joined(done, words), undo=undo, tone="warning", action=_("Open folder"), run=folder)
    words = _("The e-mail is open in your mail program.")
    if not laid.addressed:
        words = _("The e-mail is open in your mail program; no address is known yet.")
    return Notice(_joined(done, words), undo=undo)


def _joined(done: str, words: str) -> str:
    return f"{done}. {words}" if done else words


def _lay(reader: Reader, *, make: Callable[[Reader], DraftFile]) -> Laid:
    draft = make(reader)
    folder = drafts_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _clear_old(folder)
    path = folder / draft.name
    write_whole(path, draft.data)
    if os.name == "posix":
        path.chmod(0o600)
    return Laid(path, draft.addressed, has_mail_program())


def _clear_old(folder: Path) -> None:
    """Remove drafts nobody can still want; one that is held open stays until the next time."""
    for old in folder.glob("*.eml"):
        try:
            if time.time() - old.stat().st_mtime > _KEPT_SECONDS:
                old.unlink()
        except OSError:
            continue
