"""Tabs over a card; those that do not fit move into a menu “More”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.menus import Menu

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class Tabs(QWidget):
    """`tabs.add("deals", _("Deals"), "3")`; signal `chosen(key)` by the user's hand. Draw a `Line` below it yourself.

    Arrow keys move the choice. The widget gives way: what does not fit is reached through “More”.
    """

    chosen = Signal(str)

    def __init__(self, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[str] = []
        self._left_out: set[str] = set()
        self._bar = QTabBar(self)
        self._bar.setAccessibleName(name)
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setUsesScrollButtons(False)
        self._bar.setElideMode(Qt.TextElideMode.ElideNone)
        self._bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._bar.currentChanged.connect(self._tell)
        self._more = Button(_("More"), "text")
        self._more.set_menu(Menu(self._more))
        self._more.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self._more)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def add(self, key: str, words: str, count: str = "") -> None:
        """Append a tab; `count` stands behind its words."""
        self._keys.append(key)
        self._bar.blockSignals(True)
        index = self._bar.addTab(words)
        self._bar.blockSignals(False)
        self.set_count(key, count)
        self._bar.setAccessibleTabName(index, f"{words}, {count}" if count else words)

    def set_count(self, key: str, count: str) -> None:
        """Change the number behind a tab's words."""
        index = self._keys.index(key)
        if self._bar.tabData(index) != count:
            self._bar.setTabData(index, count)
            # Only a new text makes the bar measure its tabs again.
            words = self._bar.tabText(index)
            self._bar.setTabText(index, "")
            self._bar.setTabText(index, words)
            self._bar.setAccessibleTabName(index, f"{words}, {count}" if count else words)
            self._fit()

    def rename(self, key: str, words: str) -> None:
        """Give a tab other words."""
        index = self._keys.index(key)
        self._bar.setTabText(index, words)
        self._bar.setAccessibleTabName(index, words)
        self._fit()

    def leave_out(self, key: str, left_out: bool) -> None:
        """Take a tab away for now, or offer it again."""
        (self._left_out.add if left_out else self._left_out.discard)(key)
        self._fit()

    def value(self) -> str:
        """Return the key of the chosen tab."""
        return self._keys[self._bar.currentIndex()] if self._keys else ""

    def choose(self, key: str) -> None:
        """Choose a tab by key, without a signal."""
        self._bar.blockSignals(True)
        self._bar.setCurrentIndex(self._keys.index(key))
        self._bar.blockSignals(False)
        self._fit()

    def sizeHint(self) -> QSize:
        """Ask for the room of all tabs."""
        hints = [self._bar.sizeHint(), self._more.sizeHint()]
        return QSize(hints[0].width(), max(hint.height() for hint in hints))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide again which tabs fit."""
        super().resizeEvent(event)
        self._fit()

    def _tell(self, index: int) -> None:
        self._fit()
        self.chosen.emit(self._keys[index])

    def _fit(self) -> None:
        """Show the tabs that fit, the chosen one among them, and offer the others in the menu."""
        bar = self._bar
        away = {index for index, key in enumerate(self._keys) if key in self._left_out}
        widths = [0 if index in away else bar.tabSizeHint(index).width() for index in range(bar.count())]
        hidden: set[int] = set()
        if sum(widths) > self.width() > 0:
            room = self.width() - self._more.sizeHint().width() - widths[bar.currentIndex()]
            for index in (i for i in range(len(widths)) if i != bar.currentIndex()):
                room -= widths[index]
                if room < 0:
                    hidden.add(index)
        for index in range(bar.count()):
            bar.setTabVisible(index, index not in hidden | away)
        hidden -= away
        self._fill_menu(sorted(hidden))
        self._more.setVisible(bool(hidden))

    def _fill_menu(self, indices: list[int]) -> None:
        menu = self._more.menu()
        menu.clear()
        for index in indices:
            count = self._bar.tabData(index)
            action = menu.addAction(self._bar.tabText(index) + (f"\t{count}" if count else ""))
            action.triggered.connect(lambda _checked=False, at=index: self._bar.setCurrentIndex(at))
