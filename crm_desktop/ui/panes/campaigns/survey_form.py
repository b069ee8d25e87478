"""The questions of a survey: marks, choices or words, in their order, and from which mark on it becomes a task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.surveys import QuestionKind
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import IconButton, Link
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboBox
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.text import Text, note

_WIDTH, _MOST = 720, 12


class Asked(NamedTuple):
    """One question as it was filled in; `id` is that of the question it was before, None for a new one."""

    id: int | None
    kind: QuestionKind
    text: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Questions:
    """A survey as it was filled in."""

    name: str
    intro: str
    thanks: str
    low_mark: int
    questions: tuple[Asked, ...]


def kind_word(kind: QuestionKind) -> str:
    """Return what is answered to a question."""
    return {
        QuestionKind.SCORE: _("Mark from 0 to 10"),
        QuestionKind.CHOICE: meant("question of a survey", "Choice"),
        QuestionKind.TEXT: _("In words"),
    }[kind]


class QuestionLine(QWidget):
    """One question. Signal: `removed()`."""

    removed = Signal()

    def __init__(self, asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = asked.id
        self.kind = ComboBox(name=_("What is answered"))
        self.kind.fill([Choice(one.value, kind_word(one)) for one in QuestionKind], asked.kind.value)
        self.kind.setFixedWidth(look().px(170))
        self.text = LineEdit(asked.text, hint=_("The question"), name=_("The question"))
        self.choices = LineEdit(
            ", ".join(asked.choices), hint=_("What can be chosen, with commas"), name=_("What can be chosen")
        )
        remove = IconButton("x", _("Remove this question"), on=self.removed.emit, small=True)
        first = row(None, self.kind, self.text, remove, gap=8)
        first.setStretch(1, 1)
        column(self, first, self.choices, gap=6)
        self.kind.activated.connect(lambda _place: self._follow())
        self._follow()

    def asked(self) -> Asked:
        """Return what is filled in."""
        kind = QuestionKind(self.kind.currentData())
        choices = tuple(part.strip() for part in self.choices.text().split(",") if part.strip())
        return Asked(self._id, kind, self.text.text().strip(), choices if kind is QuestionKind.CHOICE else ())

    def _follow(self) -> None:
        self.choices.setVisible(self.kind.currentData() == QuestionKind.CHOICE)


class SurveyForm(Form):
    """`SurveyForm(title, questions)`; signal `filled(Questions)`."""

    filled = Signal(object)

    def __init__(self, words: str, begun: Questions, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setMinimumWidth(look().px(_WIDTH))
        self.name = LineField(_("Name"), begun.name)
        self.low = NumberField(_("Task from this mark downwards"), Decimal(begun.low_mark))
        self.intro = LineField(_("What stands before the questions"), begun.intro)
        self.thanks = LineField(_("What stands after them"), begun.thanks)
        self.fields = {
            "name": self.name, "low_mark": self.low, "intro": self.intro, "thanks": self.thanks,
        }  # fmt: skip
        self.line(self.name, self.low)
        self.line(self.intro, self.thanks)
        self.body.addWidget(Text(_("Questions"), 13, 600))
        self._lines = column(None, gap=10)
        self.body.addLayout(self._lines)
        self.add = Link(_("Add a question"), icon="plus", on=self._add)
        self.body.addLayout(row(None, self.add, None))
        self.body.addWidget(note(_("Few questions are answered by more people: two or three are enough."), "text3"))
        self.buttons(_("Keep the survey"))
        for asked in begun.questions:
            self._put(asked)

    def lines(self) -> list[QuestionLine]:
        """Return the questions in their order."""
        items = (self._lines.itemAt(place) for place in range(self._lines.count()))
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, QuestionLine)]

    def submit(self) -> None:
        """Hand over the survey."""
        asked = tuple(one for one in (line.asked() for line in self.lines()) if one.text)
        if not self.name.value().strip():
            self.fail(BadInput(_("A survey needs a name."), field="name"))
            return
        if not asked:
            self.fail(BadInput(_("A survey needs a question."), field="questions"))
            return
        self.filled.emit(
            Questions(self.name.value().strip(), self.intro.value().strip(), self.thanks.value().strip(),
                      int(self.low.value() or 0), asked)
        )  # fmt: skip

    def _add(self) -> None:
        self._put(Asked(None, QuestionKind.SCORE, "")).text.setFocus()

    def _put(self, asked: Asked) -> QuestionLine:
        line = QuestionLine(asked)
        line.removed.connect(lambda: self._take(line))
        self._lines.addWidget(line)
        self.add.setVisible(self._lines.count() < _MOST)
        return line

    def _take(self, line: QuestionLine) -> None:
        self._lines.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.add.show()
        self.add.setFocus()


def begin(questions: Sequence[Asked]) -> Questions:
    """Return what a new survey begins with."""
    return Questions("", "", "", 6, tuple(questions))
