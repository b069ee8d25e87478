"""What triggers, actions and the fields of records are called in rules."""

from __future__ import annotations

from crm_desktop.base.formats import amount, number
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.domain.criteria import Check, Condition, Criteria, Join
from crm_desktop.domain.kinds import ActivityKind, Standing
from crm_desktop.domain.kinds import FieldKind as OwnKind
from crm_desktop.domain.rules import Do, On, Subject
from crm_desktop.operations.contacts.segment_words import field_word
from crm_desktop.operations.history.words import kind_word
from crm_desktop.operations.rules.phrases import phrase
from crm_desktop.store.queries.rule_choices import RuleChoices
from crm_desktop.store.queries.rule_fields import RECORD_FIELDS
from crm_desktop.store.queries.segment_facts import FIELDS
from crm_desktop.store.queries.segment_fields import FieldKind
from crm_desktop.store.queries.segment_sql import OWN


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
    template = _("{first} and {second}") if criteria.join is Join.ALL else _("{first} or {second}")
    said = ""
    for part in criteria.parts:
        words = criteria_words(part, choices)
        said = template.format(first=said, second=words) if said else words
    return _("not: {conditions}").format(conditions=said) if criteria.join is Join.NONE else said


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
    """Return one condition as it stands in the sentence of a rule; other languages order it otherwise than a list."""
    kind = _kind(condition.field, choices)
    word = record_field_word(condition.field)
    if condition.field not in RECORD_FIELDS:
        word = field_word(condition.field, choices.labels)
    days = plural("{n} day", "{n} days", int(_number(condition.value))) if kind is FieldKind.SINCE else ""
    template = _templates(kind).get(condition.check, meant("if", "{field} is {value}"))
    if kind is FieldKind.YES_NO:
        yes = str(condition.value if condition.value is not None else "1") not in ("0", "no", "False")
        holds = yes is (condition.check is Check.IS)
        template = meant("if", "{field}: yes") if holds else meant("if", "{field}: no")
    said = template.format(
        field=word if kind is FieldKind.YES_NO else phrase(condition.field, word),
        value=_shown(condition, kind, choices),
        days=days,
    )
    if condition.days is None:
        return said
    span = plural("in the last {n} day", "in the last {n} days", condition.days)
    return meant("if", "{condition} {span}").format(condition=said, span=span)


def _templates(kind: FieldKind) -> dict[Check, str]:
    if kind is FieldKind.SINCE:
        return {
            Check.AT_LEAST: meant("if", "{field} was at least {days} ago"),
            Check.AT_MOST: meant("if", "{field} was at most {days} ago"),
        }
    if kind is FieldKind.PRODUCT:
        return {
            Check.IS: meant("if", "{field} {value} is in it"),
            Check.IS_NOT: meant("if", "{field} {value} is not in it"),
        }
    return {
        Check.IS: meant("if", "{field} is {value}"),
        Check.IS_NOT: meant("if", "{field} is not {value}"),
        Check.ANY_OF: meant("if", "{field} is one of {value}"),
        Check.CONTAINS: meant("if", "{field} contains {value}"),
        Check.BEGINS: meant("if", "{field} begins with {value}"),
        Check.AT_LEAST: meant("if", "{field} is at least {value}"),
        Check.AT_MOST: meant("if", "{field} is at most {value}"),
        Check.EMPTY: meant("if", "{field} is empty"),
        Check.FILLED: meant("if", "{field} is filled"),
    }


def _kind(name: str, choices: RuleChoices) -> FieldKind:
    found = RECORD_FIELDS.get(name) or FIELDS.get(name)
    if found is not None:
        return found.kind
    own = next((one for one in choices.criteria.own if f"{OWN}{one.key}" == name), None)
    if own is None:
        return FieldKind.SEGMENT if name == "segment" else FieldKind.TEXT
    return {
        OwnKind.MONEY: FieldKind.MONEY, OwnKind.NUMBER: FieldKind.NUMBER, OwnKind.CHECK: FieldKind.YES_NO
    }.get(own.kind, FieldKind.TEXT)  # fmt: skip


def _shown(condition: Condition, kind: FieldKind, choices: RuleChoices) -> str:
    value = condition.value
    if isinstance(value, tuple):
        return ", ".join(_quoted(condition.field, one, choices) for one in value)
    if kind is FieldKind.MONEY:
        return amount(round(_number(value)), choices.currency, whole=True)
    if kind is FieldKind.NUMBER:
        return number(int(_number(value)))
    return _quoted(condition.field, str(value if value is not None else ""), choices)


def _quoted(name: str, value: str, choices: RuleChoices) -> str:
    """Return a value in quotes, by its name where it is the id of something."""
    if name == "segment":
        value = next((one.name for one in choices.segments if str(one.id) == value), value)
    elif name == "bought":
        value = next((one.name for one in choices.criteria.products if str(one.id) == value), value)
    elif name == "standing":
        value = _standings().get(value, value)
    elif name == "kind":
        value = _("Company") if value == "company" else _("Person")
    else:
        value = value_word(name, value, choices)
    return _("“{text}”").format(text=value)


def _standings() -> dict[str, str]:
    return {
        Standing.PROSPECT.value: _("Prospect"), Standing.CUSTOMER.value: _("Customer"),
        Standing.REGULAR.value: _("Regular customer"), Standing.FORMER.value: _("Former customer"),
        Standing.PARTNER.value: _("Partner"), Standing.SUPPLIER.value: _("Supplier"),
        Standing.OTHER.value: _("Other"),
    }  # fmt: skip


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return 0.0
