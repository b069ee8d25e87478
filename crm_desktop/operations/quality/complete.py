"""Filling in what is not known yet of somebody who turned out to be there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.contacts import Contact, ContactKind, PointKind
from crm_desktop.operations import stamps
from crm_desktop.operations.contacts import contacts, points
from crm_desktop.store.queries import contact_keys

if TYPE_CHECKING:
    from crm_desktop.domain.changes import Outcome
    from crm_desktop.operations.contacts.contacts import NewContact
    from crm_desktop.store.unit_of_work import Work, Writer


def complete(writer: Writer, *, contact_id: int, new: NewContact) -> Outcome[int]:
    """Give a contact what was typed as a new one and it does not have; what it has stays. The value is its id."""
    with writer.step(_("Complete contact")) as work:
        contact = work.get(Contact, contact_id)
        work.label = _("Complete “{name}”").format(name=contact.name)
        _complete_points(work, contact_id, new)
        if new.address_text and not contact_keys.addresses_of(work.read, contact_id):
            points.add_address_text(work, contact, new.address_text)
        if contact.kind is ContactKind.PERSON and contact.company_id is None:
            company = new.company_id or contacts.company_named(work, new.company_name)
            if company is not None:
                contacts.move(work, contact, company, keeps_title=True)
        if not contact.job_title:
            contact.job_title = clean(new.job_title)
        stamps.changed(work, contact, parts=True)
    return work.outcome(contact_id)


def _complete_points(work: Work, contact_id: int, new: NewContact) -> None:
    home = contact_keys.country_of_firm(work.read)
    known = set(contact_keys.normals_of(work.read, contact_id))
    given = ((PointKind.PHONE, new.phone), (PointKind.MOBILE, new.mobile), (PointKind.EMAIL, new.email))
    for kind, value in given:
        text = clean(value)
        if text and points.normal_form(kind, text, home) not in known:
            first = not contact_keys.points_of(work.read, contact_id, kind)
            points.add(work, contact_id, points.Reach(kind, text, is_primary=first))
