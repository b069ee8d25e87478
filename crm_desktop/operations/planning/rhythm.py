"""What comes again: one time of it is moved without moving the others, and the next one is planned from its rule."""

from __future__ import annotations

from datetime import date

from crm_desktop.domain import recurrence
from crm_desktop.domain.history import Activity


def move(entry: Activity, day: date) -> None:
    """Let something planned be due on another day; of what comes again, the times after it stay where they were."""
    usual = entry.rhythm_on or entry.due_on
    entry.due_on = day
    entry.rhythm_on = usual if entry.recurrence and usual != day else None


def begin_anew(entry: Activity, rule: str, day: date) -> None:
    """Give something planned a rule and the day from which it counts, as somebody does who changes the plan itself."""
    if rule != entry.recurrence or day != entry.due_on:
        entry.rhythm_on = None
    entry.recurrence, entry.due_on = rule, day


def next_time(entry: Activity, today: date) -> tuple[date, str] | None:
    """Return the day something comes again and the rule that holds then; None for once, and for the last time."""
    usual = entry.rhythm_on or entry.due_on
    if not entry.recurrence or usual is None:
        return None
    found = recurrence.following(recurrence.parse(entry.recurrence), usual, today)
    return None if found is None else (found[0], found[1].text())
