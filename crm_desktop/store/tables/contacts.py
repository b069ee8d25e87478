"""Tables of people and companies, their addresses, consents and own words."""

from __future__ import annotations

from sqlalchemy import Column, Index, Text, UniqueConstraint
from sqlalchemy import text as sql

from crm_desktop.domain.consents import Audience, Channel, ConsentStatus
from crm_desktop.domain.contacts import AddressKind, ContactKind, PointKind, Standing
from crm_desktop.store import columns as c
from crm_desktop.store.tables.base import partial_index, table

contact = table(
    "contact",
    *c.record_columns(),
    c.words("kind", ContactKind, "person"),
    c.text("name"),
    c.text("sort_key"),
    c.words("standing", Standing, "prospect"),
    c.ref("company_id", "contact"),
    c.text("salutation"),
    c.text("title"),
    c.text("given_name"),
    c.text("family_name"),
    c.text("letter_salutation"),
    c.text("job_title"),
    c.text("buying_role"),
    c.day("birthday"),
    c.text("category"),
    c.text("industry"),
    c.whole("employees"),
    c.whole("founded"),
    c.text("legal_form"),
    c.text("vat_id"),
    c.text("iban"),
    c.key_text("customer_number"),
    c.text("source"),
    c.ref("referred_by_id", "contact"),
    c.text("language"),
    c.text("payment_terms"),
    c.text("note"),
    c.day("confirmed_on"),
    c.instant("last_activity_at"),
    c.day("restricted_on"),
    Index("ix_contact_company_id", "company_id"),
    Index("ix_contact_referred_by_id", "referred_by_id"),
    # What reports ask of the customer of a deal; many are looked up, and rows are long.
    Index("ix_contact_traits", "id", "category", "industry", "employees", "founded", "source"),
    Index("ix_contact_external_id", "external_id"),
    Index("ix_contact_customer_number", "customer_number"),
    # One index for each order a list can be opened in; the bin is left out of all of them.
    partial_index("ix_contact_by_name", "sort_key", "id"),
    partial_index("ix_contact_by_kind_name", "kind", "sort_key", "id"),
    partial_index("ix_contact_by_standing_name", "standing", "sort_key", "id"),
    partial_index("ix_contact_by_recency", sql("last_activity_at DESC"), "id"),
    partial_index("ix_contact_by_kind_recency", "kind", sql("last_activity_at DESC"), "id"),
    partial_index("ix_contact_by_standing_recency", "standing", sql("last_activity_at DESC"), "id"),
    partial_index("ix_contact_birthday", "birthday", where="birthday IS NOT NULL AND deleted_at IS NULL"),
    # Whose data may only be kept: few, and left out of every list.
    partial_index("ix_contact_restricted", "restricted_on", where="restricted_on IS NOT NULL"),
    partial_index("ix_contact_in_bin", "deleted_at", where="deleted_at IS NOT NULL"),
)

address = table(
    "address",
    c.identity(),
    c.part_of("contact_id", "contact"),
    c.words("kind", AddressKind, "business"),
    c.text("street"),
    c.text("extra"),
    c.text("postal_code"),
    c.text("city"),
    c.text("region"),
    c.text("country"),
    c.flag("is_primary", default=True),
    Index("ix_address_contact_id", "contact_id", sql("is_primary DESC"), "id", "region", "postal_code"),
    Index("ix_address_postal_code", "postal_code"),
)

contact_point = table(
    "contact_point",
    c.identity(),
    c.part_of("contact_id", "contact"),
    c.words("kind", PointKind, "phone"),
    c.text("value"),
    c.text("normal"),
    c.text("label"),
    c.flag("is_primary"),
    Index("ix_contact_point_contact_id", "contact_id"),
    Index("ix_contact_point_normal", "normal"),
)

employment = table(
    "employment",
    c.identity(),
    c.part_of("person_id", "contact"),
    c.part_of("company_id", "contact"),
    c.text("job_title"),
    c.day("started"),
    c.day("ended"),
    Index("ix_employment_person_id", "person_id"),
    Index("ix_employment_company_id", "company_id"),
)

tag = table(
    "tag",
    c.identity(),
    c.part_of("contact_id", "contact"),
    c.text("name"),
    UniqueConstraint("contact_id", "name"),
    Index("ix_tag_name", "name"),
)

#: A table of its own and no column: a star is no fact about the contact and does not belong into its field history.
favourite = table(
    "favourite",
    c.identity(),
    c.part_of("contact_id", "contact"),
    UniqueConstraint("contact_id"),
)

#: Two contacts that look alike and were said to be different: nobody is asked about them again.
different_pair = table(
    "different_pair",
    c.identity(),
    c.part_of("contact_id", "contact"),
    c.part_of("other_id", "contact"),
    c.instant("decided_at", required=True),
    UniqueConstraint("contact_id", "other_id"),
    Index("ix_different_pair_other_id", "other_id"),
)

#: What looks wrong and was said to be right: asked again only when the value changes.
accepted_value = table(
    "accepted_value",
    c.identity(),
    c.part_of("contact_id", "contact"),
    c.text("field"),
    c.text("value"),
    c.instant("decided_at", required=True),
    Index("ix_accepted_value_contact_id", "contact_id"),
)

#: How healthy the data was on the days it was looked at; figures about it, no records, and not undone.
health = table(
    "health",
    c.identity(),
    Column("day", Text, nullable=False),
    c.whole("contacts", 0),
    c.whole("sound", 0),
    c.whole("doubles", 0),
    c.whole("incomplete", 0),
    c.whole("stale", 0),
    c.whole("wrong", 0),
    UniqueConstraint("day"),
)

consent = table(
    "consent",
    c.identity(),
    c.part_of("contact_id", "contact"),
    c.words("channel", Channel, "email"),
    c.text("purpose"),
    c.words("status", ConsentStatus, "opt_in"),
    c.instant("given_at", required=True),
    c.text("source"),
    c.text("wording"),
    c.instant("recorded_at"),
    c.day("valid_until"),
    c.instant("last_used_at"),
    c.ref("attachment_id", "attachment"),
    c.data("conditions", "[]"),
    Index("ix_consent_contact_id", "contact_id"),
    Index("ix_consent_attachment_id", "attachment_id"),
)

consent_rule = table(
    "consent_rule",
    c.identity(),
    c.text("country"),
    c.words("audience", Audience, "consumer"),
    c.words("channel", Channel, "email"),
    c.flag("without_ground"),
    c.data("grounds", "[]"),
    c.text("basis"),
    UniqueConstraint("country", "audience", "channel"),
)

suppression = table(
    "suppression",
    c.identity(),
    c.words("channel", Channel, "email"),
    c.text("digest"),
    c.text("reason"),
    c.instant("at", required=True),
    UniqueConstraint("channel", "digest"),
)
