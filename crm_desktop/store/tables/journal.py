"""Tables of the journal: steps the user took, and the old values of everything they changed."""

from __future__ import annotations

from sqlalchemy import Column, Index, Text

from crm_desktop.store import columns as c
from crm_desktop.store.tables.base import partial_index, table

#: One step of the user. It owns change.seq from first_seq to last_seq.
step = table(
    "step",
    c.identity(),
    c.text("label"),
    c.instant("at", required=True),
    c.flag("undone"),
    Column("first_seq", c.BigId, nullable=False),
    Column("last_seq", c.BigId, nullable=False),
    c.flag("closed"),
    Index("ix_step_first_seq", "first_seq"),
)

#: op: 0 barrier between steps, 1 insert of ids row_id..until_id, 2 update, 3 delete; old_values is a JSON object.
change = table(
    "change",
    Column("seq", c.BigId, primary_key=True),
    c.whole("table_no", 0),
    c.whole("op", 0),
    Column("row_id", c.BigId),
    Column("until_id", c.BigId),
    Column("old_values", Text),
    partial_index("ix_change_record", "table_no", "row_id", where="op <> 1"),
)
