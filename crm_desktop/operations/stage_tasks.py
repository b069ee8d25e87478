"""The tasks a stage sets when a deal enters it, and on which day they fall."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.deals import Deal
from crm_desktop.domain.history import ActivityKind
from crm_desktop.engine.follow_up import working_day
from crm_desktop.operations import tasks
from crm_desktop.store.queries.pipelines import StageToEnter
from crm_desktop.store.unit_of_work import Work


class StageTask(NamedTuple):
    """A task set so many days after a deal entered a stage."""

    days: int
    kind: ActivityKind
    subject: str


def plan_tasks(work: Work, deal: Deal, stage: StageToEnter) -> None:
    """Set the tasks of a stage for a deal that enters it now, for the deal's person, else its account."""
    found = read_tasks(stage.follow_up)
    if not found:
        return
    whom, deal_id = deal.person_id or deal.account_id, deal.id
    contacts = [] if whom is None else [whom]
    for task in found:
        due = working_day(work.today + timedelta(days=task.days))
        tasks.plan(work, tasks.Plan(task.subject, due, task.kind), contacts=contacts, deal_id=deal_id)


def read_tasks(stored: list[dict[str, object]]) -> list[StageTask]:
    """Return the tasks of a stage as they are stored. Raises BadInput for what cannot be planned."""
    found = []
    for entry in stored:
        days, kind = entry.get("days"), str(entry.get("kind", ActivityKind.TASK))
        subject = clean(str(entry.get("subject", "")))
        if not isinstance(days, int) or not 0 <= days <= 3650 or not subject or kind not in set(tasks.PLANNABLE):
            raise BadInput(_("A task of a stage needs a number of days and a subject."), field="follow_up")
        found.append(StageTask(days, ActivityKind(kind), subject))
    return found
