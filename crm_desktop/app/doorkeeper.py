"""Leads an encrypted file in: asks for its password, and writes it anew where that is to change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crm_desktop.app.errand import Errand
from crm_desktop.base.errors import Cancelled, CrmError
from crm_desktop.base.i18n import _, plural
from crm_desktop.store.keys import Key, Keys, salt_of
from crm_desktop.ui.commands.workplace import Notice
from crm_desktop.ui.panes.first_run.converting import Converting
from crm_desktop.ui.panes.first_run.unlock import Unlock

if TYPE_CHECKING:
    from datetime import datetime

    from crm_desktop.operations.firm.protection import Protected
    from crm_desktop.store.backup_keeper import BackupKeeper
    from crm_desktop.ui.commands.guard import NewPassword


def ask_password(path: Path, opened: Callable[[Key], None], parent: QObject, *, backups: bool = True) -> Unlock:
    """Return the window that asks for a file's password; `opened` is called with its key as soon as one fits."""
    from crm_desktop.app.guarding import remember_key  # seen with encrypted files alone
    from crm_desktop.operations.firm.protection import unlock
    from crm_desktop.operations.firm.system_keys import system_store

    shown = Unlock(path, may_remember=system_store() is not None, backups=backups)

    def enter(key: Key) -> None:
        """Go in with a key that fits."""
        if shown.card.remember.isChecked():
            try:
                remember_key(key, None, wanted=True)
            except CrmError as error:  # it opens all the same; next time it is asked for again
                shown.setToolTip(str(error))
        opened(key)

    def attempt(typed: str) -> None:
        """Try what was typed."""
        Errand(parent).run(lambda: unlock(path, typed), enter, lambda error: shown.show_problem(str(error)))

    shown.tried.connect(attempt)
    return shown


def convert(
    keeper: BackupKeeper,
    wanted: NewPassword | None,
    now: datetime,
    come_back: Callable[[Keys, Notice], None],
    parent: QObject,
) -> Converting:
    """Give a closed file another password, or none, on a thread of its own; return what shows how far it is.

    At the end `come_back` gets the keys that open it then, and what is to be told.
    """
    from crm_desktop.operations.firm.protection import protect, unprotect
    from crm_desktop.store.encryption import Watch

    before = keeper.keys.by_salt(salt_of(keeper.database))
    shown = Converting(_("Encrypting …") if wanted is not None else _("Decrypting …"))
    errand = Errand(parent)
    shown.cancelled.connect(errand.stop)
    last = [-1]

    def progress(at: int, total: int) -> None:
        """Tell how far it is, once a per cent."""
        if at != last[0]:
            last[0] = at
            errand.deliver(lambda: shown.show_progress(at, total))

    def work() -> tuple[Keys, Notice]:
        """Do it away from the window."""
        watch = Watch(progress, errand.stopped)
        if wanted is None:
            made = unprotect(keeper, now=now, watch=watch)
        else:
            made = protect(keeper, wanted.password, now=now, watch=watch)
        after = made.keys.by_salt(salt_of(keeper.database))
        return made.keys, _told(made, after, before, remember=wanted is not None and wanted.remember)

    def failed(error: CrmError) -> None:
        """Open the file as it was, and say why."""
        come_back(keeper.keys, Notice(str(error), tone="" if isinstance(error, Cancelled) else "danger"))

    errand.run(work, lambda answer: come_back(*answer), failed)
    return shown


def _told(made: Protected, key: Key | None, before: Key | None, *, remember: bool) -> Notice:
    """Let the system remember the key as wanted, and return what is told after a file was written anew."""
    from crm_desktop.app.guarding import remember_key

    words = [_("The file is not encrypted any more.") if key is None else _("The file is encrypted.")]
    tone = "warning" if made.left or made.away else ""
    if made.left:
        words.append(plural("One backup stayed as it was.", "{n} backups stayed as they were.", len(made.left)))
    if made.away:
        words.append(_("The backups in “{folder}” could not be reached.").format(folder=made.away))
    try:
        remember_key(key, before, wanted=remember)
    except CrmError as error:
        words.append(str(error))
        tone = "warning"
    return Notice(" ".join(words), tone=tone)
