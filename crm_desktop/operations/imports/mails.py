"""Taking mailboxes in: each e-mail becomes an entry of the history of whoever has its addresses, its files with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.base.times import to_text
from crm_desktop.domain.contacts import Contact, ContactKind, PointKind
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.domain.records import MailRecord
from crm_desktop.exchange.names import is_company, split_name
from crm_desktop.operations import stamps
from crm_desktop.operations.contacts import fields as contact_fields
from crm_desktop.operations.contacts import points
from crm_desktop.operations.contacts.points import Reach
from crm_desktop.operations.history import files, history
from crm_desktop.operations.imports.report import Fate, Item, Tally
from crm_desktop.operations.imports.treatment import Strangers
from crm_desktop.store.queries import firm, import_keys, mails
from crm_desktop.store.unit_of_work import Work


class MailImport:
    """Takes e-mails batch by batch into an open step; one that is there already is passed over."""

    def __init__(self, work: Work, tally: Tally, strangers: Strangers = Strangers.ADD) -> None:
        self._work, self._tally, self._strangers = work, tally, strangers
        self._known = {row.external_id for row in import_keys.record_keys(work.read, "activity") if row.external_id}
        self._prints: set[mails.MailPrint] = set()
        for one in mails.mail_prints(work.read):
            self._prints |= {one, one._replace(at="")}
        self._own = _own_addresses(work)

    def take(self, items: Sequence[Item]) -> None:
        """Add the e-mails of a batch."""
        for item in items:
            self._take(item, cast("MailRecord", item.record))

    def finish(self) -> None:
        """Nothing is left to do."""

    def _take(self, item: Item, mail: MailRecord) -> None:
        at = min(mail.at, self._work.now) if mail.at else self._work.now
        subject = mail.subject or _no_subject(mail)
        begins = clean(mail.text, lines=True)[: mails.TELLING]
        print_ = mails.MailPrint(to_text(at) if mail.at else "", clean(subject), begins)
        if (mail.message_id and mail.message_id in self._known) or print_ in self._prints:
            self._tally.count(Fate.SKIPPED)
            return
        concerned, incoming = self._concerned(item, mail, at)
        if concerned is None:
            return
        entry = history.record(
            self._work, kind=ActivityKind.EMAIL, subject=subject, body=mail.text,
            contacts=concerned, at=at, direction=Direction.IN if incoming else Direction.OUT,
        )  # fmt: skip
        if mail.message_id:
            entry.external_id = mail.message_id
            self._known.add(mail.message_id)
        entry_id = entry.id
        self._work.flush()
        self._prints |= {print_, print_._replace(at="")}
        self._keep_files(item, mail, entry_id)
        if mail.at is None:
            self._tally.remark(item.row, "at", "", _("The e-mail has no date; it was taken as of today."))
        self._tally.count(Fate.ADDED)

    def _concerned(self, item: Item, mail: MailRecord, at: datetime) -> tuple[list[int] | None, bool]:
        """Return whom a mail concerns and whether it came in; None where it is left outside."""
        senders = mails.contacts_with_addresses(self._work.read, [mail.sender[1]])
        receivers = mails.contacts_with_addresses(self._work.read, [address for _name, address in mail.to])
        outgoing = mail.sender[1] in self._own or (not senders and bool(receivers))
        found = list(dict.fromkeys([*senders, *receivers]))
        if found:
            return found, not outgoing
        others = [one for one in (mail.to if outgoing else (mail.sender,)) if one[1] and one[1] not in self._own]
        if self._strangers is Strangers.LEAVE:
            who = ", ".join(address for _name, address in others[:3]) or mail.sender[1]
            self._tally.refuse(item, "contact", who, _("Nobody here has the address “{address}”.").format(address=who))
            return None, False
        if not others:
            self._tally.remark(item.row, "contact", "", _("The e-mail names nobody; it stands in the history alone."))
        return [self._stranger(item, *one, at) for one in others[:1]], not outgoing

    def _stranger(self, item: Item, name: str, address: str, at: datetime) -> int:
        """Make a contact of somebody who is known by an address alone."""
        parts = split_name(clean(name)) if name and "@" not in name and not is_company(name) else None
        if parts is not None and parts.given:
            contact = Contact(kind=ContactKind.PERSON, name="", sort_key="", last_activity_at=at)
            contact.given_name, contact.family_name, contact.title = parts.given, parts.family, parts.title
        else:
            contact = Contact(kind=ContactKind.COMPANY, name=clean(name) or address, sort_key="", last_activity_at=at)
        contact_fields.set_name(contact)
        contact_id = stamps.added(self._work, contact).id
        try:
            points.add(self._work, contact_id, Reach(PointKind.EMAIL, address, is_primary=True))
        except BadInput as error:
            self._tally.remark(item.row, "email", address, error.message)
        self._work.flush()
        self._tally.created["contact"] += 1
        return contact_id

    def _keep_files(self, item: Item, mail: MailRecord, entry_id: int) -> None:
        for name, data in mail.files:
            if 0 < len(data) <= files.LARGEST:
                files.keep(self._work, data=data, name=name, activity_id=entry_id)
            else:
                said = _("The file was left out: it is empty or too large.")
                self._tally.remark(item.row, "files", name, said)


def _no_subject(mail: MailRecord) -> str:
    """Return the beginning of a mail that has no subject, or the name of its first file."""
    line = next(iter(mail.text.splitlines()), "") or (mail.files[0][0] if mail.files else "")
    return clean(line)[:80]


def _own_addresses(work: Work) -> frozenset[str]:
    """Return the firm's own e-mail addresses."""
    ours = firm.firm(work.read)
    found: Iterable[str] = (ours.email, ours.contact_email) if ours else ()
    return frozenset(one.strip().lower() for one in found if one)
