"""Tables of the firm itself: its profile, campaigns, rules, own fields, numbers, views and settings of the file."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Text, UniqueConstraint

from crm_desktop.domain.campaigns import CampaignKind, CampaignStatus
from crm_desktop.domain.firm import FieldKind
from crm_desktop.domain.rules import RunOutcome
from crm_desktop.domain.targets import TargetKind, TargetSpan
from crm_desktop.store import columns as c
from crm_desktop.store.tables.base import table

firm = table(
    "firm",
    c.identity(),
    Column("version", Integer, nullable=False, server_default="1"),
    *(
        c.text(name)
        for name in (
            "name",
            "trade",
            "legal_name",
            "legal_form",
            "directors",
            "supervisor",
            "general_partner",
            "register_court",
            "register_number",
            "street",
            "postal_code",
            "city",
            "country",
            "phone",
            "email",
            "website",
            "vat_id",
            "tax_number",
            "bank",
            "iban",
            "bic",
            "contact_name",
            "contact_phone",
            "contact_email",
        )
    ),
    c.key_text("logo_sha256"),
    c.key_text("letterhead_sha256"),
    c.key_text("signature_sha256"),
    c.text("accent"),
    c.text("layout"),
    c.text("letter_form"),
    c.text("language"),
    c.text("currency"),
    c.flag("small_business"),
    c.exact("vat_percent", "19"),
    c.whole("valid_days", 30),
    c.whole("follow_up_days", 7),
    c.exact("skonto_percent", "0"),
    c.whole("skonto_days", 0),
    c.text("payment_terms"),
    c.exact("least_margin_percent", "0"),
    c.whole("usual_cycle_days"),
    Column("year_target_cents", c.BigId),
    c.whole("answer_days", 1),
)

campaign = table(
    "campaign",
    *c.record_columns(),
    c.text("name"),
    c.text("channel"),
    c.words("status", CampaignStatus, "planned"),
    c.day("starts_on"),
    c.day("ends_on"),
    c.cents("cost_cents"),
    c.text("goal"),
    c.ref("segment_id", "segment"),
    c.words("kind", CampaignKind, ""),
    Column("purpose", Text, nullable=False, server_default="marketing"),
    c.text("message"),
    c.data("variants", "[]"),
    c.ref("template_id", "template"),
    c.whole("hold_out_percent", 0),
    c.whole("quiet_days", 0),
    Column("open_deal_cents", c.BigId),
    c.flag("one_per_household", default=True),
    c.whole("window_days", 90),
    c.instant("frozen_at"),
    Index("ix_campaign_segment_id", "segment_id"),
    Index("ix_campaign_template_id", "template_id"),
)

campaign_member = table(
    "campaign_member",
    c.identity(),
    c.part_of("campaign_id", "campaign"),
    c.part_of("contact_id", "contact"),
    c.text("argument"),
    c.instant("sent_at"),
    c.instant("responded_at"),
    c.text("response"),
    c.text("variant"),
    c.flag("held_out"),
    c.text("answered_by"),
    c.text("answer"),
    UniqueConstraint("campaign_id", "contact_id"),
    Index("ix_campaign_member_contact_id", "contact_id"),
)

segment = table("segment", *c.record_columns(), c.text("name"), c.data("criteria"))

template = table(
    "template",
    *c.record_columns(),
    c.text("name"),
    c.text("kind"),
    c.text("language"),
    c.text("subject"),
    c.text("body"),
    c.text("reply_title"),
    c.text("reply_choices"),
    c.text("reply_question"),
    c.text("reply_link"),
)

rule = table(
    "rule",
    *c.record_columns(),
    c.text("name"),
    c.flag("enabled"),
    # "trigger" is a reserved word of SQL.
    Column("when_data", c.data("x").type, nullable=False, server_default="{}", key="trigger"),
    c.data("conditions"),
    c.data("actions", "[]"),
    c.data("limits"),
    c.whole("position", 0),
    c.text("origin"),
    c.instant("active_since"),
    c.whole("failures", 0),
    c.text("failure"),
    c.instant("paused_at"),
)

#: `occasion` is what set the rule off: for one record it acts on each once.
rule_run = table(
    "rule_run",
    c.identity(),
    c.part_of("rule_id", "rule"),
    c.instant("at", required=True),
    c.text("kind"),
    c.whole("ref", 0),
    c.ref("contact_id", "contact"),
    c.text("occasion"),
    c.words("outcome", RunOutcome, "done"),
    c.text("reason"),
    c.text("did"),
    Index("ix_rule_run_rule_id", "rule_id", "at"),
    Index("ix_rule_run_at", "at"),
    Index("ix_rule_run_ref", "kind", "ref"),
    Index("ix_rule_run_contact_id", "contact_id"),
    UniqueConstraint("rule_id", "kind", "ref", "occasion"),
)

custom_field = table(
    "custom_field",
    c.identity(),
    c.text("record"),
    c.text("key"),
    c.text("label"),
    c.words("kind", FieldKind, "text"),
    c.data("choices", "[]"),
    c.whole("position", 0),
    UniqueConstraint("record", "key"),
)

number_range = table(
    "number_range",
    c.identity(),
    Column("document", Text, nullable=False, unique=True),
    c.text("pattern"),
    c.whole("next_number", 1),
    c.whole("year", 0),
)

#: Not journalled: how this file is looked at, not what the firm knows.
#: What is to be reached in a month or quarter: `amount` in cents for revenue, else a number.
target = table(
    "target",
    c.identity(),
    c.words("kind", TargetKind, "revenue"),
    c.words("span", TargetSpan, "month"),
    c.day("starts", required=True),
    c.whole("amount", 0),
    UniqueConstraint("kind", "span", "starts"),
)

setting = table("setting", c.identity(), Column("key", Text, nullable=False, unique=True), c.data("value"))

#: Journalled: a view that was deleted by mistake comes back with Undo.
saved_view = table("saved_view", c.identity(), c.text("pane"), c.text("name"), c.data("view"), c.whole("position", 0))
