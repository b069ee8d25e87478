"""The keyboard map: every command that has a key, by menu, in the writing of this system."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, meant
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.key_hints import KeyCap
from crm_desktop.ui.widgets.panes import Pane
from crm_desktop.ui.widgets.text import Text, title

_COLUMNS = 2


class KeyMap(QDialog):
    """Closes with Escape. `commands` are those known by now; panes add theirs when they are opened."""

    def __init__(self, commands: Iterable[Command], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ground = Pane("raised")
        grid = QGridLayout(ground)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(40)
        grid.setVerticalSpacing(18)
        grid.addWidget(title(_("Keys")), 0, 0, 1, _COLUMNS)
        for place, (menu, found) in enumerate(_groups(commands)):
            grid.addWidget(_group(menu, found), 1 + place // _COLUMNS, place % _COLUMNS, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(grid.rowCount(), 1)
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(ground)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        self.resize(look().px(760), look().px(620))


def _groups(commands: Iterable[Command]) -> list[tuple[str, list[Command]]]:
    keyed = sorted((command for command in commands if command.shortcut), key=lambda command: _order(command.menu))
    return [(menu, list(found)) for menu, found in groupby(keyed, key=lambda command: command.menu)]


def _titles() -> dict[str, str]:
    return {
        "file": _("File"),
        "edit": _("Edit"),
        "go": meant("menu", "Go"),
        "contact": _("Contacts"),
        "deal": _("Pipeline"),
        "offer": _("Offers"),
        "view": _("View"),
        "help": _("Help"),
    }


def _order(menu: str) -> int:
    known = list(_titles())
    return known.index(menu) if menu in known else len(known)


def _group(menu: str, commands: list[Command]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(6)
    grid.addWidget(Text(_titles().get(menu, _("More")), 12, 600, "text2"), 0, 0, 1, 2)
    for place, command in enumerate(commands, 1):
        cap = KeyCap(native_text(command.shortcut))
        grid.addWidget(Text(command.text().removesuffix(" …"), 13, 400), place, 0)
        grid.addWidget(cap, place, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    return made
