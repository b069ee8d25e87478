"""Tables of what belongs to a campaign beside its recipients: who was left out, what follows, and surveys."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from crm_desktop.domain.campaigns import LeftOut, StepBranch, StepKind
from crm_desktop.domain.surveys import QuestionKind, ReplySource
from crm_desktop.store import columns as c
from crm_desktop.store.tables.base import table

campaign_left_out = table(
    "campaign_left_out",
    c.identity(),
    c.part_of("campaign_id", "campaign"),
    c.part_of("contact_id", "contact"),
    c.words("reason", LeftOut, "objection"),
    c.text("detail"),
    UniqueConstraint("campaign_id", "contact_id"),
    Index("ix_campaign_left_out_contact_id", "contact_id"),
)

campaign_step = table(
    "campaign_step",
    c.identity(),
    c.part_of("campaign_id", "campaign"),
    c.whole("position", 0),
    c.text("name"),
    c.words("kind", StepKind, "call"),
    c.ref("after_id", "campaign_step"),
    c.whole("wait_days", 7),
    c.words("branch", StepBranch, "always"),
    c.ref("template_id", "template"),
    Index("ix_campaign_step_campaign_id", "campaign_id", "position"),
    Index("ix_campaign_step_after_id", "after_id"),
    Index("ix_campaign_step_template_id", "template_id"),
)

campaign_step_done = table(
    "campaign_step_done",
    c.identity(),
    c.part_of("member_id", "campaign_member"),
    c.part_of("step_id", "campaign_step"),
    c.instant("at", required=True),
    c.flag("skipped"),
    c.ref("activity_id", "activity"),
    UniqueConstraint("member_id", "step_id"),
    Index("ix_campaign_step_done_step_id", "step_id"),
    Index("ix_campaign_step_done_activity_id", "activity_id"),
)

survey = table(
    "survey",
    *c.record_columns(),
    c.text("name"),
    c.text("intro"),
    c.text("thanks"),
    c.ref("campaign_id", "campaign"),
    c.whole("low_mark", 6),
    c.instant("closed_at"),
    Index("ix_survey_campaign_id", "campaign_id"),
)

survey_question = table(
    "survey_question",
    c.identity(),
    c.part_of("survey_id", "survey"),
    c.whole("position", 0),
    c.words("kind", QuestionKind, "score"),
    c.text("text"),
    c.data("choices", "[]"),
    Index("ix_survey_question_survey_id", "survey_id", "position"),
)

survey_reply = table(
    "survey_reply",
    c.identity(),
    c.part_of("survey_id", "survey"),
    c.ref("contact_id", "contact", on_delete="CASCADE"),
    c.ref("member_id", "campaign_member"),
    c.instant("at", required=True),
    c.words("source", ReplySource, "hand"),
    Index("ix_survey_reply_survey_id", "survey_id", "at"),
    Index("ix_survey_reply_contact_id", "contact_id"),
    Index("ix_survey_reply_member_id", "member_id"),
)

survey_answer = table(
    "survey_answer",
    c.identity(),
    c.part_of("reply_id", "survey_reply"),
    c.part_of("question_id", "survey_question"),
    c.whole("mark"),
    c.text("words"),
    UniqueConstraint("reply_id", "question_id"),
    Index("ix_survey_answer_question_id", "question_id"),
)
