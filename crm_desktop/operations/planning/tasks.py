"""What is to be done: planning it, doing it, putting it off, and taking it up again."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import clean
from crm_desktop.domain import recurrence
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.history import Activity, ActivityKind, Priority
from crm_desktop.operations import stamps
from crm_desktop.operations.history import history, lead_answers
from crm_desktop.operations.planning import rhythm
from crm_desktop.operations.planning.today import spread
from crm_desktop.store.bulk import history as bulk
from crm_desktop.store.queries import tasks as queries
from crm_desktop.store.queries import today as today_queries
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
    #: How long it is to last, None where nobody said.
    minutes: int | None = None


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
        minutes=new.minutes,
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
    """Plan a task, call, meeting or letter; the value is its id. Raises BadInput with the field that is wrong.

    Where nobody is named, it concerns those the deal or offer is with.
    """
    with writer.step(_("Add task")) as work:
        whom = contacts or queries.partners(work.read, deal_id=deal_id, offer_id=offer_id)
        entry = plan(work, new, contacts=whom, deal_id=deal_id, offer_id=offer_id)
        work.label = _("Add task “{subject}”").format(subject=clean(new.subject))
        entry_id = entry.id
    return work.outcome(entry_id)


def change_task(writer: Writer, *, activity_id: int, new: Plan, version: int | None = None) -> Outcome[None]:
    """Change what is planned; its kind stays. Raises Conflict when it no longer has the version that was shown."""
    with writer.step(_("Change task")) as work:
        _check(new)
        entry = _planned(work, activity_id, version)
        entry.subject, entry.body = clean(new.subject), clean(new.body, lines=True)
        rhythm.begin_anew(entry, new.recurrence, new.due_on)
        entry.due_time, entry.reminder_at, entry.priority = new.due_time, new.reminder_at, new.priority
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

    In the history it stands at the moment it was done. What comes again is planned for the next time in the same step,
    too; its id is the value where nothing else follows.
    """
    with writer.step(_("Complete task")) as work:
        entry = _planned(work, activity_id)
        work.label = _("Complete “{subject}”").format(subject=entry.subject)
        again = _next_time(work, entry)
        entry.at = entry.done_at = work.now
        entry.result, entry.minutes = clean(result), entry.minutes if minutes is None else minutes
        stamps.changed(work, entry)
        lead_answers.entry_written(work, entry)
        concerned, deal_id, offer_id = queries.contacts_of(work.read, activity_id), entry.deal_id, entry.offer_id
        bulk.move_in_time(work, activity_id, work.now)
        bulk.raise_last_activity(work, concerned, work.now)
        following = None
        if again is not None:
            coming = plan(work, again, contacts=concerned, deal_id=deal_id, offer_id=offer_id)
            coming.previous_id, following = activity_id, coming.id
        if follow_up is not None:
            following = plan(work, follow_up, contacts=concerned, deal_id=deal_id, offer_id=offer_id).id
    return work.outcome(following)


def reopen_task(writer: Writer, *, activity_id: int) -> Outcome[None]:
    """Say that something is not done after all; the next time of what comes again goes, unless it is done already."""
    with writer.step(_("Reopen task")) as work:
        entry = work.get(Activity, activity_id)
        if entry.due_on is None or entry.done_at is None:
            raise Refused(_("“{subject}” is not a task that was done.").format(subject=entry.subject))
        work.label = _("Reopen “{subject}”").format(subject=entry.subject)
        entry.done_at = None
        stamps.changed(work, entry)
        for coming in queries.planned_after(work.read, activity_id=activity_id):
            stamps.binned(work, work.get(Activity, coming))
        work.flush()
        bulk.recount_last_activity(work, queries.contacts_of(work.read, activity_id))
    return work.outcome(None)


def defer_tasks(writer: Writer, *, activity_ids: Collection[int], until: date) -> Outcome[None]:
    """Put off one or several planned things to another day; their times of day stay, reminders go along."""
    return spread_tasks(writer, days=dict.fromkeys(activity_ids, until))


def spread_tasks(writer: Writer, *, days: Mapping[int, date]) -> Outcome[None]:
    """Put off several planned things in one step, each to its own day, as after a holiday."""
    with writer.step(_("Put off task")) as work:
        _put_off(work, days)
        work.label = plural("Put off {n} task", "Put off {n} tasks", len(days))
        if len(days) == 1:
            work.label = _("Put off “{subject}”").format(subject=_planned(work, next(iter(days))).subject)
    return work.outcome(None)


def spread_overdue(writer: Writer) -> Outcome[int]:
    """Give everything overdue a new day, what is worth most first, over the next working days; the value counts it."""
    with writer.step(_("Plan anew")) as work:
        days = spread(today_queries.overdue_ids(work.read, today=work.today), work.today)
        _put_off(work, days)
        work.label = plural("Plan {n} task anew", "Plan {n} tasks anew", len(days))
    return work.outcome(len(days))


def defer_overdue(writer: Writer, *, until: date) -> Outcome[int]:
    """Put off everything that is overdue to one day; the value counts it."""
    with writer.step(_("Put off task")) as work:
        days = dict.fromkeys(today_queries.overdue_ids(work.read, today=work.today), until)
        _put_off(work, days)
        work.label = plural("Put off {n} task", "Put off {n} tasks", len(days))
    return work.outcome(len(days))


def _put_off(work: Work, days: Mapping[int, date]) -> None:
    for activity_id, until in days.items():
        entry = _planned(work, activity_id)
        _move(entry, until)
        stamps.changed(work, entry)


def set_time(writer: Writer, *, activity_id: int, on: date, time: str = "") -> Outcome[None]:
    """Give something planned a day and a time of day, "" for some time that day. Raises BadInput for no time."""
    with writer.step(_("Plan task")) as work:
        _check_time(time)
        entry = _planned(work, activity_id)
        _move(entry, on)
        entry.due_time = time
        stamps.changed(work, entry)
        work.label = _("Plan “{subject}”").format(subject=entry.subject)
    return work.outcome(None)


def _next_time(work: Work, entry: Activity) -> Plan | None:
    """Return the plan for the next time of something that comes again, None for the last time or once."""
    found = rhythm.next_time(entry, work.today)
    if found is None or entry.due_on is None:
        return None
    due, rule = found
    return Plan(
        subject=entry.subject,
        due_on=due,
        kind=entry.kind,
        due_time=entry.due_time,
        body=entry.body,
        priority=entry.priority,
        reminder_at=_moved(entry.reminder_at, due - entry.due_on),
        recurrence=rule,
        minutes=entry.minutes,
    )


def _move(entry: Activity, day: date) -> None:
    """Let something be due on another day, with its reminder as long before as it was."""
    if entry.due_on is not None:
        entry.reminder_at = _moved(entry.reminder_at, day - entry.due_on)
    rhythm.move(entry, day)


def _moved(at: datetime | None, by: timedelta) -> datetime | None:
    """Return an instant so many days on, at the same local time also where the clocks were changed in between."""
    if at is None:
        return None
    return (at.astimezone().replace(tzinfo=None) + by).astimezone(UTC)


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
    _check_time(new.due_time)
    if new.recurrence:
        recurrence.parse(new.recurrence)


def _check_time(time: str) -> None:
    if time and not _TIME.fullmatch(time):
        raise BadInput(
            _("“{text}” is not a time of day.").format(text=time), _("Write it like 14:30."), field="due_time"
        )
