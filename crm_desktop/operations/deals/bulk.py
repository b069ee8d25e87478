"""What a user does with several deals at once; each is one step, undone in one go."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.deals import Deal, DealStatus
from crm_desktop.operations import stamps
from crm_desktop.operations.deals import flow as deal_flow
from crm_desktop.operations.deals import tags as deal_tags
from crm_desktop.operations.deals.stage_tasks import plan_tasks
from crm_desktop.operations.planning import tasks
from crm_desktop.operations.planning.tasks import Plan
from crm_desktop.store.queries import tasks as task_queries
from crm_desktop.store.unit_of_work import Work, Writer


def move_deals(writer: Writer, *, deal_ids: Sequence[int], stage_id: int) -> Outcome[None]:
    """Bring deals into a stage. Raises BadInput when one of them lacks what the stage asks for; none is moved then."""
    with writer.step(_("Move deals")) as work:
        stage = deal_flow.stage_to_enter(work, stage_id)
        for deal_id in deal_ids:
            deal = work.get(Deal, deal_id)
            if (deal.stage_id, deal.status) != (stage_id, DealStatus.OPEN):
                deal_flow.enter_stage(deal, stage, work.now)
                plan_tasks(work, deal, stage)
                told = _("Moved to stage “{stage}”").format(stage=stage.name)
                deal_flow.settle(work, deal, work.now, told=told)
        many = plural("Move {n} deal", "Move {n} deals", len(deal_ids))
        work.label = _one_or(work, deal_ids, _("Move “{title}” to {stage}"), many, stage=stage.name)
    return work.outcome(None)


def tag_deals(
    writer: Writer, *, deal_ids: Sequence[int], add: Collection[str] = (), remove: Collection[str] = ()
) -> Outcome[None]:
    """Put words on deals, or take them off."""
    with writer.step(_("Tag deals")) as work:
        deal_tags.take_off(work, deal_ids, remove)
        deal_tags.put(work, deal_ids, add)
        for deal_id in deal_ids:
            stamps.changed(work, work.get(Deal, deal_id))
        many = plural("Tag {n} deal", "Tag {n} deals", len(deal_ids))
        work.label = _one_or(work, deal_ids, _("Tag “{title}”"), many)
    return work.outcome(None)


def set_closes(writer: Writer, *, days: Mapping[int, date | None]) -> Outcome[None]:
    """Expect deals to be closed on other days, each on its own; what was expected before stays known."""
    with writer.step(_("Change expected close")) as work:
        for deal_id, day in days.items():
            deal = work.get(Deal, deal_id)
            deal.expected_close = day
            deal_flow.settle(work, deal, work.now)
        many = plural("Change expected close of {n} deal", "Change expected close of {n} deals", len(days))
        work.label = _one_or(work, list(days), _("Change expected close of “{title}”"), many)
    return work.outcome(None)


def plan_for_deals(writer: Writer, *, deal_ids: Sequence[int], new: Plan) -> Outcome[None]:
    """Plan the same next step for several deals, each with those it is with."""
    with writer.step(_("Plan next step")) as work:
        for deal_id in deal_ids:
            whom = task_queries.partners(work.read, deal_id=deal_id, offer_id=None)
            tasks.plan(work, new, contacts=whom, deal_id=deal_id)
        many = plural("Plan a next step for {n} deal", "Plan a next step for {n} deals", len(deal_ids))
        work.label = _one_or(work, deal_ids, _("Plan a next step for “{title}”"), many)
    return work.outcome(None)


def delete_deals(writer: Writer, *, deal_ids: Sequence[int]) -> Outcome[None]:
    """Put deals into the bin, from where they can come back."""
    with writer.step(_("Delete deals")) as work:
        many = plural("Delete {n} deal", "Delete {n} deals", len(deal_ids))
        work.label = _one_or(work, deal_ids, _("Delete deal “{title}”"), many)
        for deal_id in deal_ids:
            stamps.binned(work, work.get(Deal, deal_id))
    return work.outcome(None)


def _one_or(work: Work, deal_ids: Sequence[int], one: str, many: str, **words: str) -> str:
    """Return the name of a step: with the title of its deal where it is only one."""
    if len(deal_ids) != 1:
        return many
    return one.format(title=work.get(Deal, deal_ids[0]).title, **words)
