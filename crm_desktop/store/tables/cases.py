"""Table of service cases: questions, complaints and repairs of customers."""

from __future__ import annotations

from sqlalchemy import Index

from crm_desktop.domain.cases import CaseKind, CaseStatus
from crm_desktop.domain.kinds import Priority
from crm_desktop.store import columns as c
from crm_desktop.store.tables.base import partial_index, table

# "case" is a reserved word of SQL.
service_case = table(
    "service_case",
    *c.record_columns(),
    c.words("kind", CaseKind, "question"),
    c.text("title"),
    c.text("text"),
    c.words("status", CaseStatus, "open"),
    c.words("priority", Priority, "normal"),
    c.ref("contact_id", "contact"),
    c.ref("product_id", "product"),
    c.day("due_on"),
    c.instant("opened_at", required=True),
    c.instant("answered_at"),
    c.instant("solved_at"),
    c.text("solution"),
    Index("ix_service_case_contact_id", "contact_id", "opened_at"),
    Index("ix_service_case_product_id", "product_id"),
    partial_index("ix_service_case_open", "due_on", "id", where="status <> 'solved' AND deleted_at IS NULL"),
    partial_index("ix_service_case_in_bin", "deleted_at", where="deleted_at IS NOT NULL"),
)
