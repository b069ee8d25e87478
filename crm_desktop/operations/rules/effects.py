"""Lets the rules of a file act in each step: what they do belongs to the step that set them off and goes with it.

    database.writer(clock, follow=Follower())

Rules that set each other off do so in rounds, each round looking at what the one before changed, until nothing more
happens or the limits of `engine.workflow.matching` are reached.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from crm_desktop.base.errors import BadInput, Cancelled, DamagedFile
from crm_desktop.base.times import to_text
from crm_desktop.domain.recipes import Recipe, read
from crm_desktop.domain.rules import DRIFTING, On, Subject
from crm_desktop.store.queries import rules as queries

if TYPE_CHECKING:
    from crm_desktop.engine.workflow.events import Event
    from crm_desktop.engine.workflow.matching import Known
    from crm_desktop.store.journal import StepChanges
    from crm_desktop.store.queries.rules import ActiveRule
    from crm_desktop.store.unit_of_work import Work

_log = logging.getLogger("crm_desktop.rules")


class Follower:
    """Follows each step of one writer. Rules are read anew in each step, and understood once."""

    def __init__(self) -> None:
        self._understood: dict[tuple[str, str, str, str], Recipe | None] = {}

    def __call__(self, work: Work) -> None:
        """Let the rules act on what the step has changed so far; what goes wrong here never costs the user the step."""
        if not queries.has_active(work.read):
            return
        try:
            self.act(work)
        except (Cancelled, DamagedFile):
            raise
        except Exception:  # noqa: BLE001 - the step of the user is worth more
            _log.exception("rules could not act")

    def act(self, work: Work) -> None:
        """Let the rules act; each of them fails by itself."""
        from crm_desktop.engine.workflow.matching import by_trigger  # noqa: PLC0415 - only where there are rules

        rules = by_trigger(self.known(queries.active(work.read)))
        if any(not on.timed for on in rules):
            _follow(work, rules)

    def known(self, rules: Sequence[ActiveRule]) -> list[Known]:
        """Return what active rules say; one that cannot be understood (any more) does nothing."""
        from crm_desktop.engine.workflow.matching import Known  # noqa: PLC0415

        if len(self._understood) > 5_000:
            self._understood.clear()
        found = []
        for rule in rules:
            if rule.plain not in self._understood:
                self._understood[rule.plain] = _understood(rule)
            recipe = self._understood[rule.plain]
            if recipe is not None:
                found.append(Known(rule.id, rule.name, recipe, rule.failures))
        return found


def _understood(rule: ActiveRule) -> Recipe | None:
    try:
        trigger, conditions, actions, limits = map(json.loads, rule.plain)
        return read(trigger, conditions, actions, limits)
    except (BadInput, ValueError):
        _log.warning("rule %s cannot be understood", rule.id)
        return None


def _follow(work: Work, rules: Mapping[On, Sequence[Known]]) -> None:
    from crm_desktop.engine.workflow.matching import MOST_DEEP, hits  # noqa: PLC0415 - only where there are rules
    from crm_desktop.operations.rules.reasons import reason  # noqa: PLC0415
    from crm_desktop.operations.rules.running import Occasion, Tally, run  # noqa: PLC0415

    tally, after, now = Tally(), 0, to_text(work.now)
    crossed: set[Event] = set()
    for depth in range(MOST_DEEP + 1):
        changes, after = work.changed(after=after)
        found = hits(rules, _events(work, changes, rules, crossed)) if changes else []
        if not found:
            return
        occasions = [
            Occasion(hit, f"{hit.event.on.value} {hit.event.value or ''} {now}", reason(work.read, hit.event))
            for hit in found
        ]
        run(work, occasions, tally, depth=depth)


def _events(work: Work, changes: StepChanges, rules: Mapping[On, Sequence[Known]], crossed: set[Event]) -> list[Event]:
    """Return what the changes of one round mean; `crossed` holds who entered or left a segment in the rounds before."""
    from crm_desktop.engine.workflow.events import events, merged  # noqa: PLC0415
    from crm_desktop.store.queries import rule_events  # noqa: PLC0415

    wanted = {_KIND[on.subject] for on in rules if not on.timed} | ({"tag"} if _TAGS & set(rules) else set())
    raw, _too_many = rule_events.changes_of(changes, wanted & rule_events.WATCHED)
    step = merged(raw)
    found = events(step, rule_events.now(work.read, step)) if step else []
    entered = [event for event in _crossings(work, changes, rules) if event not in crossed]
    crossed.update(entered)
    return found + entered


def _crossings(work: Work, changes: StepChanges, rules: Mapping[On, Sequence[Known]]) -> list[Event]:
    """Return who entered or left the segments rules wait for, compared with the file as it was before the step."""
    from crm_desktop.engine.workflow.events import crossings  # noqa: PLC0415
    from crm_desktop.store.queries import rule_events  # noqa: PLC0415

    segments = {rule.recipe.trigger.segment_id or 0 for on in DRIFTING for rule in rules.get(on, ())}
    touched = rule_events.contacts_touched(work.read, changes) if segments else ()
    if not touched:
        return []
    before, after = (
        rule_events.segments_of(reader, contact_ids=touched, segment_ids=segments, as_of=work.today)
        for reader in (work.before, work.read)
    )
    return crossings(segments, before, after)


_KIND = {
    Subject.DEAL: "deal", Subject.OFFER: "offer", Subject.LEAD: "lead", Subject.ORDER: "sale",
    Subject.TASK: "activity", Subject.CONTACT: "contact",
}  # fmt: skip
_TAGS = {On.TAG_GAINED, On.TAG_LOST}
