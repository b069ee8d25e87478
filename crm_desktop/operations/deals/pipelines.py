"""What a user does with sales processes: add and rename them, and shape their stages without harming any history.

A stage is its id, never its name: it may be renamed and moved freely. One that deals went through is put out of use and
not erased, so that what was true on a day can still be told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, TypedDict, Unpack

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import clean, fold
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.deals import Deal, Pipeline, Stage, StageKind
from crm_desktop.operations import stamps
from crm_desktop.operations.deals import flow as deal_flow
from crm_desktop.store.queries import pipelines as queries
from crm_desktop.store.queries.pipelines import StageRow, StageToEnter
from crm_desktop.store.unit_of_work import Work, Writer


class StageDraft(NamedTuple):
    """A stage as it should be: its name and the chance to win from it, in percent."""

    name: str
    probability: int


class StageFields(TypedDict, total=False):
    """What can be said of a stage; what is absent stays as it is."""

    name: str
    probability: int
    kind: StageKind
    required_fields: list[str]
    follow_up_set_id: int | None
    stale_days: int | None
    meaning: str


_STAGE = re.compile(r"\s*(?P<name>.+?)\s*=\s*(?P<percent>\d{1,3})\s*%?\s*")


def parse_stages(text: str) -> list[StageDraft]:
    """Read stages as the command line takes them: Qualified=10, Offer sent=50. Raises BadInput for anything else."""
    drafts = []
    for part in text.split(","):
        match = _STAGE.fullmatch(part)
        if match is None:
            raise BadInput(
                _("“{text}” is no stage with its chance.").format(text=part.strip()[:60]),
                _("Write stages like “Qualified=10, Offer sent=50”."),
                field="stages",
            )
        drafts.append(StageDraft(match["name"], int(match["percent"])))
    return _checked(drafts)


def add_pipeline(writer: Writer, *, name: str, stages: Sequence[StageDraft]) -> Outcome[int]:
    """Add a sales process with its stages; the value is its id. Raises BadInput for names that are empty or taken."""
    with writer.step(_("Add sales process")) as work:
        known = queries.pipelines(work.read)
        pipeline = stamps.added(
            work, Pipeline(name=_free_name(work, name, None), position=len(known), is_default=not known)
        )
        for position, (title, probability) in enumerate(_checked(stages), 1):
            stage = Stage(pipeline_id=pipeline.id, name=title, position=position, probability=probability)
            stamps.added(work, stage)
        pipeline_id = pipeline.id
        work.label = _("Add sales process “{name}”").format(name=pipeline.name)
    return work.outcome(pipeline_id)


def rename_pipeline(writer: Writer, *, pipeline_id: int, name: str) -> Outcome[None]:
    """Give a sales process another name."""
    with writer.step(_("Rename sales process")) as work:
        pipeline = work.get(Pipeline, pipeline_id)
        pipeline.name = _free_name(work, name, pipeline_id)
        stamps.changed(work, pipeline)
    return work.outcome(None)


def make_default(writer: Writer, *, pipeline_id: int) -> Outcome[None]:
    """Let new deals start in this sales process."""
    with writer.step(_("Choose usual sales process")) as work:
        for row in queries.pipelines(work.read):
            pipeline = work.get(Pipeline, row.id)
            pipeline.is_default = row.id == pipeline_id
            stamps.changed(work, pipeline)
    return work.outcome(None)


def move_pipeline(writer: Writer, *, pipeline_id: int, position: int) -> Outcome[None]:
    """Bring a sales process to another place (from 1) among the others."""
    with writer.step(_("Move sales process")) as work:
        order = [row.id for row in queries.pipelines(work.read) if row.id != pipeline_id]
        order.insert(max(position - 1, 0), pipeline_id)
        for place, one in enumerate(order):
            pipeline = work.get(Pipeline, one)
            pipeline.position = place
            stamps.changed(work, pipeline)
        work.label = _("Move sales process “{name}”").format(name=work.get(Pipeline, pipeline_id).name)
    return work.outcome(None)


def delete_pipeline(writer: Writer, *, pipeline_id: int) -> Outcome[None]:
    """Put a sales process out of use; its closed deals stay. Raises Refused while a deal is open, or for the last."""
    with writer.step(_("Delete sales process")) as work:
        pipeline = work.get(Pipeline, pipeline_id)
        held = queries.unclosed_deals(work.read, pipeline_id=pipeline_id)
        if held:
            raise Refused(
                plural("{n} deal in this process is not closed.", "{n} deals in this process are not closed.", held),
                _("Move them to another process first."),
            )
        rest = [row for row in queries.pipelines(work.read) if row.id != pipeline_id]
        if not rest:
            raise Refused(_("The last sales process cannot be deleted."))
        stamps.binned(work, pipeline)
        if pipeline.is_default:
            pipeline.is_default = False
            work.get(Pipeline, rest[0].id).is_default = True
        work.label = _("Delete sales process “{name}”").format(name=pipeline.name)
    return work.outcome(None)


def set_stages(writer: Writer, *, pipeline_id: int, stages: Sequence[StageDraft]) -> Outcome[None]:
    """Give a process these stages in this order: known names keep their deals, new ones are added, others put away.

    Raises Refused when a stage that is not named any more holds deals; rename it, or move its deals first.
    """
    with writer.step(_("Set stages")) as work:
        pipeline = work.get(Pipeline, pipeline_id)
        known = {fold(row.name): row for row in queries.stages(work.read, pipeline_id=pipeline_id)}
        wanted = _checked(stages)
        for position, (name, probability) in enumerate(wanted, 1):
            row = known.pop(fold(name), None)
            stage = Stage(pipeline_id=pipeline_id, name=name, position=position, probability=probability)
            if row is None:
                stamps.added(work, stage)
                continue
            stage = work.get(Stage, row.id)
            stage.name, stage.position, stage.probability = name, position, probability
            stamps.changed(work, stage)
        for row in known.values():
            _put_away(work, row)
        work.label = _("Set stages of “{name}”").format(name=pipeline.name)
    return work.outcome(None)


def add_stage(
    writer: Writer, *, pipeline_id: int, name: str, probability: int, position: int | None = None
) -> Outcome[int]:
    """Add a stage at a place (from 1), by default the last; the value is its id."""
    with writer.step(_("Add stage")) as work:
        rows = queries.stages(work.read, pipeline_id=pipeline_id)
        draft = _checked([*(StageDraft(row.name, row.probability) for row in rows), StageDraft(name, probability)])[-1]
        stage = Stage(pipeline_id=pipeline_id, name=draft.name, position=len(rows) + 1, probability=draft.probability)
        stage_id = stamps.added(work, stage).id
        order = [row.id for row in rows]
        order.insert(len(rows) if position is None else max(position - 1, 0), stage_id)
        _put_in_order(work, order)
        work.label = _("Add stage “{stage}”").format(stage=draft.name)
    return work.outcome(stage_id)


def change_stage(writer: Writer, *, stage_id: int, **fields: Unpack[StageFields]) -> Outcome[None]:
    """Rename a stage or change its percentage, its duties or what it stands for; its deals stay in it."""
    with writer.step(_("Change stage")) as work:
        stage = work.get(Stage, stage_id)
        for name, value in fields.items():
            setattr(stage, name, clean(value) if isinstance(value, str) and name in ("name", "meaning") else value)
        rows = [row for row in queries.stages(work.read, pipeline_id=stage.pipeline_id) if row.id != stage_id]
        others = [StageDraft(row.name, row.probability) for row in rows]
        _checked([*others, StageDraft(stage.name, stage.probability)])
        _check_duties(stage)
        stamps.changed(work, stage)
        work.label = _("Change stage “{stage}”").format(stage=stage.name)
    return work.outcome(None)


def move_stage(writer: Writer, *, stage_id: int, position: int) -> Outcome[None]:
    """Bring a stage to another place (from 1) among the stages of its process."""
    with writer.step(_("Move stage")) as work:
        stage = work.get(Stage, stage_id)
        order = [row.id for row in queries.stages(work.read, pipeline_id=stage.pipeline_id) if row.id != stage_id]
        order.insert(max(position - 1, 0), stage_id)
        _put_in_order(work, order)
        work.label = _("Move stage “{stage}”").format(stage=stage.name)
    return work.outcome(None)


def delete_stage(writer: Writer, *, stage_id: int, move_deals_to: int | None = None) -> Outcome[None]:
    """Put a stage out of use; its deals go to another one, which must be named if there are any. Raises Refused."""
    with writer.step(_("Delete stage")) as work:
        row = next((row for row in queries.all_stages(work.read) if row.id == stage_id), None)
        if row is None:
            raise Refused(_("This stage is no longer in use."))
        if len(queries.stages(work.read, pipeline_id=row.pipeline_id)) == 1:
            raise Refused(_("A sales process needs a stage."))
        if move_deals_to is not None and move_deals_to != stage_id:
            _move_deals(work, stage_id, deal_flow.stage_to_enter(work, move_deals_to))
        _put_away(work, row)
        work.label = _("Delete stage “{stage}”").format(stage=row.name)
    return work.outcome(None)


def _move_deals(work: Work, stage_id: int, target: StageToEnter) -> None:
    """Bring the open deals of a stage into another one; closed ones keep the stage they were closed in."""
    for deal_id in queries.open_deals_in_stage(work.read, stage_id=stage_id):
        deal = work.get(Deal, deal_id)
        deal_flow.enter_stage(deal, target, work.now, demanding=False)
        deal_flow.settle(work, deal, work.now, told=_("Moved to stage “{stage}”").format(stage=target.name))


def _put_away(work: Work, row: StageRow) -> None:
    held = len(queries.open_deals_in_stage(work.read, stage_id=row.id))
    if held:
        raise Refused(
            plural("{n} open deal is in this stage.", "{n} open deals are in this stage.", held),
            _("Say which stage they move to, or rename the stage instead."),
        )
    stamps.binned(work, work.get(Stage, row.id))


def _put_in_order(work: Work, order: Sequence[int]) -> None:
    for position, stage_id in enumerate(order, 1):
        stage = work.get(Stage, stage_id)
        stage.position = position
        stamps.changed(work, stage)


def name_not_taken(work: Work, name: str) -> str:
    """Return a name for a process that no other has: with a number behind it where it is taken. Raises BadInput."""
    text, wanted, number = name, name, 1
    while queries.pipeline_named(work.read, wanted) is not None:
        number += 1
        wanted = f"{text} {number}"
    return _free_name(work, wanted, None)


def _free_name(work: Work, name: str, own_id: int | None) -> str:
    text = clean(name)
    if not text:
        raise BadInput(_("A sales process needs a name."), field="name")
    same = queries.pipeline_named(work.read, text)
    if same is not None and same.id != own_id:
        raise BadInput(_("There is a sales process “{name}” already.").format(name=same.name), field="name")
    return text


def _checked(drafts: Sequence[StageDraft]) -> list[StageDraft]:
    """Return stages with clean names. Raises BadInput for none at all, a name twice, or a percentage out of range."""
    stages = [StageDraft(clean(name), probability) for name, probability in drafts]
    if not stages:
        raise BadInput(_("A sales process needs a stage."), field="stages")
    seen: set[str] = set()
    for name, probability in stages:
        if not name:
            raise BadInput(_("A stage needs a name."), field="name")
        if fold(name) in seen:
            raise BadInput(_("The stage “{stage}” is named twice.").format(stage=name), field="name")
        if not 0 <= probability <= 100:
            raise BadInput(_("The chance of a stage lies between 0 and 100 percent."), field="probability")
        seen.add(fold(name))
    return stages


def _check_duties(stage: Stage) -> None:
    unknown = [name for name in stage.required_fields if name not in deal_flow.REQUIRABLE]
    if unknown:
        raise BadInput(_("“{field}” cannot be asked for.").format(field=unknown[0]), field="required_fields")
    if stage.stale_days is not None and not 1 <= stage.stale_days <= 3650:
        raise BadInput(_("A deal is stale after one day or more."), field="stale_days")
