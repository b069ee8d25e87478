"""The first answer to an inquiry: by when it is due, and what counts as one."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from crm_desktop.base.times import local_day
from crm_desktop.domain.history import Activity
from crm_desktop.domain.kinds import ActivityKind, Direction
from crm_desktop.domain.leads import Lead, LeadStatus
from crm_desktop.operations import stamps
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.unit_of_work import Work

#: Working days an inquiry may wait where the firm has not been set up.
USUAL_DAYS = 1
#: What is an answer whichever way it went: people talked.
_TALKS = frozenset({ActivityKind.MEETING, ActivityKind.VISIT})
_SENT = frozenset({ActivityKind.CALL, ActivityKind.EMAIL, ActivityKind.LETTER})


def due_day(work: Work, arrived: datetime) -> date:
    """Return the day by which an inquiry is to be answered: the firm's number of working days after it came."""
    firm = firm_queries.firm(work.read)
    return working_days_after(local_day(arrived), firm.answer_days if firm else USUAL_DAYS)


def working_days_after(day: date, number: int) -> date:
    """Return the day so many working days later; what comes on a weekend counts as come on Monday."""
    while day.weekday() > 4:
        day += timedelta(days=1)
    for _each in range(number):
        day += timedelta(days=3 if day.weekday() == 4 else 1)
    return day


def is_answer(kind: ActivityKind, direction: Direction) -> bool:
    """Whether an entry of the history shows that the firm turned to who asked."""
    return kind in _TALKS or (kind in _SENT and direction is Direction.OUT)


def entry_written(work: Work, entry: Activity) -> None:
    """Let an entry that has just been written for an inquiry answer it, if it is an answer and the first one."""
    if entry.lead_id is None or entry.deleted_at is not None:
        return
    planned, done = entry.due_on is not None, entry.done_at is not None
    # What was planned and is done now was the firm's own doing, whichever way it is marked.
    if is_answer(entry.kind, Direction.OUT if planned else entry.direction) and done is planned:
        answer(work, work.get(Lead, entry.lead_id), entry.at)


def answer(work: Work, lead: Lead, at: datetime) -> None:
    """Note that an inquiry has been answered; the earliest answer counts."""
    moment = max(at, lead.arrived_at)
    if lead.answered_at is None or moment < lead.answered_at:
        lead.answered_at = moment
    if lead.status is LeadStatus.NEW:
        lead.status = LeadStatus.CONTACTED
    stamps.changed(work, lead)


def working_days_between(first: date, last: date) -> int:
    """Return how many working days after a day another one is; 0 where it is not later."""
    day, number = first, 0
    while day < last:
        day += timedelta(days=1)
        number += day.weekday() < 5
    return number
