"""Tables of the history, who each entry concerns, and the files that belong to it."""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy import text as sql

from crm_desktop.domain.history import ActivityKind, Direction, Priority
from crm_desktop.store import columns as c
from crm_desktop.store.tables.base import partial_index, table

_PLANNED = "done_at IS NULL AND due_on IS NOT NULL AND deleted_at IS NULL"

activity = table(
    "activity",
    *c.record_columns(),
    c.words("kind", ActivityKind, "note"),
    c.instant("at", required=True),
    c.text("subject"),
    c.text("body"),
    c.words("direction", Direction, ""),
    c.whole("minutes"),
    c.text("result"),
    c.flag("pinned"),
    c.ref("deal_id", "deal"),
    c.ref("offer_id", "offer"),
    c.ref("lead_id", "lead"),
    c.ref("campaign_id", "campaign"),
    c.ref("case_id", "service_case"),
    c.instant("edited_at"),
    c.day("due_on"),
    c.text("due_time"),
    c.instant("reminder_at"),
    c.instant("done_at"),
    c.words("priority", Priority, "normal"),
    c.text("recurrence"),
    c.day("rhythm_on"),
    c.ref("previous_id", "activity"),
    Index("ix_activity_at", sql("at DESC"), "id"),
    Index("ix_activity_kind_at", "kind", "at"),
    Index("ix_activity_deal_id", "deal_id", "at"),
    Index("ix_activity_offer_id", "offer_id"),
    Index("ix_activity_lead_id", "lead_id"),
    Index("ix_activity_campaign_id", "campaign_id"),
    partial_index("ix_activity_case_id", "case_id", where="case_id IS NOT NULL"),
    Index("ix_activity_external_id", "external_id"),
    partial_index("ix_activity_previous_id", "previous_id", where="previous_id IS NOT NULL"),
    partial_index("ix_activity_in_bin", "deleted_at", where="deleted_at IS NOT NULL"),
    partial_index("ix_activity_planned", "due_on", "id", where=_PLANNED),
    partial_index("ix_activity_reminder", "reminder_at", where=f"reminder_at IS NOT NULL AND {_PLANNED}"),
)

activity_contact = table(
    "activity_contact",
    c.identity(),
    c.part_of("activity_id", "activity"),
    c.part_of("contact_id", "contact"),
    c.instant("at", required=True),
    UniqueConstraint("activity_id", "contact_id"),
    Index("ix_activity_contact_timeline", "contact_id", sql("at DESC"), "activity_id"),
)

activity_comment = table(
    "activity_comment",
    c.identity(),
    c.part_of("activity_id", "activity"),
    c.instant("at", required=True),
    c.text("body"),
    Index("ix_activity_comment_activity_id", "activity_id"),
)

attachment = table(
    "attachment",
    c.identity(),
    c.text("name"),
    c.text("media_type"),
    c.whole("size", 0),
    c.text("sha256"),
    c.instant("added_at", required=True),
    c.ref("activity_id", "activity", on_delete="CASCADE"),
    c.ref("contact_id", "contact", on_delete="CASCADE"),
    c.ref("deal_id", "deal", on_delete="CASCADE"),
    c.ref("offer_id", "offer", on_delete="CASCADE"),
    Index("ix_attachment_activity_id", "activity_id"),
    Index("ix_attachment_contact_id", "contact_id"),
    Index("ix_attachment_deal_id", "deal_id"),
    Index("ix_attachment_offer_id", "offer_id"),
    Index("ix_attachment_sha256", "sha256"),
)

#: Bytes under their SHA-256. Not journalled: a blob nobody names any more, the journal included, is swept.
blob = table(
    "blob",
    c.identity(),
    Column("sha256", Text, nullable=False, unique=True),
    c.whole("size", 0),
    Column("content", LargeBinary, nullable=False),
)
