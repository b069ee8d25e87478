"""Buttons by their role; what they look like is the style's business (theme/parts/button_skins.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from crm_desktop.ui.theme.icons import icon as make_icon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QAbstractButton, QMenu

ButtonRole = Literal[
    "primary", "secondary", "danger", "ghost", "icon", "icon-edged", "chip", "segment", "choice", "text", "link",
    "rail", "row", "search", "foot", "foot-warning", "toast",
]  # fmt: skip


class Button(QPushButton):
    """A button. `Button(_("New deal"), "primary", icon="plus", key="N", on=self._new)`.

    One primary button a screen. `key` is the shortcut shown on it (not set by it: commands own shortcuts). `choice`
    makes it checkable; buttons of one group that exclude each other get `exclusive=True`, which screen readers read as
    radio buttons. In narrow headers `set_compact(True)` leaves the icon and tells the words as a tip.
    """

    def __init__(
        self,
        words: str,
        role: ButtonRole = "secondary",
        *,
        icon: str = "",
        key: str = "",
        on: Callable[[], object] | None = None,
        checkable: bool = False,
        exclusive: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_literal(words), parent)
        self.setProperty("role", role)
        self.setAutoDefault(False)
        if icon:
            self.setIcon(make_icon(icon))
        if key:
            self.setProperty("keyhint", key)
        if checkable or exclusive:
            self.setCheckable(True)
            self.setAutoExclusive(exclusive)
        if role in ("link", "toast"):
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        if role in ("rail", "row", "search", "foot", "foot-warning"):
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if on is not None:
            self.clicked.connect(lambda _checked=False: on())

    def setText(self, words: str) -> None:
        """Show other words; an ampersand in them is one, as in the name of a firm, and marks no key."""
        super().setText(_literal(words))

    def text(self) -> str:
        """Return the words as they are read."""
        return super().text().replace("&&", "&")

    def set_icon(self, name: str) -> None:
        """Show another icon, none for an empty name."""
        self.setIcon(make_icon(name))

    def set_key(self, key: str) -> None:
        """Show another shortcut."""
        self.setProperty("keyhint", key)
        self._measure_again()

    def set_count(self, count: str) -> None:
        """Show a number at the right end, none for an empty text; screen readers hear it too."""
        self.setProperty("count", count)
        self.setAccessibleName(f"{self.text()}, {count}" if count else "")
        self._measure_again()

    def set_compact(self, compact: bool) -> None:
        """Show the icon alone, the words as a tip; or both again. A button without an icon keeps its words."""
        if self.icon().isNull() or self.property("iconOnly") == compact:
            return
        self.setProperty("iconOnly", compact)
        self.setToolTip(self.text() if compact else "")
        self._measure_again()

    def _measure_again(self) -> None:
        """Forget the size: Qt keeps it until words or icon are set, and knows nothing of our properties."""
        self.setIcon(self.icon())

    def set_menu(self, menu: QMenu) -> None:
        """Open a menu instead of acting at once; a small arrow shows it."""
        self.setMenu(menu)


def _literal(words: str) -> str:
    """Return words whose ampersands Qt takes as such."""
    return words.replace("&", "&&")


def one_stop(buttons: Sequence[QAbstractButton]) -> None:
    """Make buttons that exclude each other one stop of the Tab key: the checked one, else the first."""

    def keep() -> None:
        chosen = next((button for button in buttons if button.isChecked()), buttons[0] if buttons else None)
        for button in buttons:
            stop = Qt.FocusPolicy.StrongFocus if button is chosen else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stop)

    for button in buttons:
        button.toggled.connect(keep)
    keep()


class IconButton(Button):
    """A button of 32 x 32 that shows only an icon; `name` is its tip and what a screen reader says."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        on: Callable[[], object] | None = None,
        edged: bool = False,
        checkable: bool = False,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "icon-edged" if edged else "icon", icon=icon, on=on, checkable=checkable, parent=parent)
        self._small = small
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Say something else on hover and to screen readers."""
        self.setToolTip(name)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """Return a square; `small` ones (in rows and fields) are 28 pixels at 100 % text."""
        whole = super().sizeHint()
        return QSize(whole.width() * 7 // 8, whole.height() * 7 // 8) if self._small else whole


class Link(Button):
    """Words with a thin line under them that open something: `Link(_("Show cases"), on=self._show)`."""

    def __init__(self, words: str, *, on: Callable[[], object] | None = None, icon: str = "",
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(words, "link", icon=icon, on=on, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
