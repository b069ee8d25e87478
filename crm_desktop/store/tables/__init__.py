"""The schema: every table of the file, as SQLAlchemy metadata, and which of them the journal records."""

from __future__ import annotations

from crm_desktop.store.tables import (
    campaigns,
    cases,
    contacts,
    deals,
    deliveries,
    derived,
    firm,
    history,
    journal,
    offers,
    privacy,
)
from crm_desktop.store.tables.base import NAMING, metadata
from crm_desktop.store.tables.derived import SUMS

#: Tables whose changes are not undone: the journal itself, what is derived, bytes, and how the file is looked at.
NOT_JOURNALLED = frozenset(
    {
        "step", "change", "search_doc", "deal_summary", "activity_sum", *SUMS, "blob", "blob_text", "setting",
        "alembic_version", "health",
    }
)  # fmt: skip

JOURNALLED = frozenset(metadata.tables) - NOT_JOURNALLED

__all__ = [
    "JOURNALLED",
    "NAMING",
    "NOT_JOURNALLED",
    "campaigns",
    "cases",
    "contacts",
    "deals",
    "deliveries",
    "derived",
    "firm",
    "history",
    "journal",
    "metadata",
    "offers",
    "privacy",
]
