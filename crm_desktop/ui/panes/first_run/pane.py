"""The first run: look at the demo firm, bring data along, or begin empty; no account, no server, one file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.files import with_ending
from crm_desktop.base.i18n import _, spoken
from crm_desktop.ui.commands.importing import file_kinds
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.panes.first_run.pictures import Draw, Picture, blank, board, table
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.mark import Mark
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.text import Text, note

#: Width of a card at 100 % text, and how narrow it may become where large type leaves no room, in pixels.
_CARD, _NARROWEST = 336, 336
#: From this text size on, what stood beside each other on a card stands below each other.
_LARGE = 1.2


class FirstRun(Pane):
    """What is seen before there is a file.

    Signals: `demo_asked()`, `import_asked(Path)`, `empty_asked()`, `file_asked(Path)`, `place_asked(Path)`,
    `language_asked(str)`.
    """

    demo_asked = Signal()
    import_asked = Signal(object)
    empty_asked = Signal()
    file_asked = Signal(object)
    place_asked = Signal(object)
    language_asked = Signal(str)

    def __init__(self, place: Path, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self._place = place
        self.setWindowTitle("CRM Desktop")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.addLayout(self._top())
        outer.addStretch(2)
        outer.addLayout(self._welcome())
        gap = 28 if look().scale < _LARGE else 12
        outer.addSpacing(gap)
        outer.addLayout(self._cards())
        outer.addSpacing(gap)
        outer.addLayout(self._promise())
        outer.addStretch(3)
        for keys, act in (
            ("Return", self.demo_asked.emit), ("2", self._choose_import), ("3", self.empty_asked.emit),
            ("Ctrl+O", self._choose_file),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def show_problem(self, words: str) -> None:
        """Say why it did not work."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def show_busy(self, words: str) -> None:
        """Say what is being done; nothing else can be begun meanwhile."""
        self.show_problem("")
        self._busy.setText(words)
        for card in self._buttons:
            card.setEnabled(not words)

    def _top(self) -> QVBoxLayout:
        language = Segmented([Choice("de", "Deutsch"), Choice("en", "English")], name=_("Language"))
        language.choose(spoken())
        language.chosen.connect(self.language_asked)
        open_file = Link(_("Open an existing file"), on=self._choose_file)
        hint = Text(native_text("Ctrl+O"), 11, 400, "text3", elide=False)
        return column(None, row(None, open_file, hint, None, language))

    def _welcome(self) -> QVBoxLayout:
        mark = Mark(48)
        words = Text(_("Welcome"), 26, 600, elide=False)
        about = Text(
            _("Customers, offers and prospects in one file that is yours. How would you like to begin?"),
            15, 400, "text2", elide=False,
        )  # fmt: skip
        self._busy = Text("", 13, 500, "text2", elide=False)
        self._problem = Text("", 13, 500, "danger", wrap=True)
        self._problem.hide()
        made = column(None, mark, 6, words, about, self._busy, self._problem, gap=8)
        for part in (mark, words, about, self._busy, self._problem):
            made.setAlignment(part, Qt.AlignmentFlag.AlignHCenter)
        return made

    def _cards(self) -> QVBoxLayout:
        self._buttons = [
            Button(_("Look"), "primary", icon="sparkles", key="↵", on=self.demo_asked.emit),
            Button(_("Choose a file"), "secondary", icon="download", key="2", on=self._choose_import),
            Button(_("Begin"), "secondary", icon="pen-line", key="3", on=self.empty_asked.emit),
        ]
        demo = _card(
            board,
            _("Look at the demo firm"),
            _("A carpenter’s shop with 250 contacts, offers and two years of history, in a file of its own."),
            (self._buttons[0], _("at once")),
            recommended=True,
        )
        bring = _card(
            table,
            _("Bring data along"),
            _("From Excel or CSV tables, or vCards. You see what came of every row, and can take all of it back."),
            (self._buttons[1], _("about 3 minutes")),
        )
        empty = _card(
            blank,
            _("Begin empty"),
            _("Your name and tax are enough. Everything else is asked when it is needed."),
            (self._buttons[2], _("about 1 minute")),
        )
        cards = row(None, None, demo, bring, empty, None, gap=24)
        for place in (1, 2, 3):
            cards.setStretch(place, 20)
        for place in (0, 4):
            cards.setStretch(place, 1)
        return column(None, cards)

    def _promise(self) -> QVBoxLayout:
        strong = Text(_("No account, no server."), 13, 600, elide=False)
        where = Text(_("Kept in {place}").format(place=self._place), 13, 400, "text2")
        change = Link(_("Choose another place"), on=self._choose_place)
        return column(None, row(None, None, strong, where, change, None, gap=10))

    def _choose_import(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Bring data along"), "", file_kinds())
        if name:
            self.import_asked.emit(Path(name))

    def _choose_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Open"), str(self._place.parent), _("CRM files (*.crm)"))
        if name:
            self.file_asked.emit(Path(name))

    def _choose_place(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("Where to keep it"), str(self._place), _("CRM files (*.crm)"))
        if name:
            self.place_asked.emit(with_ending(Path(name), ".crm"))


def _card(drawing: Draw, words: str, about: str, action: tuple[Button, str], *, recommended: bool = False) -> Card:
    card = Card(padding=2, radius=12, edge="control" if recommended else "line_strong")
    card.setMinimumWidth(min(look().px(_CARD), _NARROWEST))
    card.setMaximumWidth(look().px(_CARD))
    large = look().scale > _LARGE
    parts: list[QWidget | QHBoxLayout] = [Text(words, 16, 600)]
    button, takes = action
    if recommended and large:
        takes = f"{takes} · {_('recommended')}"
    elif recommended:
        parts = [row(None, *parts, None, _pill())]
    said = Text(takes, 12, 400, "text3", elide=False)
    foot = [said, row(None, button, None)] if large else [row(None, button, None, said)]
    card.body.addWidget(Picture(drawing))
    card.body.addLayout(column(None, *parts, note(about), gap=10, margins=(22, 16, 22, 0)))
    card.body.addSpacing(20)
    card.body.addStretch(1)
    card.body.addLayout(column(None, *foot, margins=(22, 0, 22, 20)))
    return card


def _pill() -> QWidget:
    pill = Pill(_("recommended"))
    pill.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return pill
