"""What the user does with surveys: ask, change the questions, enter answers, read them from files, send them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.times import start_of_day
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.campaigns import ready as campaign_ready
from crm_desktop.operations.campaigns import survey_replies, surveys
from crm_desktop.store.queries.segments import SegmentRow, segments
from crm_desktop.ui.commands.workplace import Notice, Place, Workplace
from crm_desktop.ui.panes.campaigns.answers_form import Answered, AnswersForm
from crm_desktop.ui.panes.campaigns.new_form import Begun, NewCampaignForm
from crm_desktop.ui.panes.campaigns.survey_form import Asked, Questions, SurveyForm, begin

if TYPE_CHECKING:
    from crm_desktop.store.queries.surveys import SurveyDetail


class SurveyDeeds(QObject):
    """The operations behind the page of surveys; `made` shows one that was begun."""

    def __init__(self, workplace: Workplace, parent: QWidget, made: Callable[[int], object]) -> None:
        super().__init__(parent)
        self._workplace, self._parent, self._made = workplace, parent, made

    def add(self) -> None:
        """Ask the questions of a new survey; it begins with those after satisfaction."""
        ready = [Asked(None, one.kind, one.text, tuple(one.choices)) for one in surveys.satisfaction_questions()]
        form = SurveyForm(_("New survey"), begin(ready), self._parent)

        def done(outcome: Outcome[int]) -> None:
            """Close the form and show what was made."""
            self._accepted(form, outcome)
            self._made(outcome.value)

        def save(found: Questions) -> None:
            """Make the survey."""
            self._workplace.desk.do(surveys.add_survey, then=done, failed=form.fail, **_fields(found))

        self._open(form, save)

    def change(self, detail: SurveyDetail) -> None:
        """Change the questions of a survey."""
        asked = tuple(Asked(one.id, one.kind, one.text, tuple(one.choices)) for one in detail.questions)
        begun = Questions(detail.name, detail.intro, detail.thanks, detail.low_mark, asked)
        form = SurveyForm(_("Change the survey"), begun, self._parent)

        def save(found: Questions) -> None:
            """Change the survey."""
            self._workplace.desk.do(
                surveys.change_survey, survey_id=detail.id, then=lambda outcome: self._accepted(form, outcome),
                failed=form.fail, **_fields(found),
            )  # fmt: skip

        self._open(form, save)

    def bin(self, survey_id: int) -> None:
        """Move a survey to the bin."""
        self._workplace.desk.do(surveys.delete_survey, survey_id=survey_id, then=self._tell, failed=self.fail)

    def enter_answers(self, detail: SurveyDetail) -> None:
        """Enter what somebody answered; the form for the next one opens at once."""
        desk, today = self._workplace.desk, self._workplace.today()
        form = AnswersForm(detail.name, detail.questions, desk, today, self._parent)

        def done(outcome: Outcome[int]) -> None:
            """Close the form."""
            self._accepted(form, outcome)

        def save(found: Answered) -> None:
            """Record the answers, at the day they were given."""
            at = None if found.day == today else start_of_day(found.day)
            desk.do(
                survey_replies.record_answers, survey_id=detail.id, contact_id=found.contact_id,
                answers=found.answers, at=at, then=done, failed=form.fail,
            )  # fmt: skip

        form.finished.connect(lambda _code: desk.forget(form.who))
        self._open(form, save)

    def take_file(self, detail: SurveyDetail) -> None:
        """Ask for a file of answers, a table or a saved e-mail, and take it in."""
        kinds = _("Tables and e-mails (*.csv *.eml)")
        chosen, _kind = QFileDialog.getOpenFileName(self._parent, _("Read answers"), "", kinds)
        if chosen:
            self.take(detail.id, Path(chosen))

    def take(self, survey_id: int, path: Path) -> None:
        """Take in the answers of a file."""
        data = path.read_bytes()
        if path.suffix.lower() == ".eml":
            self._workplace.desk.do(
                survey_replies.take_form, survey_id=survey_id, data=data, then=self._tell, failed=self.fail
            )
            return

        def taken(outcome: Outcome[survey_replies.Taken]) -> None:
            """Say how many answers were taken, and why others were not."""
            words = outcome.label
            if outcome.value.rejected:
                row, reason = outcome.value.rejected[0]
                words += ". " + plural(
                    "{n} row was not taken: row {{row}}, {{reason}}",
                    "{n} rows were not taken: row {{row}}, {{reason}}",
                    len(outcome.value.rejected),
                ).format(row=row, reason=reason)  # fmt: skip
            self._workplace.notify(Notice(words, undo=outcome.step is not None))

        self._workplace.desk.do(
            survey_replies.import_answers, survey_id=survey_id, data=data, then=taken, failed=self.fail
        )

    def copy_form(self, survey_id: int) -> None:
        """Put the reply form onto the clipboard, to be pasted into a mail."""

        def copy(text: str) -> None:
            """Put the reply form on the clipboard."""
            QGuiApplication.clipboard().setText(text)
            self._workplace.notify(Notice(_("The reply form is on the clipboard.")))

        self._workplace.desk.ask(
            surveys.form_text, survey_id=survey_id, then=copy, failed=self.fail, asker=self, topic="form"
        )

    def send(self, survey_id: int) -> None:
        """Ask for whom, and begin the campaign that sends the survey."""
        self._workplace.desk.ask(
            segments, then=lambda known: self._ask_for_whom(survey_id, known), asker=self, topic="segments"
        )

    def fail(self, error: CrmError) -> None:
        """Say that something could not be done."""
        words = " ".join(part for part in (error.message, error.advice) if part)
        self._workplace.notify(Notice(words, tone="danger"))

    def _ask_for_whom(self, survey_id: int, known: list[SegmentRow]) -> None:
        form = NewCampaignForm(known, self._parent, only_segment=True)

        def done(outcome: Outcome[int]) -> None:
            """Close the form and go to the campaign."""
            self._accepted(form, outcome)
            self._workplace.go(Place("campaigns", "campaign", outcome.value))

        def save(begun: Begun) -> None:
            """Make the campaign that sends the survey."""
            self._workplace.desk.do(
                campaign_ready.survey_campaign, survey_id=survey_id, segment_id=begun.segment_id, then=done,
                failed=form.fail,
            )  # fmt: skip

        self._open(form, save)

    def _open(self, form: Any, save: Callable[[Any], None]) -> None:
        form.filled.connect(save)
        form.finished.connect(form.deleteLater)
        form.open()

    def _accepted(self, form: Any, outcome: Outcome[Any]) -> None:
        form.accept()
        self._tell(outcome)

    def _tell(self, outcome: Outcome[Any]) -> None:
        self._workplace.notify(Notice(outcome.label, undo=outcome.step is not None))


def _fields(found: Questions) -> dict[str, Any]:
    """Return what the operations take."""
    asked = [surveys.NewQuestion(one.text, one.kind, one.choices, one.id) for one in found.questions]
    return {
        "name": found.name, "intro": found.intro, "thanks": found.thanks, "low_mark": found.low_mark,
        "questions": asked,
    }  # fmt: skip
