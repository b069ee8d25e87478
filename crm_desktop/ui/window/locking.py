"""Locks the windows of a session: hides them all behind one screen until the password is typed, also by itself.

The windows are hidden, not covered: nothing of them can be seen, reached by keys or read by other programs, and all
that was half typed is there again afterwards. The key stays in memory, since backups go on being made.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.base.times import Clock

if TYPE_CHECKING:
    from crm_desktop.ui.background.desk import Desk
    from crm_desktop.ui.panes.first_run.lock_screen import LockScreen

#: What somebody does who is there.
_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}
_MINUTE = 60.0
#: What is shown again afterwards; tips and open menus are not.
_WINDOWS = {Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet, Qt.WindowType.Tool}


class Locking(QObject):
    """`lock()` at once; after `follow(minutes)` also when nobody was there for so long, asleep or not.

    `fits` tells whether what was typed opens (on a lane), `quit_` leaves the program from the locked screen.
    """

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        *,
        encrypted: bool,
        fits: Callable[[str], bool],
        quit_: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._clock, self._encrypted, self._fits, self._quit = desk, clock, encrypted, fits, quit_
        self._hidden: list[QWidget] = []
        self._screen: LockScreen | None = None
        self._minutes = 0
        self._watched = False
        self._seen()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    @property
    def screen(self) -> LockScreen | None:
        """What stands in the place of the windows, None while they are open."""
        return self._screen

    def follow(self, minutes: int) -> None:
        """Lock after so many minutes from now on, never for 0."""
        if minutes == self._minutes:
            return
        self._minutes = minutes
        self._seen()
        app = QApplication.instance()
        if app is not None and bool(minutes) != self._watched:
            self._watched = bool(minutes)
            app.installEventFilter(self) if minutes else app.removeEventFilter(self)
        self._arm()

    def lock(self) -> None:
        """Hide every window behind the locked screen; nothing happens where that is done or none is to be seen."""
        from crm_desktop.ui.panes.first_run.lock_screen import LockScreen  # rarely needed

        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        windows = [one for one in shown if one.windowType() in _WINDOWS]
        if self._screen is not None or not windows:
            return
        screen = self._screen = LockScreen(encrypted=self._encrypted)
        screen.tried.connect(self._try)
        screen.left.connect(self._leave)
        first = QApplication.activeWindow() or windows[0]
        while (above := first.parentWidget()) is not None:
            first = above.window()
        screen.setGeometry(first.geometry())
        # Shown first: with its last window the program would end.
        screen.showMaximized() if first.isMaximized() else screen.show()
        self._hidden = [one for one in windows if one is not screen]
        for one in (*(popup for popup in shown if popup not in windows), *reversed(self._hidden)):
            one.hide()

    def close(self) -> None:
        """Watch no more, and take the screen away."""
        self.follow(0)
        self._desk.forget(self)
        self._take_screen()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there; whoever comes back too late finds it locked."""
        if event.type() in _LIFE:
            if self._screen is None and self._idle() >= self._minutes * _MINUTE:
                self.lock()
                return True
            self._seen()
        return False

    def _try(self, typed: str) -> None:
        if not self._encrypted:
            self._open()
            return
        self._desk.compute(
            self._fits_typed, typed=typed, then=self._decide, failed=self._fail, asker=self, topic="lock", lane="lock"
        )

    def _fits_typed(self, *, typed: str) -> bool:
        return self._fits(typed)

    def _decide(self, fits: bool) -> None:
        if fits:
            self._open()
        elif self._screen is not None:
            self._screen.show_problem(_("That is not the password of this file."))

    def _fail(self, error: CrmError) -> None:
        if self._screen is not None:
            self._screen.show_problem(str(error))

    def _open(self) -> None:
        """Show everything again as it was, and let the screen go last."""
        hidden, self._hidden = self._hidden, []
        self._seen()
        for one in hidden:
            one.show()
        if hidden:
            hidden[0].activateWindow()
        self._take_screen()
        self._arm()

    def _take_screen(self) -> None:
        screen, self._screen = self._screen, None
        if screen is not None:
            screen.finish()
            screen.deleteLater()

    def _leave(self) -> None:
        """Leave the program from the locked screen, without showing anything again."""
        self._hidden = []
        screen, self._screen = self._screen, None
        if screen is not None:
            screen.deleteLater()
        self._quit()

    def _look(self) -> None:
        if self._screen is None and self._minutes and self._idle() >= self._minutes * _MINUTE:
            self.lock()
        self._arm()

    def _arm(self) -> None:
        """Look again when it may be time."""
        if not self._minutes or self._screen is not None:
            self._timer.stop()
            return
        left = max(self._minutes * _MINUTE - self._idle(), 1.0)
        self._timer.start(round(left * 1000))

    def _seen(self) -> None:
        self._last, self._last_at = time.monotonic(), self._clock()

    def _idle(self) -> float:
        """Return for how many seconds nobody was there; a computer that slept counts by the clock on the wall."""
        return max(time.monotonic() - self._last, (self._clock() - self._last_at).total_seconds())
