"""Opens the window: on the file used last, on the one named, or on the first run where there is none."""

from __future__ import annotations

import dataclasses
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.app import compose
from crm_desktop.app.compose import Preferences
from crm_desktop.app.firm_file import begin_firm
from crm_desktop.app.guarding import keys_at_hand
from crm_desktop.app.session import Session, existing
from crm_desktop.base.errors import CrmError, DamagedFile, FileBusy, Locked, Refused
from crm_desktop.base.formats import clock_time, day
from crm_desktop.base.i18n import _, wanted_language
from crm_desktop.base.logs import catch_crashes, start_log
from crm_desktop.base.paths import Places, places
from crm_desktop.base.reasons import why_not
from crm_desktop.base.settings import load
from crm_desktop.base.times import Clock, local_day, utc_now
from crm_desktop.operations.firm.places import database_path, demo_path, keeper, put_away
from crm_desktop.store.keys import NO_KEYS
from crm_desktop.ui.commands.workplace import Notice, Place
from crm_desktop.ui.window.sizes import give_first_size

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.store.backup import Backup
    from crm_desktop.store.backup_keeper import BackupKeeper
    from crm_desktop.store.keys import Key, Keys
    from crm_desktop.ui.commands.guard import NewPassword
    from crm_desktop.ui.panes.first_run.firm_start import FirmStart


def open_window(options: Namespace) -> int:
    """Open the window and return the exit code when it is closed."""
    folders = _own_folders()
    last = load(folders.config).last_file
    return open_at(database_path(folders, given=options.database, last=last))


def open_at(path: Path, place: Place | None = None) -> int:
    """Open the window on a file, or the first run where there is none; return the exit code when it is closed."""
    app, entrance = doorway()
    if not path.exists():
        entrance.welcome(path)
    elif not entrance.enter(path, place):
        return 0
    code = int(app.exec())
    from crm_desktop.ui.models import offer_clipboard, table_clipboard  # not needed for the first picture

    offer_clipboard.let_go()
    table_clipboard.let_go()
    return code


def doorway() -> tuple[QApplication, Entrance]:
    """Return the program with log, look and language in place, ready to open a file; no window is shown yet."""
    folders = _own_folders()
    start_log(folders.state)
    catch_crashes(folders.state)
    app = compose.application(folders, sys.argv)
    chosen = compose.preferences(app, folders, wanted_language())
    return app, Entrance(app, folders, chosen)


class Entrance(QObject):
    """Leads from no window to one: the first run, or straight into a session."""

    def __init__(self, app: QApplication, folders: Places, chosen: Preferences, clock: Clock = utc_now) -> None:
        super().__init__(app)
        self._folders, self._chosen, self._clock = folders, chosen, clock
        self._keys = NO_KEYS
        self._welcome: Any = None
        self._doorbell: Any = None
        self.session: Session | None = None
        #: Why the file could not be opened, "" while it could.
        self.problem = ""

    def enter(self, path: Path, place: Place | None = None) -> bool:
        """Open a file; return whether a window is shown. Where another window has it, that one comes to the front."""
        try:
            self._keys = keys_at_hand(path, self._keys)
            database = existing(path, self._folders, self._clock, self._keys)
            session = Session(
                database, self._chosen, self._folders, self._clock, closed=self._leave, restore=self._ask_back,
                leave_demo=self._ask_to_leave_demo if path == demo_path(self._folders) else None,
                protect=self._ask_to_protect,
            )  # fmt: skip
        except Locked:
            self._ask_password(path, lambda: self.enter(path, place))
            return True
        except FileBusy as error:
            from crm_desktop.app.instance import ring  # only where it is needed

            if ring(path):
                return False
            self._refuse(path, error)
            return True
        except CrmError as error:
            self._refuse(path, error)
            return True
        self.session = session
        compose.remember(self._chosen, last_file=str(path))
        session.start(place or Place(self._chosen.now.last_pane))
        session.window.painted.connect(lambda: self._listen(path))
        if self._welcome is not None:
            self._welcome.close()
            self._welcome = None
        return True

    def welcome(self, path: Path) -> None:
        """Show the first run."""
        from crm_desktop.ui.panes.first_run.pane import FirstRun  # seen once

        shown = FirstRun(path)
        give_first_size(shown)
        shown.demo_asked.connect(self._demo)
        shown.empty_asked.connect(lambda: self._ask_firm(path))
        shown.import_asked.connect(lambda file: self._begin(path, file))
        shown.file_asked.connect(self.enter)
        shown.place_asked.connect(self._move_place)
        shown.language_asked.connect(lambda wanted: self._speak(wanted, path))
        self._present(shown)

    def _demo(self) -> None:
        from crm_desktop.app.demo_firm import make_demo_firm  # seen once

        path = demo_path(self._folders)
        self._welcome.show_busy(_("The demo firm is being set up …"))
        QApplication.processEvents()
        try:
            make_demo_firm(path, self._clock)
        except CrmError as error:
            self._welcome.show_problem(str(error))
            return
        self.enter(path)

    def _ask_firm(self, path: Path) -> None:
        """Show the one page that asks for the firm's name, logo and tax before an empty file."""
        from crm_desktop.ui.panes.first_run.firm_start import FirmPage  # seen once

        shown = FirmPage(path)
        if self._welcome is not None:
            shown.resize(self._welcome.size())
        else:
            give_first_size(shown)
        shown.done.connect(lambda begun: self._begin(path, None, begun))
        shown.back.connect(lambda: self.welcome(path))
        self._present(shown)

    def _begin(self, path: Path, file: Path | None, begun: FirmStart | None = None) -> None:
        """Create an empty file and open it, with a file to be taken in or what the page before it said."""
        try:
            _make_folder(path.parent)
            begin_firm(path, self._clock, begun)
        except CrmError as error:
            self._welcome.show_problem(str(error))
            return
        if self.enter(path, Place("contacts")) and file:
            self._import(file)

    def _import(self, file: Path) -> None:
        if self.session is not None:
            self.session.window.import_file(file)

    def _move_place(self, path: Path) -> None:
        self.welcome(path)

    def _speak(self, wanted: str, path: Path) -> None:
        self._chosen.change(dataclasses.replace(self._chosen.now, language=wanted))
        self.welcome(path)

    def _refuse(self, path: Path, error: CrmError) -> None:
        """Say why a file cannot be opened, and offer what can: the newest backups, another file."""
        from crm_desktop.ui.panes.first_run.recovery import Recovery

        self.problem = str(error)
        shown = Recovery(path, error, self._backups(path))
        shown.backup_chosen.connect(lambda backup: self._restore(path, backup))
        shown.file_asked.connect(self.enter)
        shown.resize(900, 620)
        self._present(shown)

    def _present(self, shown: QWidget) -> None:
        """Show a page instead of the one before; that one closes last, since with its last window the program ends."""
        before, self._welcome = self._welcome, shown
        shown.show()
        if before is not None:
            before.close()
            before.deleteLater()

    def _backups(self, path: Path) -> list[Backup]:
        return keeper(self._folders, path).all()

    def _keeper(self, path: Path) -> BackupKeeper:
        second = self._chosen.now.second_backup_folder
        return keeper(self._folders, path, second=second, keys=self._keys)

    def _ask_password(self, path: Path, then: Callable[[], object], *, backups: bool = True) -> None:
        """Ask for the password of a file or of a backup, and go on with its key."""
        from crm_desktop.app.doorkeeper import ask_password  # only for encrypted files

        def go_on(key: Key) -> None:
            self._keys = self._keys.with_key(key)
            then()

        shown = ask_password(path, go_on, self, backups=backups)
        shown.file_asked.connect(self.enter)
        shown.backups_asked.connect(lambda: self._refuse(path, self._no_password(path)))
        give_first_size(shown, shown.sizeHint())
        self._present(shown)

    def _no_password(self, path: Path) -> DamagedFile:
        return DamagedFile(
            _("“{name}” does not open with the passwords tried.").format(name=path.name),
            _("If its password is surely right, the beginning of the file is damaged. Go back to a backup."),
        )

    def _ask_to_protect(self, wanted: NewPassword | None) -> None:
        # The window that asks is about to be closed; it is let out of its click first.
        QTimer.singleShot(0, lambda: self._protect(wanted))

    def _protect(self, wanted: NewPassword | None) -> None:
        """Close the window, write its file anew with another password or with none, and open that."""
        from crm_desktop.app.doorkeeper import convert  # rarely needed

        session, app = self.session, QApplication.instance()
        if session is None or not isinstance(app, QApplication):
            return
        path = session.path
        app.setQuitOnLastWindowClosed(False)
        session.close_all()

        def come_back(keys: Keys, told: Notice) -> None:
            shown.finish()
            self._keys = keys
            if self.enter(path, Place("settings", intent="security")) and self.session is not None:
                self.session.window.notify(told)
            app.setQuitOnLastWindowClosed(True)

        shown = convert(self._keeper(path), wanted, self._clock(), come_back, self)
        give_first_size(shown, shown.sizeHint())
        self._present(shown)

    def _ask_back(self, backup: Backup) -> None:
        # The window that asks is about to be closed; it is let out of its click first.
        QTimer.singleShot(0, lambda: self._go_back(backup))

    def _go_back(self, backup: Backup) -> None:
        """Close the window, put a backup in its file's place, and open that; what was there is a backup now."""
        from crm_desktop.store.restore import restore  # rarely needed

        session = self.session
        if session is None:
            return
        path = session.path
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setQuitOnLastWindowClosed(False)
        session.close_all()
        try:
            restore(self._keeper(path), backup, now=self._clock())
            when = f"{day(local_day(backup.made_at))}, {clock_time(backup.made_at)}"
            told = Notice(_("As it was on {when}. The state before is kept as a backup.").format(when=when))
        except Locked:  # made with another password than the file has now
            self._ask_password(backup.path, lambda: self._restore(path, backup), backups=False)
            if isinstance(app, QApplication):
                app.setQuitOnLastWindowClosed(True)
            return
        except CrmError as error:
            told = Notice(str(error), tone="danger")
        if self.enter(path, Place("contacts")) and self.session is not None:
            self.session.window.notify(told)
            self.session.tell_returned()
        if isinstance(app, QApplication):
            app.setQuitOnLastWindowClosed(True)

    def _ask_to_leave_demo(self) -> None:
        # The window that asks is about to be closed; it is let out of its click first.
        QTimer.singleShot(0, self._leave_demo)

    def _leave_demo(self) -> None:
        """Put the demo firm away, and open the firm of one's own, begun empty where there is none yet."""
        session = self.session
        if session is None:
            return
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setQuitOnLastWindowClosed(False)
        demo = session.path
        session.close_all()
        put_away(demo, self._folders)
        own = database_path(self._folders)
        compose.remember(self._chosen, last_file="")
        if own.exists():
            self.enter(own)
        else:
            self._ask_firm(own)
        if self.session is not None and self.session is not session:
            self.session.window.notify(Notice(_("The demo firm is put away; this is your own.")))
        if isinstance(app, QApplication):
            app.setQuitOnLastWindowClosed(True)

    def _restore(self, path: Path, backup: Backup) -> None:
        from crm_desktop.store.restore import restore  # rarely needed

        try:
            restore(self._keeper(path), backup, now=self._clock())
        except Locked:
            self._ask_password(backup.path, lambda: self._restore(path, backup), backups=False)
            return
        except CrmError as error:
            self._welcome.show_problem(str(error))
            return
        if self.enter(path) and self.session is not None:
            self.session.tell_returned()

    def _listen(self, path: Path) -> None:
        from crm_desktop.app.instance import Doorbell  # QtNetwork is not needed for the first picture

        self._doorbell = Doorbell(path, self)
        self._doorbell.rung.connect(self._come_forward)

    def _come_forward(self) -> None:
        if self.session is not None:
            window = self.session.window
            window.showNormal() if window.isMinimized() else window.show()
            window.raise_()
            window.activateWindow()

    def _leave(self) -> None:
        if self.session is not None:
            pane = self.session.window.rail.selected()
            compose.remember(self._chosen, last_pane=pane or self._chosen.now.last_pane)
        if self._doorbell is not None:
            self._doorbell.close()


def _own_folders() -> Places:
    """Return the program's own folders, made where they are missing; raises Refused where they cannot be."""
    try:
        return places().make()
    except OSError as error:
        raise _no_folder(Path(error.filename or ""), error) from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise _no_folder(folder, error) from error


def _no_folder(folder: Path, error: OSError) -> Refused:
    return Refused(
        _("“{name}” could not be created: {reason}.").format(name=folder, reason=why_not(error)),
        _("Choose another folder."),
    )
