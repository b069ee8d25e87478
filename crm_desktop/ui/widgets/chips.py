"""A row of chips of which one is chosen: the quick filters over a list, the kinds of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget

from crm_desktop.ui.widgets.buttons import Button, ButtonRole, one_stop
from crm_desktop.ui.widgets.flow import WordsLayout

if TYPE_CHECKING:
    from collections.abc import Sequence


class Choice(NamedTuple):
    """One thing to choose: a key for the program, words and perhaps an icon for the reader."""

    key: str
    words: str
    icon: str = ""


class Chips(QWidget):
    """Buttons that exclude each other: `Chips([Choice("all", _("All")), …])`; signal `chosen(key)` by the user's hand.

    `role` is "chip" for filters, "choice" for kinds with icons, "text" for plain words. Left and right arrows move the
    choice; the group is one stop of the Tab key.
    """

    chosen = Signal(str)

    def __init__(
        self,
        choices: Sequence[Choice],
        role: ButtonRole = "chip",
        *,
        name: str = "",
        gap: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._buttons: dict[str, Button] = {}
        layout = self._make_layout(gap, wraps=role != "segment")
        for choice in choices:
            button = Button(choice.words, role, icon=choice.icon, exclusive=True)
            button.clicked.connect(lambda _checked=False, key=choice.key: self.chosen.emit(key))
            self._buttons[choice.key] = button
            layout.addWidget(button)
        one_stop(list(self._buttons.values()))
        if choices:
            self.choose(choices[0].key)

    def _make_layout(self, gap: int, *, wraps: bool) -> QLayout:
        if wraps:
            # Where large type leaves no room for all of them beside each other, a second row takes the rest.
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            return WordsLayout(self, gap=gap, row_gap=gap)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(gap)
        return layout

    def value(self) -> str:
        """Return the key of what is chosen, empty where there is nothing to choose."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose by key, without a signal; an unknown key changes nothing."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def button(self, key: str) -> Button:
        """Return the button of a key, to give it a count or a tip."""
        return self._buttons[key]
