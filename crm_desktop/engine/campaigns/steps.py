"""What is due next in a campaign, for whom and since when: steps with waiting times and branches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crm_desktop.domain.campaigns import Response, StepBranch

#: After these answers nothing follows any more.
ENDING = frozenset({Response.OBJECTION, Response.UNDELIVERABLE, Response.NO_INTEREST})


class Step(NamedTuple):
    """One step: so many days after the step before it, or the sending."""

    id: int
    after_id: int | None
    wait_days: int
    branch: StepBranch


class Course(NamedTuple):
    """What happened with one recipient so far."""

    member_id: int
    sent_on: date
    answered_on: date | None = None
    response: str = ""
    #: Steps that were taken, or passed over, with their day.
    done: Mapping[int, date] = {}


class Due(NamedTuple):
    """A step that waits for somebody."""

    member_id: int
    step_id: int
    due_on: date


def due_steps(steps: Sequence[Step], courses: Iterable[Course], today: date) -> list[Due]:
    """Return what is due by today, the longest overdue first; of one branch only the first open step is."""
    found: list[Due] = []
    for course in courses:
        if course.response in ENDING:
            continue
        for step in steps:
            due_on = _due(step, course)
            if due_on is not None and due_on <= today:
                found.append(Due(course.member_id, step.id, due_on))
    return sorted(found, key=lambda one: (one.due_on, one.member_id, one.step_id))


def next_due(steps: Sequence[Step], course: Course) -> Due | None:
    """Return what comes next for one recipient, due or not; None where nothing does."""
    if course.response in ENDING:
        return None
    days = ((_due(step, course), step.id) for step in steps)
    found = sorted((day, step_id) for day, step_id in days if day is not None)
    return Due(course.member_id, found[0][1], found[0][0]) if found else None


def _due(step: Step, course: Course) -> date | None:
    """Return the day a step is due, None where it is done or not for this recipient (yet)."""
    if step.id in course.done:
        return None
    begun = course.sent_on if step.after_id is None else course.done.get(step.after_id)
    if begun is None:
        return None
    answered = course.answered_on
    match step.branch:
        case StepBranch.ANSWERED:
            if answered is None:
                return None
            return max(begun, answered) + timedelta(days=step.wait_days)
        case StepBranch.NO_ANSWER if answered is not None:
            return None
        case _:
            return begun + timedelta(days=step.wait_days)


def has_ring(steps: Sequence[Step]) -> bool:
    """Whether some steps wait for each other and so would never be due."""
    after = {step.id: step.after_id for step in steps}
    for step in steps:
        seen: set[int] = set()
        at: int | None = step.id
        while at is not None:
            if at in seen:
                return True
            seen.add(at)
            at = after.get(at)
    return False
