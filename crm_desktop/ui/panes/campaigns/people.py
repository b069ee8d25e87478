"""A list of people behind a figure of a campaign; each opens where it lives."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.campaign_lines import ID_ROLE, LINE_ROLE, Line, LinesModel
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.lists import LongListView
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.text import Text
from crm_desktop.ui.widgets.two_line import TwoLineDelegate

#: Whether people of a list can be left out or taken in again.
OUT, IN = "out", "in"


class PeopleList(LongListView):
    """The rows. Signals: `note_asked()` by R, `turn_asked()` by X."""

    note_asked = Signal()
    turn_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put down an answer by R, leave out or take in again by X; everything else as in all lists."""
        if event.key() == Qt.Key.Key_R and not event.modifiers():
            self.note_asked.emit()
        elif event.key() == Qt.Key.Key_X and not event.modifiers():
            self.turn_asked.emit()
        else:
            super().keyPressEvent(event)


class PeoplePage(Pane):
    """`page.show_people(title, remark, lines)`.

    Signals: `opened(contact)` on Enter or a double click, `noted(about)` to put down what the one under the cursor
    answered, by R or the button; `left_out(contact)` and `taken_in(contact)`, by X or the button.
    """

    opened = Signal(int)
    noted = Signal(object)
    left_out = Signal(int)
    taken_in = Signal(int)

    def __init__(self, back: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self._title = Text("", 14, 600)
        self._remark = Text("", 12, 400, "text2", wrap=True)
        self.model = LinesModel(self)
        self.view = PeopleList(self.model, TwoLineDelegate(), name=_("People"))
        self.view.opened.connect(self._open)
        self.view.note_asked.connect(self.note)
        self.answer = Button(_("Put down an answer …"), "secondary", icon="message-square", key="R", on=self.note)
        self.turn = Button(_("Leave out"), "secondary", icon="user-x", key="X", on=self.turn_over)
        self.view.turn_asked.connect(self.turn_over)
        self._turn = ""
        card = Card(radius=12, edge="line", padding=10)
        card.body.addWidget(self._remark)
        card.body.addWidget(self.view, 1)
        head = row(
            None,
            Button(_("Back"), "secondary", icon="chevron-left", on=back),
            self._title,
            None,
            self.turn,
            self.answer,
            gap=12,
        )
        column(self, head, card, gap=10, margins=(0, 16, 0, 16)).setStretch(1, 1)

    def show_people(self, title: str, remark: str, lines: Sequence[Line], *, turn: str = "") -> None:
        """Show other people; `turn` says whether they can be left out (OUT) or taken in again (IN)."""
        place = self.view.currentIndex().row()
        self._title.setText(title)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        self.model.show(lines)
        self.view.setAccessibleName(title)
        self.answer.setVisible(any(_member(line) for line in lines))
        self._turn = turn
        self.turn.setText(_("Take in again") if turn == IN else _("Leave out"))
        self.turn.set_key("X")
        self.turn.setVisible(bool(turn and lines))
        if lines and not self.view.currentIndex().isValid():
            # Who was turned over has left the list: the next one is under the cursor.
            self.view.setCurrentIndex(self.model.index(min(max(place, 0), len(lines) - 1), 0))
        self.view.setFocus()

    def note(self) -> None:
        """Ask what the one under the cursor answered."""
        line = self.view.currentIndex().data(LINE_ROLE)
        if isinstance(line, Line) and _member(line):
            self.noted.emit(line.about)

    def turn_over(self) -> None:
        """Leave the one under the cursor out, or take them in again."""
        index = self.view.currentIndex()
        if index.isValid() and self._turn:
            (self.taken_in if self._turn == IN else self.left_out).emit(int(index.data(ID_ROLE)))

    def title(self) -> str:
        """Return what the list is about."""
        return self._title.text()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(int(index.data(ID_ROLE)))


def _member(line: Line) -> bool:
    """Whether somebody got something that can be answered."""
    return bool(getattr(line.about, "member_id", 0))
