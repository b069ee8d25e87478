"""Who belongs to whom: employers with their days, parent companies, referrers, and what somebody decides in buying.

Taking up and leaving a position is in `contacts` (`employ`, `end_employment`); here are the details and the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.contacts import Contact, ContactKind, Employment
from crm_desktop.operations import stamps
from crm_desktop.operations.contacts import contacts
from crm_desktop.store.queries import contact_keys

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.domain.changes import Outcome
    from crm_desktop.store.unit_of_work import Work, Writer


def work_for(
    writer: Writer, *, person_id: int, company: str = "", company_id: int | None = None
) -> Outcome[int | None]:
    """Let a person work for a company by its id or its name, made where it is not known; "" ends the employment.

    The employment before ends the day before. The value is the id of the company.
    """
    with writer.step(_("Change employer")) as work:
        person = work.get(Contact, person_id)
        found = company_id if company_id is not None else contacts.company_named(work, company)
        if found == person.company_id:
            work.label = _("Change employer")
        else:
            contacts.move(work, person, found, keeps_title=found is not None)
            work.label = _("Change employer of “{name}”").format(name=person.name)
    return work.outcome(found)


def change_employment(
    writer: Writer, *, employment_id: int, job_title: str, started: date | None, ended: date | None
) -> Outcome[None]:
    """Change position and days of an employment. Raises BadInput where it would end before it begins."""
    with writer.step(_("Change employment")) as work:
        employment = work.get(Employment, employment_id)
        if started and ended and ended < started:
            raise BadInput(_("An employment cannot end before it begins."), field="ended")
        person = work.get(Contact, employment.person_id)
        is_present = employment.ended is None and person.company_id == employment.company_id
        if is_present and ended is None:
            person.job_title = clean(job_title)
            stamps.changed(work, person)
        elif is_present:
            person.company_id, person.job_title = None, ""
            stamps.changed(work, person)
        elif ended is None and person.company_id is None:  # the day of leaving was an error: nobody left
            person.company_id, person.job_title = employment.company_id, clean(job_title)
            stamps.changed(work, person)
        employment.job_title, employment.started, employment.ended = clean(job_title), started, ended
        work.label = _("Change employment of “{name}”").format(name=person.name)
    return work.outcome(None)


def remove_employment(writer: Writer, *, employment_id: int) -> Outcome[None]:
    """Remove an employment that never was; a person working there works there no longer."""
    with writer.step(_("Remove employment")) as work:
        employment = work.get(Employment, employment_id)
        person = work.get(Contact, employment.person_id)
        if employment.ended is None and person.company_id == employment.company_id:
            person.company_id, person.job_title = None, ""
            stamps.changed(work, person)
        work.delete(employment)
        work.label = _("Remove employment of “{name}”").format(name=person.name)
    return work.outcome(None)


def belong_to(writer: Writer, *, company_id: int, parent: str = "", parent_id: int | None = None) -> Outcome[None]:
    """Let a company belong to another one by its id or its name; "" lets it belong to none."""
    with writer.step(_("Change parent company")) as work:
        company = work.get(Contact, company_id)
        if company.kind is not ContactKind.COMPANY:
            raise BadInput(_("“{name}” is not a company.").format(name=company.name), field="company_id")
        found = parent_id if parent_id is not None else contacts.company_named(work, parent)
        contacts.set_fields(work, company, {"company_id": found})
        stamps.changed(work, company)
        work.label = _("Change parent company of “{name}”").format(name=company.name)
    return work.outcome(None)


def recommended_by(
    writer: Writer, *, contact_id: int, referrer: str = "", referrer_id: int | None = None
) -> Outcome[None]:
    """Note who recommended the firm to a contact, by id or by a name that is known once; "" notes nobody."""
    with writer.step(_("Change recommendation")) as work:
        contact = work.get(Contact, contact_id)
        found = referrer_id if referrer_id is not None else _known(work, referrer)
        contacts.set_fields(work, contact, {"referred_by_id": found})
        stamps.changed(work, contact)
        work.label = _("Change who recommended us to “{name}”").format(name=contact.name)
    return work.outcome(None)


def _known(work: Work, name: str) -> int | None:
    """Return the one contact of a name. Raises BadInput where there is none, or more than one."""
    text = clean(name)
    if not text:
        return None
    found = contact_keys.called(work.read, text)
    if len(found) != 1:
        message = _("There is nobody called “{name}”.") if not found else _("There are several called “{name}”.")
        raise BadInput(message.format(name=text), _("Choose one from the list."), field="referred_by_id")
    return found[0]
