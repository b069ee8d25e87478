"""What triggers, actions and the fields of records are called in rules."""

from __future__ import annotations

from crm_desktop.base.formats import amount, number
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.domain.criteria import Check, Condition, Criteria, Join
from crm_desktop.domain.kinds import ActivityKind
from crm_desktop.domain.rules import Do, On, Subject
from crm_desktop.operations.history_words import kind_word
from crm_desktop.operations.segment_words import check_word, condition_words
from crm_desktop.store.queries.rule_choices import RuleChoices
from crm_desktop.store.queries.rule_fields import RECORD_FIELDS
from crm_desktop.store.queries.segment_fields import FieldKind


def subject_word(subject: Subject) -> str:
    """Return what a rule is about."""
    return {
        Subject.DEAL: _("Deal"),
        Subject.OFFER: _("Offer"),
        Subject.LEAD: _("Inquiry"),
        Subject.CONTACT: _("Contact"),
        Subject.TASK: _("Task"),
        Subject.ORDER: _("Order"),
    }[subject]


def trigger_word(on: On) -> str:
    """Return a trigger as it stands in a list of all of them."""
    return {
        On.DEAL_ENTERED: _("Deal enters a stage"),
        On.DEAL_LEFT: _("Deal leaves a stage"),
        On.DEAL_STAYS: _("Deal stays in a stage too long"),
        On.DEAL_WON: _("Deal is won"),
        On.DEAL_LOST: _("Deal is lost"),
        On.OFFER_SENT: _("Offer is sent"),
        On.OFFER_UNANSWERED: _("Offer has no answer"),
        On.OFFER_EXPIRING: _("Offer is about to expire"),
        On.OFFER_ACCEPTED: _("Offer is accepted"),
        On.OFFER_DECLINED: _("Offer is declined"),
        On.LEAD_CAME: _("Inquiry comes in"),
        On.NO_CONTACT: _("No contact for some time"),
        On.DATE_NEAR: _("Birthday or another date is near"),
        On.TAG_GAINED: _("Contact gets a tag"),
        On.TAG_LOST: _("Contact loses a tag"),
        On.SEGMENT_ENTERED: _("Contact enters a segment"),
        On.SEGMENT_LEFT: _("Contact leaves a segment"),
        On.TASK_DONE: _("Task is done"),
        On.TASK_OVERDUE: _("Task is overdue"),
        On.ORDER_BOOKED: _("Order is booked"),
        On.ORDER_PAST: _("Some time after an order"),
    }[on]


def action_word(do: Do) -> str:
    """Return an action as it stands in a list of all of them."""
    return {
        Do.TASK: _("Plan a task"),
        Do.FOLLOW_UPS: _("Plan follow-ups"),
        Do.REMIND: _("Remind me"),
        Do.SET_FIELD: _("Set a field"),
        Do.ADD_TAG: _("Add a tag"),
        Do.REMOVE_TAG: _("Remove a tag"),
        Do.MOVE_DEAL: _("Move the deal"),
        Do.EMAIL: _("Prepare an e-mail"),
        Do.LETTER: _("Prepare a letter"),
        Do.CAMPAIGN: _("Add to a campaign"),
        Do.NOTE: _("Note in the history"),
    }[do]


def record_field_word(name: str) -> str:
    """Return what a field of the record itself is called."""
    return {
        "deal.amount": _("Amount of the deal"), "deal.status": _("Status of the deal"), "deal.stage": _("Stage"),
        "deal.pipeline": _("Sales process"), "deal.title": _("Title of the deal"), "deal.channel": _("Channel"),
        "deal.tag": _("Tag of the deal"), "deal.lost_reason": _("Reason for the loss"), "deal.age": _("Opened"),
        "deal.in_stage": _("In its stage since"), "deal.close_set": _("Has an expected close"),
        "offer.net": _("Offer total"), "offer.deal_status": _("Status of its deal"),
        "offer.pipeline": _("Sales process"), "offer.subject": _("Subject of the offer"),
        "offer.version": _("Version of the offer"), "offer.product": _("Product in the offer"),
        "offer.decline_reason": _("Reason for declining"), "lead.source": _("Source of the inquiry"),
        "lead.channel": _("Channel of the inquiry"), "lead.title": _("What is wanted"),
        "lead.text": _("Text of the inquiry"), "lead.budget": _("Budget"), "lead.known": _("Was known before"),
        "lead.city": _("Town"), "lead.has_email": _("Has an e-mail address"), "task.subject": _("Subject of the task"),
        "task.kind": _("Kind of task"), "task.priority": _("Priority"), "task.result": _("Result of the task"),
        "task.of_deal": _("Belongs to a deal"), "task.of_offer": _("Belongs to an offer"),
        "order.net": _("Order total"), "order.channel": _("Channel"), "order.product": _("Product in the order"),
        "order.first": _("First order of the customer"),
    }.get(name, name)  # fmt: skip


def criteria_words(criteria: Criteria, choices: RuleChoices) -> str:
    """Return a condition, or a group of them, in words within one sentence."""
    if isinstance(criteria, Condition):
        return _condition_words(criteria, choices)
    joined = {Join.ALL: _(" and "), Join.ANY: _(" or "), Join.NONE: _(" or ")}[criteria.join]
    said = joined.join(criteria_words(part, choices) for part in criteria.parts)
    return _("none of these: {conditions}").format(conditions=said) if criteria.join is Join.NONE else said


def value_word(name: str, value: str, choices: RuleChoices) -> str:
    """Return one value of a record's field as people read it."""
    words = field_values(name, choices)
    return next((text for held, text in words if held == value), value)


def field_values(  # noqa: PLR0911 - one answer a kind of field
    name: str, choices: RuleChoices
) -> list[tuple[str, str]]:
    """Return what the value of a record's field can be chosen from, with its words; empty where it is typed."""
    match name:
        case "deal.status" | "offer.deal_status":
            return [
                ("open", meant("state of a deal", "Open")), ("won", _("Won")), ("lost", _("Lost")),
                ("parked", _("Put aside")),
            ]  # fmt: skip
        case "deal.stage":
            return [(str(one.id), one.name) for one in choices.stages]
        case "deal.pipeline" | "offer.pipeline":
            return [(str(one.id), one.name) for one in choices.pipelines]
        case "task.kind":
            return [(kind.value, kind_word(kind)) for kind in PLANNED_KINDS]
        case "task.priority":
            return [("high", _("High")), ("normal", _("Normal")), ("low", _("Low"))]
        case "offer.product" | "order.product":
            return [(str(one.id), one.name) for one in choices.criteria.products]
        case "deal.channel" | "order.channel" | "lead.channel":
            return [(word, word) for word in choices.channels]
        case "lead.source":
            return [(word, word) for word in choices.sources]
    return []


PLANNED_KINDS = (
    ActivityKind.TASK, ActivityKind.CALL, ActivityKind.EMAIL, ActivityKind.LETTER, ActivityKind.MEETING,
    ActivityKind.VISIT,
)  # fmt: skip


def _condition_words(condition: Condition, choices: RuleChoices) -> str:
    if condition.field not in RECORD_FIELDS:
        names = {f"product:{one.id}": one.name for one in choices.criteria.products if str(one.id) == condition.value}
        names |= {f"segment:{one.id}": one.name for one in choices.segments}
        return condition_words(condition, currency=choices.currency, own=choices.labels, names=names)
    kind = RECORD_FIELDS[condition.field].kind
    word = record_field_word(condition.field)
    if kind is FieldKind.YES_NO:
        yes = str(condition.value if condition.value is not None else "1") not in ("0", "no", "False")
        return (_("{field}: yes") if yes is (condition.check is Check.IS) else _("{field}: no")).format(field=word)
    if kind is FieldKind.SINCE:
        days = plural("{n} day", "{n} days", int(_number(condition.value)))
        least = condition.check is Check.AT_LEAST
        return (_("{field}: at least {days} ago") if least else _("{field}: at most {days} ago")).format(
            field=word, days=days
        )
    if condition.check in (Check.EMPTY, Check.FILLED):
        return f"{word} {check_word(condition.check, kind)}"
    return " ".join([word, check_word(condition.check, FieldKind.TEXT), _shown(condition, kind, choices)])


def _shown(condition: Condition, kind: FieldKind, choices: RuleChoices) -> str:
    value = condition.value
    if isinstance(value, tuple):
        return ", ".join(f"“{value_word(condition.field, one, choices)}”" for one in value)
    if kind is FieldKind.MONEY:
        return amount(round(_number(value)), choices.currency, whole=True)
    if kind is FieldKind.NUMBER:
        return number(int(_number(value)))
    return f"“{value_word(condition.field, str(value if value is not None else ''), choices)}”"


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return 0.0
