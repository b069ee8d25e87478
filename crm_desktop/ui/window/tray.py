"""The program's place in the system's tray, where there is one: reminders while the window is closed, and the way back.

Without a tray nothing of it is shown and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from crm_desktop.base.i18n import _, meant
from crm_desktop.ui.theme.icons import icon
from crm_desktop.ui.widgets.menus import Menu

#: How long a message of the tray stays, in milliseconds.
_STAYS = 15_000


@dataclass(frozen=True)
class TraySystem:
    """What the system can do: whether it has a tray, and making an icon in it; tests hand in their own."""

    available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable
    make: Callable[[QObject], QSystemTrayIcon] = QSystemTrayIcon


class Tray(QObject):
    """`tray.keep(window)` when the window closes: True where it went into the tray instead."""

    def __init__(
        self, *, back: Callable[[], None], quit_: Callable[[], object], wanted: Callable[[], bool],
        system: TraySystem | None = None, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._back, self._quit, self._wanted = back, quit_, wanted
        self._system = system or TraySystem()
        self._icon: QSystemTrayIcon | None = None
        self._menu: Menu | None = None
        #: What a press on the last message leads to.
        self._answer: Callable[[], None] | None = None

    def keep(self, window: QWidget) -> bool:
        """Hide a window that closes, where the user wants that and the system has a tray; say whether it did."""
        if not self._wanted() or not self._system.available():
            return False
        QApplication.setQuitOnLastWindowClosed(False)
        self._show()
        window.hide()
        return True

    def tell(self, words: str, detail: str, answer: Callable[[], None]) -> bool:
        """Show a message in the tray; False where the program is not in it."""
        if self._icon is None:
            return False
        self._answer = answer
        self._icon.showMessage(words, detail, icon("contact"), _STAYS)
        return True

    def leave(self) -> None:
        """Take the icon away."""
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None
            QApplication.setQuitOnLastWindowClosed(True)
        if self._menu is not None:
            self._menu.deleteLater()
            self._menu = None

    def _show(self) -> None:
        if self._icon is not None:
            return
        made = self._icon = self._system.make(self)
        made.setIcon(icon("contact"))
        made.setToolTip(_("CRM Desktop is waiting here for your reminders"))
        menu = self._menu = Menu()
        menu.entry(meant("show the window", "Open"), "external-link", on=self._return)
        menu.entry(meant("leave the program", "Quit"), "log-out", on=self._leave_program)
        made.setContextMenu(menu)
        made.activated.connect(self._activated)
        made.messageClicked.connect(self._answered)
        made.show()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self._return()

    def _answered(self) -> None:
        answer, self._answer = self._answer, None
        self._return()
        if answer is not None:
            answer()

    def _return(self) -> None:
        self.leave()
        self._back()

    def _leave_program(self) -> None:
        self.leave()
        self._quit()
