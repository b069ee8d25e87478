"""The first line of a rule's sentence: when it acts."""

from __future__ import annotations

from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.domain.recipes import Trigger
from crm_desktop.domain.rules import On
from crm_desktop.operations.rules.parts import Choice, Part, Slot, SlotKind, parted
from crm_desktop.operations.rules.words import subject_word, trigger_word
from crm_desktop.store.queries.rule_choices import Named, RuleChoices, name_of
from crm_desktop.store.queries.rule_due import BIRTHDAY, OWN

#: Days that are offered; others can be typed.
OFFERED_DAYS = (1, 2, 3, 5, 7, 10, 14, 21, 30, 60, 90, 180, 365)


def when_parts(trigger: Trigger, choices: RuleChoices) -> tuple[Part, ...]:
    """Return the line that says when a rule acts."""
    return parted(
        _templates()[trigger.on],
        {
            "on": _on(trigger),
            "days": _days(trigger),
            "stage": _stage(trigger, choices),
            "tag": _tag(trigger, choices),
            "segment": _segment(trigger, choices),
            "field": _field(trigger, choices),
        },
    )


def stage_text(choices: RuleChoices, stage_id: int | None, *, inside: bool = False) -> str:
    """Return a stage as something enters it, or as something is inside it; both are one in English."""
    name = name_of(choices.stages, stage_id)
    if inside:
        return meant("inside", "the stage “{name}”").format(name=name) if name else meant("inside", "any stage")
    return meant("into", "the stage “{name}”").format(name=name) if name else meant("into", "any stage")


def stage_choices(choices: RuleChoices) -> tuple[Choice, ...]:
    """Return all stages to choose from, by their processes."""
    return tuple(Choice(one.id, one.name, one.group) for one in choices.stages)


def named_choices(rows: tuple[Named, ...]) -> tuple[Choice, ...]:
    """Return records to choose from."""
    return tuple(Choice(one.id, one.name) for one in rows)


def days_choices(*, none: str = "", today: str = "") -> tuple[Choice, ...]:
    """Return days to choose from; `none` and `today` are what their absence and 0 are called."""
    first = ([Choice(None, none)] if none else []) + ([Choice(0, today)] if today else [])
    return (*first, *(Choice(days, plural("{n} day", "{n} days", days)) for days in OFFERED_DAYS))


def trigger_choices() -> tuple[Choice, ...]:
    """Return all triggers to choose from, by what they are about."""
    return tuple(Choice(on.value, trigger_word(on), subject_word(on.subject)) for on in On)


def _on(trigger: Trigger) -> Slot:
    icon = {"deal": "board", "offer": "offer", "lead": "inbox", "contact": "contact", "task": "check", "order": "offer"}
    return Slot(
        "trigger.on", _phrases()[trigger.on], SlotKind.CHOICE, trigger.on.value, trigger_choices(),
        icon.get(trigger.on.subject.value, ""),
    )  # fmt: skip


def _days(trigger: Trigger) -> Slot:
    on, days = trigger.on, trigger.days
    none = _("as its stage says") if on is On.DEAL_STAYS else ""
    today = _("on the day itself") if on in (On.OFFER_EXPIRING, On.DATE_NEAR) else ""
    missing = days is None and on is not On.DEAL_STAYS
    text = _("some days") if missing else _days_text(on, days)
    return Slot(
        "trigger.days", text, SlotKind.DAYS, days, days_choices(none=none, today=today), "clock", missing=missing
    )


def _days_text(on: On, days: int | None) -> str:
    if days is None:
        return _("for too long")
    if on in (On.OFFER_EXPIRING, On.DATE_NEAR):
        return plural("in {n} day", "in {n} days", days) if days else _("today")
    if on is On.ORDER_PAST:
        return plural("{n} day ago", "{n} days ago", days)
    if on is On.OFFER_UNANSWERED:
        return plural("{n} day", "{n} days", days)
    return plural("for {n} day", "for {n} days", days)


def _stage(trigger: Trigger, choices: RuleChoices) -> Slot:
    inside = trigger.on is On.DEAL_STAYS
    text = stage_text(choices, trigger.stage_id, inside=inside)
    offered = (Choice(None, _("Any stage")), *stage_choices(choices))
    gone = trigger.stage_id is not None and not name_of(choices.stages, trigger.stage_id)
    return Slot("trigger.stage_id", text, SlotKind.CHOICE, trigger.stage_id, offered, missing=gone)


def _tag(trigger: Trigger, choices: RuleChoices) -> Slot:
    text = _("the tag “{name}”").format(name=trigger.tag) if trigger.tag else _("a tag")
    offered = tuple(Choice(name, name) for name in choices.tags)
    return Slot("trigger.tag", text, SlotKind.TEXT, trigger.tag, offered, "tag", missing=not trigger.tag)


def _segment(trigger: Trigger, choices: RuleChoices) -> Slot:
    name = name_of(choices.segments, trigger.segment_id)
    text = _("the segment “{name}”").format(name=name) if name else _("a segment")
    offered = named_choices(choices.segments)
    return Slot("trigger.segment_id", text, SlotKind.CHOICE, trigger.segment_id, offered, missing=not name)


def _field(trigger: Trigger, choices: RuleChoices) -> Slot:
    labels = dict(choices.dates)
    label = labels.get(trigger.field.removeprefix(OWN), "")
    text = _("the birthday") if trigger.field == BIRTHDAY else _("the date “{name}”").format(name=label)
    missing = trigger.field != BIRTHDAY and not label
    offered = (
        Choice(BIRTHDAY, _("Birthday")),
        *(Choice(f"{OWN}{key}", name, _("Own fields")) for key, name in choices.dates),
    )
    return Slot(
        "trigger.field", _("a date") if missing else text, SlotKind.CHOICE, trigger.field, offered, missing=missing
    )


def _templates() -> dict[On, str]:
    return {
        On.DEAL_ENTERED: _("When a deal {on} {stage}"),
        On.DEAL_LEFT: _("When a deal {on} {stage}"),
        On.DEAL_STAYS: _("When a deal {on} in {stage} {days}"),
        On.DEAL_WON: _("When a deal {on}"),
        On.DEAL_LOST: _("When a deal {on}"),
        On.OFFER_SENT: _("When an offer {on}"),
        On.OFFER_UNANSWERED: _("When an offer {on} {days} after it was sent"),
        On.OFFER_EXPIRING: _("When an offer {on} {days}"),
        On.OFFER_ACCEPTED: _("When an offer {on}"),
        On.OFFER_DECLINED: _("When an offer {on}"),
        On.LEAD_CAME: _("When an inquiry {on}"),
        On.NO_CONTACT: _("When a contact {on} {days}"),
        On.DATE_NEAR: _("When {field} of a contact {on} {days}"),
        On.TAG_GAINED: _("When a contact {on} {tag}"),
        On.TAG_LOST: _("When a contact {on} {tag}"),
        On.SEGMENT_ENTERED: _("When a contact {on} into {segment}"),
        On.SEGMENT_LEFT: _("When a contact {on} {segment}"),
        On.TASK_DONE: _("When a task {on}"),
        On.TASK_OVERDUE: _("When a task {on} {days}"),
        On.ORDER_BOOKED: _("When an order {on}"),
        On.ORDER_PAST: _("When an order {on} {days}"),
    }


def _phrases() -> dict[On, str]:
    return {
        On.DEAL_ENTERED: meant("When a deal", "enters"),
        On.DEAL_LEFT: meant("When a deal", "leaves"),
        On.DEAL_STAYS: meant("When a deal", "has been"),
        On.DEAL_WON: meant("When a deal", "is won"),
        On.DEAL_LOST: meant("When a deal", "is lost"),
        On.OFFER_SENT: meant("When an offer", "is sent"),
        On.OFFER_UNANSWERED: meant("When an offer", "has no answer"),
        On.OFFER_EXPIRING: meant("When an offer", "expires"),
        On.OFFER_ACCEPTED: meant("When an offer", "is accepted"),
        On.OFFER_DECLINED: meant("When an offer", "is declined"),
        On.LEAD_CAME: meant("When an inquiry", "comes in"),
        On.NO_CONTACT: meant("When a contact", "has not been in touch"),
        On.DATE_NEAR: meant("When a date", "comes up"),
        On.TAG_GAINED: meant("When a contact", "gets"),
        On.TAG_LOST: meant("When a contact", "loses"),
        On.SEGMENT_ENTERED: meant("When a contact", "comes"),
        On.SEGMENT_LEFT: meant("When a contact", "leaves"),
        On.TASK_DONE: meant("When a task", "is done"),
        On.TASK_OVERDUE: meant("When a task", "is overdue"),
        On.ORDER_BOOKED: meant("When an order", "is booked"),
        On.ORDER_PAST: meant("When an order", "was placed"),
    }
