"""What need not follow row by row while very much is written or taken away: indexes, and the sum of what is known.

An index that grows row by row in no order costs about twice what it takes to sort the finished table. The sum of what
is known of contacts is worse: its triggers take each contact out and put it in again with every one of its parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.store import kept_sums

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.store.reading import Reader

#: Fewer rows are not worth it.
LEAST = 20_000

#: Indexes by which nothing is looked up meanwhile; parts are still found by their contact.
_LATER = {
    "contact": "name not in ('ix_contact_company_id')",
    "address": "name <> 'ix_address_contact_id'",
    "contact_point": "name <> 'ix_contact_point_contact_id'",
}
#: The sums that follow contacts and their parts.
_SUMS = tuple(each for each in kept_sums.SUMS if each.table == "known_sum")


def is_worth_it(reader: Reader, coming_or_going: int) -> bool:
    """Whether so many contacts and more are not even half of what is there."""
    there = reader.scalar("select count(*) from (select 1 from contact limit ?)", (coming_or_going + 1,))
    return coming_or_going >= LEAST and int(there) <= coming_or_going


def set_aside(reader: Reader, execute: Callable[[str], object], tables: frozenset[str]) -> list[str]:
    """Take indexes of these tables and triggers away inside an open step; return what brings them back, up to date."""
    again = [statement for each in _SUMS for statement in _stop_counting(reader, execute, each)]
    return again + [sql for table in _LATER if table in tables for sql in _drop_indexes(reader, execute, table)]


def trigger(reader: Reader, name: str) -> tuple[str, str]:
    """Return the statements that take a TEMP trigger away and make it again."""
    sql = reader.scalar("select sql from temp.sqlite_schema where type = 'trigger' and name = ?", (name,))
    return f"drop trigger temp.{name}", f"create temp{sql[len('create') :]}"


def _drop_indexes(reader: Reader, execute: Callable[[str], object], table: str) -> list[str]:
    found = reader.rows(
        lambda name, sql: (name, sql),
        f"""select name, sql from main.sqlite_schema
            where type = 'index' and tbl_name = ? and sql is not null and {_LATER[table]} order by name""",
        (table,),
    )
    for name, _sql in found:
        execute(f"drop index {name}")
    return [sql for _name, sql in found]


def _stop_counting(reader: Reader, execute: Callable[[str], object], each: kept_sums.KeptSum) -> list[str]:
    """Drop the triggers that keep a sum; return the statements that write it anew and let it be kept again."""
    names = reader.rows(
        str,
        "select name from temp.sqlite_schema where type = 'trigger' and name like ? order by name",
        (f"{each.table}%",),
    )
    statements = [trigger(reader, name) for name in names]
    for drop, _create in statements:
        execute(drop)
    return [*(create for _drop, create in statements), *kept_sums.rebuilding(each)]
