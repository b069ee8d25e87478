"""The sales processes a file names: found, or made with the stages its deals pass through.

A file that names no process fills the one that knows its stages, the default one first. If none does, and the
default one has never held a deal, the file's stages take the place of its own: a new database begins with a suggestion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from crm_desktop.base.i18n import _
from crm_desktop.base.text import fold
from crm_desktop.base.times import to_text
from crm_desktop.domain.deals import StageKind
from crm_desktop.operations.imports.stage_names import guess_stage, spread
from crm_desktop.store.bulk.drafts import Draft, delete_rows, new_uuids
from crm_desktop.store.queries import import_keys, pipelines
from crm_desktop.store.unit_of_work import Work


class StageRef(NamedTuple):
    """A stage as an import needs it."""

    id: int
    pipeline_id: int
    kind: StageKind
    position: int


class Processes:
    """Finds pipelines and stages by name. `prepare` comes first, with every name of the file."""

    def __init__(self, work: Work, draft: Draft, created: Counter[str], file_name: str) -> None:
        self._work = work
        self._draft = draft
        self._created = created
        self._file_name = file_name.rpartition(".")[0] or file_name
        self._now = to_text(work.now)
        self._default = pipelines.default_pipeline(work.read)
        self._pipelines = {fold(row.name): row.id for row in reversed(pipelines.pipelines(work.read))}
        self._stages: dict[tuple[int, str], StageRef] = {}
        for row in pipelines.all_stages(work.read):
            self._stages.setdefault(
                (row.pipeline_id, fold(row.name)), StageRef(row.id, row.pipeline_id, row.kind, row.position)
            )

    def prepare(self, named: Iterable[tuple[str, str]]) -> None:
        """Make the processes and stages that are missing, given all pairs of names in the order of the file."""
        by_pipeline: dict[str, dict[str, str]] = {}
        for pipeline, stage in named:
            names = by_pipeline.setdefault(pipeline, {})
            if stage:
                names.setdefault(fold(stage), stage)
        for pipeline, names in by_pipeline.items():
            pipeline_id = self._pipeline_for(pipeline, names)
            self._add_stages(
                pipeline_id, [name for key, name in names.items() if (pipeline_id, key) not in self._stages]
            )
            if not self._open_stages(pipeline_id):
                self._add_stages(pipeline_id, [_("Open")])

    def pipeline(self, name: str) -> int:
        """Return the process of a name that was prepared."""
        return self._pipelines[fold(name)]

    def stage(self, pipeline: str, name: str) -> StageRef:
        """Return a stage that was prepared; for no name, the first open one of the process."""
        return self.stage_in(self.pipeline(pipeline), name)

    def stage_in(self, pipeline_id: int, name: str) -> StageRef:
        """Return a stage of a process by its name; one that is missing is added."""
        if not name:
            return self._open_stages(pipeline_id)[0]
        if (pipeline_id, fold(name)) not in self._stages:
            self._add_stages(pipeline_id, [name])
        return self._stages[pipeline_id, fold(name)]

    def before(self, stage: StageRef) -> StageRef:
        """Return where a deal was while it was open: the stage itself, or the first open one of its process."""
        return stage if stage.kind is StageKind.OPEN else self._open_stages(stage.pipeline_id)[0]

    def by_id(self, stage_id: int) -> StageRef:
        """Return a stage by its id."""
        return next(stage for stage in self._stages.values() if stage.id == stage_id)

    def _pipeline_for(self, name: str, stages: dict[str, str]) -> int:
        """Return the process of a name, or the one that deals without a process go into."""
        if fold(name) in self._pipelines:
            return self._pipelines[fold(name)]
        if name or self._default is None:
            return self._new_pipeline(name or self._file_name or _("Imported"), known_as=name)
        own = self._default.id
        opens = [key for key, stage in stages.items() if guess_stage(stage).kind is StageKind.OPEN]
        fitting = [one for one in (own, *self._pipelines.values()) if any((one, key) in self._stages for key in opens)]
        if fitting or not opens:
            self._pipelines[""] = next(iter(fitting), own)
            return self._pipelines[""]
        if import_keys.has_deals(self._work.read, own):
            return self._new_pipeline(self._file_name or _("Imported"), known_as=name)
        self._clear(own)
        self._pipelines[""] = own
        return own

    def _clear(self, pipeline_id: int) -> None:
        """Remove the stages of a process that never held a deal."""
        keys = [key for key in self._stages if key[0] == pipeline_id]
        delete_rows(self._work, "stage", [self._stages.pop(key).id for key in keys])

    def _new_pipeline(self, name: str, *, known_as: str) -> int:
        is_default = int(self._default is None and not self._pipelines)
        position = len(self._pipelines) + 1
        pipeline_id = self._draft.add("pipeline", new_uuids(1)[0], self._now, self._now, name, position, is_default)
        self._pipelines[fold(name)] = self._pipelines[fold(known_as)] = pipeline_id
        self._created["pipeline"] += 1
        return pipeline_id

    def _add_stages(self, pipeline_id: int, names: list[str]) -> None:
        """Add stages behind those that are there, in the order of how far their names say they are."""
        guesses = [guess_stage(name) for name in names]
        chances = spread([guess.probability for guess in guesses])
        order = sorted(range(len(names)), key=lambda place: (guesses[place].kind is not StageKind.OPEN, chances[place]))
        last = max((stage.position for stage in self._stages.values() if stage.pipeline_id == pipeline_id), default=0)
        for position, place in enumerate(order, last + 1):
            kind = guesses[place].kind
            stage_id = self._draft.add(
                "stage",
                new_uuids(1)[0],
                self._now,
                self._now,
                pipeline_id,
                names[place],
                position,
                chances[place],
                kind.value,
            )
            self._stages[pipeline_id, fold(names[place])] = StageRef(stage_id, pipeline_id, kind, position)
            self._created["stage"] += 1

    def _open_stages(self, pipeline_id: int) -> list[StageRef]:
        found = [s for s in self._stages.values() if s.pipeline_id == pipeline_id and s.kind is StageKind.OPEN]
        return sorted(found, key=lambda stage: stage.position)
