"""Surveys: a few questions to customers, and what they answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from crm_desktop.domain.identity import Part, Record


class QuestionKind(StrEnum):
    """What an answer is: a mark from 0 to 10, one of some choices, or free text."""

    SCORE = "score"
    CHOICE = "choice"
    TEXT = "text"


class ReplySource(StrEnum):
    """How answers came in."""

    HAND = "hand"
    FILE = "file"
    MAIL = "mail"


@dataclass(eq=False, kw_only=True)
class Survey(Record):
    """A survey; marks of its first question of marks that are not above `low_mark` become a task."""

    name: str
    intro: str = ""
    thanks: str = ""
    #: The campaign it is sent by, whose codes stand on its reply forms; None for one handed out.
    campaign_id: int | None = None
    low_mark: int = 6
    closed_at: datetime | None = None


@dataclass(eq=False, kw_only=True)
class SurveyQuestion(Part):
    """One question in its place."""

    survey_id: int
    position: int = 0
    kind: QuestionKind = QuestionKind.SCORE
    text: str = ""
    choices: list[str] = field(default_factory=list)


@dataclass(eq=False, kw_only=True)
class SurveyReply(Part):
    """The answers of one customer at one time; None for somebody who did not say who it is."""

    survey_id: int
    contact_id: int | None = None
    member_id: int | None = None
    at: datetime
    source: ReplySource = ReplySource.HAND


@dataclass(eq=False, kw_only=True)
class SurveyAnswer(Part):
    """What was answered to one question: a mark, or words."""

    reply_id: int
    question_id: int
    mark: int | None = None
    words: str = ""
