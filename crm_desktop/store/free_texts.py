"""Which columns of the file hold what people wrote: found in the schema, so that a table added later is among them.

Words of a list, codes, ids and hashes are none; neither is what a record of its own is called (other contacts,
products, stages), nor what is frozen because it went out (offers that were sent).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from sqlalchemy import JSON, Text
from sqlalchemy.types import TypeEngine

from crm_desktop.store.columns import Word
from crm_desktop.store.tables import metadata
from crm_desktop.store.tables.derived import SUMS

#: What is not the user's words: derived, kept by its hash, of the firm itself, or the names of other records.
_NOT_LOOKED_AT = frozenset(
    {
        "alembic_version", "step", "change", "search_doc", "deal_summary", "activity_sum", *SUMS, "blob", "blob_text",
        "suppression", "firm", "address", "contact_point", "employment", "product", "product_category", "price_tier",
        "vat_rate", "number_range", "stage", "pipeline", "custom_field", "consent_rule", "retention_rule", "erasure",
        "privacy_text", "follow_up_set", "target",
    }
)  # fmt: skip
_NEVER = frozenset(
    {
        "uuid", "external_id", "sha256", "pdf_sha256", "digest", "currency", "country", "language", "unit", "kind",
        "key", "pane", "media_type", "due_time", "recurrence", "frozen_sheet", "restricted_for",
    }
)  # fmt: skip
#: Of these only what is written about the record, not what it is.
_ONLY = {
    "contact": ("source", "letter_salutation", "note", "custom"),
    "lead": ("title", "raw_text", "disqualify_note", "referred_by", "note", "custom"),
    "offer": ("subject", "their_inquiry", "intro", "closing", "delivery_terms", "payment_terms", "custom"),
}
#: Rows of a table that are left as they are.
_WHERE = {
    "offer": "sent_at is null",
    "offer_line": "offer_id in (select id from offer where sent_at is null)",
    "enclosure": "offer_id in (select id from offer where sent_at is null)",
    "setting": "key not in ('suppression_salt', 'pseudonym_key')",
}


class FreeTexts(NamedTuple):
    """The columns of a table with texts and with plain data, and which of its rows count."""

    table: str
    texts: tuple[str, ...]
    data: tuple[str, ...]
    where: str = "true"

    @property
    def columns(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.texts, *self.data)


@cache
def codes() -> frozenset[str]:
    """Return the words of the program's own lists: a person called Post must not change a channel called post."""
    lists = (column.type for table in metadata.sorted_tables for column in table.columns)
    return frozenset(word.value for kind in lists if isinstance(kind, Word) for word in kind.words)


@cache
def free_texts() -> tuple[FreeTexts, ...]:
    """Return where people's own words lie."""
    return tuple(_found())


def _found() -> Iterator[FreeTexts]:
    for table in metadata.sorted_tables:
        if table.name in _NOT_LOOKED_AT:
            continue
        given = [
            column
            for column in table.columns
            if column.name not in _NEVER and column.name in _ONLY.get(table.name, (column.name,))
        ]
        texts = tuple(column.name for column in given if _is_text(column.type))
        data = tuple(column.name for column in given if isinstance(column.type, JSON))
        if texts or data:
            yield FreeTexts(table.name, texts, data, _WHERE.get(table.name, "true"))


def _is_text(kind: TypeEngine[object]) -> bool:
    """Whether a column holds words; what is only stored as text (days, words of a list) has a type of its own."""
    return type(kind) is Text
