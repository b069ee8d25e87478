"""Entering what somebody answered: by keyboard, one question after the other, the next person at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.surveys import QuestionKind
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.contact_field import ContactField
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.text import Text
from crm_desktop.ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from crm_desktop.store.queries.surveys import QuestionRow

_NONE = "-"


@dataclass(frozen=True)
class Answered:
    """Who answered what, and when; nobody's name for None."""

    contact_id: int | None
    day: date
    answers: Mapping[int, int | str]


class AnswersForm(Form):
    """`AnswersForm(name, questions, desk, today)`; signal `filled(Answered)`."""

    filled = Signal(object)

    def __init__(
        self, name: str, questions: tuple[QuestionRow, ...], desk: Desk, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Answers to “{name}”").format(name=name), parent)
        self.who = ContactField(_("Who answered"), desk)
        self.day = DateField(_("On"), value=today)
        self.line(self.who, self.day)
        self.parts: dict[int, Chips | TextArea] = {}
        for question in questions:
            self._add(question)
        self.fields = {"at": self.day, "contact_id": self.who}
        self.buttons(meant("answers of a survey", "Enter"), icon="check")

    def submit(self) -> None:
        """Hand over the answers."""
        day = self.day.value()
        if day is None or not self.day.check():
            self.fail(BadInput(_("Fill this in."), field="at"))
            return
        answers: dict[int, int | str] = {}
        for question_id, part in self.parts.items():
            if isinstance(part, TextArea):
                if part.value().strip():
                    answers[question_id] = part.value().strip()
            elif part.value() != _NONE:
                marks = isinstance(part, Segmented)
                answers[question_id] = int(part.value()) if marks else part.value()
        if not answers:
            self.fail(BadInput(_("Nothing was answered yet."), field="answers"))
            return
        self.filled.emit(Answered(self.who.contact_id() or None, day, answers))

    def _add(self, question: QuestionRow) -> None:
        if question.kind is QuestionKind.TEXT:
            words = TextArea(question.text, lines=3)
            self.parts[question.id] = words
            self.body.addWidget(words)
            return
        self.body.addWidget(Text(question.text, 13, 500, wrap=True))
        none = Choice(_NONE, "–")
        if question.kind is QuestionKind.SCORE:
            marks: Chips = Segmented([none, *(Choice(str(mark), str(mark)) for mark in range(11))], name=question.text)
        else:
            marks = Chips([none, *(Choice(one, one) for one in question.choices)], "choice", name=question.text)
        self.parts[question.id] = marks
        self.body.addWidget(marks)
