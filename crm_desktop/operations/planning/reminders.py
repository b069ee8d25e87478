"""Reminders: what was to be said at its time is said, later, or not again."""

from __future__ import annotations

from datetime import datetime

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.history import Activity
from crm_desktop.operations import stamps
from crm_desktop.store.unit_of_work import Writer


def remind_at(writer: Writer, *, activity_id: int, at: datetime) -> Outcome[None]:
    """Remind of something planned at another time (“again in an hour”). Raises BadInput for a time that has passed."""
    with writer.step(_("Remind later")) as work:
        if at <= work.now:
            raise BadInput(_("Choose a time that is still to come."), field="reminder_at")
        entry = work.get(Activity, activity_id)
        _set(entry, at)
        work.label = _("Remind later of “{subject}”").format(subject=entry.subject)
        stamps.changed(work, entry)
    return work.outcome(None)


def end_reminder(writer: Writer, *, activity_id: int) -> Outcome[None]:
    """Remind no more; what is planned stays planned."""
    with writer.step(_("End reminder")) as work:
        entry = work.get(Activity, activity_id)
        _set(entry, None)
        work.label = _("End the reminder of “{subject}”").format(subject=entry.subject)
        stamps.changed(work, entry)
    return work.outcome(None)


def _set(entry: Activity, at: datetime | None) -> None:
    """Change the reminder of something planned. Raises Refused for what is done, or never was planned."""
    if entry.due_on is None or entry.done_at is not None:
        raise Refused(_("“{subject}” is not planned (any more).").format(subject=entry.subject))
    entry.reminder_at = at
