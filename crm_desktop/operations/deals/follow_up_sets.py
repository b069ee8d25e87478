"""What a user does with follow-up sets: keep tasks together under a name, change them, put them away, set them.

A set is what a stage plans when a deal enters it, and what a workflow rule plans. Changing one changes what is planned
from now on; tasks that were planned stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean, fold
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.deals import FollowUpSet, Stage
from crm_desktop.operations import stamps
from crm_desktop.operations.deals import stage_tasks
from crm_desktop.operations.deals.stage_tasks import StageTask
from crm_desktop.store.queries import follow_up_sets as queries
from crm_desktop.store.unit_of_work import Work, Writer


def add_set(writer: Writer, *, name: str, tasks: Sequence[StageTask]) -> Outcome[int]:
    """Keep tasks under a name; the value is the id of the set. Raises BadInput for names that are empty or taken."""
    with writer.step(_("Add follow-up set")) as work:
        added = added_set(work, name, tasks)
        set_id = added.id
        work.label = _("Add follow-up set “{name}”").format(name=added.name)
    return work.outcome(set_id)


def change_set(
    writer: Writer, *, set_id: int, name: str | None = None, tasks: Sequence[StageTask] | None = None
) -> Outcome[None]:
    """Give a set another name or other tasks; what it has planned stays. Raises BadInput."""
    with writer.step(_("Change follow-up set")) as work:
        entry = work.get(FollowUpSet, set_id)
        if name is not None:
            entry.name = _free_name(work, name, set_id)
        if tasks is not None:
            entry.tasks = _stored(tasks)
        stamps.changed(work, entry)
        work.label = _("Change follow-up set “{name}”").format(name=entry.name)
    return work.outcome(None)


def delete_set(writer: Writer, *, set_id: int) -> Outcome[None]:
    """Put a set away; stages that had it plan nothing any more, what was planned stays."""
    with writer.step(_("Delete follow-up set")) as work:
        entry = work.get(FollowUpSet, set_id)
        for stage_id in queries.stages_with_set(work.read, set_id=set_id):
            stage = work.get(Stage, stage_id)
            stage.follow_up_set_id = None
            stamps.changed(work, stage)
        stamps.binned(work, entry)
        work.label = _("Delete follow-up set “{name}”").format(name=entry.name)
    return work.outcome(None)


def added_set(work: Work, name: str, tasks: Sequence[StageTask]) -> FollowUpSet:
    """Add a set inside the step of another operation and return it, with its id. Raises BadInput."""
    return stamps.added(work, FollowUpSet(name=_free_name(work, name, None), tasks=_stored(tasks)))


def plan_set(
    work: Work,
    set_id: int,
    *,
    contacts: Collection[int] = (),
    deal_id: int | None = None,
    offer_id: int | None = None,
    lead_id: int | None = None,
) -> list[int]:
    """Plan the tasks of a set inside the step of another operation; none for a set that was put away.

    Returns the ids of what was planned.
    """
    row = queries.follow_up_set(work.read, set_id=set_id)
    if row is None:
        return []
    tasks = stage_tasks.read_tasks(row.tasks)
    return stage_tasks.plan(work, tasks, contacts=contacts, deal_id=deal_id, offer_id=offer_id, lead_id=lead_id)


def _stored(tasks: Sequence[StageTask]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = [
        {"days": task.days, "kind": str(task.kind), "subject": clean(task.subject)} for task in tasks
    ]
    stage_tasks.read_tasks(found)
    return found


def _free_name(work: Work, name: str, own_id: int | None) -> str:
    text = clean(name)
    if not text:
        raise BadInput(_("A follow-up set needs a name."), field="name")
    taken = [row for row in queries.follow_up_sets(work.read) if fold(row.name) == fold(text) and row.id != own_id]
    if taken:
        raise BadInput(_("There is a follow-up set “{name}” already.").format(name=taken[0].name), field="name")
    return text
