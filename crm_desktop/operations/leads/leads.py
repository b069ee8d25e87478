"""Inquiries come in: typed, pasted, read from a mail, what they say filled in; changed, assigned, binned."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Contact, ContactKind
from crm_desktop.domain.history import Activity
from crm_desktop.domain.kinds import ActivityKind, Direction
from crm_desktop.domain.leads import Lead
from crm_desktop.exchange.inquiries.reading import read
from crm_desktop.operations import stamps
from crm_desktop.operations.capture import NewFile
from crm_desktop.operations.history import files, history, lead_answers
from crm_desktop.operations.leads import fields as lead_fields
from crm_desktop.operations.leads.channels import entry_kind
from crm_desktop.operations.leads.fields import name_of
from crm_desktop.store.queries import contact_keys, lead_matches
from crm_desktop.store.queries.firm import currency
from crm_desktop.store.unit_of_work import Work, Writer

#: Letters of a text that are kept; longer ones are lists and logs.
_LONGEST = 200_000


def add_lead(
    writer: Writer,
    *,
    raw_text: str = "",
    fields: Mapping[str, object] | None = None,
    arrived_at: datetime | None = None,
    attached: Sequence[NewFile] = (),
    reads: bool = True,
) -> Outcome[int]:
    """Take in an inquiry; the value is its id. With `reads`, what the text says fills the fields that are not given.

    The text is kept as it is, in the inquiry and as an entry of its history. Raises BadInput for one that says nothing
    or lies in the future.
    """
    with writer.step(_("Add inquiry")) as work:
        lead = take_in(work, raw_text, fields or {}, arrived_at=arrived_at, attached=attached, reads=reads)
        lead_id = lead.id
        work.label = _("Add inquiry from “{name}”").format(name=name_of(lead))
    return work.outcome(lead_id)


def take_in(
    work: Work,
    raw_text: str,
    fields: Mapping[str, object],
    *,
    arrived_at: datetime | None = None,
    attached: Sequence[NewFile] = (),
    reads: bool = True,
    subject: str = "",
) -> Lead:
    """Take in an inquiry inside the step of another operation and return it, with its id."""
    text = clean(raw_text, lines=True)[:_LONGEST]
    at = arrived_at or work.now
    history.check_time(work, at)
    given = {name: value for name, value in fields.items() if value not in (None, "")}
    known = _read(work, text, at) if reads and text else {}
    if not text and not given:
        raise BadInput(_("This inquiry says nothing yet."), _("Paste its text or fill in a field."), field="raw_text")
    for file in attached:
        files.check(file.data)
    lead = Lead(raw_text=text, arrived_at=at, answer_by=lead_answers.due_day(work, at))
    lead_fields.put(work, lead, {"currency": currency(work.read), **known, **given}, correcting=True)
    lead.was_known = bool(lead_matches.by_reach(work.read, emails=[lead.email], phones=[lead.phone, lead.mobile]))
    stamps.added(work, lead)
    _write_down(work, lead, subject, attached)
    return lead


def change_lead(
    writer: Writer, *, lead_id: int, fields: Mapping[str, object], version: int | None = None
) -> Outcome[None]:
    """Change what is known of an inquiry, by the names of `lead_fields.LeadFields`; its text never changes.

    Another source, channel or campaign corrects the first touch too, as long as there was only one. Raises Conflict
    when the inquiry no longer has the version that was shown, BadInput with the field that is wrong.
    """
    with writer.step(_("Change inquiry")) as work:
        lead = work.get(Lead, lead_id, version=version)
        lead_fields.put(work, lead, fields, correcting=True)
        stamps.changed(work, lead)
        work.label = _("Change inquiry from “{name}”").format(name=name_of(lead))
    return work.outcome(None)


def touch_lead(
    writer: Writer, *, lead_id: int, source: str = "", channel: str = "", campaign_id: int | None = None
) -> Outcome[None]:
    """Note what brought an inquiry back: it counts from now on, and the first touch stays what it was."""
    with writer.step(_("Change source")) as work:
        lead = work.get(Lead, lead_id)
        said = {"source": source, "channel": channel, "campaign_id": campaign_id}
        lead_fields.put(work, lead, {name: value for name, value in said.items() if value}, correcting=False)
        stamps.changed(work, lead)
        work.label = _("Change source of the inquiry from “{name}”").format(name=name_of(lead))
    return work.outcome(None)


def assign_lead(writer: Writer, *, lead_id: int, contact_id: int | None) -> Outcome[None]:
    """Say who an inquiry is from: a person or a company that is known; None takes it back.

    Its entries stand in that contact's history from then on.
    """
    with writer.step(_("Assign inquiry")) as work:
        lead = work.get(Lead, lead_id)
        lead.contact_id = lead.company_id = None
        if contact_id is not None:
            found = work.get(Contact, contact_id)
            if found.kind is ContactKind.COMPANY:
                lead.company_id = contact_id
            else:
                lead.contact_id, lead.company_id = contact_id, found.company_id
            work.label = _("Assign the inquiry from “{name}” to “{contact}”").format(
                name=name_of(lead), contact=found.name
            )
        stamps.changed(work, lead)
        if contact_id is not None:
            link_entries(work, lead_id, [contact_id])
    return work.outcome(None)


def delete_leads(writer: Writer, *, lead_ids: Collection[int]) -> Outcome[None]:
    """Put inquiries into the bin; `trash.restore(kind="lead")` takes them out."""
    with writer.step(_("Delete inquiry")) as work:
        for lead_id in lead_ids:
            lead = work.get(Lead, lead_id)
            stamps.binned(work, lead)
            work.label = _("Delete the inquiry from “{name}”").format(name=name_of(lead))
        if len(lead_ids) != 1:
            work.label = plural("Delete {n} inquiry", "Delete {n} inquiries", len(lead_ids))
    return work.outcome(None)


def link_entries(work: Work, lead_id: int, contact_ids: Collection[int], deal_id: int | None = None) -> None:
    """Let the entries of an inquiry stand in the history of contacts, and of a deal, too."""
    whom = list(dict.fromkeys(contact_ids))
    for activity_id in lead_matches.entries_of(work.read, lead_id=lead_id):
        entry = work.get(Activity, activity_id)
        if deal_id is not None and entry.deal_id is None:
            entry.deal_id = deal_id
            stamps.changed(work, entry)
        work.flush()
        history.concern(work, entry, whom)


def _read(work: Work, text: str, at: datetime) -> dict[str, object]:
    inquiry = read(text, today=at.astimezone().date(), home=contact_keys.country_of_firm(work.read))
    return inquiry.values()


def _write_down(work: Work, lead: Lead, subject: str, attached: Sequence[NewFile]) -> None:
    """Begin the history of an inquiry with the text as it arrived, and keep its files there."""
    lead_id, at, text = lead.id, lead.arrived_at, lead.raw_text
    kind = entry_kind(lead.channel) if text else ActivityKind.SYSTEM
    said = subject or lead.title or _("Inquiry from “{name}”").format(name=name_of(lead))
    entry_id = history.record(
        work, kind=kind, subject=said, body=text, at=at, lead_id=lead_id,
        direction=Direction.IN if kind in (ActivityKind.EMAIL, ActivityKind.CALL) else Direction.NONE,
    ).id  # fmt: skip
    for file in attached:
        files.keep(work, data=file.data, name=file.name, activity_id=entry_id)
