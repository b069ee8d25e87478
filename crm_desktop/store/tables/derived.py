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

#: What the search reads in a file, read from its bytes by `operations.history.file_texts`; it goes when the bytes go.
#: `state` is a word of `domain.kinds.TextState`.
blob_text = table(
    "blob_text",
    c.identity(),
    c.part_of("blob_id", "blob"),
    Column("state", Text, nullable=False),
    c.text("body"),
    UniqueConstraint("blob_id"),
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

#: The sums over years that reports rest on.
SUMS = frozenset({"line_sum", "closed_sum", "opened_sum", "course_sum", "known_sum"})

#: What reports sum over years, by month of UTC (orders: month of their day). Kept by triggers (`kept_sums`) and
#: recounted likewise; what a period has beyond whole months is read from the records themselves.
line_sum = table(
    "line_sum",
    c.identity(),
    Column("currency", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("category", Text, nullable=False),
    c.whole("cases", 0),
    c.cents("cents"),
    UniqueConstraint("currency", "month", "product", "category"),
)

#: Won and lost deals by the month they were closed in; `word` is the reason or the argument.
closed_sum = table(
    "closed_sum",
    c.identity(),
    Column("currency", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("pipeline_id", c.BigId, nullable=False),
    Column("channel", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("size", c.BigId, nullable=False),
    Column("word", Text, nullable=False),
    c.whole("cases", 0),
    c.cents("cents"),
    UniqueConstraint(
        "currency", "month", "status", "pipeline_id", "channel", "category", "size", "word", name="uq_closed_sum_keys"
    ),
)

#: Deals by the month they were opened in, what they are now, and the stages they were in (sorted ids).
opened_sum = table(
    "opened_sum",
    c.identity(),
    Column("currency", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("pipeline_id", c.BigId, nullable=False),
    Column("status", Text, nullable=False),
    Column("stages", Text, nullable=False),
    c.whole("cases", 0),
    c.cents("cents"),
    UniqueConstraint("currency", "month", "pipeline_id", "status", "stages"),
)

#: Closed deals by the month they were opened in, how they ended, and after how many days.
course_sum = table(
    "course_sum",
    c.identity(),
    Column("currency", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("days", c.BigId, nullable=False),
    c.whole("cases", 0),
    UniqueConstraint("currency", "month", "status", "days"),
)

#: Records by what is known of them: one letter a field that is filled.
known_sum = table(
    "known_sum",
    c.identity(),
    Column("kind", Text, nullable=False),
    Column("known", Text, nullable=False),
    c.whole("cases", 0),
    UniqueConstraint("kind", "known"),
)
