"""What rules do: one function per kind of action, inside the step that set the rule off; each says what it did.

What needs a person is prepared, never sent: an e-mail or a letter becomes a task with its text ready.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from crm_desktop.base import placeholders
from crm_desktop.base.errors import BadInput, NotFound, Refused
from crm_desktop.base.formats import day as written_day
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import clean
from crm_desktop.base.times import parse_day, start_of_day
from crm_desktop.domain.campaigns import Campaign, CampaignMember, CampaignStatus
from crm_desktop.domain.consents import Channel
from crm_desktop.domain.contacts import Contact, Tag
from crm_desktop.domain.deals import Deal, DealStatus
from crm_desktop.domain.history import ActivityKind, Priority
from crm_desktop.domain.leads import Lead
from crm_desktop.domain.recipes import Action
from crm_desktop.domain.rules import Do
from crm_desktop.domain.serial import LeftOut, Target
from crm_desktop.engine.campaigns.permission import Why
from crm_desktop.engine.follow_up import working_day
from crm_desktop.operations import stamps
from crm_desktop.operations.contacts import custom_fields
from crm_desktop.operations.contacts import fields as contact_fields
from crm_desktop.operations.deals import flow as deal_flow
from crm_desktop.operations.deals import follow_up_sets
from crm_desktop.operations.deals.stage_tasks import plan_tasks
from crm_desktop.operations.history import history
from crm_desktop.operations.planning import tasks
from crm_desktop.operations.privacy import consents
from crm_desktop.operations.serial.texts import texts_for
from crm_desktop.store.queries import rule_marks
from crm_desktop.store.queries.custom_fields import own_fields
from crm_desktop.store.queries.rule_records import RecordRow
from crm_desktop.store.unit_of_work import Work

#: Hours after the day's begin at which a reminder without a time of its own is said.
_MORNING = timedelta(hours=9)
#: Fields of a deal and of a lead that a rule may set, and those of a contact it may not.
DEAL_FIELDS = ("channel", "note")
LEAD_FIELDS = ("source", "channel", "note")
NOT_SET = contact_fields.REFERENCES | {"name", "given_name", "family_name", "customer_number", "external_id", "custom"}
OWN = "own."


class Case(NamedTuple):
    """A record a rule acts on."""

    rule: str
    record: RecordRow


#: What consents call the ways of campaigns; an invitation to an event goes by post.
_CHANNELS = {"email": Channel.EMAIL, "phone": Channel.PHONE}

Doing: TypeAlias = Callable[[Work, Action, Case], str]


def perform(work: Work, action: Action, case: Case) -> str:
    """Do one thing and return what was done in words, "" where nothing was left to do. Raises CrmError."""
    return _DOINGS[action.do](work, action, case)


def filled(text: str, record: RecordRow) -> str:
    """Return a text of a rule with what it says of the record: {title}, {number}, {customer}, in either language."""
    title, number, customer = record.title, record.number, record.contact
    values = {
        "title": title, "Titel": title, "number": number, "Nummer": number, "customer": customer, "Kunde": customer,
    }  # fmt: skip
    return clean(placeholders.filled(text, values), lines=True)


def _task(work: Work, action: Action, case: Case) -> str:
    due = working_day(work.today + timedelta(days=action.days))
    subject = filled(action.text, case.record)
    plan = tasks.Plan(subject, due, ActivityKind(action.kind), priority=Priority(action.priority), body=_because(case))
    _plan(work, plan, case.record)
    return _("Task “{subject}” for {day}").format(subject=subject, day=written_day(due))


def _remind(work: Work, action: Action, case: Case) -> str:
    due = working_day(work.today + timedelta(days=action.days))
    at = max(start_of_day(due) + _MORNING, work.now)
    subject = filled(action.text, case.record)
    _plan(work, tasks.Plan(subject, due, body=_because(case), reminder_at=at), case.record)
    return _("Reminder “{subject}” for {day}").format(subject=subject, day=written_day(due))


def _follow_ups(work: Work, action: Action, case: Case) -> str:
    record = case.record
    planned = follow_up_sets.plan_set(
        work, action.set_id or 0, contacts=record.whom, deal_id=record.deal_id, offer_id=record.offer_id,
        lead_id=record.lead_id,
    )  # fmt: skip
    if not planned:
        raise NotFound(_("The follow-ups of this rule are not there any more."))
    return plural("{n} follow-up planned", "{n} follow-ups planned", len(planned))


def _set_field(work: Work, action: Action, case: Case) -> str:
    name, record = action.field, case.record
    prefix, _dot, rest = name.partition(".")
    if prefix == "deal":
        _set_of_deal(work, rest, action.value, record)
    elif prefix == "lead":
        lead = work.get(Lead, _demanded(record.lead_id, _("There is no inquiry here.")))
        _check_field(rest, LEAD_FIELDS)
        setattr(lead, rest, clean(action.value, lines=rest == "note"))
        stamps.changed(work, lead)
    else:
        contact = work.get(Contact, _contact_of(record))
        if name.startswith(OWN):
            fields = [one for one in own_fields(work.read) if one.key == rest]
            if not fields:
                raise NotFound(_("There is no own field “{field}” any more.").format(field=rest))
            contact.custom = custom_fields.with_values(contact.custom, fields, {rest: action.value})
        else:
            _check_field(name, contact_fields.FIELDS - NOT_SET)
            value = contact_fields.clean_field(name, _typed(name, action.value), work.today)
            setattr(contact, name, value)
        stamps.changed(work, contact)
    return _("Field set to “{value}”").format(value=action.value[:60])


def _add_tag(work: Work, action: Action, case: Case) -> str:
    contact_id, name = _contact_of(case.record), clean(action.tag)
    if rule_marks.has_tag(work.read, contact_id=contact_id, name=name):
        return ""
    work.add(Tag(contact_id=contact_id, name=name))
    work.flush()
    return _("Tag “{tag}” added").format(tag=name)


def _remove_tag(work: Work, action: Action, case: Case) -> str:
    name = clean(action.tag)
    gone = work.execute("delete from tag where contact_id = ? and name = ?", (_contact_of(case.record), name))
    return _("Tag “{tag}” removed").format(tag=name) if gone else ""


def _move_deal(work: Work, action: Action, case: Case) -> str:
    deal = work.get(Deal, _demanded(case.record.deal_id, _("There is no deal here that could be moved.")))
    stage = deal_flow.stage_to_enter(work, action.stage_id or 0)
    if (deal.stage_id, deal.status) == (stage.id, DealStatus.OPEN):
        return ""
    if deal.status not in (DealStatus.OPEN, DealStatus.PARKED):
        raise Refused(_("“{title}” is closed and is not moved by a rule.").format(title=deal.title))
    deal_flow.enter_stage(deal, stage, work.now)
    plan_tasks(work, deal, stage)
    told = _("Moved to stage “{stage}” by the rule “{rule}”").format(stage=stage.name, rule=case.rule)
    deal_flow.settle(work, deal, work.now, told=told)
    return _("Deal moved to “{stage}”").format(stage=stage.name)


def _prepare(work: Work, action: Action, case: Case) -> str:
    record = case.record
    target = Target(record.whom[0] if record.whom else _contact_of(record))
    if refused := _objection(work, target.contact_id, action, record):
        return _("Not prepared: {reason}").format(reason=refused)
    texts = texts_for(work.read, [target], template_id=action.template_id or 0, day=work.today)
    text = next(iter(texts.to(work.read, [target])))
    if isinstance(text, LeftOut):
        raise Refused(text.reason)
    due = working_day(work.today + timedelta(days=action.days))
    kind = ActivityKind.EMAIL if action.do is Do.EMAIL else ActivityKind.LETTER
    subject = text.subject or texts.row.name
    body = text.body
    if text.missing:
        gaps = ", ".join(text.missing)
        body = _("Still to be filled in: {fields}").format(fields=gaps) + "\n\n" + body
    _plan(work, tasks.Plan(subject, due, kind, body=body), record)
    if kind is ActivityKind.EMAIL:
        return _("E-mail “{subject}” prepared").format(subject=subject)
    return _("Letter “{subject}” prepared").format(subject=subject)


def _objection(work: Work, contact_id: int, action: Action, record: RecordRow) -> str:
    """Return that somebody objected, where the text is about nothing they asked for; "" where it may be prepared."""
    if (record.deal_id, record.offer_id, record.lead_id) != (None, None, None):
        return ""
    channel = Channel.EMAIL if action.do is Do.EMAIL else Channel.POST
    states = consents.state_of(work.read, contact_id=contact_id, today=work.today)
    return next((one.sentence for one in states if one.channel is channel and one.why is Why.OBJECTED), "")


def _campaign(work: Work, action: Action, case: Case) -> str:
    contact_id = case.record.whom[0] if case.record.whom else _contact_of(case.record)
    campaign = work.get(Campaign, action.campaign_id or 0)
    if campaign.deleted_at is not None or campaign.status is CampaignStatus.CLOSED:
        raise Refused(_("The campaign “{name}” is closed.").format(name=campaign.name))
    if not rule_marks.may_join(work.read, campaign_id=campaign.id, contact_id=contact_id):
        return ""
    wanted = _CHANNELS.get(campaign.channel, Channel.POST)
    states = consents.state_of(work.read, contact_id=contact_id, today=work.today, purpose=campaign.purpose)
    refused = next((one.sentence for one in states if one.channel is wanted and not one.allowed), "")
    if refused:
        return _("Not added to the campaign “{name}”: {reason}").format(name=campaign.name, reason=refused)
    work.add(CampaignMember(campaign_id=campaign.id, contact_id=contact_id))
    work.flush()
    return _("Added to the campaign “{name}”").format(name=campaign.name)


def _note(work: Work, action: Action, case: Case) -> str:
    record = case.record
    subject = filled(action.text, record)
    history.record(
        work, kind=ActivityKind.SYSTEM, subject=subject, body=_because(case), contacts=record.whom,
        deal_id=record.deal_id, offer_id=record.offer_id, lead_id=record.lead_id,
    )  # fmt: skip
    return _("Note “{subject}” in the history").format(subject=subject)


_DOINGS: Mapping[Do, Doing] = MappingProxyType(
    {
        Do.TASK: _task,
        Do.FOLLOW_UPS: _follow_ups,
        Do.REMIND: _remind,
        Do.SET_FIELD: _set_field,
        Do.ADD_TAG: _add_tag,
        Do.REMOVE_TAG: _remove_tag,
        Do.MOVE_DEAL: _move_deal,
        Do.EMAIL: _prepare,
        Do.LETTER: _prepare,
        Do.CAMPAIGN: _campaign,
        Do.NOTE: _note,
    }
)


def _plan(work: Work, plan: tasks.Plan, record: RecordRow) -> None:
    tasks.plan(
        work, plan, contacts=record.whom, deal_id=record.deal_id, offer_id=record.offer_id, lead_id=record.lead_id
    )


def _because(case: Case) -> str:
    return _("Set by the rule “{rule}”.").format(rule=case.rule)


def _set_of_deal(work: Work, name: str, value: str, record: RecordRow) -> None:
    deal = work.get(Deal, _demanded(record.deal_id, _("There is no deal here.")))
    _check_field(name, DEAL_FIELDS)
    setattr(deal, name, clean(value, lines=name == "note"))
    deal_flow.settle(work, deal, work.now)


def _check_field(name: str, known: object) -> None:
    if not isinstance(known, tuple | frozenset | set) or name not in known:
        raise BadInput(_("“{name}” is no field a rule can set.").format(name=name), field="actions")


def _typed(name: str, value: str) -> object:
    """Return a value as its field takes it: numbers are numbers, nothing is nothing."""
    if name in ("employees", "founded"):
        return int(value) if value.isdecimal() else None
    if name in ("birthday", "confirmed_on"):
        return parse_day(value) if value else None
    return value


def _contact_of(record: RecordRow) -> int:
    return _demanded(record.contact_id, _("There is no contact here."))


def _demanded(found: int | None, otherwise: str) -> int:
    if found is None:
        raise Refused(otherwise)
    return found
