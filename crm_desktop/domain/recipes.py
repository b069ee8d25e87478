"""What a rule says, read from plain data and checked: its trigger, conditions, actions and limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.domain.criteria import Group, from_plain, listed, to_plain
from crm_desktop.domain.kinds import Priority
from crm_desktop.domain.rules import Do, On, Subject

#: The form of the plain data; a newer one is refused instead of being misread.
FORMAT = 1
#: What a rule can plan.
PLANNED = frozenset({"task", "call", "email", "letter", "meeting", "visit"})
MOST_DAYS, MOST_ACTIONS, LONGEST = 3_650, 8, 2_000

_STAGED = frozenset({On.DEAL_ENTERED, On.DEAL_LEFT, On.DEAL_STAYS})
_TAGGED = frozenset({On.TAG_GAINED, On.TAG_LOST})
_SEGMENTED = frozenset({On.SEGMENT_ENTERED, On.SEGMENT_LEFT})
#: Days that must be at least one, so that nothing is late the moment it begins.
_LATER = frozenset({On.OFFER_UNANSWERED, On.NO_CONTACT, On.DEAL_STAYS, On.ORDER_PAST, On.TASK_OVERDUE})


@dataclass(frozen=True)
class Trigger:
    """What sets a rule off; only what `on` needs is filled."""

    on: On
    #: After (or before) how many days; None for a deal that stays: what its stage says.
    days: int | None = None
    #: None for any stage.
    stage_id: int | None = None
    tag: str = ""
    segment_id: int | None = None
    #: The date field that is near: "birthday" or "own.<key>".
    field: str = ""

    @property
    def needs_days(self) -> bool:
        """Whether it is about a number of days."""
        return self.on.timed


@dataclass(frozen=True)
class Action:
    """One thing to be done; only what `do` needs is filled."""

    do: Do
    #: Subject of a task, text of a note.
    text: str = ""
    #: Working day on which a task falls: so many days from now.
    days: int = 0
    #: Kind of the task: "task", "call", "visit", …
    kind: str = "task"
    priority: str = "normal"
    field: str = ""
    value: str = ""
    tag: str = ""
    stage_id: int | None = None
    set_id: int | None = None
    template_id: int | None = None
    campaign_id: int | None = None


@dataclass(frozen=True)
class Limits:
    """How often a rule acts: once for each record for good, and not where something is planned already."""

    once: bool = False
    unless_planned: bool = False


@dataclass(frozen=True)
class Recipe:
    """All a rule says."""

    trigger: Trigger
    conditions: Group = field(default_factory=Group)
    actions: tuple[Action, ...] = ()
    limits: Limits = Limits()

    @property
    def subject(self) -> Subject:
        """What the rule is about."""
        return self.trigger.on.subject


def read(
    trigger: Mapping[str, Any],
    conditions: Mapping[str, Any],
    actions: Sequence[Mapping[str, Any]],
    limits: Mapping[str, Any],
) -> Recipe:
    """Return what plain data say. Raises BadInput with what is wrong and the part it is wrong in."""
    recipe = read_unfinished(trigger, conditions, actions, limits)
    check(recipe)
    return recipe


def read_unfinished(
    trigger: Mapping[str, Any],
    conditions: Mapping[str, Any],
    actions: Sequence[Mapping[str, Any]],
    limits: Mapping[str, Any],
) -> Recipe:
    """Return what plain data say of a rule that is being written and may lack something. Raises BadInput."""
    form = trigger.get("format", FORMAT)
    if form != FORMAT:
        raise BadInput(_("This rule was written by a newer version of the program."), field="trigger")
    if listed(conditions) is not None:
        raise BadInput(_("A rule has conditions, not a list of contacts."), field="conditions")
    return Recipe(read_trigger(trigger), from_plain(conditions), _actions(actions), _limits(limits))


def plain_trigger(trigger: Trigger) -> dict[str, Any]:
    """Return a trigger as plain data."""
    found: dict[str, Any] = {"format": FORMAT, "on": trigger.on.value}
    for name in ("days", "stage_id", "tag", "segment_id", "field"):
        value = getattr(trigger, name)
        if value not in (None, ""):
            found[name] = value
    return found


def plain_actions(actions: Sequence[Action]) -> list[dict[str, Any]]:
    """Return actions as plain data, without what is as usual."""
    usual = Action(Do.TASK)
    return [
        {"do": one.do.value}
        | {
            name: getattr(one, name)
            for name in Action.__dataclass_fields__
            if name != "do" and getattr(one, name) != getattr(usual, name)
        }
        for one in actions
    ]


def plain_conditions(recipe: Recipe) -> dict[str, Any]:
    """Return the conditions as plain data, nothing where there are none."""
    return to_plain(recipe.conditions) if recipe.conditions.parts else {}


def plain_limits(limits: Limits) -> dict[str, Any]:
    """Return limits as plain data."""
    return {name: True for name in ("once", "unless_planned") if getattr(limits, name)}


def read_trigger(plain: Mapping[str, Any]) -> Trigger:
    """Return the trigger that plain data hold. Raises BadInput."""
    on = plain.get("on")
    if on not in set(On):
        raise BadInput(_("A rule says when it acts."), field="trigger")
    return Trigger(
        On(on),
        days=_whole(plain, "days", 0, MOST_DAYS, "trigger"),
        stage_id=_id(plain, "stage_id", "trigger"),
        tag=_text(plain, "tag", "trigger"),
        segment_id=_id(plain, "segment_id", "trigger"),
        field=_text(plain, "field", "trigger"),
    )


def check(recipe: Recipe) -> None:
    """Raise BadInput for a rule that leaves out what it needs."""
    check_trigger(recipe.trigger)
    if not recipe.actions:
        raise BadInput(_("A rule does something: add what is to be done."), field="actions")
    if len(recipe.actions) > MOST_ACTIONS:
        raise BadInput(_("A rule does {most} things at most.").format(most=MOST_ACTIONS), field="actions")
    for action in recipe.actions:
        check_action(action, recipe.subject)


def check_trigger(trigger: Trigger) -> None:
    """Raise BadInput for a trigger that leaves out what it needs."""
    wanted = (
        (
            trigger.needs_days and trigger.on is not On.DEAL_STAYS and trigger.days is None,
            _("Say after how many days."),
        ),
        (trigger.on in _LATER and trigger.days == 0, _("Say after how many days; one is the least.")),
        (trigger.on in _TAGGED and not trigger.tag, _("Say which tag is meant.")),
        (trigger.on in _SEGMENTED and trigger.segment_id is None, _("Say which segment is meant.")),
        (trigger.on is On.DATE_NEAR and not trigger.field, _("Say which date is meant.")),
    )
    for is_wrong, message in wanted:
        if is_wrong:
            raise BadInput(message, field="trigger")


def check_action(action: Action, subject: Subject) -> None:
    """Raise BadInput for an action that leaves out what it needs, or has no deal to move."""
    do = action.do
    if do is Do.MOVE_DEAL and subject not in (Subject.DEAL, Subject.OFFER, Subject.ORDER, Subject.TASK):
        raise BadInput(_("Only a rule about a deal or what belongs to one can move a deal."), field="actions")
    wanted = (
        (
            do is Do.TASK and action.kind not in PLANNED,
            _("Say whether a task, a call or something else is to be done."),
        ),
        (do is Do.TASK and action.priority not in set(Priority), _("A task is urgent, usual or can wait.")),
        (do in (Do.TASK, Do.REMIND, Do.NOTE) and not action.text, _("Say in a few words what is to be done.")),
        (do in (Do.ADD_TAG, Do.REMOVE_TAG) and not action.tag, _("Say which tag is meant.")),
        (do is Do.SET_FIELD and not action.field, _("Say which field is to be set.")),
        (do is Do.MOVE_DEAL and action.stage_id is None, _("Say which stage the deal is to enter.")),
        (do is Do.FOLLOW_UPS and action.set_id is None, _("Say which follow-ups are to be planned.")),
        (do in (Do.EMAIL, Do.LETTER) and action.template_id is None, _("Say which template is to be used.")),
        (do is Do.CAMPAIGN and action.campaign_id is None, _("Say which campaign is meant.")),
    )
    for is_wrong, message in wanted:
        if is_wrong:
            raise BadInput(message, field="actions")


def with_part(recipe: Recipe, **parts: Any) -> Recipe:
    """Return a recipe with other parts, unchecked: a rule that is being written lacks something most of the time."""
    return replace(recipe, **parts)


def _actions(plain: Sequence[Mapping[str, Any]]) -> tuple[Action, ...]:
    if not isinstance(plain, list | tuple):
        raise BadInput(_("What a rule does is a list of actions."), field="actions")
    return tuple(_action(one) for one in plain)


def _action(plain: Mapping[str, Any]) -> Action:
    if not isinstance(plain, Mapping) or plain.get("do") not in set(Do):
        raise BadInput(_("“{value}” is nothing a rule can do.").format(value=str(plain)[:40]), field="actions")
    return Action(
        Do(plain["do"]),
        days=_whole(plain, "days", 0, MOST_DAYS, "actions") or 0,
        kind=_text(plain, "kind", "actions") or "task",
        priority=_text(plain, "priority", "actions") or "normal",
        text=_text(plain, "text", "actions"),
        field=_text(plain, "field", "actions"),
        value=_text(plain, "value", "actions"),
        tag=_text(plain, "tag", "actions"),
        stage_id=_id(plain, "stage_id", "actions"),
        set_id=_id(plain, "set_id", "actions"),
        template_id=_id(plain, "template_id", "actions"),
        campaign_id=_id(plain, "campaign_id", "actions"),
    )


def _limits(plain: Mapping[str, Any]) -> Limits:
    return Limits(once=bool(plain.get("once")), unless_planned=bool(plain.get("unless_planned")))


def _text(plain: Mapping[str, Any], name: str, part: str) -> str:
    value = plain.get(name, "")
    if not isinstance(value, str) or len(value) > LONGEST:
        raise BadInput(_("“{value}” cannot stand here.").format(value=str(value)[:40]), field=part)
    return value


def _whole(plain: Mapping[str, Any], name: str, least: int, most: int, part: str) -> int | None:
    value = plain.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise BadInput(_("“{value}” is no number of days.").format(value=str(value)[:40]), field=part)
    return value


def _id(plain: Mapping[str, Any], name: str, part: str) -> int | None:
    value = plain.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**62:
        raise BadInput(_("“{value}” cannot stand here.").format(value=str(value)[:40]), field=part)
    return value
