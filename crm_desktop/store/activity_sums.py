"""How many entries the history has by hour, kind and direction, kept by TEMP triggers as entries change.

Reports count three million entries by month; from these sums that takes milliseconds. Hours are of UTC, so that any
local day or month is made of whole ones. Derived data like the sums of the board: not journalled, recounted by the
check of the database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from crm_desktop.store import driver
    from crm_desktop.store.reading import Reader

#: The columns that decide whether, where and how much an entry counts.
_COUNTED = "at, kind, direction, minutes, deleted_at"

_RECOUNT = """
  select substr(at, 1, 13), kind, direction, count(*), sum(coalesce(minutes, 0)) from activity
  where deleted_at is null group by 1, 2, 3"""


class HourSum(NamedTuple):
    """How many entries of a kind an hour holds, and their minutes."""

    hour: str
    kind: str
    direction: str
    entries: int
    minutes: int


def install(connection: driver.Connection) -> None:
    """Make the connection keep the sums from now on."""
    for statement in statements():
        connection.execute(statement)


def statements() -> tuple[str, str, str]:
    """Return the triggers: an entry comes, goes, or changes where and whether it counts."""
    return (
        f"create temp trigger activity_sum_insert after insert on main.activity begin {_ADD}; end",
        f"create temp trigger activity_sum_delete after delete on main.activity begin {_TAKE}; end",
        (
            f"create temp trigger activity_sum_update after update of {_COUNTED} on main.activity"
            f" begin {_TAKE}; {_ADD}; end"
        ),
    )


def recounted(reader: Reader) -> list[HourSum]:
    """Return the sums as the entries themselves say."""
    return reader.rows(HourSum, _RECOUNT + " order by 1, 2, 3")


def kept(reader: Reader) -> list[HourSum]:
    """Return the sums as they are kept."""
    return reader.rows(
        HourSum, "select hour, kind, direction, entries, minutes from activity_sum order by hour, kind, direction"
    )


def rebuild(connection: driver.Connection) -> None:
    """Write the sums anew from the entries, inside an open transaction."""
    connection.execute("delete from activity_sum")
    connection.execute("insert into activity_sum (hour, kind, direction, entries, minutes)" + _RECOUNT)


_ADD = """
  insert into activity_sum (hour, kind, direction, entries, minutes)
    select substr(new.at, 1, 13), new.kind, new.direction, 1, coalesce(new.minutes, 0) where new.deleted_at is null
    on conflict (hour, kind, direction) do update
      set entries = entries + 1, minutes = minutes + excluded.minutes"""

_TAKE = """
  update activity_sum set entries = entries - 1, minutes = minutes - coalesce(old.minutes, 0)
    where hour = substr(old.at, 1, 13) and kind = old.kind and direction = old.direction and old.deleted_at is null;
  delete from activity_sum where hour = substr(old.at, 1, 13) and kind = old.kind and direction = old.direction
    and entries = 0"""
