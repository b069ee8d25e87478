"""Where something that has no time yet would stand: at the cursor, or where it is free next."""

from __future__ import annotations

from datetime import date

from crm_desktop.ui.panes.calendar import layout
from crm_desktop.ui.panes.calendar.time_grid import TimeGrid

#: From when on a time is proposed.
_MORNING = 8 * 60


def free_place(grid: TimeGrid, today: date, now: int, minutes: int, *, at_cursor: bool) -> tuple[date, int] | None:
    """Return day and minute; None where the days in sight have no room, or lie in the past."""
    if at_cursor and grid.days:
        return grid.days[min(grid.cursor_day, len(grid.days) - 1)], grid.cursor_minute
    for on in grid.days:
        begin = max(_MORNING, now) if on == today else _MORNING
        free = layout.next_free(grid.busy(on), begin, minutes) if on >= today else None
        if free is not None:
            return on, free
    return None
