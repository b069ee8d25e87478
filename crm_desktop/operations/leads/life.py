"""What becomes of an inquiry before it is a deal: answered, qualified, put off, declined, opened again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.kinds import ActivityKind, Direction
from crm_desktop.domain.leads import OPEN, Lead, LeadStatus
from crm_desktop.operations import stamps
from crm_desktop.operations.history import history, lead_answers
from crm_desktop.operations.leads.fields import name_of
from crm_desktop.store.unit_of_work import Work, Writer

_LONGEST = 300


def answer_lead(
    writer: Writer,
    *,
    lead_id: int,
    kind: ActivityKind = ActivityKind.CALL,
    subject: str = "",
    body: str = "",
    minutes: int | None = None,
    at: datetime | None = None,
) -> Outcome[int]:
    """Write down that the firm turned to who asked; the inquiry is contacted and answered. The value is the entry's id.

    Raises BadInput for an answer in the future.
    """
    with writer.step(_("Answer inquiry")) as work:
        lead = work.get(Lead, lead_id)
        history.check_time(work, at)
        said = subject or (_("Answered") if not clean(body) else "")
        label = _("Answer the inquiry from “{name}”").format(name=name_of(lead))
        whom = [one for one in (lead.contact_id, lead.company_id) if one is not None]
        entry = history.record(
            work, kind=kind, subject=said, body=body, at=at, contacts=whom[:1], direction=Direction.OUT,
            minutes=minutes, lead_id=lead_id, deal_id=lead.deal_id,
        )  # fmt: skip
        entry_id = entry.id
        work.label = label
    return work.outcome(entry_id)


def qualify_lead(writer: Writer, *, lead_id: int) -> Outcome[None]:
    """Say that an inquiry is worth a deal, without making one yet. Raises Refused for one that is closed."""
    with writer.step(_("Qualify inquiry")) as work:
        lead = _still_open(work, lead_id)
        lead.status, lead.qualified_at = LeadStatus.QUALIFIED, lead.qualified_at or work.now
        stamps.changed(work, lead)
        work.label = _("Qualify the inquiry from “{name}”").format(name=name_of(lead))
    return work.outcome(None)


def disqualify_leads(writer: Writer, *, lead_ids: Collection[int], reason: str, note: str = "") -> Outcome[None]:
    """Decline inquiries for a reason. Raises BadInput without one, Refused for one that is a deal already."""
    with writer.step(_("Decline inquiry")) as work:
        why = clean(reason)[:_LONGEST]
        if not why:
            raise BadInput(_("Say why, so that the reports can count it."), field="reason")
        for lead_id in lead_ids:
            lead = _not_converted(work, lead_id)
            lead.status, lead.closed_at = LeadStatus.DISQUALIFIED, work.now
            lead.disqualify_reason, lead.disqualify_note = why, clean(note, lines=True)
            lead.later_until = None
            stamps.changed(work, lead)
            work.label = _("Decline the inquiry from “{name}”").format(name=name_of(lead))
            _tell(work, lead, _("Inquiry declined: {reason}").format(reason=why), note)
        if len(lead_ids) != 1:
            work.label = plural("Decline {n} inquiry", "Decline {n} inquiries", len(lead_ids))
    return work.outcome(None)


def reopen_lead(writer: Writer, *, lead_id: int) -> Outcome[None]:
    """Take up an inquiry again that was declined. Raises Refused for one that is open or became a deal."""
    with writer.step(_("Reopen inquiry")) as work:
        lead = _not_converted(work, lead_id)
        if lead.status in OPEN:
            raise Refused(_("This inquiry is open."))
        answered = LeadStatus.CONTACTED if lead.answered_at else LeadStatus.NEW
        lead.status = LeadStatus.QUALIFIED if lead.qualified_at else answered
        lead.closed_at, lead.disqualify_reason, lead.disqualify_note = None, "", ""
        stamps.changed(work, lead)
        work.label = _("Reopen the inquiry from “{name}”").format(name=name_of(lead))
        _tell(work, lead, _("Inquiry reopened"))
    return work.outcome(None)


def put_off_lead(writer: Writer, *, lead_id: int, until: date | None) -> Outcome[None]:
    """Put an inquiry off until a day; None takes that back. Raises BadInput for a day that is not to come."""
    with writer.step(_("Put off inquiry")) as work:
        lead = _still_open(work, lead_id)
        if until is not None and until <= work.today:
            raise BadInput(_("Choose a day that is still to come."), field="until")
        lead.later_until = until
        stamps.changed(work, lead)
        work.label = _("Put off the inquiry from “{name}”").format(name=name_of(lead))
    return work.outcome(None)


def mark_answered(writer: Writer, *, lead_id: int) -> Outcome[None]:
    """Note that an inquiry has been answered, without an entry that says how."""
    with writer.step(_("Mark inquiry as answered")) as work:
        lead = work.get(Lead, lead_id)
        work.label = _("Mark the inquiry from “{name}” as answered").format(name=name_of(lead))
        lead_answers.answer(work, lead, work.now)
    return work.outcome(None)


def _not_converted(work: Work, lead_id: int) -> Lead:
    lead = work.get(Lead, lead_id)
    if lead.status is LeadStatus.CONVERTED:
        raise Refused(
            _("The inquiry from “{name}” is a deal already.").format(name=name_of(lead)),
            _("Mark the deal as lost instead."),
        )
    return lead


def _still_open(work: Work, lead_id: int) -> Lead:
    lead = _not_converted(work, lead_id)
    if lead.status not in OPEN:
        raise Refused(_("This inquiry was declined."), _("Reopen it first."))
    return lead


def _tell(work: Work, lead: Lead, subject: str, body: str = "") -> None:
    whom = [one for one in (lead.contact_id, lead.company_id) if one is not None]
    history.record(
        work, kind=ActivityKind.SYSTEM, subject=subject, body=body, contacts=whom[:1], lead_id=lead.id
    )  # fmt: skip
