"""Menus with rounded corners where the system can show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from crm_desktop.ui.theme.icons import icon as make_icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

#: Platforms that always compose windows; elsewhere see-through corners may come out black.
_COMPOSED = frozenset({"windows", "cocoa", "wayland", "offscreen"})


class Menu(QMenu):
    """`menu = Menu(button); menu.entry(_("Merge …"), "merge", on=self._merge)`."""

    def __init__(self, parent: QWidget | None = None, title: str = "") -> None:
        super().__init__(title, parent)
        if QGuiApplication.platformName() in _COMPOSED:
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
            self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
            self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)

    def entry(
        self,
        words: str,
        icon: str = "",
        *,
        on: Callable[[], object] | None = None,
        key: str = "",
        checked: bool | None = None,
    ) -> QAction:
        """Append an entry; `key` is shown, not set; `checked` makes it a switch."""
        shown = words.replace("&", "&&")  # a name may hold one; it marks no key
        action = self.addAction(shown + (f"\t{key}" if key else ""))
        if icon:
            action.setIcon(make_icon(icon))
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        if on is not None:
            action.triggered.connect(lambda _checked=False: on())
        return action
