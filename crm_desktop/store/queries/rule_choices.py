"""What there is to choose from in a rule: stages, tags, segments, dates, follow-ups, templates and campaigns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from crm_desktop.domain.kinds import FieldKind
from crm_desktop.store.queries import segment_names
from crm_desktop.store.queries.segment_names import SegmentChoices
from crm_desktop.store.reading import Reader

#: Words in use that are offered at most.
_MOST = 100


class Named(NamedTuple):
    """A record a rule can name; `group` is the process of a stage, the kind of a template."""

    id: int
    name: str
    group: str = ""


class RuleChoices(NamedTuple):
    """Everything the words of a rule can be chosen from, read in one go."""

    stages: tuple[Named, ...] = ()
    pipelines: tuple[Named, ...] = ()
    segments: tuple[Named, ...] = ()
    sets: tuple[Named, ...] = ()
    templates: tuple[Named, ...] = ()
    campaigns: tuple[Named, ...] = ()
    tags: tuple[str, ...] = ()
    #: Keys and labels of own fields that hold a day.
    dates: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    criteria: SegmentChoices = SegmentChoices({}, (), (), (), "EUR")

    @property
    def currency(self) -> str:
        """The firm's own currency."""
        return self.criteria.currency

    @property
    def labels(self) -> dict[str, str]:
        """What own fields are called, by their keys."""
        return {field.key: field.label for field in self.criteria.own}


_STAGES = """select s.id, s.name, p.name from stage s join pipeline p on p.id = s.pipeline_id
    where s.deleted_at is null and p.deleted_at is null order by p.position, p.id, s.position, s.id"""
_CAMPAIGNS = "select id, name, '' from campaign where deleted_at is null and status <> 'closed' order by id desc"
_TEMPLATES = """select id, name, kind from template where deleted_at is null and kind in ('letter', 'email')
    order by name collate nocase, id"""


def rule_choices(reader: Reader) -> RuleChoices:
    """Return what the words of rules can be chosen from in this file."""
    criteria = segment_names.choices(reader)

    def named(sql: str) -> tuple[Named, ...]:
        return tuple(reader.rows(Named, sql))

    return RuleChoices(
        stages=named(_STAGES),
        pipelines=named("select id, name, '' from pipeline where deleted_at is null order by position, id"),
        segments=named("select id, name, '' from segment where deleted_at is null order by name collate nocase"),
        sets=named("select id, name, '' from follow_up_set where deleted_at is null order by name collate nocase"),
        templates=named(_TEMPLATES),
        campaigns=named(_CAMPAIGNS),
        tags=criteria.words.get("tag", ())[:_MOST],
        dates=tuple((field.key, field.label) for field in criteria.own if field.kind is FieldKind.DATE),
        sources=_words(reader, "lead", "source"),
        channels=_words(reader, "deal", "channel"),
        criteria=criteria,
    )


def name_of(choices: Iterable[Named], wanted: int | None) -> str:
    """Return what a record is called, "" where it is not there."""
    return next((one.name for one in choices if one.id == wanted), "")


def _words(reader: Reader, table: str, column: str) -> tuple[str, ...]:
    sql = f"""select {column} from {table} where {column} <> '' and deleted_at is null
        group by 1 order by count(*) desc, 1 limit {_MOST}"""
    return tuple(reader.rows(str, sql))
