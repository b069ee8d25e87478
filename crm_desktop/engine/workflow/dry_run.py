"""Counting what a rule would have done: which occasions it would have taken, and whether that is too many."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from crm_desktop.domain.rule_facts import Due


class Counted(NamedTuple):
    """Occasions a rule would have acted on, and those its conditions would have left out; the earliest first."""

    acted: list[Due]
    left_out: list[Due]


def counted(dues: Iterable[Due], matching: Collection[Due], *, once: bool) -> Counted:
    """Return which occasions a rule would have taken: each of them once, and with `once` each record once."""
    acted: list[Due] = []
    left_out: list[Due] = []
    seen: set[tuple[int, date | None]] = set()
    for due in sorted(dues, key=lambda one: (one.on, one.ref)):
        key = (due.ref, None if once else due.since)
        if due not in matching:
            left_out.append(due)
        elif key not in seen:
            seen.add(key)
            acted.append(due)
    return Counted(acted, left_out)


def working_days(after: date, until: date) -> int:
    """Return the days from Monday to Friday after a day until another one."""
    days, rest = divmod((until - after).days, 7)
    first = after.toordinal() + 1
    return days * 5 + sum((first + ahead - 1) % 7 < 5 for ahead in range(rest))
