"""Ready ways of selling to start from: a process with its stages, duties, follow-up sets, and how its offers look.

What is made from a template is the user's own from the first moment on, like anything made by hand. The contents stand
in one module for each language, since they are contents and not words of the program.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from crm_desktop.base.errors import NotFound
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.deals import Pipeline, Stage
from crm_desktop.domain.history import ActivityKind
from crm_desktop.operations import stamps
from crm_desktop.operations.deals import follow_up_sets, pipelines
from crm_desktop.operations.deals.process_drafts import ProcessDraft, StageDuty
from crm_desktop.operations.deals.process_templates_english import ENGLISH
from crm_desktop.operations.deals.process_templates_german import GERMAN
from crm_desktop.operations.deals.stage_tasks import StageTask
from crm_desktop.store.queries import follow_up_sets as set_queries
from crm_desktop.store.queries import pipelines as queries
from crm_desktop.store.unit_of_work import Work, Writer

_TEMPLATES = MappingProxyType({"en": ENGLISH, "de": GERMAN})


class TemplateRow(NamedTuple):
    """A template as a list shows it."""

    key: str
    name: str
    about: str
    #: Its stages in order, each with its chance.
    stages: tuple[tuple[str, int], ...]


def templates(language: str) -> list[TemplateRow]:
    """Return the ready processes in a language; English where there are none in it."""
    return [
        TemplateRow(draft.key, draft.name, draft.about, tuple((one.name, one.probability) for one in draft.stages))
        for draft in _drafts(language)
    ]


def add_from_template(writer: Writer, *, key: str, language: str, name: str = "") -> Outcome[int]:
    """Add a sales process from a ready one; the value is its id. A name that is taken gets a number behind it.

    Follow-up sets that are there under their name already are used as they are. Raises NotFound for an unknown key.
    """
    with writer.step(_("Add sales process")) as work:
        draft = next((one for one in _drafts(language) if one.key == key), None)
        if draft is None:
            raise NotFound(_("There is no such template."))
        pipeline_id = _add(work, draft, language, name)
        work.label = _("Add sales process “{name}”").format(name=work.get(Pipeline, pipeline_id).name)
    return work.outcome(pipeline_id)


def _drafts(language: str) -> tuple[ProcessDraft, ...]:
    return _TEMPLATES.get(language, ENGLISH)


def _add(work: Work, draft: ProcessDraft, language: str, name: str) -> int:
    known = queries.pipelines(work.read)
    texts = {use: text for use, text in (("intro", draft.intro), ("closing", draft.closing)) if text}
    pipeline = stamps.added(
        work,
        Pipeline(
            name=pipelines.name_not_taken(work, name or draft.name),
            position=len(known),
            is_default=not known,
            layout=draft.layout,
            offer_texts={language: texts} if texts else {},
        ),
    )
    sets = {one.follow_up: _set(work, draft, one.follow_up) for one in draft.stages if one.follow_up}
    for position, duty in enumerate(draft.stages, 1):
        stamps.added(work, _stage(pipeline.id, position, duty, sets))
    return pipeline.id


def _stage(pipeline_id: int, position: int, duty: StageDuty, sets: dict[str, int]) -> Stage:
    return Stage(
        pipeline_id=pipeline_id,
        name=duty.name,
        position=position,
        probability=duty.probability,
        meaning=duty.meaning,
        required_fields=list(duty.needs),
        stale_days=duty.stale_days,
        follow_up_set_id=sets.get(duty.follow_up),
    )


def _set(work: Work, draft: ProcessDraft, name: str) -> int:
    there = set_queries.set_named(work.read, name)
    if there is not None:
        return there.id
    tasks = [StageTask(days, ActivityKind(kind), subject) for days, kind, subject in draft.sets[name]]
    return follow_up_sets.added_set(work, name, tasks).id
