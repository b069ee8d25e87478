"""The contacts an inquiry becomes: made of what it says, or known ones completed where they say nothing yet."""

from __future__ import annotations

from crm_desktop.base.text import clean
from crm_desktop.domain.contacts import Contact, ContactKind, PointKind
from crm_desktop.domain.leads import Lead
from crm_desktop.operations import stamps
from crm_desktop.operations.contacts import contacts, points
from crm_desktop.operations.contacts import fields as contact_fields
from crm_desktop.operations.contacts.points import PostalLines, Reach
from crm_desktop.store.queries import contact_keys
from crm_desktop.store.unit_of_work import Work


def names_person(lead: Lead) -> bool:
    """Whether an inquiry says the name of somebody."""
    return bool(lead.given_name or lead.family_name)


def can_be_reached(lead: Lead) -> bool:
    """Whether an inquiry says how to reach who asked."""
    return bool(lead.email or lead.phone or lead.mobile)


def new_company(work: Work, lead: Lead) -> Contact:
    """Make the company an inquiry names."""
    company = Contact(kind=ContactKind.COMPANY, name=clean(lead.company), sort_key="", last_activity_at=work.now)
    contact_fields.set_name(company)
    return stamps.added(work, company)


def new_person(work: Work, lead: Lead) -> Contact:
    """Make the person an inquiry is from; one that names nobody is called by its address or number."""
    family = lead.family_name
    if not names_person(lead):
        family = lead.email.partition("@")[0] or lead.phone or lead.mobile
    person = Contact(kind=ContactKind.PERSON, name="", sort_key="", last_activity_at=work.now)
    contacts.set_fields(work, person, {"given_name": lead.given_name, "family_name": family})
    return stamps.added(work, person)


def complete(work: Work, contact: Contact, lead: Lead, *, alone: bool) -> None:
    """Fill what a contact does not say yet with what the inquiry says; nothing that is there changes.

    `alone` means that there is no other contact to take address and website.
    """
    person = contact.kind is ContactKind.PERSON
    wanted: dict[str, object] = {"source": lead.first_source or lead.first_channel}
    if person:
        wanted |= {"salutation": lead.salutation, "job_title": lead.job_title, "given_name": lead.given_name}
    wanted["referred_by_id"] = _referrer(work, lead, contact.id)
    empty = {name: value for name, value in wanted.items() if value and not getattr(contact, name)}
    if empty:
        contacts.set_fields(work, contact, empty)
    reached = _reach(work, contact, lead, person=person, alone=alone)
    placed = (alone or not person) and _place(work, contact, lead)
    stamps.changed(work, contact, parts=reached or placed)
    work.flush()


def _reach(work: Work, contact: Contact, lead: Lead, *, person: bool, alone: bool) -> bool:
    """Add the ways to reach a contact of the kinds it has none of."""
    said = []
    if person or alone:
        said += [(PointKind.EMAIL, lead.email), (PointKind.PHONE, lead.phone), (PointKind.MOBILE, lead.mobile)]
    if alone or not person:
        said.append((PointKind.WEB, lead.website))
    new = [
        Reach(kind, value, is_primary=True)
        for kind, value in said
        if clean(value) and not contact_keys.points_of(work.read, contact.id, kind)
    ]
    for reach in new:
        points.add(work, contact.id, reach)
    return bool(new)


def _place(work: Work, contact: Contact, lead: Lead) -> bool:
    """Add the postal address to a contact that has none."""
    if not (lead.city or lead.street) or contact_keys.addresses_of(work.read, contact.id):
        return False
    country = lead.country or contact_keys.country_of_firm(work.read)
    points.add_address(work, contact.id, PostalLines(lead.street, lead.postal_code, lead.city, country))
    return True


def _referrer(work: Work, lead: Lead, contact_id: int) -> int | None:
    """Return who recommended the firm, where exactly one contact has that name."""
    if not lead.referred_by:
        return None
    known = contact_keys.called(work.read, lead.referred_by)
    return known[0] if len(known) == 1 and known[0] != contact_id else None
