"""A mail becomes an inquiry: who wrote it, what it says and its files, in one step."""

from __future__ import annotations

from crm_desktop.base.errors import Conflict
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.exchange.inquiries.reading import read
from crm_desktop.exchange.mail_in import Mail, read_mail
from crm_desktop.operations.capture import NewFile
from crm_desktop.operations.history import files
from crm_desktop.operations.leads import leads
from crm_desktop.operations.leads.fields import name_of
from crm_desktop.store.queries import contact_keys, lead_matches
from crm_desktop.store.unit_of_work import Writer


def take_mail_as_lead(writer: Writer, *, data: bytes) -> Outcome[int]:
    """Make an inquiry of a saved mail (.eml); the value is its id.

    Raises BadInput for what is no mail, Conflict for one that is an inquiry already.
    """
    mail = read_mail(data)
    with writer.step(_("Take in inquiry")) as work:
        at = min(mail.at, work.now) if mail.at else work.now
        text = clean(mail.text, lines=True)
        known = lead_matches.lead_like(work.read, raw_text=text, arrived_at=at)
        if known is not None:
            raise Conflict(_("This e-mail is among the inquiries already."))
        inquiry = read(
            text, today=at.astimezone().date(), home=contact_keys.country_of_firm(work.read),
            sender=mail.sender, subject=mail.subject,
        )  # fmt: skip
        fields = {"channel": _("E-mail"), "title": mail.subject, "email": mail.sender.address, **inquiry.values()}
        lead = leads.take_in(
            work, text, fields, arrived_at=at, attached=_kept(mail), reads=False, subject=mail.subject
        )  # fmt: skip
        lead_id = lead.id
        work.label = _("Add inquiry from “{name}”").format(name=name_of(lead))
    return work.outcome(lead_id)


def _kept(mail: Mail) -> list[NewFile]:
    return [NewFile(file.name, file.data) for file in mail.files if 0 < len(file.data) <= files.LARGEST]
