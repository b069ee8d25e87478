"""What recipients answer: told by hand, known by the code on the letter, or read from an e-mail."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from crm_desktop.base import reply_codes
from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.campaigns import CampaignMember, Response
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.consents import Channel
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.exchange.mail_in import Mail, read_mail
from crm_desktop.operations.campaigns.reply_guess import guess
from crm_desktop.operations.history import files, history
from crm_desktop.operations.privacy import consents
from crm_desktop.store.queries import campaign_replies as queries
from crm_desktop.store.queries.campaign_replies import Addressee
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer

#: Letters of an answer that are kept beside the recipient; the history holds all of it.
_LONGEST = 2_000


class ReplyGuess(NamedTuple):
    """Who seems to answer in an e-mail, how that is known, and what the answer seems to be."""

    who: Addressee | None
    #: "code", "sender", or "" where nobody is known.
    by: str
    response: Response
    subject: str
    text: str
    at: datetime | None
    sender: str


def record_reply(
    writer: Writer,
    *,
    member_id: int,
    response: Response,
    text: str = "",
    at: datetime | None = None,
    object_to_all: bool = False,
) -> Outcome[int]:
    """Note what a recipient answered; the value is the entry of the history. An objection is taken as one.

    `object_to_all` lets it hold for every channel and not only for the campaign's.
    """
    with writer.step(_("Record answer")) as work:
        entry_id = answer(work, member_id, response, text=text, at=at, by="hand", object_to_all=object_to_all)
        work.label = _label(work, member_id)
    return work.outcome(entry_id)


def find_code(reader: Reader, *, code: str) -> Addressee:
    """Return whose code it is. Raises BadInput for one with a slip in it, NotFound for one nobody was sent."""
    number = reply_codes.number_of(code)
    if number is None:
        raise BadInput(
            _("There is a slip in the code “{code}”.").format(code=clean(code)[:20]),
            _("It has six letters and digits, like K7Q-3FM."),
            field="code",
        )
    found = queries.addressee(reader, member_id=number)
    if found is None:
        raise NotFound(_("Nobody was sent the code “{code}”.").format(code=clean(code)[:20]))
    return found


def read_reply(reader: Reader, *, data: bytes) -> ReplyGuess:
    """Return who seems to answer in a saved e-mail, and what. Raises BadInput for what is no e-mail."""
    return _read(reader, read_mail(data))


def take_reply(
    writer: Writer, *, data: bytes, member_id: int | None = None, response: Response | None = None
) -> Outcome[int]:
    """Take an e-mail in as an answer: by the code in it, else by who sent it; the value is the entry of the history.

    Raises BadInput where nobody is known who could have sent it and `member_id` names nobody.
    """
    mail = read_mail(data)
    with writer.step(_("Record answer")) as work:
        found = _read(work.read, mail)
        who = member_id if member_id is not None else found.who.member_id if found.who else None
        if who is None:
            raise BadInput(
                _("Nobody who was written to has the address “{address}”.").format(address=mail.sender.address),
                _("Choose the recipient it comes from."),
                field="member_id",
            )
        at = min(mail.at, work.now) if mail.at else work.now
        entry_id = answer(
            work, who, response or found.response, text=mail.text, subject=mail.subject, at=at, by="mail",
            kind=ActivityKind.EMAIL,
        )  # fmt: skip
        for file in mail.files:
            if 0 < len(file.data) <= files.LARGEST:
                files.keep(work, data=file.data, name=file.name, activity_id=entry_id)
        work.label = _label(work, who)
    return work.outcome(entry_id)


def answer(
    work: Work,
    member_id: int,
    response: Response,
    *,
    text: str = "",
    subject: str = "",
    at: datetime | None = None,
    by: str = "hand",
    kind: ActivityKind = ActivityKind.NOTE,
    object_to_all: bool = False,
) -> int:
    """Note an answer inside another step and return the entry of the history."""
    who = queries.addressee(work.read, member_id=member_id)
    if who is None:
        raise NotFound(_("This recipient is not there any more."))
    at = at or work.now
    history.check_time(work, at)
    member = work.get(CampaignMember, member_id)
    # The first answer counts for the time, the last one for what was said; what came back was never read.
    if response is not Response.UNDELIVERABLE:
        member.responded_at = min(member.responded_at, at) if member.responded_at else at
    member.response, member.answered_by = response.value, by
    member.answer = clean(text, lines=True)[:_LONGEST]
    entry = history.record(
        work, kind=kind, contacts=[who.contact_id], at=at, direction=Direction.IN,
        subject=clean(subject) or _("Answer to “{campaign}”").format(campaign=who.campaign),
        body=clean(text, lines=True) or response_words(response), result=response_words(response),
        campaign_id=who.campaign_id,
    )  # fmt: skip
    entry_id = entry.id
    if response is Response.OBJECTION:
        channels = list(Channel) if object_to_all else [who.consent_channel]
        source = _("Answer to “{campaign}”").format(campaign=who.campaign)
        consents.take_objection(work, who.contact_id, channels, source=source, told=False)
    return entry_id


def response_words(response: Response) -> str:
    """Return what an answer is called."""
    return {
        Response.INTERESTED: _("Interested"),
        Response.ORDERED: _("Ordered"),
        Response.RECOMMENDED: _("Recommended somebody"),
        Response.NOT_NOW: _("Not now"),
        Response.NO_INTEREST: _("No interest"),
        Response.OBJECTION: _("Wants no advertising"),
        Response.UNDELIVERABLE: _("Could not be delivered"),
        Response.OTHER: _("Other answer"),
    }[response]


def _read(reader: Reader, mail: Mail) -> ReplyGuess:
    known = [reply_codes.number_of(code) for code in reply_codes.codes_in(f"{mail.subject}\n{mail.text}")]
    by_code = [queries.addressee(reader, member_id=number) for number in known if number]
    found = [one for one in by_code if one is not None]
    by_sender = queries.addressees_of(reader, email=mail.sender.address)
    senders = {one.contact_id for one in by_sender}
    # Of several codes that of the sender: mails quote what others were sent.
    who = next((one for one in found if one.contact_id in senders), found[0] if found else None)
    by = "code" if who else "sender" if by_sender else ""
    return ReplyGuess(
        who or (by_sender[0] if by_sender else None), by, guess(mail.subject, mail.text), mail.subject, mail.text,
        mail.at, mail.sender.address,
    )  # fmt: skip


def _label(work: Work, member_id: int) -> str:
    who = queries.addressee(work.read, member_id=member_id)
    return _("Record answer of “{name}”").format(name=who.name if who else "")
