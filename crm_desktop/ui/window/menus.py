"""The menu bar: every command stands in a menu, with its shortcut."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.registry import Command, Registry
from crm_desktop.ui.commands.workplace import Workplace


class MenuBar:
    """The menus of one window; commands of panes join when the pane is opened."""

    def __init__(
        self, window: QMainWindow, registry: Registry, workplace: Workplace, run: Callable[[Command], None]
    ) -> None:
        self._window, self._registry, self._workplace, self._run = window, registry, workplace, run
        bar = window.menuBar()
        bar.clear()
        # On macOS the bar is the system's; elsewhere it stays out of sight until Alt asks for it.
        bar.setVisible(bar.isNativeMenuBar())
        titles = {
            "file": _("&File"), "edit": _("&Edit"), "view": _("&View"), "go": _("&Go"), "contact": _("&Contact"),
            "deal": _("&Deal"), "offer": _("&Offer"), "help": _("&Help"),
        }  # fmt: skip
        self._menus = {name: bar.addMenu(title) for name, title in titles.items()}
        self._actions: dict[str, QAction] = {}
        for menu in self._menus.values():
            menu.aboutToShow.connect(self._enable)
        self.add(registry)

    def add(self, commands: Iterable[Command]) -> None:
        """Add commands to their menus; chords become shortcuts of the window."""
        for command in commands:
            action = QAction(command.text(), self._window)
            if command.shortcut:
                if command.single_key:
                    action.setText(f"{command.text()}\t{command.shortcut}")
                else:
                    action.setShortcut(QKeySequence.fromString(command.shortcut))
            action.triggered.connect(lambda _checked=False, chosen=command: self._run(chosen))
            self._actions[command.id] = action
            # A chord acts through the window, also while the menu bar is out of sight.
            self._window.addAction(action)
            if command.menu:
                self._menus[command.menu].addAction(action)
        for menu in self._menus.values():
            menu.menuAction().setVisible(not menu.isEmpty())

    def show_labels(self, undo: str | None, redo: str | None) -> None:
        """Say in the menu what undo and redo would turn."""
        self._actions["edit.undo"].setText(_("Undo: {step}").format(step=undo) if undo else _("Undo"))
        self._actions["edit.redo"].setText(_("Redo: {step}").format(step=redo) if redo else _("Redo"))

    def _enable(self) -> None:
        for command in self._registry:
            self._actions[command.id].setEnabled(command.enabled(self._workplace))
