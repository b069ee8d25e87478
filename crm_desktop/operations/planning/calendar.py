"""Appointments: making them, changing them, and giving them, or taking from them, a time of day."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.formats import day as day_words
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain import recurrence
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.history import Activity, ActivityKind, Priority
from crm_desktop.operations import stamps
from crm_desktop.operations.history.history import MOST_MINUTES
from crm_desktop.operations.planning import rhythm
from crm_desktop.operations.planning.tasks import PLANNABLE, Plan, plan
from crm_desktop.store.bulk import history as bulk
from crm_desktop.store.queries import tasks as queries
from crm_desktop.store.unit_of_work import Work, Writer

#: No appointment is shorter, in minutes: less could not be taken hold of.
LEAST_MINUTES = 5
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class Appointment:
    """What is agreed and when; `time` is local, HH:MM, "" for the whole day, which `minutes` may make several."""

    subject: str
    on: date
    time: str = ""
    minutes: int | None = None
    kind: ActivityKind = ActivityKind.MEETING
    body: str = ""
    priority: Priority = Priority.NORMAL
    reminder_at: datetime | None = None
    #: RFC 5545 RRULE, "" for once.
    recurrence: str = ""


def add_appointment(
    writer: Writer, *, new: Appointment, contacts: Collection[int] = (), deal_id: int | None = None
) -> Outcome[int]:
    """Plan an appointment; the value is its id. Raises BadInput with the field that is wrong."""
    with writer.step(_("Add appointment")) as work:
        _check(new)
        entry = plan(work, _as_plan(new), contacts=contacts, deal_id=deal_id)
        work.label = _("Add appointment “{subject}”").format(subject=clean(new.subject))
        work.flush()
        entry_id = entry.id
    return work.outcome(entry_id)


def change_appointment(
    writer: Writer,
    *,
    activity_id: int,
    new: Appointment,
    contacts: Collection[int] | None = None,
    version: int | None = None,
) -> Outcome[None]:
    """Change an appointment; None leaves whom it concerns. Its kind changes too: nothing has happened yet.

    A reminder that is left as it is goes along to another day or time.

    Raises Conflict when it no longer has the version that was shown, BadInput with the field that is wrong.
    """
    with writer.step(_("Change appointment")) as work:
        _check(new)
        entry = _planned(work, activity_id, version)
        entry.kind = new.kind
        entry.subject, entry.body = clean(new.subject), clean(new.body, lines=True)
        if new.reminder_at == entry.reminder_at:
            _carry_reminder(entry, new.on, new.time)
        else:
            entry.reminder_at = new.reminder_at
        rhythm.begin_anew(entry, new.recurrence, new.on)
        entry.due_time, entry.minutes, entry.priority = new.time, new.minutes, new.priority
        if contacts is not None:
            _concern_only(work, entry, contacts)
        stamps.changed(work, entry, parts=contacts is not None)
        work.label = _("Change appointment “{subject}”").format(subject=entry.subject)
    return work.outcome(None)


def place(writer: Writer, *, activity_id: int, on: date, time: str = "", minutes: int | None = None) -> Outcome[None]:
    """Move something planned to a day and a time; "" takes its time away, `minutes` None leaves its length.

    A reminder keeps its distance. Raises Refused for what is done or was never planned, BadInput for no time of day.
    """
    with writer.step(_("Move appointment")) as work:
        entry = _planned(work, activity_id)
        _check_time(time)
        _check_minutes(minutes)
        before = (entry.due_on, entry.due_time)
        _carry_reminder(entry, on, time)
        rhythm.move(entry, on)
        entry.due_time = time
        entry.minutes = entry.minutes if minutes is None else minutes
        stamps.changed(work, entry)
        work.label = _placed_label(entry, moved=before != (on, time))
    return work.outcome(None)


def _placed_label(entry: Activity, *, moved: bool) -> str:
    if not moved:
        return _("Change the length of “{subject}”").format(subject=entry.subject)
    on = day_words(entry.due_on) if entry.due_on else ""
    if entry.due_time:
        return _("Move “{subject}” to {day}, {time}").format(subject=entry.subject, day=on, time=entry.due_time)
    return _("Move “{subject}” to {day}").format(subject=entry.subject, day=on)


def _carry_reminder(entry: Activity, on: date, time: str) -> None:
    """Let a reminder come as long before the new time as it did before the old one."""
    if entry.reminder_at is None or entry.due_on is None:
        return
    entry.reminder_at += _wall(on, time or entry.due_time) - _wall(entry.due_on, entry.due_time or time)


def _wall(on: date, time: str) -> datetime:
    """Return the instant of a day and a local time; without one, the beginning of the day."""
    hour, _colon, minute = (time or "00:00").partition(":")
    return datetime(on.year, on.month, on.day, int(hour), int(minute)).astimezone()


def _concern_only(work: Work, entry: Activity, contacts: Collection[int]) -> None:
    """Let an entry concern these contacts and nobody else."""
    entry_id, before = entry.id, queries.contacts_of(work.read, entry.id)
    bulk.unlink_contacts(work, entry_id, [one for one in before if one not in contacts])
    new = [one for one in contacts if one not in before]
    bulk.link_contacts(work, entry_id, entry.at, new)


def _as_plan(new: Appointment) -> Plan:
    return Plan(
        subject=new.subject, due_on=new.on, kind=new.kind, due_time=new.time, body=new.body, priority=new.priority,
        reminder_at=new.reminder_at, recurrence=new.recurrence, minutes=new.minutes,
    )  # fmt: skip


def _planned(work: Work, activity_id: int, version: int | None = None) -> Activity:
    entry = work.get(Activity, activity_id, version=version)
    if entry.due_on is None or entry.done_at is not None:
        raise Refused(_("“{subject}” is over; it stays where it is.").format(subject=entry.subject))
    return entry


def _check(new: Appointment) -> None:
    if not clean(new.subject):
        raise BadInput(_("Say what it is about."), field="subject")
    if new.kind not in PLANNABLE:
        raise BadInput(_("This can only happen, not be planned."), field="kind")
    _check_time(new.time)
    _check_minutes(new.minutes)
    if new.recurrence:
        recurrence.parse(new.recurrence)


def _check_time(time: str) -> None:
    if time and not _TIME.fullmatch(time):
        raise BadInput(_("“{text}” is not a time of day.").format(text=time), _("Write it like 14:30."), field="time")


def _check_minutes(minutes: int | None) -> None:
    if minutes is not None and not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise BadInput(
            _("This is no plausible duration."), _("An appointment lasts from five minutes to a week."), field="minutes"
        )
