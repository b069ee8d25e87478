"""What a user does with workflow rules: write them, switch them on and off, copy, sort and delete them."""

from __future__ import annotations

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain import recipes
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.recipes import Recipe
from crm_desktop.domain.rules import Rule
from crm_desktop.operations import stamps
from crm_desktop.store.bulk import rules as bulk
from crm_desktop.store.queries import rule_records
from crm_desktop.store.queries import rules as queries
from crm_desktop.store.unit_of_work import Work, Writer

_LONGEST = 80


def add_rule(writer: Writer, *, name: str, recipe: Recipe, enabled: bool = False, origin: str = "") -> Outcome[int]:
    """Write a rule down; the value is its id. Raises BadInput for one that leaves out what it needs."""
    with writer.step(_("Add rule")) as work:
        made = added(work, name=name, recipe=recipe, enabled=enabled, origin=origin)
        work.label = _("Add rule “{name}”").format(name=made.name)
        rule_id = made.id
    return work.outcome(rule_id)


def added(work: Work, *, name: str, recipe: Recipe, enabled: bool = False, origin: str = "") -> Rule:
    """Add a rule inside the step of another operation and return it, with its id. Raises BadInput."""
    check(work, recipe)
    made = Rule(
        name=_name(work, name), position=queries.next_position(work.read), origin=origin, enabled=enabled,
        active_since=work.now if enabled else None,
    )  # fmt: skip
    _write(made, recipe)
    return stamps.added(work, made)


def change_rule(
    writer: Writer, *, rule_id: int, name: str | None = None, recipe: Recipe | None = None, version: int | None = None
) -> Outcome[None]:
    """Give a rule another name, or let it say something else. Raises BadInput, Conflict."""
    with writer.step(_("Change rule")) as work:
        rule = work.get(Rule, rule_id, version=version)
        if name is not None:
            rule.name = _name(work, name, but=rule_id)
        if recipe is not None:
            check(work, recipe)
            _write(rule, recipe)
        stamps.changed(work, rule)
        work.label = _("Change rule “{name}”").format(name=rule.name)
    return work.outcome(None)


def switch_rule(writer: Writer, *, rule_id: int, on: bool) -> Outcome[None]:
    """Let a rule act from now on, or not any more; switching it on ends a pause.

    What was due before is left alone. Raises BadInput for a rule that leaves out what it needs.
    """
    with writer.step(_("Switch rule on") if on else _("Switch rule off")) as work:
        rule = work.get(Rule, rule_id)
        if on:
            check(work, recipes.read(rule.trigger, rule.conditions, rule.actions, rule.limits))
            if not rule.enabled or rule.paused_at is not None:
                rule.active_since = work.now
        rule.enabled = on
        rule.failures, rule.failure, rule.paused_at = 0, "", None
        stamps.changed(work, rule)
        said = _("Switch rule “{name}” on") if on else _("Switch rule “{name}” off")
        work.label = said.format(name=rule.name)
        if on:
            bulk.forget_checked(work, rule_id)
    return work.outcome(None)


def copy_rule(writer: Writer, *, rule_id: int) -> Outcome[int]:
    """Write a rule down once more, switched off, to be changed; the value is the copy's id."""
    with writer.step(_("Copy rule")) as work:
        rule = work.get(Rule, rule_id)
        made = Rule(
            name=free_name(work, rule.name), position=queries.next_position(work.read), trigger=dict(rule.trigger),
            conditions=dict(rule.conditions), actions=[dict(one) for one in rule.actions], limits=dict(rule.limits),
        )  # fmt: skip
        stamps.added(work, made)
        work.label = _("Copy rule “{name}”").format(name=rule.name)
        copy_id = made.id
    return work.outcome(copy_id)


def delete_rule(writer: Writer, *, rule_id: int) -> Outcome[None]:
    """Forget a rule with its log; what it did stays."""
    with writer.step(_("Delete rule")) as work:
        rule = work.get(Rule, rule_id)
        work.label = _("Delete rule “{name}”").format(name=rule.name)
        work.delete(rule)
    return work.outcome(None)


def move_rule(writer: Writer, *, rule_id: int, position: int) -> Outcome[None]:
    """Put a rule at another place: rules act in their order."""
    with writer.step(_("Sort rules")) as work:
        order = [one for one in queries.ids(work.read) if one != rule_id]
        order.insert(max(0, min(position, len(order))), rule_id)
        for place, one in enumerate(order):
            work.get(Rule, one).position = place
    return work.outcome(None)


def check(work: Work, recipe: Recipe) -> None:
    """Raise BadInput for a rule that leaves out what it needs or asks for what there is not."""
    recipes.check(recipe)
    rule_records.check_conditions(work.read, subject=recipe.subject, tree=recipe.conditions, as_of=work.today)


def free_name(work: Work, name: str) -> str:
    """Return a name like this one that no rule has."""
    number = 2
    while queries.by_name(work.read, f"{name[: _LONGEST - 5]} {number}") is not None:
        number += 1
    return f"{name[: _LONGEST - 5]} {number}"


def _write(rule: Rule, recipe: Recipe) -> None:
    rule.trigger = recipes.plain_trigger(recipe.trigger)
    rule.conditions = recipes.plain_conditions(recipe)
    rule.actions = recipes.plain_actions(recipe.actions)
    rule.limits = recipes.plain_limits(recipe.limits)


def _name(work: Work, name: str, *, but: int = 0) -> str:
    given = clean(name)[:_LONGEST]
    if not given:
        raise BadInput(_("A rule needs a name."), field="name")
    found = queries.by_name(work.read, given)
    if found not in (None, but):
        raise BadInput(_("There is a rule called “{name}” already.").format(name=given), field="name")
    return given
