"""The menu bar: every command stands in a menu, with its shortcut."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.keys import give_keys
from crm_desktop.ui.commands.registry import Command, Registry
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.theme.icons import icon


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
        self._single: list[QAction] = []
        self._places: dict[str, str] = {}
        for menu in self._menus.values():
            menu.aboutToShow.connect(self._enable)
        self.add(registry)

    def add(self, commands: Iterable[Command], owner: QWidget | None = None) -> None:
        """Add commands to their menus; the keys of a pane's commands act in that pane only."""
        for command in commands:
            action = QAction(icon(command.icon), command.text(), self._window)
            action.triggered.connect(lambda _checked=False, chosen=command: self._run(chosen))
            give_keys(action, command.shortcut, owner or self._window, everywhere=owner is None)
            self._actions[command.id] = action
            self._places[command.id] = command.place
            if command.single_key:
                self._single.append(action)
            self._menus[command.menu if command.menu in self._menus else "view"].addAction(action)
        self.use_single_keys(wanted=self._workplace.settings().single_keys)

    def leave(self) -> None:
        """Take every command out of the window: two actions with one shortcut would leave it without effect."""
        for action in self._actions.values():
            for holder in action.associatedObjects():
                if isinstance(holder, QWidget):
                    holder.removeAction(action)
            action.deleteLater()
        for menu in self._menus.values():
            menu.deleteLater()

    def show_place(self, place: str) -> None:
        """Show the commands of the pane in view, and those that act everywhere."""
        for name, action in self._actions.items():
            action.setVisible(self._places[name] in ("", place))
        for menu in self._menus.values():
            menu.menuAction().setVisible(any(action.isVisible() for action in menu.actions()))

    def toggle(self) -> None:
        """Show the bar or put it away, where it is not the system's."""
        bar = self._window.menuBar()
        if not bar.isNativeMenuBar():
            bar.setVisible(not bar.isVisible())
            if bar.isVisible():
                bar.setFocus()

    def use_single_keys(self, *, wanted: bool) -> None:
        """Let single letters act, or leave them to screen readers and habits."""
        for action in self._single:
            action.setEnabled(wanted)

    def show_labels(self, undo: str | None, redo: str | None) -> None:
        """Say in the menu what undo and redo would turn."""
        self._actions["edit.undo"].setText(
            _("Undo: {step}").format(step=undo).replace("&", "&&") if undo else _("Undo")
        )
        self._actions["edit.redo"].setText(
            _("Redo: {step}").format(step=redo).replace("&", "&&") if redo else _("Redo")
        )

    def _enable(self) -> None:
        for command in self._registry:
            action = self._actions[command.id]
            if action not in self._single:
                action.setEnabled(command.enabled(self._workplace))
