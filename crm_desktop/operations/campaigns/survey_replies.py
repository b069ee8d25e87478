"""Answers to surveys: by hand, from a table, or from a form that came back; a low mark becomes a task."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from crm_desktop.base import reply_codes
from crm_desktop.base.errors import BadInput, Conflict
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import clean
from crm_desktop.base.times import parse_day, start_of_day
from crm_desktop.domain.campaigns import CampaignMember, Response
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Contact
from crm_desktop.domain.history import ActivityKind, Direction, Priority
from crm_desktop.domain.surveys import QuestionKind, ReplySource, SurveyAnswer, SurveyReply
from crm_desktop.exchange.mail_in import read_mail
from crm_desktop.exchange.survey_forms import Row, choice_in, mark_in, read_form, read_table
from crm_desktop.operations.campaigns.reply_guess import said
from crm_desktop.operations.campaigns.surveys import asked_of, the_survey
from crm_desktop.operations.history import history
from crm_desktop.operations.planning import tasks
from crm_desktop.store.queries import campaign_replies
from crm_desktop.store.queries import surveys as queries
from crm_desktop.store.queries.surveys import QuestionRow, SurveyDetail
from crm_desktop.store.unit_of_work import Work, Writer

#: What was answered, by the id of the question: a mark, or words.
Answers = Mapping[int, int | str]


class Taken(NamedTuple):
    """How many answers a table brought, and which lines were not taken, with the reason."""

    taken: int
    rejected: tuple[tuple[int, str], ...]
    tasks: int


class Who(NamedTuple):
    """Whose answers they are; None for somebody who did not say."""

    contact_id: int | None = None
    member_id: int | None = None


def record_answers(
    writer: Writer,
    *,
    survey_id: int,
    contact_id: int | None,
    answers: Answers,
    at: datetime | None = None,
    member_id: int | None = None,
) -> Outcome[int]:
    """Note what somebody answered; the value is the id of the answers. A mark that is low becomes a task.

    Raises BadInput for a mark outside 0 to 10, something that was no choice, or no answer at all.
    """
    with writer.step(_("Record answers")) as work:
        survey = the_survey(work.read, survey_id)
        reply_id, _low = _keep(
            work, survey, Who(contact_id, member_id), answers, at=at or work.now, source=ReplySource.HAND
        )
        work.label = _("Answers to “{name}”").format(name=survey.name)
        if contact_id is not None:
            name = work.get(Contact, contact_id).name
            work.label = _("Answers of “{contact}” to “{name}”").format(contact=name, name=survey.name)
    return work.outcome(reply_id)


def take_form(writer: Writer, *, survey_id: int, data: bytes) -> Outcome[int]:
    """Take a form in that came back by e-mail: by its code, else by who sent it; the value is the id of the answers.

    Raises BadInput where nothing is filled in, Conflict where this recipient has answered already.
    """
    mail = read_mail(data)
    with writer.step(_("Record answers")) as work:
        survey = the_survey(work.read, survey_id)
        who = _who_by_code(work, survey, f"{mail.subject}\n{mail.text}") or _who_by_mail(
            work, survey, mail.sender.address
        )
        filled = read_form(said(mail.text), asked_of(survey)) or read_form(mail.text, asked_of(survey))
        answers, wrong = _read_answers(survey, filled)
        if wrong and not answers:
            raise BadInput(wrong[0], field="answers")
        at = min(mail.at, work.now) if mail.at else work.now
        reply_id, _low = _keep(work, survey, who, answers, at=at, source=ReplySource.MAIL)
        work.label = _("Answers to “{name}”").format(name=survey.name)
    return work.outcome(reply_id)


def import_answers(writer: Writer, *, survey_id: int, data: bytes) -> Outcome[Taken]:
    """Take answers in from a CSV, all in one step; the value says which lines were not taken and why.

    Somebody who cannot be found is not made up: the answers are kept without a name where the line names nobody, and
    rejected where it names somebody nobody knows. A code that has been answered already is not taken twice.
    """
    with writer.step(_("Import answers")) as work:
        survey = the_survey(work.read, survey_id)
        taken = tasks_made = 0
        rejected: list[tuple[int, str]] = []
        for row in read_table(data, asked_of(survey)):
            try:
                low = _take_row(work, survey, row)
            except (BadInput, Conflict) as reason:
                rejected.append((row.number, reason.message))
                continue
            taken += 1
            tasks_made += low
        many = plural("Import {n} answer to “{{name}}”", "Import {n} answers to “{{name}}”", taken)
        work.label = many.format(name=survey.name)
    return work.outcome(Taken(taken, tuple(rejected), tasks_made))


def _take_row(work: Work, survey: SurveyDetail, row: Row) -> bool:
    who = Who()
    if row.code:
        found = _who_by_code(work, survey, row.code)
        if found is None:
            raise BadInput(_("Nobody was sent the code “{code}”.").format(code=row.code[:20]))
        who = found
    elif row.who:
        ids = queries.contacts_with(work.read, text=row.who)
        if len(ids) != 1:
            raise BadInput(
                _("Nobody is called “{name}”.").format(name=row.who[:60])
                if not ids
                else _("Several are called “{name}”.").format(name=row.who[:60])
            )
        who = Who(ids[0])
    at = min(start_of_day(parse_day(row.day)) + timedelta(hours=12), work.now) if row.day else work.now
    answers, wrong = _read_answers(survey, row.answers)
    if wrong:
        raise BadInput(wrong[0])
    return _keep(work, survey, who, answers, at=at, source=ReplySource.FILE)[1]


def _read_answers(survey: SurveyDetail, given: Mapping[int, str]) -> tuple[dict[int, int | str], list[str]]:
    """Return answers by question from texts by place, and what is wrong with the others."""
    found: dict[int, int | str] = {}
    wrong: list[str] = []
    for place, text in given.items():
        question = survey.questions[place]
        if question.kind is QuestionKind.SCORE:
            mark = mark_in(text)
            if mark is None:
                wrong.append(_("“{text}” is no mark from 0 to 10.").format(text=text[:40]))
            else:
                found[question.id] = mark
        elif question.kind is QuestionKind.CHOICE:
            found[question.id] = choice_in(text, question.choices) or text
        else:
            found[question.id] = text
    return found, wrong


def _keep(
    work: Work, survey: SurveyDetail, who: Who, answers: Answers, *, at: datetime, source: ReplySource
) -> tuple[int, bool]:
    """Keep answers and plan what follows; return their id and whether a low mark became a task."""
    history.check_time(work, at)
    questions = {one.id: one for one in survey.questions}
    kept = [_answer(questions, question_id, value) for question_id, value in answers.items() if value not in ("", None)]
    if not kept:
        raise BadInput(_("Nothing is answered."), field="answers")
    if who.member_id is not None and queries.has_reply(work.read, survey_id=survey.id, member_id=who.member_id):
        raise Conflict(_("This recipient has answered already."))
    reply = work.add(
        SurveyReply(survey_id=survey.id, contact_id=who.contact_id, member_id=who.member_id, at=at, source=source)
    )
    work.flush()
    reply_id = reply.id
    for one in kept:
        one.reply_id = reply_id
        work.add(one)
    work.flush()
    if who.member_id is not None:
        member = work.get(CampaignMember, who.member_id)
        member.responded_at, member.answered_by = member.responded_at or at, "survey"
        member.response = member.response or Response.OTHER.value
    if who.contact_id is None:
        return reply_id, False
    told = "\n".join(f"{questions[one.question_id].text} {_said(one)}" for one in kept)
    history.record(
        work, kind=ActivityKind.NOTE, subject=_("Answers to “{name}”").format(name=survey.name), body=told,
        contacts=[who.contact_id], at=at, direction=Direction.IN, campaign_id=survey.campaign_id,
    )  # fmt: skip
    return reply_id, _plan_call(work, survey, who.contact_id, kept, told)


def _answer(questions: Mapping[int, QuestionRow], question_id: int, value: int | str) -> SurveyAnswer:
    question = questions.get(question_id)
    if question is None:
        raise BadInput(_("This question is not part of the survey."), field="answers")
    if question.kind is not QuestionKind.SCORE:
        return SurveyAnswer(reply_id=0, question_id=question_id, words=clean(str(value), lines=True))
    mark = value if isinstance(value, int) else mark_in(value)
    if mark is None or not 0 <= mark <= 10:
        raise BadInput(_("“{text}” is no mark from 0 to 10.").format(text=str(value)[:40]), field="answers")
    return SurveyAnswer(reply_id=0, question_id=question_id, mark=mark)


def _plan_call(work: Work, survey: SurveyDetail, contact_id: int, kept: list[SurveyAnswer], told: str) -> bool:
    """Plan a call for tomorrow where the mark that counts is low."""
    first = next((one.id for one in survey.questions if one.kind is QuestionKind.SCORE), None)
    mark = next((one.mark for one in kept if one.question_id == first and one.mark is not None), None)
    if mark is None or mark > survey.low_mark:
        return False
    name = work.get(Contact, contact_id).name
    tasks.plan(
        work,
        tasks.Plan(
            _("Ask {name} what went wrong ({mark} of 10)").format(name=name, mark=mark),
            work.today + timedelta(days=1), ActivityKind.CALL, body=told, priority=Priority.HIGH,
        ),
        contacts=[contact_id],
    )  # fmt: skip
    return True


def _said(one: SurveyAnswer) -> str:
    return str(one.mark) if one.mark is not None else one.words


def _who_by_code(work: Work, survey: SurveyDetail, text: str) -> Who | None:
    for code in reply_codes.codes_in(text) or [text]:
        member_id = reply_codes.number_of(code)
        found = campaign_replies.addressee(work.read, member_id=member_id) if member_id else None
        if found is not None and survey.campaign_id in (None, found.campaign_id):
            return Who(found.contact_id, found.member_id if survey.campaign_id is not None else None)
    return None


def _who_by_mail(work: Work, survey: SurveyDetail, address: str) -> Who:
    for found in campaign_replies.addressees_of(work.read, email=address):
        if found.campaign_id == survey.campaign_id:
            return Who(found.contact_id, found.member_id)
    ids = queries.contacts_with(work.read, text=address)
    return Who(ids[0]) if len(ids) == 1 else Who()
