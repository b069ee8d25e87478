"""The sheet of shortcuts: every command that has a key, by the place it acts in; searched, and printed as PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.base.slips import begins
from crm_desktop.base.text import words
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.commands.registry import Command, Registry
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.key_hints import KeyCap
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.panes import Line, Pane, clear, column, row
from crm_desktop.ui.widgets.text import Text, note, title
from crm_desktop.ui.window.plan import PLANS, plan_of

#: Columns of the sheet, and the height of a group's name in lines.
_COLUMNS, _HEAD = 2, 2
_SIZE = (820, 660)


class Group(NamedTuple):
    """The commands that act in one place."""

    name: str
    commands: list[Command]


class KeyMap(QDialog):
    """Closes with Escape. Panes that were not opened yet are built while the sheet is read: `build` makes one known."""

    def __init__(
        self, registry: Registry, workplace: Workplace, build: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._registry, self._workplace, self._build = registry, workplace, build
        self._waiting = [plan.name for plan in PLANS]
        self.setWindowTitle(_("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = LineEdit(icon="search", hint=_("What is to be done?"), small=True)
        self.search.textChanged.connect(lambda _text: self.show_groups())
        self.print = Button(_("Print …"), "secondary", icon="printer", key=native_text("Ctrl+P"), on=self._print)
        self._ground = Pane("raised")
        self._sides = [column(None, gap=20) for _side in range(_COLUMNS)]
        self._nothing = note(_("No key does that. The palette finds every command by its name."), "text3")
        both = row(None, *self._sides, gap=40)
        for place in range(_COLUMNS):
            both.setStretch(place, 1)
        whole = column(self._ground, both, self._nothing, None, margins=(24, 16, 24, 20))
        whole.setStretch(2, 1)
        scroll = QScrollArea()
        scroll.setAccessibleName(_("Keys"))
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._ground)
        head = Pane("raised")
        top = row(head, title(_("Keys")), None, self.search, self.print, gap=12, margins=(24, 16, 24, 14))
        top.setStretch(1, 1)
        self.search.setMinimumWidth(look().px(220))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(Line())
        layout.addWidget(scroll, 1)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print)
        self.resize(look().px(_SIZE[0]), look().px(_SIZE[1]))
        self.show_groups()
        QTimer.singleShot(0, self, self._build_next)

    def show_groups(self) -> None:
        """Show the keys of what has the words of the search."""
        heights = [0] * _COLUMNS
        for layout in self._sides:
            clear(layout)
        found = groups(self._registry, self.search.text())
        for group in found:
            at = heights.index(min(heights))
            heights[at] += len(group.commands) + _HEAD
            self._sides[at].addWidget(_shown(group))
        for layout in self._sides:
            layout.addStretch(1)
        self._nothing.setVisible(not found)

    def _build_next(self) -> None:
        """Make the commands of one more pane known, one a turn: the window goes on meanwhile."""
        if not self._waiting:
            self.show_groups()
            return
        self._build(self._waiting.pop(0))
        QTimer.singleShot(0, self, self._build_next)

    def _print(self) -> None:
        from crm_desktop.ui.commands.exporting import save_pdf  # rarely needed

        sheet = [
            (group.name, [(said(command), native_text(command.shortcut)) for command in group.commands])
            for group in groups(self._registry)
        ]
        save_pdf(self._workplace, self, _("Keys") + ".pdf", _on_paper, sheet=sheet, as_of=self._workplace.today())


def _on_paper(reader: Reader, *, sheet: list[tuple[str, list[tuple[str, str]]]], as_of: date) -> bytes:
    from crm_desktop.operations.key_sheet import KeyGroup, key_sheet_pdf  # reportlab

    return key_sheet_pdf(reader, groups=[KeyGroup(*group) for group in sheet], as_of=as_of)


def groups(commands: Iterable[Command], text: str = "") -> list[Group]:
    """Return the commands with keys by the place they act in: those of everywhere first, then pane by pane."""
    wanted = words(text)
    keyed = [command for command in commands if command.shortcut and _fits(command, wanted)]
    places = ["", *(plan.name for plan in PLANS)]
    made = [Group(_place(place), [command for command in keyed if command.place == place]) for place in places]
    return [group for group in made if group.commands]


def said(command: Command) -> str:
    """Return what a command does, without the dots that say that it asks for more."""
    return command.text().removesuffix(" …").removesuffix("…")


def _place(place: str) -> str:
    return plan_of(place).words() if place else _("Everywhere")


def _fits(command: Command, wanted: Sequence[str]) -> bool:
    given = [*words(command.text()), *words(native_text(command.shortcut))]
    return all(any(begins(word, start) for word in given) for start in wanted)


def _shown(group: Group) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(6)
    grid.addWidget(Text(group.name, 12, 600, "text2"), 0, 0, 1, 2)
    for place, command in enumerate(group.commands, 1):
        cap = KeyCap(native_text(command.shortcut))
        grid.addWidget(Text(said(command), 13, 400, wrap=True), place, 0)
        grid.addWidget(cap, place, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    return made
