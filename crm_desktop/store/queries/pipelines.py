"""Questions about sales processes and their stages."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from crm_desktop.base.text import fold
from crm_desktop.domain.deals import StageKind
from crm_desktop.store.reading import Reader


class PipelineRow(NamedTuple):
    """One sales process."""

    id: int
    name: str
    is_default: bool
    position: int


class OfferManner(NamedTuple):
    """How offers from the deals of a process look: as `domain.deals.Pipeline` has it."""

    pipeline_id: int
    layout: str
    #: None also for a template that was deleted.
    template_id: int | None
    texts: dict[str, Any]


class StageRow(NamedTuple):
    """One stage of a sales process; `probability` is the configured one, in percent."""

    id: int
    pipeline_id: int
    name: str
    position: int
    probability: int
    kind: StageKind
    stale_days: int | None
    #: What it means that a deal is here, in plain words.
    meaning: str
    #: Fields of the deal that must be filled on entering.
    required_fields: tuple[str, ...]
    #: The named set of tasks set on entering.
    follow_up_set_id: int | None = None


class StageToEnter(NamedTuple):
    """A stage with what it asks of a deal and sets for it; `follow_up` is as `domain.deals.FollowUpSet` has it."""

    id: int
    pipeline_id: int
    name: str
    kind: StageKind
    in_use: bool
    required_fields: list[str]
    follow_up: list[dict[str, object]]


_STAGES = """
    select s.id, s.pipeline_id, s.name, s.position, s.probability, s.kind, s.stale_days, s.meaning, s.required_fields,
        s.follow_up_set_id
    from stage s join pipeline p on p.id = s.pipeline_id
    where s.deleted_at is null and p.deleted_at is null"""


def pipelines(reader: Reader) -> list[PipelineRow]:
    """Return the sales processes in the user's order."""
    return reader.rows(
        _pipeline_row,
        "select id, name, is_default, position from pipeline where deleted_at is null order by position, id",
    )


def default_pipeline(reader: Reader) -> PipelineRow | None:
    """Return the process new deals start in: the one marked, else the first; None in an empty database."""
    known = pipelines(reader)
    return next((row for row in known if row.is_default), known[0] if known else None)


def pipeline_named(reader: Reader, name: str) -> PipelineRow | None:
    """Return the process of this name, however it is spelt; None where there is none."""
    wanted = fold(name)
    return next((row for row in pipelines(reader) if fold(row.name) == wanted), None)


_MANNERS = "select p.id, p.layout, p.template_id, p.offer_texts from pipeline p"


def manners(reader: Reader) -> list[OfferManner]:
    """Return how the offers of each process in use look."""
    return reader.rows(_manner, f"{_MANNERS} where p.deleted_at is null order by p.position, p.id")


def manner_of_deal(reader: Reader, *, deal_id: int) -> OfferManner | None:
    """Return how offers from a deal look."""
    return reader.row(_manner, f"{_MANNERS} join deal d on d.pipeline_id = p.id where d.id = ?", (deal_id,))


def stages(reader: Reader, *, pipeline_id: int) -> list[StageRow]:
    """Return the stages of one process, first to last."""
    return reader.rows(_stage_row, f"{_STAGES} and s.pipeline_id = ? order by s.position, s.id", (pipeline_id,))


def all_stages(reader: Reader) -> list[StageRow]:
    """Return the stages of every process, process by process."""
    return reader.rows(_stage_row, f"{_STAGES} order by p.position, p.id, s.position, s.id")


def stage_to_enter(reader: Reader, *, stage_id: int) -> StageToEnter | None:
    """Return a stage with its duties and tasks, also one that is no longer in use; None where there is none."""
    return reader.row(
        _stage_to_enter,
        """select s.id, s.pipeline_id, s.name, s.kind, s.deleted_at is null, s.required_fields, coalesce(f.tasks, '[]')
           from stage s left join follow_up_set f on f.id = s.follow_up_set_id and f.deleted_at is null
           where s.id = ?""",
        (stage_id,),
    )


def open_deals_in_stage(reader: Reader, *, stage_id: int) -> list[int]:
    """Return the ids of the open deals in a stage, those in the bin included: they may come back."""
    return list(reader.ids("select id from deal where stage_id = ? and status = 'open' order by id", (stage_id,)))


def unclosed_deals(reader: Reader, *, pipeline_id: int) -> int:
    """Return how many deals of a process are open or parked, those in the bin included."""
    return int(
        reader.scalar(
            "select count(*) from deal where pipeline_id = ? and status in ('open', 'parked')", (pipeline_id,)
        )
    )


def _pipeline_row(row_id: int, name: str, is_default: int, position: int) -> PipelineRow:
    return PipelineRow(row_id, name, bool(is_default), position)


def _manner(*values: Any) -> OfferManner:
    row = OfferManner._make(values)
    return row._replace(texts=json.loads(values[3]))


def _stage_row(*values: Any) -> StageRow:
    row = StageRow._make(values)
    return row._replace(kind=StageKind(row.kind), required_fields=tuple(json.loads(values[8])))


def _stage_to_enter(*values: Any) -> StageToEnter:
    row = StageToEnter._make(values)
    return row._replace(
        kind=StageKind(row.kind),
        in_use=bool(row.in_use),
        required_fields=json.loads(values[5]),
        follow_up=json.loads(values[6]),
    )
