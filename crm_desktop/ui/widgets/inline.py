"""Facts that are edited where they stand: an icon, the value, and what it is; leaving a field saves it.

Rows are kept while the record is read again: only what differs is changed, and never what is being typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.inline_edit import Act, InlineEdit, Suggest
from crm_desktop.ui.widgets.inline_text import InlineText
from crm_desktop.ui.widgets.panes import Line, row
from crm_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QMouseEvent, QPaintEvent

#: Called with the reason where something typed could not be kept.
Failed = Callable[[CrmError], None]


@dataclass(frozen=True)
class Fact:
    """One value of a record. `save(text, failed)` keeps what was typed; `failed` marks the field with the reason.

    `key` says which value it is when the record is read again. `warning` is what may be wrong with the kept value,
    `check` says the same of what is being typed. `take(data, failed)` keeps a suggestion that stands for something.
    """

    key: str
    icon: str
    name: str
    value: str
    label: str
    save: Callable[[str, Failed], None]
    hint: str = ""
    tip: str = ""
    warning: str = ""
    check: Callable[[str], str] | None = None
    suggest: Suggest | None = None
    take: Callable[[Any, Failed], None] | None = None
    acts: Sequence[Act] = ()
    #: Told of each change while it is typed.
    typing: Callable[[str], None] | None = None
    #: Whether the value may have several lines.
    long: bool = False


class InlineRow(QWidget):
    """One fact: Enter or leaving saves, Esc takes back what was typed."""

    def __init__(self, fact: Fact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fact = fact
        made = InlineText if fact.long else InlineEdit
        self.edit: InlineEdit | InlineText = made(icon=fact.icon, name=fact.name, hint=fact.hint)
        self.edit.left.connect(self._save)
        self.edit.taken.connect(self._take)
        self.edit.textEdited.connect(self._typed)
        self.label = _Label(self.edit.open_menu)
        self.reason = _Reason()
        line = row(None, self.edit, self.label, gap=6)
        line.setStretch(0, 1)
        if fact.long:
            line.setAlignment(self.label, Qt.AlignmentFlag.AlignTop)
            self.label.setContentsMargins(0, look().px(5), 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(line)
        layout.addWidget(self.reason)
        layout.addWidget(Line())
        self.show_fact(fact)

    def show_fact(self, fact: Fact) -> None:
        """Show what is known now; what is being typed stays."""
        typed = self.edit.hasFocus() and self.edit.has_changes()
        same = fact.value == self.fact.value
        self.fact = fact
        self.edit.setPlaceholderText(fact.hint)
        self.edit.setToolTip(fact.tip)
        self.edit.offer(fact.suggest)
        self.edit.set_acts(fact.acts)
        self.label.setText(fact.label)
        self.label.setVisible(bool(fact.label))
        if typed:
            self.edit.stands_for(fact.value)
            return
        if same and self.edit.property("invalid"):
            return  # a reason that still holds; somebody else's change is no reason to hide it
        self.edit.set_words(fact.value)
        self.reason.say(fact.warning, "warning")

    def fail(self, error: CrmError) -> None:
        """Say why what was typed could not be kept; Esc brings back what is."""
        self.edit.set_invalid(True)
        self.edit.stands_for(self.fact.value)
        self.edit.setAccessibleDescription(str(error))
        self.reason.say(str(error), "danger")

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show what can be done with the value."""
        super().enterEvent(event)
        self.edit.set_hovered(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide it again."""
        super().leaveEvent(event)
        self.edit.set_hovered(False)

    def _typed(self, text: str) -> None:
        self.edit.set_invalid(False)
        self.edit.setAccessibleDescription("")
        self.reason.say(self.fact.check(text) if self.fact.check else "", "warning")
        if self.fact.typing is not None:
            self.fact.typing(text)

    def _save(self) -> None:
        if self.edit.text() == self.fact.value:
            self.reason.say(self.fact.warning, "warning")
            return
        self.reason.say("", "warning")
        self.edit.set_invalid(False)
        self.fact.save(self.edit.text(), self.fail)

    def _take(self, data: object) -> None:
        if self.fact.take is not None:
            self.fact.take(data, self.fail)


class InlineRows(QWidget):
    """Facts below each other: `rows.show_facts(facts)` as often as the record is read."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._rows: dict[str, InlineRow] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(5)

    def row(self, key: str) -> InlineRow | None:
        """Return the row of a fact."""
        return self._rows.get(key)

    def rows(self) -> list[InlineRow]:
        """Return the rows in their order."""
        return list(self._rows.values())

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these: rows of facts that stay are kept with what is typed in them, others come and go."""
        before = list(self._rows)
        focused = next((place for place, key in enumerate(before) if self._rows[key].edit.hasFocus()), None)
        wanted = {fact.key for fact in facts}
        lost_focus = focused is not None and before[focused] not in wanted
        for key in [key for key in before if key not in wanted]:
            gone = self._rows.pop(key)
            self._layout.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        ordered: dict[str, InlineRow] = {}
        for place, fact in enumerate(facts):
            found = self._rows.get(fact.key)
            if found is None:
                found = InlineRow(fact)
            else:
                found.show_fact(fact)
            ordered[fact.key] = found
            if self._layout.indexOf(found) != place:
                self._layout.insertWidget(place, found)
                # Not left to the layout's next turn: the cursor may be wanted in it at once.
                found.setVisible(True)
        self._rows = ordered
        if list(ordered) != before:
            self._order_stops()
        if lost_focus and focused is not None and ordered:
            # What was typed into an empty field has become a row of its own in its place.
            self.rows()[min(focused, len(ordered) - 1)].edit.setFocus()

    def _order_stops(self) -> None:
        """Let Tab walk the rows in the order they stand in, also those that came later."""
        previous: QWidget = self
        for one in self._rows.values():
            QWidget.setTabOrder(previous, one.edit)
            previous = one.edit


class _Label(Text):
    """What a value is, at the right; pressing it opens the menu of the line."""

    def __init__(self, on: Callable[[], None]) -> None:
        super().__init__("", 12, 400, "text3", elide=False)
        self._on = on

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the menu."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._on()


class _Reason(Text):
    """The line below a value: what is wrong or doubtful about it, with an icon."""

    def __init__(self) -> None:
        super().__init__("", 12, 400, "danger", wrap=True)
        self._tone = "danger"
        self.setContentsMargins(look().px(26), 0, 0, 3)
        self.hide()

    def say(self, words: str, tone: str) -> None:
        """Show words in a tone, "danger" or "warning"; none hide the line."""
        self._tone = tone
        self.setText(words)
        self.set_tone("danger" if tone == "danger" else "text2")
        self.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, and an icon before them."""
        super().paintEvent(event)
        side = look().px(14)
        with QPainter(self) as painter:
            ink = look().colour("danger" if self._tone == "danger" else "warning")
            draw_icon(painter, "circle-alert", QRectF(look().px(4), 1, side, side), ink)
