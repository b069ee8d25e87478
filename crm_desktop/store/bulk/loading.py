"""Room for a load that is large beside what is there: memory to hold it; indexes and sums made once at its end.

An index that grows row by row in no order costs about twice what it takes to sort the finished table. The sum of what
is known of contacts is worse: its triggers take each contact out and put it in again with every one of its parts.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from crm_desktop.store import kept_sums
from crm_desktop.store.unit_of_work import Work

#: Fewer new rows are not worth it.
LEAST = 20_000
#: KiB of pages kept in memory meanwhile, as far as they are needed.
_CACHE_KIB = 262_144

#: Indexes by which nothing is looked up while contacts are loaded; parts are still found by their contact.
_LATER = {
    "contact": "name not in ('ix_contact_company_id')",
    "address": "name <> 'ix_address_contact_id'",
    "contact_point": "name <> 'ix_contact_point_contact_id'",
}
#: The sums that follow contacts and their parts.
_SUMS = tuple(each for each in kept_sums.SUMS if each.table == "known_sum")


@contextlib.contextmanager
def large_load(work: Work, expected: int) -> Iterator[None]:
    """Make room inside an open step for about so many new contacts; does nothing where they are few.

    What fails inside rolls the step back, and with it the indexes and triggers that were taken away.
    """
    there = int(work.read.scalar("select count(*) from (select 1 from contact limit ?)", (expected + 1,)))
    if expected < LEAST or there > expected:
        yield
        return
    before = work.read.scalar("pragma cache_size")
    work.execute(f"pragma cache_size = -{_CACHE_KIB}")
    try:
        statements = [statement for each in _SUMS for statement in _stop_counting(work, each)]
        statements += [statement for table in _LATER for statement in _take_away(work, table)]
        yield
        for statement in statements:
            work.execute(statement)
    finally:
        work.execute(f"pragma cache_size = {before}")


def _take_away(work: Work, table: str) -> list[str]:
    """Drop a table's indexes for the time being and return the statements that make them again."""
    found = work.read.rows(
        lambda name, sql: (name, sql),
        f"""select name, sql from main.sqlite_schema
            where type = 'index' and tbl_name = ? and sql is not null and {_LATER[table]} order by name""",
        (table,),
    )
    for name, _sql in found:
        work.execute(f"drop index {name}")
    return [sql for _name, sql in found]


def _stop_counting(work: Work, each: kept_sums.KeptSum) -> list[str]:
    """Drop the triggers that keep a sum; return the statements that write it anew and let it be kept again."""
    found = work.read.rows(
        lambda name, sql: (name, sql),
        "select name, sql from temp.sqlite_schema where type = 'trigger' and name like ? order by name",
        (f"{each.table}%",),
    )
    for name, _sql in found:
        work.execute(f"drop trigger temp.{name}")
    again = [f"create temp{sql[len('create') :]}" for _name, sql in found]
    return [*again, *kept_sums.rebuilding(each)]
