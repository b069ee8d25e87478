"""Contacts side by side: which one stays, whose value each field takes, and at the right what comes out.

The table takes the room it is given and never scrolls sideways: words break, with little room the names of the fields
stand above the values, and of many contacts as many are shown at once as fit, with the result always in view.
"""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.store.queries.contact_card import ContactFacts
from crm_desktop.store.queries.merging import Ways
from crm_desktop.ui.models.merge_choice import FieldRow, Kept, MergeChoice, WaysRow
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.avatar import Avatar, AvatarKind
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import Line, Pane, column, row
from crm_desktop.ui.widgets.text import Text, note

#: Pixels at 100 % text: of the names of fields, and what a value needs at least.
LABEL, VALUE = 120, 128
#: Fields shown even where all say the same: who it is.
_ALWAYS = frozenset(("name", "given_name", "family_name", "company_id"))
#: Words longer than this may break inside.
_LONG = 14
_LONG_WORD = re.compile(r"\w{15,}")


class _Plan(NamedTuple):
    """How the table is laid out: the contacts in view, and whether names of fields stand above their values."""

    first: int
    many: int
    above: bool


class MergeGrid(QWidget):
    """`grid = MergeGrid(choice)`; `grid.choice` is what is chosen so far. Signal: `changed()`."""

    changed = Signal()

    def __init__(self, choice: MergeChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self._first = 0
        self._plan = _Plan(0, 0, above=False)
        self._results: dict[str, Text] = {}
        self._said: dict[str, str] = {}
        self._groups: list[QButtonGroup] = []
        self._radios = self._make_radios()
        self._inner = QWidget()
        layout = self._outer = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        # How wide it may be says its place; it is laid out to fit.
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(self._inner)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._lay_out(self._fitting(look().px(LABEL) + 4 * look().px(VALUE)))
        self._show_results()

    def radio(self, name: str, contact_id: int) -> QRadioButton:
        """Return the button that lets a field take a contact's value; "keep" is that which lets it stay."""
        return self._radios[name, contact_id]

    def result_of(self, name: str) -> str:
        """Return what a field will say, as it is shown."""
        return self._said[name]

    def keep_at(self, place: int) -> None:
        """Let the first, the second … contact stay."""
        if place < len(self.choice.contacts):
            self._radios["keep", self.choice.contacts[place].id].click()

    def turn(self, by: int) -> None:
        """Show the contacts further left or right, where not all fit."""
        self._first = max(0, min(self._first + by, len(self.choice.contacts) - self._plan.many))
        self._lay_out(self._fitting(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Take whatever width there is."""
        return QSize(look().px(VALUE) * 2, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the table out anew where there is room for more or for less."""
        super().resizeEvent(event)
        plan = self._fitting(event.size().width())
        if plan != self._plan:
            self._lay_out(plan)

    # Laying out

    def _fitting(self, width: int) -> _Plan:
        """Return how the table fits: two contacts and the result at least, names of fields beside them if they can."""
        value, many = look().px(VALUE), len(self.choice.contacts)
        above = width < look().px(LABEL) + 3 * value
        room = width if above else width - look().px(LABEL)
        count = max(1, min(many, max(2, room // value - 1)))
        return _Plan(max(0, min(self._first, many - count)), count, above)

    def _lay_out(self, plan: _Plan) -> None:
        focused = next((radio for radio in self._radios.values() if radio.hasFocus()), None)
        for radio in self._radios.values():
            radio.setParent(self)
            radio.hide()
        old, self._inner = self._inner, QWidget()
        self._outer.replaceWidget(old, self._inner)
        old.hide()
        old.deleteLater()
        self._plan = plan
        self._results.clear()
        grid = QGridLayout(self._inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        left = 0 if plan.above else 1
        last = left + plan.many
        ground = Pane("canvas")
        grid.addWidget(ground, 0, last, 1, 1)
        place = self._add_heads(grid, left, last)
        fields = self.choice.all_rows()
        for field in fields:
            if not field.is_equal or field.name in _ALWAYS:
                place = self._add_field(grid, place, field, left, last)
        for ways in self.choice.ways_rows():
            place = self._add_ways(grid, place, ways, left, last)
        grid.addWidget(ground, 0, last, place, 1)
        ground.lower()
        equal = ", ".join(field.label for field in fields if field.is_equal and field.name not in _ALWAYS)
        if equal:
            grid.addWidget(note(_("The same in all: {fields}").format(fields=equal)), place, 0, 1, last + 1)
            place += 1
        for at in range(left, last + 1):
            grid.setColumnStretch(at, 10)
            grid.setColumnMinimumWidth(at, 0)
        if left:
            grid.setColumnMinimumWidth(0, look().px(LABEL) - 12)
        grid.setRowStretch(place, 1)
        self._show_results()
        if focused is not None and focused.isVisible():
            focused.setFocus()
        self._inner.show()
        self.updateGeometry()

    def _shown(self) -> list[ContactFacts]:
        return list(self.choice.contacts[self._plan.first : self._plan.first + self._plan.many])

    def _add_heads(self, grid: QGridLayout, left: int, last: int) -> int:
        if left:
            grid.addWidget(Text(_("Stays"), 12, 500, "text2"), 0, 0)
        for at, contact in enumerate(self._shown()):
            place = self._plan.first + at
            ways = self.choice.ways[place] if self.choice.ways else Ways()
            head = QWidget()
            kind: AvatarKind = "company" if contact.kind is ContactKind.COMPANY else "person"
            face = [] if self._plan.above else [Avatar(contact.name, kind, 28)]
            words = column(None, Text(f"{place + 1}  {contact.name}", 13, 600, wrap=True), note(_history(ways)), gap=0)
            row(head, self._radios["keep", contact.id], *face, words, gap=8, margins=(0, 4, 0, 4)).setStretch(
                1 + len(face), 1
            )
            self._radios["keep", contact.id].show()
            grid.addWidget(head, 0, left + at)
        result = QWidget()
        entries = sum(ways.entries for ways in self.choice.ways)
        told = plural("{n} entry, nothing is lost", "{n} entries, nothing is lost", entries)
        words = column(None, Text(_("What comes out"), 13, 600, wrap=True), note(told), gap=0)
        parts = [words] if self._plan.above else [Glyph("merge", 18), words]
        row(result, *parts, gap=8, margins=(10, 4, 8, 4)).setStretch(len(parts) - 1, 1)
        grid.addWidget(result, 0, last)
        return self._add_turning(grid, left, last)

    def _add_turning(self, grid: QGridLayout, left: int, last: int) -> int:
        many, plan = len(self.choice.contacts), self._plan
        if plan.many < many:
            line = QWidget()
            back = IconButton("chevron-left", _("Contacts further left"), on=partial(self.turn, -1))
            on = IconButton("chevron-right", _("Contacts further right"), on=partial(self.turn, 1))
            back.setEnabled(plan.first > 0)
            on.setEnabled(plan.first + plan.many < many)
            words = _("{first} to {last} of {many}")
            words = words.format(first=plan.first + 1, last=plan.first + plan.many, many=many)
            row(line, back, note(words), on, None, gap=6)
            grid.addWidget(line, 1, left, 1, plan.many)
        grid.addWidget(Line(), 2, 0, 1, last + 1)
        return 3

    def _add_field(self, grid: QGridLayout, place: int, field: FieldRow, left: int, last: int) -> int:
        place = self._add_label(grid, place, field.label, left)
        for at, contact in enumerate(self._shown()):
            words = field.words[self._plan.first + at]
            if field.is_equal:
                grid.addWidget(_value(words, "equal"), place, left + at)
            else:
                radio = self._radios[field.name, contact.id]
                grid.addWidget(_Option(radio, words or "–"), place, left + at)
                radio.show()
        result = self._results[field.name] = Text("", 13, 600, wrap=True)
        grid.addWidget(self._with_word(result, _("the same") if field.is_equal else ""), place, last)
        grid.addWidget(Line(), place + 1, 0, 1, last)
        return place + 2

    def _add_ways(self, grid: QGridLayout, place: int, ways: WaysRow, left: int, last: int) -> int:
        place = self._add_label(grid, place, ways.label, left)
        icon = "equal" if ways.kept is Kept.SAME else "scale" if ways.kept is Kept.STRICTER else "check"
        for at in range(self._plan.many):
            words = ways.words[self._plan.first + at]
            grid.addWidget(_value(words, icon if words else ""), place, left + at)
        told = {
            Kept.SAME: _("the same"), Kept.ALL: _("all of them"), Kept.ONE: "", Kept.STRICTER: _("the stricter holds"),
        }[ways.kept]  # fmt: skip
        result = Text(_breakable(ways.result), 13, 600, wrap=True)
        grid.addWidget(self._with_word(result, told, stricter=ways.kept is Kept.STRICTER), place, last)
        grid.addWidget(Line(), place + 1, 0, 1, last)
        return place + 2

    def _add_label(self, grid: QGridLayout, place: int, words: str, left: int) -> int:
        label = Text(words, 12, 500, "text2", wrap=True)
        grid.addWidget(label, place, 0, 1, 1 if left else self._plan.many)
        return place if left else place + 1

    def _with_word(self, result: Text, told: str, *, stricter: bool = False) -> QWidget:
        """Return a result with a word about it: at its right, or below where there is little room."""
        found = QWidget()
        below = self._plan.above or self._plan.many > 2
        words = Text(told, 12, 400, "warning" if stricter else "text3", wrap=below, elide=False)
        if not told:
            words.hide()
        lay = column if below else row
        lay(found, result, words, gap=0 if below else 8, margins=(10, 2, 8, 2)).setStretch(0, 1)
        return found

    # Choosing

    def _make_radios(self) -> dict[tuple[str, int], QRadioButton]:
        """Make the buttons once; they move when the table is laid out anew."""
        found: dict[tuple[str, int], QRadioButton] = {}
        keep = self._group()
        for contact in self.choice.contacts:
            radio = found["keep", contact.id] = QRadioButton(self)
            radio.setAccessibleName(_("“{name}” stays").format(name=contact.name))
            radio.setChecked(contact.id == self.choice.keep)
            radio.clicked.connect(partial(self._keep, contact.id))
            keep.addButton(radio)
        for field in self.choice.rows():
            group = self._group()
            for contact, words in zip(self.choice.contacts, field.words, strict=True):
                radio = found[field.name, contact.id] = QRadioButton(self)
                said = words or _("nothing")
                radio.setAccessibleName(f"{field.label}: {said}, {contact.name}")
                radio.clicked.connect(partial(self._choose, field.name, contact.id))
                group.addButton(radio)
        return found

    def _group(self) -> QButtonGroup:
        group = QButtonGroup(self)
        self._groups.append(group)
        return group

    def _choose(self, name: str, contact_id: int) -> None:
        self.choice = self.choice.with_choice(name, contact_id)
        self._show_results()
        self.changed.emit()

    def _keep(self, contact_id: int) -> None:
        self.choice = self.choice.with_keep(contact_id)
        self._show_results()
        self.changed.emit()

    def _show_results(self) -> None:
        for name, result in self._results.items():
            self._said[name] = self.choice.result(name) or "–"
            result.setText(_breakable(self._said[name]))
            if (radio := self._radios.get((name, self.choice.chosen(name)))) is not None:
                radio.setChecked(True)


class _Option(QWidget):
    """A radio button with words that may break; a click on the words is one on the button."""

    def __init__(self, radio: QRadioButton, words: str) -> None:
        super().__init__()
        self._radio = radio
        row(self, radio, Text(_breakable(words), 13, 400, wrap=True), gap=8).setStretch(1, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._radio.setFocus(Qt.FocusReason.MouseFocusReason)
            self._radio.click()


def _value(words: str, icon: str) -> QWidget:
    found = QWidget()
    text = Text(_breakable(words) or "–", 13, 400, "text" if words else "text3", wrap=True)
    parts: tuple[QWidget, ...] = (Glyph(icon, 14), text) if icon else (text,)
    # As wide as a radio button with its gap.
    row(found, *parts, gap=9, margins=(2 if icon else 25, 0, 0, 0)).setStretch(len(parts) - 1, 1)
    return found


def _history(ways: Ways) -> str:
    words = plural("{n} entry", "{n} entries", ways.entries)
    if ways.since is None:
        return words
    return _("{entries}, since {year}").format(entries=words, year=ways.since.year)


def _breakable(words: str) -> str:
    """Let long words break after signs, as mail addresses and links have them, and anywhere if that is not enough."""
    if len(words) <= _LONG:
        return words
    for sign in "@./-_":
        words = words.replace(sign, f"{sign}\u200b")
    return _LONG_WORD.sub(
        lambda found: "\u200b".join(found[0][at : at + 8] for at in range(0, len(found[0]), 8)), words
    )
