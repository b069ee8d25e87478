"""Surveys: made of a few questions, and read as a score over time and customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm_desktop.base.errors import BadInput, NotFound, Refused
from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.period import add_months
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.surveys import QuestionKind, Survey, SurveyQuestion
from crm_desktop.engine.campaigns.survey_scores import LEAST, MonthScore, Score, Trend, by_month, score, trend
from crm_desktop.exchange.survey_forms import Asked, form
from crm_desktop.operations import stamps
from crm_desktop.store.queries import surveys as queries
from crm_desktop.store.queries.surveys import AnswerRow, QuestionRow, SurveyDetail
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer

_LONGEST = 80
_LONGEST_QUESTION = 300
#: More questions nobody answers.
MOST_QUESTIONS = 12


@dataclass(frozen=True)
class NewQuestion:
    """A question as it is entered; one with an id is there already and keeps its answers."""

    text: str
    kind: QuestionKind = QuestionKind.SCORE
    choices: tuple[str, ...] = ()
    id: int | None = None


class Choice(NamedTuple):
    """How often something was chosen."""

    choice: str
    cases: int


class SurveyResults(NamedTuple):
    """What a survey says until today."""

    replies: int
    #: Of the first question of marks; None where there is none.
    score: Score | None
    months: tuple[MonthScore, ...]
    trend: Trend
    #: By question: the mean marks of the further questions, and how often what was chosen.
    marks: tuple[tuple[str, Score], ...]
    choices: tuple[tuple[str, tuple[Choice, ...]], ...]
    #: What was written in words, the latest first.
    words: tuple[AnswerRow, ...]
    sentences: tuple[str, ...]


def satisfaction_questions() -> tuple[NewQuestion, ...]:
    """Return questions to begin with."""
    return (
        NewQuestion(_("How likely are you to recommend us?")),
        NewQuestion(_("What mattered most to you?"), QuestionKind.CHOICE,
                    (_("Quality"), _("Price"), _("Dates kept"), _("Advice"))),
        NewQuestion(_("What could we do better?"), QuestionKind.TEXT),
    )  # fmt: skip


def add_survey(
    writer: Writer, *, name: str, questions: Sequence[NewQuestion] = (), low_mark: int = 6, intro: str = "",
    thanks: str = "", campaign_id: int | None = None,
) -> Outcome[int]:  # fmt: skip
    """Make a survey, by default of the usual questions; the value is its id. Raises BadInput for odd ones."""
    with writer.step(_("Add survey")) as work:
        given = _name(work, name)
        asked = list(questions) or list(satisfaction_questions())
        _check(asked, low_mark)
        made = stamps.added(
            work,
            Survey(name=given, intro=clean(intro, lines=True), thanks=clean(thanks, lines=True), low_mark=low_mark,
                   campaign_id=campaign_id),
        )  # fmt: skip
        _put(work, made.id, asked)
        work.label = _("Add survey “{name}”").format(name=given)
        survey_id = made.id
    return work.outcome(survey_id)


def change_survey(
    writer: Writer, *, survey_id: int, name: str | None = None, questions: Sequence[NewQuestion] | None = None,
    low_mark: int | None = None, intro: str | None = None, thanks: str | None = None,
) -> Outcome[None]:  # fmt: skip
    """Change a survey; what is None stays. Raises Refused for taking away a question that was answered."""
    with writer.step(_("Change survey")) as work:
        survey = work.get(Survey, survey_id)
        survey.name = survey.name if name is None else _name(work, name, but=survey_id)
        survey.intro = survey.intro if intro is None else clean(intro, lines=True)
        survey.thanks = survey.thanks if thanks is None else clean(thanks, lines=True)
        survey.low_mark = survey.low_mark if low_mark is None else low_mark
        if questions is not None:
            _check(questions, survey.low_mark)
            _put(work, survey_id, questions)
        stamps.changed(work, survey, parts=questions is not None)
        work.label = _("Change survey “{name}”").format(name=survey.name)
    return work.outcome(None)


def delete_survey(writer: Writer, *, survey_id: int) -> Outcome[None]:
    """Put a survey into the bin; its answers stay with it."""
    with writer.step(_("Delete survey")) as work:
        survey = work.get(Survey, survey_id)
        stamps.binned(work, survey)
        work.label = _("Delete survey “{name}”").format(name=survey.name)
    return work.outcome(None)


def the_survey(reader: Reader, survey_id: int) -> SurveyDetail:
    """Return a survey. Raises NotFound where there is none."""
    found = queries.survey(reader, survey_id=survey_id)
    if found is None:
        raise NotFound(_("This survey is not there any more."))
    return found


def form_text(reader: Reader, *, survey_id: int, code: str = "") -> str:
    """Return the form to be sent: its questions with lines to answer on, and the recipient's code."""
    survey = the_survey(reader, survey_id)
    return form(asked_of(survey), intro=survey.intro, code=code)


def asked_of(survey: SurveyDetail) -> list[Asked]:
    """Return the questions of a survey as its forms need them."""
    return [Asked(one.text, one.kind is QuestionKind.SCORE, one.choices) for one in survey.questions]


def survey_results(reader: Reader, *, survey_id: int, today: date) -> SurveyResults:
    """Return what a survey says: its score with interval and by month, what was chosen, and the latest words."""
    survey = the_survey(reader, survey_id)
    rows = queries.answers(reader, survey_id=survey_id)
    by_question: dict[int, list[AnswerRow]] = {}
    for row in rows:
        by_question.setdefault(row.question_id, []).append(row)
    marked = [one for one in survey.questions if one.kind is QuestionKind.SCORE]
    first = by_question.get(marked[0].id, []) if marked else []
    dated = [(row.day, row.mark) for row in first if row.mark is not None]
    whole = score([mark for _day, mark in dated]) if marked else None
    since = add_months(today, -3)
    before = score([mark for on, mark in dated if on <= since])
    now = score([mark for on, mark in dated if on > since])
    words = [row for one in survey.questions if one.kind is QuestionKind.TEXT for row in by_question.get(one.id, [])]
    way = trend(before, now)
    return SurveyResults(
        len({row.reply_id for row in rows}), whole, tuple(by_month(dated)), way,
        tuple((one.text, score([row.mark for row in by_question.get(one.id, []) if row.mark is not None]))
              for one in marked[1:]),
        tuple((one.text, _choices(one, by_question.get(one.id, ()))) for one in survey.questions
              if one.kind is QuestionKind.CHOICE),
        tuple(sorted((row for row in words if row.words), key=lambda row: (row.at, row.reply_id), reverse=True)),
        tuple(_sentences(whole, way)),
    )  # fmt: skip


def _sentences(whole: Score | None, way: Trend) -> list[str]:
    if whole is None:
        return []
    if not whole.enough:
        missing = LEAST - whole.n
        return [plural("{n} more answer until a score is told.", "{n} more answers until a score is told.", missing)]
    value, low, high = (number(round(one)) for one in (whole.score, *whole.interval))
    said = _("Score {score}, in four of five cases between {low} and {high}, from {n} answers.").format(
        score=value, low=low, high=high, n=number(whole.n)
    )
    return [said] + {
        Trend.BETTER: [_("The last three months are better than before, by more than chance.")],
        Trend.WORSE: [_("The last three months are worse than before, by more than chance.")],
        Trend.CANNOT_TELL: [_("Whether the last three months differ cannot be told yet.")],
    }[way]


def _choices(question: QuestionRow, rows: Sequence[AnswerRow]) -> tuple[Choice, ...]:
    counts = {choice: sum(row.words == choice for row in rows) for choice in question.choices}
    for row in rows:
        if row.words and row.words not in counts:
            counts[row.words] = sum(other.words == row.words for other in rows)
    return tuple(sorted((Choice(*one) for one in counts.items()), key=lambda one: -one.cases))


def _put(work: Work, survey_id: int, questions: Sequence[NewQuestion]) -> None:
    answered = set(work.read.ids("select distinct question_id from survey_answer"))
    there = set(work.read.ids("select id from survey_question where survey_id = ?", (survey_id,)))
    kept: set[int] = set()
    for position, new in enumerate(questions):
        known = new.id is not None and new.id in there
        row = work.get(SurveyQuestion, new.id) if known and new.id is not None else SurveyQuestion(survey_id=survey_id)
        if known and row.id in answered and row.kind is not new.kind:
            raise Refused(_("“{question}” was answered already and stays what it is.").format(question=row.text[:60]))
        row.position, row.kind, row.text = position, new.kind, clean(new.text)[:_LONGEST_QUESTION]
        row.choices = [clean(one) for one in new.choices if clean(one)] if new.kind is QuestionKind.CHOICE else []
        if not known:
            work.add(row)
        work.flush()
        kept.add(row.id)
    for gone in there - kept:
        question = work.get(SurveyQuestion, gone)
        if gone in answered:
            raise Refused(
                _("“{question}” was answered already and cannot go.").format(question=question.text[:60]),
                _("Make a new survey without it."),
            )
        work.delete(question)


def _check(questions: Sequence[NewQuestion], low_mark: int) -> None:
    if not 0 < len(questions) <= MOST_QUESTIONS:
        raise BadInput(_("A survey has between one and twelve questions."), field="questions")
    if not all(clean(one.text) for one in questions):
        raise BadInput(_("A question needs words."), field="questions")
    if any(one.kind is QuestionKind.CHOICE and len(one.choices) < 2 for one in questions):
        raise BadInput(_("There must be something to choose from."), field="questions")
    if not 0 <= low_mark <= 9:
        raise BadInput(_("Marks go from 0 to 10."), field="low_mark")


def _name(work: Work, name: str, *, but: int = 0) -> str:
    given = clean(name)[:_LONGEST]
    if not given:
        raise BadInput(_("A survey needs a name."), field="name")
    if queries.survey_named(work.read, given) not in (None, but):
        raise BadInput(_("There is a survey called “{name}” already.").format(name=given), field="name")
    return given
