"""A rule as a sentence: words to read, words to choose, rows that wrap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.operations.rules.parts import Part, Sentence, Slot, Words
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.panes import clear, row
from crm_desktop.ui.widgets.text import Text, note
from crm_desktop.ui.widgets.word_button import WORD_HEIGHT, WordButton

_GAP, _ROW_GAP, _LINE_GAP, _SIZE = 8, 8, 12, 14
_CLOSES = ",.;:"
#: Icons of the words, where they are called otherwise.
_ICONS = {"board": "square-kanban", "offer": "file-text", "contact": "users", "filter": "list-filter"}


class SentenceCard(Card):
    """Signals: `asked(slot, button)` for a word; `condition_wanted`, `action_wanted` and `limits_wanted(button)`."""

    asked = Signal(object, object)
    condition_wanted = Signal(object)
    action_wanted = Signal(object)
    limits_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", padding=20, parent=parent)
        self.setAccessibleName(_("What the rule says"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(_LINE_GAP)
        self.body.addLayout(self._lines)
        self.limits = note("", "text3")
        self.change_limits = Link(_("How often …"))
        self.change_limits.clicked.connect(lambda: self.limits_wanted.emit(self.change_limits))
        below = row(None, self.limits, self.change_limits, gap=12)
        below.setStretch(0, 1)
        self.body.addLayout(below)
        self._sentence: Sentence | None = None
        #: The widget of each part of the sentence, by line and place.
        self._spoken: list[tuple[Text | WordButton, int, int]] = []
        self.buttons: dict[str, WordButton] = {}
        self._make_buttons()

    def show_sentence(self, sentence: Sentence) -> None:
        """Show what a rule says; where only words differ, the same widgets stay and keep the focus."""
        if sentence == self._sentence:
            return
        before, self._sentence = self._sentence, sentence
        if before is not None and _shape(before) == _shape(sentence):
            for widget, line, part in self._spoken:
                _say(widget, sentence.lines[line].parts[part])
        else:
            self._build(sentence, before=before is not None)
        self.limits.setText(sentence.limits)

    def focus_word(self, name: str) -> bool:
        """Give a word the focus; False where the sentence has none of this name."""
        button = self.buttons.get(name)
        if button is not None:
            button.setFocus()
        return button is not None

    def first_word(self) -> WordButton | None:
        """Return the first word that can be chosen, one that is still to be chosen before all others."""
        lacking = [name for name, button in self.buttons.items() if button.lacks()]
        return self.buttons.get(lacking[0]) if lacking else next(iter(self.buttons.values()), None)

    def _make_buttons(self) -> None:
        """Make what lets the sentence grow; it goes with the rows it stands in."""
        self.add_condition = Button(_("Condition"), "ghost", icon="plus", parent=self)
        self.add_condition.clicked.connect(lambda: self.condition_wanted.emit(self.add_condition))
        self.add_action = Button(_("Action"), "ghost", icon="plus", parent=self)
        self.add_action.clicked.connect(lambda: self.action_wanted.emit(self.add_action))

    def _build(self, sentence: Sentence, *, before: bool) -> None:
        focused = next((name for name, one in self.buttons.items() if one is QApplication.focusWidget()), "")
        clear(self._lines)
        self.buttons, self._spoken = {}, []
        if before:
            self._make_buttons()
        for rows in _rows(sentence):
            holder = QWidget()
            flow = FlowLayout(holder, gap=_GAP, row_gap=_ROW_GAP)
            for at in rows:
                self._fill(flow, at, sentence.lines[at].parts)
            last = rows[-1]
            if last == _last_condition(sentence):
                flow.addWidget(self.add_condition)
            if last == len(sentence.lines) - 1:
                flow.addWidget(self.add_action)
            self._lines.addWidget(holder)
        if focused:
            self.focus_word(focused)

    def _fill(self, flow: FlowLayout, at: int, parts: Sequence[Part]) -> None:
        """Put the words of a line into a row; a comma or full stop stays with the word before it."""
        before: WordButton | None = None
        for place, part in enumerate(parts):
            if isinstance(part, Slot):
                if before is not None:
                    flow.addWidget(before)
                before = self._button(part)
                self._spoken.append((before, at, place))
                continue
            if not part.text.strip():
                continue
            label = _plain(part.text.strip())
            self._spoken.append((label, at, place))
            if before is not None and part.text.strip()[0] in _CLOSES:
                flow.addWidget(_together(before, label))
            else:
                if before is not None:
                    flow.addWidget(before)
                flow.addWidget(label)
            before = None
        if before is not None:
            flow.addWidget(before)

    def _button(self, slot: Slot) -> WordButton:
        button = WordButton(slot.text, icon=_icon(slot), lacking=slot.missing)
        name = slot.name
        button.clicked.connect(lambda: self._ask(name, button))
        self.buttons[name] = button
        return button

    def _ask(self, name: str, button: WordButton) -> None:
        """Ask for the word as it stands now: the button may have got another since it was made."""
        if self._sentence is None:
            return
        for line in self._sentence.lines:
            for part in line.parts:
                if isinstance(part, Slot) and part.name == name:
                    self.asked.emit(part, button)
                    return


def _plain(words: str) -> Text:
    """Return words that only stand there, as high as those that can be chosen beside them."""
    label = Text(words, _SIZE, 400, "text2")
    label.setFixedHeight(look().px(WORD_HEIGHT))
    return label


def _together(button: WordButton, label: Text) -> QWidget:
    """Return a word with the comma or full stop behind it, which no row may part from it."""
    holder = QWidget()
    row(holder, button, label, gap=1)
    return holder


def _say(widget: Text | WordButton, part: Words | Slot) -> None:
    if isinstance(widget, WordButton) and isinstance(part, Slot):
        widget.show_word(part.text, icon=_icon(part), lacking=part.missing)
    elif isinstance(widget, Text):
        widget.setText(part.text.strip())


def _rows(sentence: Sentence) -> list[list[int]]:
    """Return which lines stand in one row that wraps: the conditions together, everything else by itself."""
    found: list[list[int]] = []
    for at, line in enumerate(sentence.lines):
        if line.role == "if" and at and sentence.lines[at - 1].role == "if":
            found[-1].append(at)
        else:
            found.append([at])
    return found


def _last_condition(sentence: Sentence) -> int:
    """Return the line behind which another condition can be added."""
    return max((at for at, line in enumerate(sentence.lines) if line.role != "then"), default=0)


def _icon(slot: Slot) -> str:
    return _ICONS.get(slot.icon, slot.icon)


def _shape(sentence: Sentence) -> tuple[object, ...]:
    """Return which widgets a sentence needs: its words to choose in their order, and what stands between them."""
    return tuple((line.role, tuple(_kind(part) for part in line.parts)) for line in sentence.lines)


def _kind(part: Part) -> str:
    """Return the name of a word to choose; of others only whether they begin with a comma, or are nothing at all."""
    if isinstance(part, Slot):
        return part.name
    words = part.text.strip()
    return "" if not words else "," if words[0] in _CLOSES else " "
