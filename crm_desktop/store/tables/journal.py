"""Tables of the journal: steps the user took, and the old values of everything they changed."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Text

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

#: op: 0 barrier between steps, 1 insert of ids row_id..until_id, 2 update, 3 delete; old_values is a JSON object of
#: the changed columns' old values (of all columns where the row was deleted); kind is the table's name.
change = table(
    "change",
    Column("seq", c.BigId, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("op", Integer, nullable=False),
    Column("row_id", c.BigId, nullable=False),
    Column("until_id", c.BigId, nullable=False),
    Column("old_values", Text),
    partial_index("ix_change_record", "kind", "row_id", where="op <> 1"),
    partial_index("ix_change_added", "kind", "row_id", where="op = 1"),
)
