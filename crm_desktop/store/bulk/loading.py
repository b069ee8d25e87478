"""A load that is large beside what is there: indexes and sums are made once at its end.

The connection's usual memory for pages does: with four times as much, 300,000 contacts were no faster.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from crm_desktop.store.setting_aside import is_worth_it, set_aside
from crm_desktop.store.unit_of_work import Work

_TABLES = frozenset({"contact", "address", "contact_point"})


@contextlib.contextmanager
def large_load(work: Work, expected: int) -> Iterator[bool]:
    """Take indexes and sums away inside an open step while about so many contacts are added; not where they are few.

    Yields whether it did. What fails inside rolls the step back, and with it what was taken away.
    """
    if not is_worth_it(work.read, expected):
        yield False
        return
    statements = set_aside(work.read, work.execute, _TABLES)
    yield True
    for statement in statements:
        work.execute(statement)
