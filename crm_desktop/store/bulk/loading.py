"""Room for a load that is large beside what is there: memory to hold it; indexes and sums made once at its end."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from crm_desktop.store.setting_aside import is_worth_it, set_aside
from crm_desktop.store.unit_of_work import Work

#: KiB of pages kept in memory meanwhile, as far as they are needed.
_CACHE_KIB = 262_144
_TABLES = frozenset({"contact", "address", "contact_point"})


@contextlib.contextmanager
def large_load(work: Work, expected: int) -> Iterator[bool]:
    """Make room inside an open step for about so many new contacts; does nothing where they are few. Yields which.

    What fails inside rolls the step back, and with it the indexes and triggers that were taken away.
    """
    if not is_worth_it(work.read, expected):
        yield False
        return
    before = work.read.scalar("pragma cache_size")
    work.execute(f"pragma cache_size = -{_CACHE_KIB}")
    try:
        statements = set_aside(work.read, work.execute, _TABLES)
        yield True
        for statement in statements:
            work.execute(statement)
    finally:
        work.execute(f"pragma cache_size = {before}")
