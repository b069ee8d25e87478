"""Tables that can be worked out again from the others: search documents, the sums of the board and the history."""

from __future__ import annotations

from sqlalchemy import Column, Text, UniqueConstraint

from crm_desktop.store import columns as c
from crm_desktop.store.tables.base import table

#: One searchable record; a lower rank comes first in the results. Its words lie folded, the index (FTS5) beside it.
search_doc = table(
    "search_doc",
    Column("rank", c.BigId, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("ref", c.BigId, nullable=False),
    Column("words", Text, nullable=False),
    UniqueConstraint("kind", "ref"),
)

#: Open deals by stage and currency: what the board's heads show. Kept by triggers, recounted by `check`.
deal_summary = table(
    "deal_summary",
    c.identity(),
    Column("stage_id", c.BigId, nullable=False),
    Column("currency", Text, nullable=False),
    c.whole("deals", 0),
    c.cents("cents"),
    UniqueConstraint("stage_id", "currency"),
)

#: Entries of the history by hour of UTC, kind and direction: what reports count. Kept and recounted likewise.
activity_sum = table(
    "activity_sum",
    c.identity(),
    Column("hour", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("direction", Text, nullable=False),
    c.whole("entries", 0),
    c.whole("minutes", 0),
    UniqueConstraint("hour", "kind", "direction"),
)
