"""What is to be done: planning it, doing it, putting it off, and taking it up again."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.history import Activity, ActivityKind, Priority
from crm_desktop.operations import history, stamps
from crm_desktop.store.bulk import history as bulk
from crm_desktop.store.queries import tasks as queries
from crm_desktop.store.unit_of_work import Work, Writer

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
#: What can be planned; notes and documents only happen.
PLANNABLE = frozenset(
    {
        ActivityKind.TASK,
        ActivityKind.CALL,
        ActivityKind.MEETING,
        ActivityKind.EMAIL,
        ActivityKind.LETTER,
        ActivityKind.VISIT,
    }
)


@dataclass(frozen=True)
class Plan:
    """What is to be done and until when; `due_time` is local, HH:MM, "" for some time that day."""

    subject: str
    due_on: date
    kind: ActivityKind = ActivityKind.TASK
    due_time: str = ""
    body: str = ""
    priority: Priority = Priority.NORMAL
    reminder_at: datetime | None = None
    #: RFC 5545 RRULE, "" for once.
    recurrence: str = ""


def plan(
    work: Work,
    new: Plan,
    *,
    contacts: Collection[int] = (),
    deal_id: int | None = None,
    offer_id: int | None = None,
    lead_id: int | None = None,
) -> Activity:
    """Plan something inside the step of another operation and return it, with its id. Raises BadInput."""
    _check(new)
    entry = Activity(
        kind=new.kind,
        at=work.now,
        subject=clean(new.subject),
        body=clean(new.body, lines=True),
        deal_id=deal_id,
        offer_id=offer_id,
        lead_id=lead_id,
        due_on=new.due_on,
        due_time=new.due_time,
        reminder_at=new.reminder_at,
        priority=new.priority,
        recurrence=new.recurrence,
    )
    stamps.added(work, entry)
    history.concern(work, entry, contacts)
    return entry


def add_task(
    writer: Writer,
    *,
    new: Plan,
    contacts: Collection[int] = (),
    deal_id: int | None = None,
    offer_id: int | None = None,
) -> Outcome[int]:
    """Plan a task, call, meeting or letter; the value is its id. Raises BadInput with the field that is wrong."""
    with writer.step(_("Add task")) as work:
        entry = plan(work, new, contacts=contacts, deal_id=deal_id, offer_id=offer_id)
        work.label = _("Add task “{subject}”").format(subject=clean(new.subject))
        entry_id = entry.id
    return work.outcome(entry_id)


def change_task(writer: Writer, *, activity_id: int, new: Plan, version: int | None = None) -> Outcome[None]:
    """Change what is planned; its kind stays. Raises Conflict when it no longer has the version that was shown."""
    with writer.step(_("Change task")) as work:
        _check(new)
        entry = _planned(work, activity_id, version)
        entry.subject, entry.body = clean(new.subject), clean(new.body, lines=True)
        entry.due_on, entry.due_time, entry.reminder_at = new.due_on, new.due_time, new.reminder_at
        entry.priority, entry.recurrence = new.priority, new.recurrence
        stamps.changed(work, entry)
        work.label = _("Change task “{subject}”").format(subject=entry.subject)
    return work.outcome(None)


def complete_task(
    writer: Writer,
    *,
    activity_id: int,
    result: str = "",
    minutes: int | None = None,
    follow_up: Plan | None = None,
) -> Outcome[int | None]:
    """Say that something planned is done, and plan what follows from it in the same step; the value is that one's id.

    In the history it stands at the moment it was done.
    """
    with writer.step(_("Complete task")) as work:
        entry = _planned(work, activity_id)
        work.label = _("Complete “{subject}”").format(subject=entry.subject)
        entry.at = entry.done_at = work.now
        entry.result, entry.minutes = clean(result), entry.minutes if minutes is None else minutes
        stamps.changed(work, entry)
        concerned, deal_id, offer_id = queries.contacts_of(work.read, activity_id), entry.deal_id, entry.offer_id
        bulk.move_in_time(work, activity_id, work.now)
        bulk.raise_last_activity(work, concerned, work.now)
        following = None
        if follow_up is not None:
            following = plan(work, follow_up, contacts=concerned, deal_id=deal_id, offer_id=offer_id).id
    return work.outcome(following)


def reopen_task(writer: Writer, *, activity_id: int) -> Outcome[None]:
    """Say that something is not done after all."""
    with writer.step(_("Reopen task")) as work:
        entry = work.get(Activity, activity_id)
        if entry.due_on is None or entry.done_at is None:
            raise Refused(_("“{subject}” is not a task that was done.").format(subject=entry.subject))
        work.label = _("Reopen “{subject}”").format(subject=entry.subject)
        entry.done_at = None
        stamps.changed(work, entry)
        work.flush()
        bulk.recount_last_activity(work, queries.contacts_of(work.read, activity_id))
    return work.outcome(None)


def defer_tasks(writer: Writer, *, activity_ids: Collection[int], until: date) -> Outcome[None]:
    """Put off one or several planned things to another day; their times of day stay."""
    with writer.step(_("Put off task")) as work:
        for activity_id in activity_ids:
            entry = _planned(work, activity_id)
            entry.due_on = until
            stamps.changed(work, entry)
            work.label = _("Put off “{subject}”").format(subject=entry.subject)
        if len(activity_ids) != 1:
            work.label = plural("Put off {n} task", "Put off {n} tasks", len(activity_ids))
    return work.outcome(None)


def _planned(work: Work, activity_id: int, version: int | None = None) -> Activity:
    """Load an entry that is planned. Raises Refused for one that is done or never was planned."""
    entry = work.get(Activity, activity_id, version=version)
    if entry.due_on is None or entry.done_at is not None:
        raise Refused(_("“{subject}” is not planned (any more).").format(subject=entry.subject))
    return entry


def _check(new: Plan) -> None:
    if not clean(new.subject):
        raise BadInput(_("Say what is to be done."), field="subject")
    if new.kind not in PLANNABLE:
        raise BadInput(_("This can only happen, not be planned."), field="kind")
    if new.due_time and not _TIME.fullmatch(new.due_time):
        raise BadInput(
            _("“{text}” is not a time of day.").format(text=new.due_time), _("Write it like 14:30."), field="due_time"
        )
