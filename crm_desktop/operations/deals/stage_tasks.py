"""The tasks of a follow-up set, as a stage sets them when a deal enters it, and on which day they fall."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.deals import Deal
from crm_desktop.domain.history import ActivityKind
from crm_desktop.engine.follow_up import working_day
from crm_desktop.operations.planning import tasks
from crm_desktop.store.queries.pipelines import StageToEnter
from crm_desktop.store.unit_of_work import Work


class StageTask(NamedTuple):
    """A task so many days after a deal entered a stage, or after whatever else sets it."""

    days: int
    kind: ActivityKind
    subject: str


def plan_tasks(work: Work, deal: Deal, stage: StageToEnter) -> None:
    """Set the tasks of a stage for a deal that enters it now, for the deal's person, else its account."""
    whom = deal.person_id or deal.account_id
    plan(work, read_tasks(stage.follow_up), contacts=[] if whom is None else [whom], deal_id=deal.id)


def plan(
    work: Work,
    wanted: Iterable[StageTask],
    *,
    contacts: Collection[int] = (),
    deal_id: int | None = None,
    offer_id: int | None = None,
    lead_id: int | None = None,
) -> list[int]:
    """Plan tasks inside an open step, each on its working day; returns their ids."""
    planned = []
    for task in wanted:
        new = tasks.Plan(task.subject, working_day(work.today + timedelta(days=task.days)), task.kind)
        entry = tasks.plan(work, new, contacts=contacts, deal_id=deal_id, offer_id=offer_id, lead_id=lead_id)
        planned.append(entry.id)
    return planned


def read_tasks(stored: list[dict[str, object]]) -> list[StageTask]:
    """Return the tasks of a set as they are stored. Raises BadInput for what cannot be planned."""
    found = []
    for entry in stored:
        days, kind = entry.get("days"), str(entry.get("kind", ActivityKind.TASK))
        subject = clean(str(entry.get("subject", "")))
        if not isinstance(days, int) or not 0 <= days <= 3650 or not subject or kind not in set(tasks.PLANNABLE):
            raise BadInput(_("A follow-up needs a number of days and a subject."), field="tasks")
        found.append(StageTask(days, ActivityKind(kind), subject))
    return found
