"""Which rules an event concerns, and where rules are stopped before they go in circles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from crm_desktop.domain.recipes import Recipe, Trigger
from crm_desktop.domain.rules import On, Subject
from crm_desktop.engine.workflow.events import Event

#: Rules that set each other off, one after the other, within one step.
MOST_DEEP = 5
#: Times one rule acts on one record within a day, and records one rule acts on within one step.
MOST_A_DAY, MOST_A_STEP = 10, 500


#: Rule, kind of record, record, and the stage, tag or segment it happened with.
HitKey: TypeAlias = tuple[int, str, int, int | str | None]


class Known(NamedTuple):
    """A rule that is switched on, with what it says."""

    id: int
    name: str
    recipe: Recipe
    failures: int = 0


class Hit(NamedTuple):
    """A rule an event sets off, for a record."""

    rule: Known
    event: Event

    @property
    def subject(self) -> Subject:
        """What kind of record it is."""
        return self.rule.recipe.subject

    @property
    def key(self) -> HitKey:
        """Names rule, record and what happened with it."""
        return self.rule.id, self.subject.value, self.event.ref, self.event.value


class Stop(StrEnum):
    """Why a rule is not to act (any more)."""

    CIRCLE = "circle"
    DEPTH = "depth"
    TOO_OFTEN = "too_often"
    TOO_MANY = "too_many"


def by_trigger(rules: Iterable[Known]) -> dict[On, list[Known]]:
    """Return the rules by what sets them off, in the order they act."""
    found: dict[On, list[Known]] = {}
    for rule in rules:
        found.setdefault(rule.recipe.trigger.on, []).append(rule)
    return found


def hits(rules: Mapping[On, Sequence[Known]], happened: Iterable[Event]) -> list[Hit]:
    """Return which rules are set off by what happened; their conditions are asked later."""
    return [
        Hit(rule, event)
        for event in happened
        for rule in rules.get(event.on, ())
        if concerns(rule.recipe.trigger, event)
    ]


def concerns(trigger: Trigger, event: Event) -> bool:
    """Whether a trigger means this event: its stage, its tag, its segment."""
    if trigger.on is not event.on:
        return False
    if trigger.on in (On.DEAL_ENTERED, On.DEAL_LEFT):
        return trigger.stage_id in (None, event.value)
    if trigger.on in (On.TAG_GAINED, On.TAG_LOST):
        return trigger.tag.casefold() == str(event.value).casefold()
    if trigger.on in (On.SEGMENT_ENTERED, On.SEGMENT_LEFT):
        return trigger.segment_id == event.value
    return True


@dataclass
class Ledger:
    """What rules have done within one step, so that they end: no rule acts twice for the same in it."""

    acted: set[HitKey] = field(default_factory=set)
    times: dict[int, int] = field(default_factory=dict)
    failures: dict[int, int] = field(default_factory=dict)
    told: set[tuple[int, str, int]] = field(default_factory=set)

    def stop(self, hit: Hit, *, depth: int, today: int) -> Stop | None:
        """Return why a rule may not act on a record; `today` is how often it has within a day."""
        if hit.key in self.acted:
            return Stop.CIRCLE
        if depth >= MOST_DEEP:
            return Stop.DEPTH
        if today >= MOST_A_DAY:
            return Stop.TOO_OFTEN
        if self.times.get(hit.rule.id, 0) >= MOST_A_STEP:
            return Stop.TOO_MANY
        return None

    def note(self, hit: Hit) -> None:
        """Remember that a rule acted on a record."""
        self.acted.add(hit.key)
        self.times[hit.rule.id] = self.times.get(hit.rule.id, 0) + 1

    def failed(self, rule: Known) -> int:
        """Count a failure of a rule and return how many it has had in a row."""
        self.failures[rule.id] = self.failures.get(rule.id, rule.failures) + 1
        return self.failures[rule.id]

    def tell(self, hit: Hit, stop: Stop) -> bool:
        """Whether it is still to be told that a rule was stopped: once a record, and once where there are too many."""
        key = (hit.rule.id, hit.subject.value, 0 if stop is Stop.TOO_MANY else hit.event.ref)
        is_new = key not in self.told
        self.told.add(key)
        return is_new
