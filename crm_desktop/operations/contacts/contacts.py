"""People and companies: adding them, changing what is known of them, and where people work."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import clean
from crm_desktop.domain.contacts import Contact, ContactKind, Employment, PointKind, Standing, Tag, sort_key
from crm_desktop.operations import stamps
from crm_desktop.operations.contacts import fields as contact_fields
from crm_desktop.operations.contacts import points
from crm_desktop.store.queries import contact_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from crm_desktop.domain.changes import Outcome
    from crm_desktop.store.unit_of_work import Work, Writer

#: A chain of companies that belong to each other is never longer.
_DEEPEST = 20


@dataclass(frozen=True)
class NewContact:
    """What is known of a contact on the day it is added; `fields` are further fields of the record by name."""

    name: str = ""
    given_name: str = ""
    family_name: str = ""
    job_title: str = ""
    #: The employer or parent: one that is there, or the name of one that is found or made.
    company_id: int | None = None
    company_name: str = ""
    standing: Standing = Standing.PROSPECT
    phone: str = ""
    mobile: str = ""
    email: str = ""
    website: str = ""
    address: points.PostalLines | None = None
    #: The address in one line, as it is typed (`postal_lines`).
    address_text: str = ""
    tags: Sequence[str] = ()
    fields: Mapping[str, object] = field(default_factory=dict)


def add_person(writer: Writer, *, new: NewContact) -> Outcome[int]:
    """Add a person, and the company if it is named and not known yet; the value is the person's id."""
    with writer.step(_("Add contact")) as work:
        contact = _add(work, ContactKind.PERSON, new)
        work.label = _("Add contact “{name}”").format(name=contact.name)
        contact_id = contact.id
    return work.outcome(contact_id)


def add_company(writer: Writer, *, new: NewContact) -> Outcome[int]:
    """Add a company; the value is its id."""
    with writer.step(_("Add company")) as work:
        contact = _add(work, ContactKind.COMPANY, new)
        work.label = _("Add company “{name}”").format(name=contact.name)
        contact_id = contact.id
    return work.outcome(contact_id)


def change_contact(
    writer: Writer, *, contact_id: int, fields: Mapping[str, object], version: int | None = None
) -> Outcome[None]:
    """Change fields of a contact by name (`contact_fields.FIELDS`).

    Raises BadInput with the field, or Conflict when the contact no longer has the version that was shown.
    """
    with writer.step(_("Change contact")) as work:
        contact = work.get(Contact, contact_id, version=version)
        set_fields(work, contact, fields)
        stamps.changed(work, contact)
        work.label = _change(contact.name, fields)
    return work.outcome(None)


def change_standing(writer: Writer, *, contact_ids: Collection[int], standing: Standing) -> Outcome[None]:
    """Say what several contacts are to the firm."""
    with writer.step(_("Change standing")) as work:
        for contact_id in contact_ids:
            contact = work.get(Contact, contact_id)
            contact.standing = standing
            stamps.changed(work, contact)
        work.label = _label(work, contact_ids, _("Change standing of “{name}”"), _change_standings(len(contact_ids)))
    return work.outcome(None)


def change_tags(
    writer: Writer, *, contact_ids: Collection[int], add: Collection[str] = (), remove: Collection[str] = ()
) -> Outcome[None]:
    """Put tags on contacts and take others off; a tag that is there already, in any case, is not put twice."""
    with writer.step(_("Change tags")) as work:
        for contact_id in contact_ids:
            _set_tags(work, work.get(Contact, contact_id), add, remove)
        work.label = _label(work, contact_ids, _("Change tags of “{name}”"), _change_tags(len(contact_ids)))
    return work.outcome(None)


def employ(
    writer: Writer, *, person_id: int, company_id: int, job_title: str = "", since: date | None = None
) -> Outcome[None]:
    """Let a person work for a company from a day on, by default today; the employment before it ends the day before.

    What happened at the old company stays in its history.
    """
    with writer.step(_("Change employer")) as work:
        person, company = work.get(Contact, person_id), work.get(Contact, company_id)
        _check_employment(person, company)
        starts = since or work.today
        _end_employments(work, person_id, starts - timedelta(days=1))
        person.company_id, person.job_title = company_id, clean(job_title)
        stamps.changed(work, person)
        work.add(Employment(person_id=person_id, company_id=company_id, job_title=clean(job_title), started=starts))
        work.label = _("“{name}” works for “{company}”").format(name=person.name, company=company.name)
    return work.outcome(None)


def end_employment(writer: Writer, *, person_id: int, ended: date | None = None) -> Outcome[None]:
    """Let a person have left the company, by default today; the company keeps the person as a former one."""
    with writer.step(_("End employment")) as work:
        person = work.get(Contact, person_id)
        if person.company_id is None:
            raise Refused(_("“{name}” works for no company.").format(name=person.name))
        _end_employments(work, person_id, ended or work.today)
        person.company_id, person.job_title = None, ""
        stamps.changed(work, person)
        work.label = _("“{name}” left the company").format(name=person.name)
    return work.outcome(None)


def company_named(work: Work, name: str) -> int | None:
    """Return the id of the company of this name, found or made within the step; None for an empty name.

    For other operations: spellings that fold to the same words are the same company.
    """
    text = clean(name)
    if not text:
        return None
    found = contact_keys.by_name(work.read, ContactKind.COMPANY, sort_key(ContactKind.COMPANY, text, "", ""))
    if found:
        return found[0]
    company = Contact(kind=ContactKind.COMPANY, name=text, sort_key="")
    contact_fields.set_name(company)
    return stamps.added(work, company).id


def set_fields(work: Work, contact: Contact, fields: Mapping[str, object]) -> None:
    """Give a contact other values inside the step of another operation. Raises BadInput for one that cannot be."""
    values = contact_fields.cleaned(fields, work.today)
    _check_references(work, contact, values)
    _check_number(work, contact, values.get("customer_number"))
    for name, value in values.items():
        setattr(contact, name, value)
    contact_fields.set_name(contact)


def move(work: Work, person: Contact, company_id: int | None, *, keeps_title: bool = False) -> None:
    """Let a person work for another company from today, or for none, inside the step of another operation.

    What happened at the old company stays in its history. One that was never dated leaves an employment behind.
    """
    _end_employments(work, person.id, work.today - timedelta(days=1))
    if company_id is None:
        person.company_id, person.job_title = None, ""
    else:
        company = work.get(Contact, company_id)
        _check_employment(person, company)
        person.company_id = company_id
        person.job_title = person.job_title if keeps_title else ""
        title = person.job_title
        work.add(Employment(person_id=person.id, company_id=company_id, job_title=title, started=work.today))
    stamps.changed(work, person)


def _add(work: Work, kind: ContactKind, new: NewContact) -> Contact:
    fields = {**new.fields, "standing": new.standing, "company_id": new.company_id, "job_title": new.job_title}
    if kind is ContactKind.PERSON:
        fields |= {"given_name": new.given_name, "family_name": new.family_name}
    else:
        fields |= {"name": new.name}
    if new.company_id is None:
        fields["company_id"] = company_named(work, new.company_name)
    contact = Contact(kind=kind, name="", sort_key="", last_activity_at=work.now)
    set_fields(work, contact, fields)
    stamps.added(work, contact)
    _add_parts(work, contact, new)
    return contact


def _add_parts(work: Work, contact: Contact, new: NewContact) -> None:
    given = (
        (PointKind.PHONE, new.phone),
        (PointKind.MOBILE, new.mobile),
        (PointKind.EMAIL, new.email),
        (PointKind.WEB, new.website),
    )
    for kind, value in given:
        if clean(value):
            points.add(work, contact.id, points.Reach(kind, value, is_primary=True))
    if new.address is not None:
        points.add_address(work, contact.id, new.address)
    elif clean(new.address_text):
        points.add_address_text(work, contact, new.address_text)
    _set_tags(work, contact, new.tags, ())
    if contact.kind is ContactKind.PERSON and contact.company_id is not None:
        work.add(Employment(person_id=contact.id, company_id=contact.company_id, job_title=contact.job_title))


def _check_references(work: Work, contact: Contact, values: Mapping[str, object]) -> None:
    """Raise NotFound or BadInput unless the contacts referred to are there and fit."""
    own_id = getattr(contact, "id", None)
    company_id, referrer = values.get("company_id"), values.get("referred_by_id")
    if isinstance(referrer, int):
        work.get(Contact, referrer)
        if referrer == own_id:
            raise BadInput(_("Nobody recommends themselves."), field="referred_by_id")
    if isinstance(company_id, int):
        company: Contact | None = work.get(Contact, company_id)
        if company is not None and company.kind is not ContactKind.COMPANY:
            raise BadInput(_("“{name}” is not a company.").format(name=company.name), field="company_id")
        for _level in range(_DEEPEST):
            if company is None:
                return
            if company.id == own_id:
                raise BadInput(_("A company cannot belong to itself."), field="company_id")
            company = None if company.company_id is None else work.get(Contact, company.company_id)


def _check_number(work: Work, contact: Contact, number: object) -> None:
    """Raise BadInput when another contact has this customer number."""
    if not isinstance(number, str):
        return
    owner = contact_keys.owner_of_number(work.read, number)
    if owner is not None and owner != getattr(contact, "id", None):
        name = work.get(Contact, owner).name
        raise BadInput(
            _("The customer number {number} belongs to “{name}”.").format(number=number, name=name),
            field="customer_number",
        )


def _check_employment(person: Contact, company: Contact) -> None:
    if person.kind is not ContactKind.PERSON:
        raise BadInput(_("Only people are employed."), field="person_id")
    if company.kind is not ContactKind.COMPANY:
        raise BadInput(_("“{name}” is not a company.").format(name=company.name), field="company_id")


def _end_employments(work: Work, person_id: int, day: date) -> None:
    """End what has not ended; a person whose employer was only noted gets that one as a former one too."""
    person = work.get(Contact, person_id)
    present = contact_keys.present_employments(work.read, person_id)
    if not present and person.company_id is not None:
        work.add(Employment(person_id=person_id, company_id=person.company_id, job_title=person.job_title, ended=day))
    for employment_id in present:
        employment = work.get(Employment, employment_id)
        employment.ended = day if employment.started is None else max(day, employment.started)


def _set_tags(work: Work, contact: Contact, add: Collection[str], remove: Collection[str]) -> None:
    present = {name.casefold(): tag_id for tag_id, name in contact_keys.tags_of(work.read, contact.id)}
    for name in remove:
        if (tag_id := present.pop(clean(name).casefold(), None)) is not None:
            work.delete(work.get(Tag, tag_id))
    for name in dict.fromkeys(clean(name) for name in add):
        if name and name.casefold() not in present:
            work.add(Tag(contact_id=contact.id, name=name[: contact_fields.LONGEST_LINE]))
            present[name.casefold()] = 0


def _label(work: Work, contact_ids: Collection[int], one: str, many: str) -> str:
    """Return the step's name: with the contact's name where there is one, with their number otherwise."""
    if len(contact_ids) != 1:
        return many
    return one.format(name=work.get(Contact, next(iter(contact_ids))).name)


def _change(name: str, fields: Mapping[str, object]) -> str:
    """Return the name of a step that changes a contact: what was changed, where it is one field."""
    if len(fields) != 1:
        return _("Change “{name}”").format(name=name)
    field = next(iter(fields))
    return _("Change “{field}” of “{name}”").format(field=contact_fields.labels()[field], name=name)


def _change_standings(n: int) -> str:
    return plural("Change standing of {n} contact", "Change standing of {n} contacts", n)


def _change_tags(n: int) -> str:
    return plural("Change tags of {n} contact", "Change tags of {n} contacts", n)
