"""The e-mail that answers an inquiry: a draft for the user's mail program, with the greeting and the text quoted."""

from __future__ import annotations

from datetime import datetime

from crm_desktop.base.errors import NotFound
from crm_desktop.base.files import safe_name
from crm_desktop.base.i18n import _, spoken
from crm_desktop.exchange.mail_in import Person
from crm_desktop.exchange.mail_out import MailDraft, write_draft
from crm_desktop.operations.letters.salutations import Addressee, first_line
from crm_desktop.operations.offers.mails import DraftFile
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries.leads import lead as the_lead
from crm_desktop.store.reading import Reader


def answer_draft(reader: Reader, *, lead_id: int, subject: str, now: datetime) -> DraftFile:
    """Return the draft of an answer. Raises NotFound for an inquiry that is not there."""
    lead = the_lead(reader, lead_id=lead_id)
    if lead is None:
        raise NotFound(_("This inquiry is not there any more."))
    firm = firm_queries.the_firm(reader)
    whom = Addressee(
        salutation=lead.salutation, given_name=lead.given_name, family_name=lead.family_name,
        is_company=not lead.person,
    )  # fmt: skip
    greeting = first_line(whom, language=spoken(), country=lead.country or "DE")
    quoted = "\n".join(f"> {line}".rstrip() for line in lead.raw_text.splitlines())
    text = "\n\n".join(part for part in (greeting, _("thank you for your inquiry."), quoted) if part)
    draft = MailDraft(
        to=(Person(lead.person, lead.email),) if lead.email else (),
        subject=subject,
        text=text,
        at=now,
        sender=Person(firm.contact_name or firm.name, firm.contact_email or firm.email),
    )
    name = safe_name(subject.replace(":", "")) or "mail"
    return DraftFile(f"{name}.eml", write_draft(draft), addressed=bool(lead.email))
