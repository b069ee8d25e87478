"""A session: one file open in one window or several, backed up while it changes, closed in good order."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer

from crm_desktop.app import erasures
from crm_desktop.app.compose import Preferences, desk_over
from crm_desktop.app.guarding import Protect, fits, guard_over
from crm_desktop.base.errors import Cancelled, CrmError
from crm_desktop.base.i18n import _
from crm_desktop.base.paths import Places
from crm_desktop.base.times import Clock, local_day
from crm_desktop.operations.firm.places import backup_folder, keeper, save_before_import
from crm_desktop.store.database import Database
from crm_desktop.store.keys import NO_KEYS, Keys, salt_of
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.safe import Safe
from crm_desktop.ui.commands.workplace import Notice, Place
from crm_desktop.ui.window.file_state import FileState, key_of
from crm_desktop.ui.window.frame import Window
from crm_desktop.ui.window.locking import Locking
from crm_desktop.ui.window.office import Office

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.app.file_reading import FileReading
    from crm_desktop.domain.changes import Outcome
    from crm_desktop.domain.quality import Health
    from crm_desktop.operations.rules.catch_up import CaughtUp
    from crm_desktop.store.backup import Backup, Reason
    from crm_desktop.store.backup_keeper import BackupKeeper, Saved

_log = logging.getLogger("crm_desktop.session")

#: How often is asked whether a backup is due, in milliseconds.
_ASK_EVERY = 60_000
#: How far another window stands from the one it was opened from.
_BESIDE = QPoint(36, 36)


class Session(QObject):
    """Holds the file's lock from the first to the last moment. `closed` is called when everything is put away."""

    def __init__(
        self,
        database: Database,
        chosen: Preferences,
        folders: Places,
        clock: Clock,
        *,
        closed: Callable[[], None] = lambda: None,
        restore: Callable[[Backup], None] = lambda _backup: None,
        leave_demo: Callable[[], None] | None = None,
        protect: Protect = lambda _wanted: None,
    ) -> None:
        super().__init__()
        self._database, self._folders, self._clock, self._closed = database, folders, clock, closed
        self._second_folder = chosen.now.second_backup_folder
        self._claimed = None if database.read_only else database.claim()
        self.desk = desk_over(database, clock, self._claimed)
        encrypted = bool(salt_of(database.path))
        self._state = FileState(folders.state / "files" / f"{key_of(database.path)}.json", secret=encrypted)
        key = database.keys.fitting(database.path)
        self.locking = Locking(
            self.desk, clock, encrypted=encrypted, fits=partial(fits, key), quit_=self._leave_locked, parent=self
        )
        self._chosen = chosen
        chosen.theme.followed.connect(self._follow_settings)
        self._office = Office(
            safe=Safe(
                database.path, backup_folder(folders, database.path), self.back_up_now,
                self._save_before_import, self._backups, self._came_back, restore,
                guard_over(database, self._state, clock, protect=protect, lock=self.locking.lock),
            ),
            desk=self.desk, theme=chosen.theme, settings=lambda: chosen.now, change_settings=chosen.change, clock=clock,
            state=self._state, open_window=self.open_window, windows=lambda: len(self.windows), quit=self.quit,
            leave_demo=leave_demo,
        )  # fmt: skip
        self.windows: list[Window] = []
        self._last = self._new_window()
        #: Reads files for the search, once the first picture is there.
        self._files: FileReading | None = None
        #: The day on which rules are not looked after again.
        self._rules_rest: date | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_ASK_EVERY)
        self._timer.timeout.connect(self._back_up_if_due)

    @property
    def path(self) -> Path:
        """The file."""
        return self._database.path

    @property
    def window(self) -> Window:
        """The window the user is looking at, else the first; the last one there was when all are closed."""
        active = next((window for window in self.windows if window.isActiveWindow()), None)
        return active or (self.windows[0] if self.windows else self._last)

    def start(self, place: Place) -> None:
        """Show the window; what the first picture does not need comes after it."""
        self.window.painted.connect(self._settle_in)
        self.window.painted.connect(self._follow_settings)
        self.window.start(place)

    def open_window(self, place: Place) -> None:
        """Show a place in another window over the same file."""
        before = self.window
        window = self._new_window()
        window.start(place)
        window.move(before.pos() + _BESIDE)
        window.activateWindow()

    def quit(self) -> None:
        """Close every window; those beside the first come back next time."""
        self._state.set_windows([window.shape_now() for window in self.windows[1:]])
        for window in reversed(tuple(self.windows)):
            window.close_for_good()

    def _follow_settings(self) -> None:
        self.locking.follow(self._chosen.now.lock_after_minutes)

    def _leave_locked(self) -> None:
        """Leave the program from the locked screen: what is open is settled unseen, the windows come back next time."""
        self._state.set_windows([window.shape_now() for window in self.windows[1:]])
        self.close_all()

    def close_all(self) -> None:
        """Close every window, whatever is running."""
        for window in reversed(tuple(self.windows)):
            window.close_at_once()

    def _new_window(self) -> Window:
        window = Window(self._office)
        self.windows.append(window)
        window.closing.connect(lambda: self._one_closed(window))
        return window

    def _one_closed(self, window: Window) -> None:
        if window in self.windows:
            self.windows.remove(window)
            self._last = window
            if not self.windows:
                self._close()

    def _take_up_windows(self) -> None:
        """Open the windows again that were left together with the first."""
        shapes = self._state.windows()
        self._state.set_windows([])
        for shape in shapes:
            window = self._new_window()
            window.start(shape.place)
            window.take_shape(shape)

    @cached_property
    def _keeper(self) -> BackupKeeper:
        """Who keeps the backups; made when first asked for, after the first picture."""
        return keeper(self._folders, self._database.path, second=self._second_folder, keys=self._database.keys)

    def _backups(self) -> list[Backup]:
        return self._keeper.all()

    def _came_back(self, reader: Reader) -> Sequence[int]:
        return erasures.returned(reader, keeper=self._keeper)

    def tell_returned(self) -> None:
        """After a restore: say who was erased and is here again."""
        erasures.tell_returned(self.desk, self.window, self._office.safe)

    def back_up_now(self) -> None:
        """Make a backup and say so."""
        from crm_desktop.store.backup import Reason  # after the first picture, here and below

        self._back_up(Reason.USER, told=True)

    def _save_before_import(self) -> None:
        save_before_import(self._keeper, self._clock())

    def _settle_in(self) -> None:
        """After the first picture: open the writing lane, and look after backups from now on."""
        # What the start made stays: it need not be looked through for garbage, now or later.
        gc.freeze()
        gc.enable()
        if not self._database.read_only:
            self.desk.open_writer()
            self.desk.ask(_bin_is_due, clock=self._clock, then=self._empty_bin, lane="backup")
            erasures.finish_erasing(self.desk)
            self._follow_rules()
            self._look_data_over()
            from crm_desktop.app.file_reading import FileReading  # after the first picture

            self._files = FileReading(self.desk, self)
        from crm_desktop.app.ahead import read_ahead  # after the first picture

        self._take_up_windows()
        read_ahead(self.desk)
        self._timer.start()

    def _empty_bin(self, due: object) -> None:
        """Delete for good what has lain in the bin for thirty days, on the writing lane; a step only where it does."""
        if due:
            from crm_desktop.operations.trash import empty_bin_by_itself  # after the first picture

            self.desk.do(empty_bin_by_itself)

    def _look_data_over(self) -> None:
        """Look once a day how many decisions about the data wait, for the rail and the line of its health."""

        def keep(found: object) -> None:
            """Keep how healthy the data are today."""
            if found is not None:
                from crm_desktop.operations.quality.quality import keep_health  # after the first picture

                self.desk.do(keep_health, found=found)

        self.desk.ask(_looked_over, clock=self._clock, then=keep, asker=self, topic="data", lane="backup")

    def _follow_rules(self) -> None:
        """Let rules do what has come due with the days, those the program was closed included.

        Where it was stopped or failed it is not tried again until the next day.
        """
        today = local_day(self._clock())
        if today == self._rules_rest:
            return

        def rest(error: CrmError) -> None:
            """Try the rules again tomorrow, and say what went wrong."""
            self._rules_rest = today
            if not isinstance(error, Cancelled):
                self.desk.failed.emit(error)

        def decide(due: object) -> None:
            """Let the rules look after the days that passed."""
            if due:
                from crm_desktop.operations.rules.catch_up import catch_up  # after the first picture

                self.desk.do(catch_up, job=_("Rules"), failed=rest, then=self._tell_caught_up)

        self.desk.ask(_rules_are_due, clock=self._clock, then=decide, asker=self, topic="rules", lane="backup")

    def _tell_caught_up(self, outcome: Outcome[CaughtUp]) -> None:
        """Say quietly what rules did while nobody was there, and offer to take it back."""
        from crm_desktop.app.caught_up import tell_caught_up  # after the first picture

        tell_caught_up(self.window, self.desk, outcome)

    def _back_up_if_due(self) -> None:
        from crm_desktop.store.backup import Reason

        def decide(due: object) -> None:
            """Back up where something changed."""
            if due:
                self._back_up(Reason.TIMER)

        self.desk.ask(_is_due, keeper=self._keeper, clock=self._clock, then=decide, lane="backup")
        if not self._database.read_only:
            self._follow_rules()

    def _back_up(self, reason: Reason, *, told: bool = False) -> None:
        def done(saved: Saved) -> None:
            """Show the backup in every window, and what was wrong with a second copy."""
            for window in self.windows:
                window.show_backup()
            if saved.problem:
                self.window.notify(Notice(_("No second copy: {reason}").format(reason=saved.problem), tone="warning"))
            elif told:
                self.window.notify(Notice(_("Backed up.")))

        self.desk.compute(self._keeper.save, now=self._clock(), reason=reason, then=done, lane="backup")

    def _close(self) -> None:
        """Let running work finish, then make the backup of the day if anything changed since the last one."""
        from crm_desktop.store.backup import Reason

        self._timer.stop()
        self._chosen.theme.followed.disconnect(self._follow_settings)
        self.locking.close()
        if self._files is not None:
            self._files.stop()
        self.desk.close()
        if self._files is not None:
            self._files.close()
        if self._claimed is not None:  # freed by the writer, unless the window went before there was one
            self._claimed.release()
        try:
            with self._database.reader() as reader:
                changed = not self._database.read_only and self._keeper.has_changed(reader)
            if changed:
                self._keeper.save(now=self._clock(), reason=Reason.EXIT)
        except CrmError:
            # The window is gone; the next start says at the rail's foot that the last backup is old.
            _log.exception("no backup on exit")
        self._closed()


def _looked_over(reader: Reader, *, clock: Clock) -> Health | None:
    from crm_desktop.operations.quality.quality import looked_over  # on its lane, after the first picture

    return looked_over(reader, today=local_day(clock()))


def _is_due(reader: Reader, *, keeper: BackupKeeper, clock: Clock) -> bool:
    return keeper.is_due(reader, clock())


def _bin_is_due(reader: Reader, *, clock: Clock) -> bool:
    from crm_desktop.operations.trash import is_due  # after the first picture

    return is_due(reader, clock())


def _rules_are_due(reader: Reader, *, clock: Clock) -> bool:
    from crm_desktop.store.queries.rules import has_active  # after the first picture, here and below

    if not has_active(reader):
        return False
    from crm_desktop.operations.rules.catch_up import due

    return due(reader, today=local_day(clock()))


def existing(path: Path, folders: Places, clock: Clock, keys: Keys = NO_KEYS) -> Database:
    """Open a file; an older one is backed up before it is brought up to date."""

    def save(old: Path) -> None:
        """Back up the file as it is before its tables are changed."""
        from crm_desktop.store.backup import Reason

        keeper(folders, old, keys=keys).save(now=clock(), reason=Reason.MIGRATION)

    return Database.open(path, before_migration=save, keys=keys)
