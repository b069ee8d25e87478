"""Taking an inquiry on: company, person, deal and the next step in one undoable step, known contacts only completed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Contact, ContactKind, sort_key
from crm_desktop.domain.history import ActivityKind
from crm_desktop.domain.leads import Lead, LeadStatus
from crm_desktop.operations import stamps
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.deals import deals
from crm_desktop.operations.history import history
from crm_desktop.operations.leads import contacts as lead_contacts
from crm_desktop.operations.leads import leads
from crm_desktop.operations.leads.fields import name_of
from crm_desktop.operations.planning import tasks
from crm_desktop.store.queries import leads as queries
from crm_desktop.store.queries.contact_keys import by_name
from crm_desktop.store.queries.firm import currency
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer


@dataclass(frozen=True)
class Conversion:
    """How an inquiry is taken on; what is left out follows from the inquiry itself."""

    #: Known contacts it is from; None makes new ones of what it names, or takes those it was assigned to.
    person_id: int | None = None
    company_id: int | None = None
    #: Make a new company even where one of the same name is known; a new person even where it was assigned to one.
    new_company: bool = False
    new_person: bool = False
    #: Whether there is to be a deal at once, called so and in which process and stage.
    with_deal: bool = True
    title: str = ""
    pipeline_id: int | None = None
    stage_id: int | None = None
    #: None takes the budget and the wanted date of the inquiry.
    amount_cents: int | None = None
    expected_close: date | None = None
    next_step: tasks.Plan | None = None


class Converted(NamedTuple):
    """What an inquiry became; None for what was not made."""

    contact_id: int | None
    company_id: int | None
    deal_id: int | None
    task_id: int | None = None


def convert_lead(writer: Writer, *, lead_id: int, how: Conversion | None = None) -> Outcome[Converted]:
    """Take an inquiry on. Known contacts get what they lack and lose nothing; its history goes along.

    Raises Refused for one that is taken on or declined, BadInput with the field that is wrong.
    """
    with writer.step(_("Take on inquiry")) as work:
        made = convert(work, lead_id, how or Conversion())
        work.label = _("Take on the inquiry from “{name}”").format(name=name_of(work.get(Lead, lead_id)))
    return work.outcome(made)


def convert(work: Work, lead_id: int, how: Conversion) -> Converted:
    """Take an inquiry on inside the step of another operation."""
    lead = work.get(Lead, lead_id)
    _check(lead)
    company = _company(work, lead, how)
    person = _person(work, lead, how, company)
    if company is None and person is not None and person.company_id is not None:
        company = work.get(Contact, person.company_id)
    whom = [one.id for one in (person, company) if one is not None]
    if not whom:
        raise BadInput(
            _("It is not known yet who this is from."), _("Enter a person or a company."), field="family_name"
        )
    person_id, company_id = person.id if person else None, company.id if company else None
    deal_id = _deal(work, lead_id, how, company_id or person_id, person_id) if how.with_deal else None
    leads.link_entries(work, lead_id, whom, deal_id)
    task_id = None
    if how.next_step is not None:
        task_id = tasks.plan(work, how.next_step, contacts=whom[:1], deal_id=deal_id, lead_id=lead_id).id
    _close(work, lead_id, Converted(person_id, company_id, deal_id, task_id))
    history.record(
        work, kind=ActivityKind.SYSTEM, subject=_("Inquiry taken on"), contacts=whom, deal_id=deal_id, lead_id=lead_id
    )  # fmt: skip
    return Converted(person_id, company_id, deal_id, task_id)


def _check(lead: Lead) -> None:
    if lead.status is LeadStatus.CONVERTED:
        raise Refused(_("The inquiry from “{name}” has been taken on already.").format(name=name_of(lead)))
    if lead.status is LeadStatus.DISQUALIFIED:
        raise Refused(_("This inquiry was declined."), _("Reopen it first."))
    if lead.deleted_at is not None:
        raise Refused(_("This inquiry lies in the bin."), _("Restore it first."))


def _company(work: Work, lead: Lead, how: Conversion) -> Contact | None:
    """Return the company it is from: the one chosen, the one it was assigned to, the one of its name, or a new one."""
    chosen = how.company_id or (None if how.new_company else lead.company_id)
    if chosen is not None:
        company = work.get(Contact, chosen)
        if company.kind is not ContactKind.COMPANY:
            raise BadInput(_("“{name}” is not a company.").format(name=company.name), field="company_id")
    elif not clean(lead.company):
        return None
    elif how.new_company:
        company = lead_contacts.new_company(work, lead)
    else:
        company = work.get(Contact, contacts.company_named(work, lead.company) or 0)
    lead_contacts.complete(work, company, lead, alone=not lead_contacts.names_person(lead) and how.person_id is None)
    return company


def _person(work: Work, lead: Lead, how: Conversion, company: Contact | None) -> Contact | None:
    """Return the person it is from; None where it names none."""
    chosen = how.person_id or (None if how.new_person else lead.contact_id)
    if chosen is not None:
        person = work.get(Contact, chosen)
        if person.kind is not ContactKind.PERSON:
            raise BadInput(_("“{name}” is not a person.").format(name=person.name), field="person_id")
    elif lead_contacts.names_person(lead) or (company is None and lead_contacts.can_be_reached(lead)):
        person = lead_contacts.new_person(work, lead)
    else:
        return None
    lead_contacts.complete(work, person, lead, alone=company is None and person.company_id is None)
    if company is not None and person.company_id is None:
        contacts.move(work, person, company.id, keeps_title=True)
    return person


def _deal(work: Work, lead_id: int, how: Conversion, account_id: int | None, person_id: int | None) -> int:
    lead = work.get(Lead, lead_id)
    title = clean(how.title) or lead.title or _("Inquiry from “{name}”").format(name=name_of(lead))
    wanted = how.expected_close or lead.wanted_on
    return deals.open_deal(
        work,
        title=title,
        stage_id=how.stage_id,
        pipeline_id=how.pipeline_id,
        account_id=account_id,
        person_id=person_id if person_id != account_id else None,
        amount_cents=lead.budget_cents if how.amount_cents is None else how.amount_cents,
        currency=lead.currency or currency(work.read),
        expected_close=wanted if wanted and wanted >= work.today else None,
        # What brought the order in the end counts for the deal; the first touch stays with the inquiry.
        channel=lead.source or lead.channel,
        campaign_id=lead.campaign_id,
        product_id=lead.product_id,
        quantity=lead.quantity,
        note=lead.note,
    )


def _close(work: Work, lead_id: int, made: Converted) -> None:
    lead = work.get(Lead, lead_id)
    lead.status, lead.closed_at, lead.later_until = LeadStatus.CONVERTED, work.now, None
    lead.qualified_at = lead.qualified_at or work.now
    lead.contact_id, lead.company_id, lead.deal_id = made.contact_id, made.company_id, made.deal_id
    stamps.changed(work, lead)
    work.flush()


def would_make(reader: Reader, *, lead_id: int, how: Conversion | None = None) -> int:
    """Return how many new records taking an inquiry on would make: company, person, deal, next step."""
    lead, wanted = queries.lead(reader, lead_id=lead_id), how or Conversion()
    if lead is None:
        return 0
    known_company = wanted.company_id or (None if wanted.new_company else lead.company_id)
    known_person = wanted.person_id or (None if wanted.new_person else lead.contact_id)
    company = known_company is None and bool(lead.company)
    if company and not wanted.new_company:
        company = not by_name(reader, ContactKind.COMPANY, sort_key(ContactKind.COMPANY, lead.company, "", ""))
    reached = lead.person or (not lead.company and known_company is None and (lead.email or lead.phone or lead.mobile))
    return sum((company, known_person is None and bool(reached), wanted.with_deal, wanted.next_step is not None))
