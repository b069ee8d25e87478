"""Steps that are due, worked through by keyboard: done, put down what was answered, passed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.campaigns import Response
from crm_desktop.ui.models.campaign_lines import LINE_ROLE, Line, LinesModel
from crm_desktop.ui.models.campaign_words import STEP_ICONS, due_words, step_word
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.lists import LongListView
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.text import Text
from crm_desktop.ui.widgets.two_line import TwoLine, TwoLineDelegate

if TYPE_CHECKING:
    from crm_desktop.operations.campaigns.steps import DueStep

#: What one key notes about the recipient under the cursor.
ONE_KEY: dict[Qt.Key, Response] = {
    Qt.Key.Key_I: Response.INTERESTED,
    Qt.Key.Key_L: Response.NOT_NOW,
    Qt.Key.Key_K: Response.NO_INTEREST,
    Qt.Key.Key_U: Response.UNDELIVERABLE,
}


class DueList(LongListView):
    """The rows. Signals: `answered(Response)`, `taken()` by Space, `passed()` by S, `noted()` by R."""

    answered = Signal(object)
    taken = Signal()
    passed = Signal()
    noted = Signal()

    def __init__(self, model: LinesModel) -> None:
        super().__init__(model, TwoLineDelegate(), name=_("Due steps"), many=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note by one key; everything else as in all lists."""
        key = Qt.Key(event.key())
        if event.modifiers() or not self.currentIndex().isValid():
            super().keyPressEvent(event)
        elif key in ONE_KEY:
            self.answered.emit(ONE_KEY[key])
        elif key == Qt.Key.Key_Space:
            self.taken.emit()
        elif key == Qt.Key.Key_S:
            self.passed.emit()
        elif key == Qt.Key.Key_R:
            self.noted.emit()
        else:
            super().keyPressEvent(event)


class Worklist(Pane):
    """`worklist.show_due(steps, today)`; what was chosen is asked with `chosen()`.

    Signals: `taken(due)`, `passed(due)`, `answered(due, Response)`, `note_asked(due step)`, `contact_asked(id)`,
    `code_given(text)`; `due` are all chosen steps.
    """

    taken = Signal(object)
    passed = Signal(object)
    answered = Signal(object, object)
    note_asked = Signal(object)
    contact_asked = Signal(int)
    code_given = Signal(str)

    def __init__(self, *, of_one: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._of_one = of_one
        self._today = date.min
        self.model = LinesModel(self)
        self.view = DueList(self.model)
        self.view.opened.connect(lambda _index: self._contact())
        self.view.taken.connect(self.take)
        self.view.passed.connect(self.pass_over)
        self.view.noted.connect(self.note)
        self.view.answered.connect(self.answer)
        self.view.setMinimumHeight(240)
        self._empty = EmptyState("circle-check", _("Nothing is due"), _("What follows stands here on its day."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self.code = LineEdit(icon="qr-code", hint=_("Reply code …"), name=_("Reply code"), small=True)
        self.code.returnPressed.connect(self._give_code)
        self._count = Text("", 12, 400, "text3", tabular=True)
        head = row(None, self._count, None, self.code, gap=10)
        self._buttons = QWidget()
        keys = FlowLayout(self._buttons, gap=8, row_gap=8)
        for words, icon, key, act in (
            (meant("step of a campaign", "Done"), "check", _("Space"), self.take),
            (_("Interested"), "thumbs-up", "I", lambda: self.answer(Response.INTERESTED)),
            (_("Later"), "moon", "L", lambda: self.answer(Response.NOT_NOW)),
            (_("No interest"), "thumbs-down", "K", lambda: self.answer(Response.NO_INTEREST)),
            (_("Undeliverable"), "mail-x", "U", lambda: self.answer(Response.UNDELIVERABLE)),
            (_("Answer with words …"), "message-square", "R", self.note),
            (_("Pass over"), "chevrons-up-down", "S", self.pass_over),
        ):
            button = Button(words, "secondary", icon=icon, key=key, on=act)
            keys.addWidget(button)
        margins = 0 if of_one else (20, 12, 20, 14)
        column(self, head, self._stack, self._buttons, gap=8, margins=margins).setStretch(1, 1)

    def show_due(self, steps: Sequence[DueStep], today: date) -> None:
        """Show what is due; the cursor goes to the neighbour of what is done."""
        self._today = today
        held, place = self._held(), self.view.currentIndex().row()
        focused = self.view.hasFocus()
        self.model.show([self._line(step, today) for step in steps])
        self._stack.setCurrentWidget(self.view if steps else self._empty)
        self._buttons.setVisible(bool(steps))
        self._count.setText(_("{n} due").format(n=number(len(steps))) if steps else "")
        if steps:
            kept = self.model.row_of(held)
            at = min(max(place, 0), len(steps) - 1) if kept is None else kept
            self.view.setCurrentIndex(self.model.index(at, 0))
            if focused:
                self.view.setFocus()

    def chosen(self) -> list[DueStep]:
        """Return the steps chosen, in their order."""
        places = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self.model.rows()[place].about for place in places]

    def current(self) -> DueStep | None:
        """Return the step under the cursor."""
        line = self.view.currentIndex().data(LINE_ROLE)
        return line.about if isinstance(line, Line) else None

    def take(self) -> None:
        """Have the chosen steps noted as done."""
        if found := self.chosen():
            self.taken.emit(found)

    def pass_over(self) -> None:
        """Have the chosen steps passed over."""
        if found := self.chosen():
            self.passed.emit(found)

    def answer(self, response: Response) -> None:
        """Note what the chosen recipients answered."""
        if found := self.chosen():
            self.answered.emit(found, response)

    def note(self) -> None:
        """Ask for the words of an answer."""
        if (found := self.current()) is not None:
            self.note_asked.emit(found)

    def _contact(self) -> None:
        if (found := self.current()) is not None:
            self.contact_asked.emit(found.contact_id)

    def _give_code(self) -> None:
        code = self.code.text().strip()
        if code:
            self.code_given.emit(code)

    def _held(self) -> int:
        line = self.view.currentIndex().data(LINE_ROLE)
        return line.ref if isinstance(line, Line) else 0

    def _line(self, step: DueStep, today: date) -> Line:
        late = step.due_on < today
        who = ", ".join(part for part in (step.name, step.company) if part)
        reach = step.email if step.kind.value == "email" else step.phone
        task = step.step or step_word(step.kind)
        about = (task, "" if self._of_one else step.campaign, reach)
        right = due_words(step.due_on, today)
        face = TwoLine(
            who, " · ".join(part for part in about if part), right, "clock-alert" if late else "",
            "warning" if late else "text2", icon=STEP_ICONS[step.kind],
        )  # fmt: skip
        return Line(step.member_id * 4096 + step.step_id % 4096, face, f"{who}, {task}, {right}", step)
