"""Short forms for migrations that keep what SQLite would lose when a table is rebuilt."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from alembic import op

from crm_desktop.store.tables import NAMING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic.operations import BatchOperations


@contextlib.contextmanager
def rebuild(table: str) -> Iterator[BatchOperations]:
    """Change a table by rebuilding it, with the counter of its ids: a deleted row's id is never given out again."""
    connection = op.get_bind()
    counter = connection.exec_driver_sql("select seq from sqlite_sequence where name = ?", (table,)).scalar()
    with op.batch_alter_table(
        table, recreate="always", naming_convention=NAMING, table_kwargs={"sqlite_autoincrement": True}
    ) as batch:
        yield batch
    connection.exec_driver_sql("delete from sqlite_sequence where name = ?", (table,))
    if counter is not None:
        connection.exec_driver_sql("insert into sqlite_sequence (name, seq) values (?, ?)", (table, counter))


def close_steps() -> None:
    """Let no step done so far be undone: for migrations that rename or drop a column, or add one without a default.

    The old values in the journal name their columns; adding a column that may be empty leaves them right.
    """
    connection = op.get_bind()
    connection.exec_driver_sql(
        "delete from change where seq in (select c.seq from change c, step s"
        " where s.undone and c.seq between s.first_seq and s.last_seq)"
    )
    connection.exec_driver_sql("delete from step where undone")
    connection.exec_driver_sql("update step set closed = 1")
