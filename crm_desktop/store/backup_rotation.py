"""When a backup is due, and which of the old ones may go. Pure: times and sizes in, a decision out.

Everything of the last two days stays; of the time before, the last of each of 14 days, of 8 weeks and of 12 months.
Each rule counts only days, weeks and months that have a backup, so a firm that closes for the winter keeps its year.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

#: How long to wait after a backup before the next while the user works.
PAUSE = timedelta(minutes=30)
#: What all backups of a file may take together.
CAP_BYTES = 5 << 30

_ALL_FOR = timedelta(days=2)
_DAYS, _WEEKS, _MONTHS = 14, 8, 12


class Dated(Protocol):
    """What the rotation must know of a backup."""

    @property
    def made_at(self) -> datetime:
        """When it was made, in UTC."""

    @property
    def size(self) -> int:
        """What it takes on the disk, in bytes."""

    @property
    def verified(self) -> bool:
        """Whether it was found whole when last looked at."""


B = TypeVar("B", bound=Dated)


def due(now: datetime, last: datetime | None, *, changed: bool) -> bool:
    """Whether it is time for a backup while the user works: something changed, and the last is half an hour old.

    A last backup that lies in the future (the clock was set back) does not count.
    """
    return changed and (last is None or not last <= now < last + PAUSE)


def to_remove(backups: Sequence[B], now: datetime, *, cap_bytes: int = CAP_BYTES) -> list[B]:
    """Return the backups that may go, the oldest first; the newest one that was verified never does."""
    newest_first = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    kept = _by_calendar(newest_first, now)
    safe = next((backup for backup in newest_first if backup.verified), None)
    total = 0
    within: list[B] = []
    for backup in kept:
        total += backup.size
        if total <= cap_bytes or not within:
            within.append(backup)
    return [backup for backup in reversed(newest_first) if backup not in within and backup is not safe]


def _by_calendar(newest_first: Sequence[B], now: datetime) -> list[B]:
    """Return those the calendar asks for, newest first."""
    recent = [backup for backup in newest_first if backup.made_at > now - _ALL_FOR]
    rules: tuple[tuple[Callable[[date], object], int], ...] = (
        (lambda day: day, _DAYS),
        (lambda day: day.isocalendar()[:2], _WEEKS),
        (lambda day: (day.year, day.month), _MONTHS),
    )
    wanted = {id(backup) for backup in recent}
    for period, count in rules:
        wanted |= {id(backup) for backup in _last_of_each(newest_first, period)[:count]}
    return [backup for backup in newest_first if id(backup) in wanted]


def _last_of_each(newest_first: Sequence[B], period: Callable[[date], object]) -> list[B]:
    """Return the newest backup of each day, week or month, the newest period first."""
    last: dict[object, B] = {}
    for backup in newest_first:
        last.setdefault(period(backup.made_at.date()), backup)
    return list(last.values())
