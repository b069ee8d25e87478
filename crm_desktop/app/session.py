"""A session: one file open in one window, backed up while it changes, closed in good order."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from crm_desktop.app.compose import Preferences, desk_over
from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.base.paths import Places
from crm_desktop.base.times import Clock
from crm_desktop.operations import safety
from crm_desktop.operations.places import backup_folder
from crm_desktop.store.database import Database
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.workplace import Notice, Place
from crm_desktop.ui.window.frame import Window
from crm_desktop.ui.window.office import Office

_log = logging.getLogger("crm_desktop.session")

#: How often is asked whether a backup is due, in milliseconds.
_ASK_EVERY = 60_000


class Session(QObject):
    """Holds the file's lock from the first to the last moment. `closed` is called when everything is put away."""

    def __init__(
        self,
        database: Database,
        chosen: Preferences,
        folders: Places,
        clock: Clock,
        closed: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self._database, self._folders, self._clock, self._closed = database, folders, clock, closed
        self.folder = backup_folder(folders, database.path)
        claimed = None if database.read_only else database.claim()
        self.desk = desk_over(database, clock, claimed)
        self._changed = False
        self._last: datetime | None = None
        self.desk.changed.connect(self._note_change)
        office = Office(
            path=database.path, desk=self.desk, theme=chosen.theme, settings=lambda: chosen.now,
            change_settings=chosen.change, clock=clock, backup_folder=self.folder, back_up=self.back_up_now,
        )  # fmt: skip
        self.window = Window(office)
        self.window.closing.connect(self._close)
        self._timer = QTimer(self)
        self._timer.setInterval(_ASK_EVERY)
        self._timer.timeout.connect(self._back_up_if_due)

    def start(self, place: Place) -> None:
        """Show the window; what the first picture does not need comes after it."""
        self.window.painted.connect(self._settle_in)
        self.window.start(place)

    def back_up_now(self) -> None:
        """Make a backup and say so."""
        self._back_up(safety.Reason.USER, told=True)

    def _settle_in(self) -> None:
        """After the first picture: open the writing lane, and look after backups from now on."""
        if not self._database.read_only:
            self.desk.open_writer()
        self._timer.start()

    def _note_change(self, _told: Told) -> None:
        self._changed = True

    def _back_up_if_due(self) -> None:
        now = self._clock()
        if self._changed and (self._last is None or now - self._last >= timedelta(minutes=safety.EVERY_MINUTES)):
            self._back_up(safety.Reason.TIMER)

    def _back_up(self, reason: safety.Reason, *, told: bool = False) -> None:
        self._last, self._changed = self._clock(), False

        def done(_backup: object) -> None:
            self.window.show_backup()
            if told:
                self.window.notify(Notice(_("Backed up.")))

        self.desk.compute(
            safety.back_up, path=self._database.path, folder=self.folder, now=self._clock(), reason=reason, then=done,
            lane="backup",
        )  # fmt: skip

    def _close(self) -> None:
        """Let running work finish, then make the backup of the day."""
        self._timer.stop()
        self.desk.close()
        if self._changed:
            try:
                safety.back_up(self._database.path, self.folder, now=self._clock(), reason=safety.Reason.EXIT)
            except CrmError:
                # The window is gone; the next start says by the rail's foot that the last backup is old.
                _log.exception("no backup on exit")
        self._closed()


def existing(path: Path, folders: Places, clock: Clock) -> Database:
    """Open a file; an older one is backed up before it is brought up to date."""

    def save(old: Path) -> None:
        safety.back_up(old, backup_folder(folders, old), now=clock(), reason=safety.Reason.MIGRATION)

    return Database.open(path, before_migration=save)
