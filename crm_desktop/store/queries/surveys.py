"""Questions about surveys: the list of them, one with its questions, its answers, and the marks of a customer."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, NamedTuple, cast

from crm_desktop.base.times import local_day
from crm_desktop.domain.surveys import QuestionKind, ReplySource
from crm_desktop.store.queries.values import instant, instant_or_none
from crm_desktop.store.reading import Reader


class SurveyRow(NamedTuple):
    """A survey in the list of them."""

    id: int
    version: int
    name: str
    campaign_id: int | None
    campaign: str
    questions: int
    replies: int
    last_at: datetime | None
    closed_at: datetime | None


class QuestionRow(NamedTuple):
    """One question."""

    id: int
    position: int
    kind: QuestionKind
    text: str
    choices: tuple[str, ...]


class SurveyDetail(NamedTuple):
    """A survey with its questions."""

    id: int
    version: int
    name: str
    intro: str
    thanks: str
    campaign_id: int | None
    low_mark: int
    closed_at: datetime | None
    questions: tuple[QuestionRow, ...]


class AnswerRow(NamedTuple):
    """One answer to one question."""

    reply_id: int
    question_id: int
    contact_id: int | None
    name: str
    at: datetime
    source: ReplySource
    mark: int | None
    words: str

    @property
    def day(self) -> date:
        """The day of the answer."""
        return local_day(self.at)


class MarkRow(NamedTuple):
    """A mark a customer gave, with the words beside it."""

    survey_id: int
    survey: str
    at: datetime
    mark: int
    words: str


_ROWS = """
select s.id, s.version, s.name, s.campaign_id, coalesce(k.name, ''),
  (select count(*) from survey_question q where q.survey_id = s.id),
  (select count(*) from survey_reply r where r.survey_id = s.id),
  (select max(at) from survey_reply r where r.survey_id = s.id), s.closed_at
from survey s left join campaign k on k.id = s.campaign_id
where s.deleted_at is null order by s.closed_at is not null, s.id desc"""

_ANSWERS = """
select r.id, a.question_id, r.contact_id, coalesce(c.name, ''), r.at, r.source, a.mark, a.words
from survey_reply r join survey_answer a on a.reply_id = r.id left join contact c on c.id = r.contact_id
where r.survey_id = ? order by r.at, r.id, a.question_id"""

_MARKS = """
select s.id, s.name, r.at, a.mark, coalesce((select w.words from survey_answer w
    join survey_question t on t.id = w.question_id where w.reply_id = r.id and t.kind = 'text' and w.words <> ''
    order by t.position limit 1), '')
from survey_reply r join survey s on s.id = r.survey_id join survey_answer a on a.reply_id = r.id
  join survey_question q on q.id = a.question_id
where r.contact_id in (select :id union select id from contact where company_id = :id) and s.deleted_at is null
  and q.kind = 'score' and a.mark is not null
  and q.position = (select min(position) from survey_question o where o.survey_id = s.id and o.kind = 'score')
order by r.at desc, r.id desc"""


def survey_rows(reader: Reader) -> list[SurveyRow]:
    """Return all surveys that are not in the bin, open ones first."""
    return reader.rows(_row, _ROWS)


def survey(reader: Reader, *, survey_id: int) -> SurveyDetail | None:
    """Return one survey with its questions; None where there is none."""
    questions = reader.rows(
        _question,
        "select id, position, kind, text, choices from survey_question where survey_id = ? order by position, id",
        (survey_id,),
    )
    found = reader.row(
        lambda *values: SurveyDetail._make((*values, tuple(questions))),
        """select id, version, name, intro, thanks, campaign_id, low_mark, closed_at from survey
           where id = ? and deleted_at is null""",
        (survey_id,),
    )
    return found._replace(closed_at=instant_or_none(cast("str | None", found.closed_at))) if found else None


def survey_named(reader: Reader, name: str) -> int | None:
    """Return the survey of a name, in any case."""
    there = reader.rows(lambda *row: row, "select id, name from survey where deleted_at is null order by id desc")
    return next((survey_id for survey_id, called in there if called.casefold() == name.casefold()), None)


def answers(reader: Reader, *, survey_id: int) -> list[AnswerRow]:
    """Return everything that was answered, in the order of time."""
    return reader.rows(_answer, _ANSWERS, (survey_id,))


def has_reply(reader: Reader, *, survey_id: int, member_id: int) -> bool:
    """Whether a recipient has answered a survey."""
    sql = "select exists (select 1 from survey_reply where survey_id = ? and member_id = ?)"
    return bool(reader.scalar(sql, (survey_id, member_id)))


def marks_of(reader: Reader, *, contact_id: int) -> list[MarkRow]:
    """Return the marks a customer and its people gave, the newest first."""
    return reader.rows(
        lambda survey_id, name, at, mark, words: MarkRow(survey_id, name, instant(at), mark, words),
        _MARKS, {"id": contact_id},
    )  # fmt: skip


def contacts_with(reader: Reader, *, text: str) -> list[int]:
    """Return the contacts an e-mail address, a customer number, an id elsewhere or a name stands for."""
    sql = """select id from contact where deleted_at is null and (external_id = :text or customer_number = :text
          or name = :text)
        union select contact_id from contact_point where kind = 'email' and normal = lower(:text) limit 3"""
    return list(reader.ids(sql, {"text": text.strip()}))


def _row(*values: Any) -> SurveyRow:
    row = SurveyRow._make(values)
    return row._replace(last_at=instant_or_none(values[7]), closed_at=instant_or_none(values[8]))


def _question(*values: Any) -> QuestionRow:
    row = QuestionRow._make(values)
    return row._replace(kind=QuestionKind(values[2]), choices=tuple(json.loads(values[4] or "[]")))


def _answer(*values: Any) -> AnswerRow:
    row = AnswerRow._make(values)
    return row._replace(at=instant(values[4]), source=ReplySource(values[5]))
