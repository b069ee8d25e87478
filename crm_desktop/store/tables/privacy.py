"""Tables of data protection: origin of data, requests of people, how long what is kept, and proofs of erasure."""

from __future__ import annotations

from sqlalchemy import Column, Index, Text, UniqueConstraint

from crm_desktop.domain.privacy import Ground, Kept, Origin, RequestKind
from crm_desktop.store import columns as c
from crm_desktop.store.tables.base import partial_index, table

#: A table of its own: most contacts need no row, and lists read contacts by the million.
data_protection = table(
    "data_protection",
    c.identity(),
    c.part_of("contact_id", "contact"),
    c.words("origin", Origin, ""),
    c.text("origin_detail"),
    c.day("obtained_on"),
    c.day("informed_on"),
    c.text("informed_by"),
    c.text("restricted_for"),
    c.day("keep_until"),
    c.text("keep_basis"),
    UniqueConstraint("contact_id"),
    partial_index(
        "ix_data_protection_to_inform", "obtained_on", where="informed_on IS NULL AND origin NOT IN ('', 'own')"
    ),
)

data_request = table(
    "data_request",
    c.identity(),
    c.words("kind", RequestKind, "access"),
    c.ref("contact_id", "contact"),
    c.text("number"),
    c.day("received_on", required=True),
    c.day("due_on", required=True),
    c.flag("extended"),
    c.day("answered_on"),
    c.text("note"),
    Index("ix_data_request_contact_id", "contact_id"),
    Index("ix_data_request_due_on", "answered_on", "due_on"),
)

retention_rule = table(
    "retention_rule",
    c.identity(),
    c.text("country"),
    c.words("kind", Kept, "order"),
    c.whole("months", 0),
    c.flag("from_year_end"),
    c.text("basis"),
    UniqueConstraint("country", "kind"),
)

erasure = table(
    "erasure",
    c.identity(),
    Column("reference", Text, nullable=False, unique=True),
    c.instant("at", required=True),
    c.words("ground", Ground, "request"),
    c.data("counts"),
    c.data("kept", "[]"),
    c.data("digests", "[]"),
)

privacy_text = table("privacy_text", c.identity(), Column("key", Text, nullable=False, unique=True), c.text("text"))
