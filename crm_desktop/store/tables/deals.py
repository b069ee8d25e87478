"""Tables of pipelines, stages, deals and their states over time."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, UniqueConstraint
from sqlalchemy import text as sql

from crm_desktop.domain.deals import DealStatus, StageKind
from crm_desktop.domain.leads import LeadStatus
from crm_desktop.store import columns as c
from crm_desktop.store.tables.base import partial_index, table

pipeline = table("pipeline", *c.record_columns(), c.text("name"), c.whole("position", 0), c.flag("is_default"))

stage = table(
    "stage",
    *c.record_columns(),
    c.part_of("pipeline_id", "pipeline"),
    c.text("name"),
    c.whole("position", 0),
    c.whole("probability", 0),
    c.words("kind", StageKind, "open"),
    c.data("required_fields", "[]"),
    c.data("follow_up", "[]"),
    c.whole("stale_days"),
    c.text("meaning"),
    Index("ix_stage_pipeline_id", "pipeline_id", "position"),
)

deal = table(
    "deal",
    *c.record_columns(),
    c.text("title"),
    c.ref("pipeline_id", "pipeline", on_delete="RESTRICT", required=True),
    c.ref("stage_id", "stage", on_delete="RESTRICT", required=True),
    c.ref("account_id", "contact"),
    c.ref("person_id", "contact"),
    c.words("status", DealStatus, "open"),
    c.cents("amount_cents"),
    c.text("currency"),
    c.day("expected_close"),
    c.instant("opened_at", required=True),
    c.instant("closed_at"),
    c.instant("stage_since", required=True),
    c.day("parked_until"),
    c.text("lost_reason"),
    c.text("lost_note"),
    c.text("competitor"),
    c.text("won_argument"),
    c.text("channel"),
    c.ref("campaign_id", "campaign"),
    c.ref("product_id", "product"),
    c.whole("quantity"),
    c.text("note"),
    Column("position", Float, nullable=False, server_default="0"),
    partial_index("ix_deal_lane", "pipeline_id", "status", "stage_id", sql("amount_cents DESC")),
    Index("ix_deal_stage_id", "stage_id"),
    Index("ix_deal_account_id", "account_id"),
    Index("ix_deal_person_id", "person_id"),
    # Reports sum over years: everything they ask of a deal lies in the indexes of its two days.
    Index(
        "ix_deal_closed_at",
        "status",
        "closed_at",
        "currency",
        "deleted_at",
        "amount_cents",
        "opened_at",
        "expected_close",
        "channel",
        "pipeline_id",
        "stage_id",
        "account_id",
        "lost_reason",
        "won_argument",
        "competitor",
        "campaign_id",
        "product_id",
    ),
    Index(
        "ix_deal_opened_at",
        "opened_at",
        "currency",
        "deleted_at",
        "status",
        "closed_at",
        "amount_cents",
        "expected_close",
        "channel",
        "pipeline_id",
        "stage_id",
        "account_id",
    ),
    Index("ix_deal_external_id", "external_id"),
    Index("ix_deal_campaign_id", "campaign_id"),
    Index("ix_deal_product_id", "product_id"),
)

deal_contact = table(
    "deal_contact",
    c.identity(),
    c.part_of("deal_id", "deal"),
    c.part_of("contact_id", "contact"),
    c.text("role"),
    UniqueConstraint("deal_id", "contact_id"),
    Index("ix_deal_contact_contact_id", "contact_id"),
)

deal_tag = table(
    "deal_tag",
    c.identity(),
    c.part_of("deal_id", "deal"),
    c.text("name"),
    UniqueConstraint("deal_id", "name"),
    Index("ix_deal_tag_name", "name"),
)

deal_state = table(
    "deal_state",
    c.identity(),
    c.part_of("deal_id", "deal"),
    c.ref("stage_id", "stage", on_delete="RESTRICT", required=True),
    c.words("status", DealStatus, "open"),
    c.cents("amount_cents"),
    c.text("currency"),
    c.day("expected_close"),
    c.instant("entered", required=True),
    c.instant("left"),
    c.instant("recorded_at", required=True),
    Index("ix_deal_state_deal_id", "deal_id", "entered", "id", "stage_id"),
    Index("ix_deal_state_stage_id", "stage_id"),
)

lead = table(
    "lead",
    *c.record_columns(),
    c.text("title"),
    c.text("raw_text"),
    c.instant("arrived_at", required=True),
    c.text("source"),
    c.text("channel"),
    c.ref("campaign_id", "campaign"),
    c.words("status", LeadStatus, "new"),
    c.whole("score"),
    c.instant("answered_at"),
    c.text("disqualify_reason"),
    c.ref("contact_id", "contact"),
    c.ref("deal_id", "deal"),
    Index("ix_lead_status", "status", "arrived_at"),
    Index("ix_lead_campaign_id", "campaign_id"),
    Index("ix_lead_contact_id", "contact_id"),
    Index("ix_lead_deal_id", "deal_id"),
)
