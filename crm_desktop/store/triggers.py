"""The TEMP triggers that write the journal: generated for each table when the one writing connection opens.

TEMP triggers fire for bulk statements, for what foreign keys cascade and for REPLACE. Nothing of them lies in the file:
readers open six times quicker, no migration can lose them, and any trigger found in a file is a stranger.
Values are written as JSON built column by column; it keeps NUL, every whole number and every float. A BLOB is refused
by SQLite there: bytes belong into the table of blobs, which is not journalled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.store import driver

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Counts the changes of a record for optimistic locking. It only ever rises, so the journal neither compares nor
#: restores it; see `replay`.
VERSION = "version"


class Journalled(NamedTuple):
    """A table whose changes are recorded: its name and its columns, `id` first."""

    name: str
    columns: tuple[str, ...]


def install(connection: driver.Connection, tables: Iterable[Journalled]) -> None:
    """Make the connection record every change of these tables from now on."""
    for table in tables:
        for statement in statements(table):
            connection.execute(statement)


def statements(table: Journalled) -> tuple[str, str, str, str]:
    """Return the triggers of one table: row inserted, updated, deleted, and the refusal to change an id."""
    return _on_insert(table), _on_update(table), _on_delete(table), _fixed_id(table)


def _on_insert(table: Journalled) -> str:
    """Neighbouring ids of one table become one entry: an import of 100,000 rows is one line of journal."""
    name = table.name
    return f"""create temp trigger journal_{name}_insert after insert on main.{quoted(name)} begin
  update change set until_id = new.id
    where seq = (select max(seq) from change) and kind = '{name}' and op = 1 and until_id = new.id - 1;
  insert into change (kind, op, row_id, until_id) select '{name}', 1, new.id, new.id where changes() = 0;
end"""


def _on_update(table: Journalled) -> str:
    """Only what differs is written; a statement that changes nothing leaves no trace."""
    columns = [column for column in table.columns if column not in {"id", VERSION}]
    differs = "\n    or ".join(f"old.{quoted(column)} is not new.{quoted(column)}" for column in columns) or "0"
    pieces = [f"iif(old.{quoted(c)} is not new.{quoted(c)}, {_pair(c)}, '')" for c in columns]
    return f"""create temp trigger journal_{table.name}_update after update on main.{quoted(table.name)}
  when {differs} begin
  insert into change (kind, op, row_id, until_id, old_values)
    values ('{table.name}', 2, old.id, old.id, {_json(pieces)});
end"""


def _on_delete(table: Journalled) -> str:
    """The whole row is kept, so that it can be put back."""
    pieces = [_pair(column) for column in table.columns]
    return f"""create temp trigger journal_{table.name}_delete after delete on main.{quoted(table.name)} begin
  insert into change (kind, op, row_id, until_id, old_values)
    values ('{table.name}', 3, old.id, old.id, {_json(pieces)});
end"""


def deleted_rows(table: Journalled) -> str:
    """Return the statement that records the rows of a run as deleted, as their trigger would one by one."""
    pieces = [_pair(column) for column in table.columns]
    return f"""insert into change (kind, op, row_id, until_id, old_values)
  select '{table.name}', 3, old.id, old.id, {_json(pieces)}
  from main.{quoted(table.name)} as old where old.id between ? and ? order by old.id"""


def _fixed_id(table: Journalled) -> str:
    return f"""create temp trigger journal_{table.name}_id before update of id on main.{quoted(table.name)}
  when old.id is not new.id begin select raise(abort, 'the id of a record never changes'); end"""


def _pair(column: str) -> str:
    """Return SQL for one name and value of a JSON object, led by a comma."""
    return f"""',"{column}":' || json_quote(old.{quoted(column)})"""


def _json(pieces: list[str]) -> str:
    """Return SQL for the JSON object of these pieces."""
    joined = "\n      || ".join(pieces) or "''"
    return f"'{{' || substr({joined}, 2) || '}}'"


def quoted(name: str) -> str:
    """Return a name of our own schema as SQL takes it, whatever words the language reserves."""
    return '"' + name.replace('"', '""') + '"'
