"""Taking e-mails in: a saved mail becomes an entry of the history of whoever wrote it or was written to."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.base.errors import BadInput, Conflict
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.exchange.mail_in import Mail, MailFile, read_mail
from crm_desktop.operations.history import files, history
from crm_desktop.store.queries import mails as queries
from crm_desktop.store.unit_of_work import Work, Writer


class TakenMail(NamedTuple):
    """The entry a mail became, the contacts it was assigned to, and files that were not kept: empty or too large."""

    activity_id: int
    contacts: tuple[int, ...]
    left_out: tuple[str, ...] = ()


def take_mail(writer: Writer, *, data: bytes, about: int | None = None) -> Outcome[TakenMail]:
    """Write a saved e-mail into the history of the contacts with its addresses, its files with it.

    Nobody known among them, it goes to `about`. Raises BadInput for what is no mail or concerns nobody, Conflict for a
    mail that is there already.
    """
    mail = read_mail(data)
    with writer.step(_("Take in e-mail")) as work:
        senders = queries.contacts_with_addresses(work.read, [mail.sender.address])
        receivers = queries.contacts_with_addresses(work.read, [one.address for one in mail.to])
        concerned = tuple(dict.fromkeys([*senders, *receivers])) or ((about,) if about is not None else ())
        if not concerned:
            raise BadInput(
                _("Nobody here has the address “{address}”.").format(address=mail.sender.address),
                _("Drop the e-mail on the contact it belongs to."),
                field="contacts",
            )
        at = min(mail.at, work.now) if mail.at else work.now
        if queries.mail_is_there(work.read, contact_id=concerned[0], at=at, subject=clean(mail.subject)):
            raise Conflict(_("The e-mail “{subject}” is in the history already.").format(subject=mail.subject))
        entry_id = _entry(work, mail, concerned, incoming=bool(senders) or not receivers)
        work.label = _("Take in e-mail “{subject}”").format(subject=mail.subject or mail.sender.address)
    return work.outcome(TakenMail(entry_id, concerned, tuple(one.name for one in mail.files if not _can_be_kept(one))))


def _entry(work: Work, mail: Mail, concerned: tuple[int, ...], *, incoming: bool) -> int:
    at = min(mail.at, work.now) if mail.at else work.now
    entry_id = history.record(
        work,
        kind=ActivityKind.EMAIL,
        subject=mail.subject,
        body=mail.text,
        contacts=concerned,
        at=at,
        direction=Direction.IN if incoming else Direction.OUT,
    ).id
    for file in mail.files:
        if _can_be_kept(file):
            files.keep(work, data=file.data, name=file.name, activity_id=entry_id)
    return entry_id


def _can_be_kept(file: MailFile) -> bool:
    return 0 < len(file.data) <= files.LARGEST
