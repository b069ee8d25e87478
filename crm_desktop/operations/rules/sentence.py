"""A rule as a sentence with words to choose, the sentence changed word by word, and the short line of a list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.domain.criteria import Criteria, Group, Join
from crm_desktop.domain.recipes import Action, Limits, Recipe, Trigger
from crm_desktop.domain.rules import Do, On, Subject
from crm_desktop.operations.contacts.segment_words import join_word
from crm_desktop.operations.rules.parts import Choice, Line, Part, Sentence, Slot, SlotKind, Words, parted
from crm_desktop.operations.rules.then import then_parts
from crm_desktop.operations.rules.when import when_parts
from crm_desktop.operations.rules.words import action_word, criteria_words, trigger_word
from crm_desktop.store.queries.rule_choices import RuleChoices
from crm_desktop.store.queries.rule_due import BIRTHDAY

#: Days a trigger begins with that needs some.
_USUAL = {
    On.OFFER_UNANSWERED: 7,
    On.OFFER_EXPIRING: 3,
    On.NO_CONTACT: 90,
    On.DATE_NEAR: 7,
    On.TASK_OVERDUE: 2,
    On.ORDER_PAST: 30,
}


def sentence(recipe: Recipe, choices: RuleChoices) -> Sentence:
    """Return a rule as a sentence whose words can be chosen anew."""
    lines = [Line("when", 0, when_parts(recipe.trigger, choices))]
    for place, part in enumerate(recipe.conditions.parts):
        lines.append(Line("if", place, _if_parts(part, place, recipe.conditions.join, choices)))
    lines[-1] = lines[-1]._replace(parts=(*lines[-1].parts, Words(",")))
    for place, action in enumerate(recipe.actions):
        said = then_parts(action, place, recipe.subject, choices)
        template = _("then {action}") if place == 0 else _("and {action}")
        end = (Words("."),) if place == len(recipe.actions) - 1 else ()
        lines.append(Line("then", place, parted(template, {"action": said}) + end))
    return Sentence(tuple(lines), limits_words(recipe))


def spoken(recipe: Recipe, choices: RuleChoices) -> str:
    """Return a rule as one sentence in plain words."""
    return sentence(recipe, choices).text


def summary(recipe: Recipe) -> str:
    """Return in a few words what a rule does and when, for a list: "Plan a task after 7 days", "Offer is accepted"."""
    days, on = recipe.trigger.days, recipe.trigger.on
    if not days:
        return trigger_word(on)
    did = action_word(recipe.actions[0].do) if recipe.actions else _("Does nothing yet")
    if on in (On.OFFER_EXPIRING, On.DATE_NEAR):
        span = plural("{n} day before", "{n} days before", days)
    else:
        span = plural("after {n} day", "after {n} days", days)
    return _("{action} {span}").format(action=did, span=span)


def limits_words(recipe: Recipe) -> str:
    """Return how often a rule acts, in whole sentences."""
    said = [_often(recipe.subject)[recipe.limits.once]]
    if recipe.limits.unless_planned:
        said.append(_("Not where something is planned already."))
    if any(action.do in (Do.TASK, Do.REMIND, Do.EMAIL, Do.LETTER, Do.FOLLOW_UPS) for action in recipe.actions):
        said.append(_("What it plans falls on working days."))
    return " ".join(said)


def new_recipe() -> Recipe:
    """Return what a new rule begins with: the most frequent wish."""
    return Recipe(
        Trigger(On.OFFER_UNANSWERED, days=7), Group(), (Action(Do.TASK, text=_("Ask after the offer"), days=1),),
        Limits(once=True),
    )  # fmt: skip


def with_trigger(recipe: Recipe, on: On) -> Recipe:
    """Return a rule with another trigger; conditions that cannot be asked of what it is about now are left out."""
    days = (recipe.trigger.days or _USUAL.get(on)) if on.timed else None
    trigger = Trigger(on, days=days, field=BIRTHDAY if on is On.DATE_NEAR else "")
    kept = tuple(part for part in recipe.conditions.parts if _fits(part, on.subject))
    actions = tuple(
        one for one in recipe.actions if one.do is not Do.MOVE_DEAL or on.subject not in (Subject.LEAD, Subject.CONTACT)
    )
    return replace(recipe, trigger=trigger, conditions=replace(recipe.conditions, parts=kept), actions=actions)


def with_slot(recipe: Recipe, name: str, value: Any) -> Recipe:
    """Return a rule with another word at a slot. Raises KeyError for a slot there is not."""
    part, _dot, rest = name.partition(".")
    if part == "trigger":
        if rest == "on":
            return with_trigger(recipe, On(value))
        _demand(rest, Trigger)
        return replace(recipe, trigger=replace(recipe.trigger, **{rest: value}))
    if part == "join":
        return replace(recipe, conditions=replace(recipe.conditions, join=Join(value)))
    if part != "action":
        raise KeyError(name)
    number, _dot, field = rest.partition(".")
    _demand(field, Action)
    place = int(number)
    held = recipe.actions[place]
    changed = Action(Do(value), text=held.text, days=held.days) if field == "do" else replace(held, **{field: value})
    return with_action(recipe, place, changed)


def with_condition(recipe: Recipe, place: int | None, condition: Criteria | None) -> Recipe:
    """Return a rule with a condition put in its place, added (no place) or taken away (no condition)."""
    parts = _put(recipe.conditions.parts, place, condition)
    return replace(recipe, conditions=replace(recipe.conditions, parts=parts))


def with_action(recipe: Recipe, place: int | None, action: Action | None) -> Recipe:
    """Return a rule with an action put in its place, added (no place) or taken away (no action)."""
    return replace(recipe, actions=_put(recipe.actions, place, action))


def _if_parts(part: Criteria, place: int, join: Join, choices: RuleChoices) -> tuple[Part, ...]:
    slot = Slot(f"condition.{place}", criteria_words(part, choices), SlotKind.CONDITION, icon="filter", condition=part)
    if place == 0 and join is not Join.NONE:
        return parted(_("and {condition}"), {"condition": slot})
    # One word for all of them: two kinds side by side ("a and b or c") could be read in two ways.
    offered = tuple(Choice(one.value, join_word(one)) for one in Join)
    joined = Slot(f"join.{place}", _joins()[join], SlotKind.CHOICE, join.value, offered)
    return parted(_("{join} {condition}"), {"join": joined, "condition": slot})


def _joins() -> dict[Join, str]:
    return {
        Join.ALL: meant("between conditions", "and"),
        Join.ANY: meant("between conditions", "or"),
        Join.NONE: meant("between conditions", "and not"),
    }


def _put(held: tuple[Any, ...], place: int | None, value: Any) -> tuple[Any, ...]:
    if place is None:
        return (*held, value)
    return held[:place] + (() if value is None else (value,)) + held[place + 1 :]


def _fits(part: Criteria, subject: Subject) -> bool:
    if isinstance(part, Group):
        return all(_fits(one, subject) for one in part.parts)
    prefix = part.field.partition(".")[0]
    return prefix not in set(Subject) or prefix == subject


def _demand(name: str, of: type[Trigger | Action]) -> None:
    if name not in of.__dataclass_fields__:
        raise KeyError(name)


def _often(subject: Subject) -> dict[bool, str]:
    once = {
        Subject.DEAL: _("At most once for each deal."),
        Subject.OFFER: _("At most once for each offer."),
        Subject.LEAD: _("At most once for each inquiry."),
        Subject.CONTACT: _("At most once for each contact."),
        Subject.TASK: _("At most once for each task."),
        Subject.ORDER: _("At most once for each order."),
    }[subject]
    return {True: once, False: _("Once each time it happens.")}
