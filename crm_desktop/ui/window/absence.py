"""Reminders of one window and the tray it can go into: what is said goes to whichever of the two is there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.window.reminders import ReminderBell
from crm_desktop.ui.window.tray import Tray, TraySystem


class Absence(QObject):
    """Made after the first picture; `keeps(window)` is asked when the window closes, `end` told when it is back."""

    def __init__(
        self, workplace: Workplace, window: QWidget, *, quit_: Callable[[], object], system: TraySystem | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._allowed = True
        self.tray = Tray(
            back=self._return, quit_=quit_, wanted=lambda: workplace.settings().stay_in_tray, system=system, parent=self
        )
        self.bell = ReminderBell(workplace, window, self.tray.tell)
        self.bell.ask()

    def keeps(self, window: QWidget) -> bool:
        """Hide a window that closes in the tray; False where it is to close, also when the system is shut down."""
        app = QApplication.instance()
        ending = isinstance(app, QApplication) and app.isSavingSession()
        if not self._allowed or ending or not self.tray.keep(window):
            return False
        self.bell.hide()
        return True

    def forbid(self) -> None:
        """Let the next close be a real one."""
        self._allowed = False

    def end(self) -> None:
        """Show in the window again what was told in the tray."""
        self.tray.leave()
        self.bell.come_back()

    def leave(self) -> None:
        """Be silent and take the icon away."""
        self.bell.leave()
        self.tray.leave()

    def _return(self) -> None:
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
