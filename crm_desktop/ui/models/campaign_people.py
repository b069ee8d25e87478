"""Who is behind the figures of a campaign, and the letter each of them gets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.errors import Refused
from crm_desktop.base.formats import day as day_words
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.domain.campaigns import CampaignChannel, CampaignStatus, LeftOut, Response
from crm_desktop.domain.serial import LeftOut as SerialLeftOut
from crm_desktop.domain.serial import Target
from crm_desktop.operations.campaigns.audience import reason_words, who_is_left_out
from crm_desktop.operations.campaigns.drawing import draw
from crm_desktop.store.queries import campaigns as queries
from crm_desktop.store.queries.contacts import rows as contact_rows
from crm_desktop.store.reading import Reader
from crm_desktop.ui.models.campaign_lines import Line
from crm_desktop.ui.widgets.two_line import TwoLine

if TYPE_CHECKING:
    from crm_desktop.store.queries.campaigns import CampaignDetail, RecipientRow

#: What is shown of a long list; who wants to see more narrows the segment.
_MOST = 2_000
#: Lists that are no reason for being left out.
FITTING, OUT, IN, SENT, ANSWERED, MISSING = "fitting", "out", "in", "sent", "answered", "missing"


class Recipient(NamedTuple):
    """Somebody a letter can be shown for: the member (0 before the recipients are fixed), the contact, the version."""

    member_id: int
    contact_id: int
    variant: str
    code: str


class Listed(NamedTuple):
    """One of the people behind a figure."""

    contact_id: int
    name: str
    detail: str
    right: str = ""
    #: The recipient whose answer can be put down; 0 for somebody who got nothing.
    member_id: int = 0


def read_recipients(reader: Reader, *, detail: CampaignDetail, today: date) -> list[Recipient]:
    """Return who gets a letter, before the recipients are fixed as it would come out today."""
    if detail.frozen_at is not None:
        rows = queries.recipients(reader, campaign_id=detail.id)
        return [Recipient(row.member_id, row.contact_id, row.variant, row.code) for row in rows if not row.held_out]
    chosen = draw(reader, detail, today=today).selection.chosen
    return [Recipient(0, one.contact_id, one.variant, "") for one in chosen if not one.held_out]


def read_people(reader: Reader, *, campaign_id: int, key: str, today: date) -> list[Listed]:
    """Return the people behind a figure: those who remain, are left out, were sent something or answered."""
    detail = queries.campaign(reader, campaign_id=campaign_id)
    if detail is None:
        return []
    if key in (IN, SENT, ANSWERED):
        return _members(reader, detail, key, today)
    reason = None if key in (OUT, FITTING) else LeftOut(key)
    out = who_is_left_out(reader, campaign_id=campaign_id, today=today, reason=reason, limit=_MOST)
    found = [Listed(row.contact_id, row.name, row.company, row.detail or reason_words(row.reason)) for row in out]
    return [*_members(reader, detail, IN, today), *found] if key == FITTING else found


def _members(reader: Reader, detail: CampaignDetail, key: str, today: date) -> list[Listed]:
    if detail.frozen_at is None:
        ids = [one.contact_id for one in read_recipients(reader, detail=detail, today=today)][:_MOST]
        return [Listed(row.id, row.name, row.company) for row in contact_rows(reader, ids=ids)] if ids else []
    rows = [row for row in queries.recipients(reader, campaign_id=detail.id) if not row.held_out]
    if key == SENT:
        rows = [row for row in rows if row.sent_at is not None]
    elif key == ANSWERED:
        rows = [row for row in rows if row.responded_at is not None]
    return [_member(row) for row in rows[:_MOST]]


def _member(row: RecipientRow) -> Listed:
    where = ", ".join(part for part in (row.company, row.city) if part)
    detail = " · ".join(part for part in (row.variant, where, row.answer) if part)
    if row.response:
        from crm_desktop.operations.campaigns.replies import response_words  # only with answers

        return Listed(row.contact_id, row.name, detail, response_words(Response(row.response)), row.member_id)
    sent = day_words(local_day(row.sent_at)) if row.sent_at else _("not sent yet")
    return Listed(row.contact_id, row.name, detail, sent, row.member_id if row.sent_at else 0)


def people_lines(found: Sequence[Listed]) -> list[Line]:
    """Return people as rows of a list."""
    return [_line(one) for one in found]


def _line(one: Listed) -> Line:
    sentence = ", ".join(part for part in (one.name, one.detail, one.right) if part)
    return Line(one.contact_id, TwoLine(one.name, one.detail, one.right, avatar=one.name), sentence, one)


class Mail(NamedTuple):
    """An e-mail as its reader gets it."""

    subject: str
    text: str


def letter_maker(
    detail: CampaignDetail, recipients: Sequence[Recipient], today: date
) -> Callable[[int, int], Callable[[Reader], bytes | Mail]]:
    """Return what writes the letter or e-mail of a recipient in a version, by their places."""
    write = mail_text if detail.channel is CampaignChannel.EMAIL else letter_pdf

    def make(place: int, version: int) -> Callable[[Reader], bytes | Mail]:
        return lambda reader: write(reader, detail, recipients[place], version, today)

    return make


def letter_pdf(reader: Reader, detail: CampaignDetail, one: Recipient, version: int, today: date) -> bytes:
    """Return the letter of one recipient in a version. Raises Refused where there is no text or values are missing."""
    from crm_desktop.operations.serial.letters import letters_pdf  # reportlab, on a lane

    template_id, target = _asked(detail, one, version)
    made = letters_pdf(reader, targets=[target], template_id=template_id, day=detail.starts_on or today)
    if not made.written:
        reason = made.left_out[0].reason if made.left_out else ""
        raise Refused(_("This recipient gets no letter."), reason)
    return made.pdf


def mail_text(reader: Reader, detail: CampaignDetail, one: Recipient, version: int, today: date) -> Mail:
    """Return the e-mail of one recipient in a version. Raises Refused as `letter_pdf` does."""
    from crm_desktop.operations.serial.mails import mail_text as whole  # on a lane
    from crm_desktop.operations.serial.texts import texts_for

    template_id, target = _asked(detail, one, version)
    texts = texts_for(reader, [target], template_id=template_id, day=detail.starts_on or today)
    found = next(iter(texts.to(reader, [target])))
    if isinstance(found, SerialLeftOut):
        raise Refused(_("This recipient gets no e-mail."), found.reason)
    return Mail(found.subject, whole(found, texts.around.firm))


def _asked(detail: CampaignDetail, one: Recipient, version: int) -> tuple[int, Target]:
    """Return the text and what only the campaign knows of a recipient. Raises Refused where there is no text."""
    variant = detail.variants[version] if version < len(detail.variants) else None
    template_id = (variant.template_id if variant else None) or detail.template_id
    if template_id is None:
        raise Refused(_("There is no text for this version yet."), _("Choose one under “Arguments”, or write one."))
    extra = {
        "campaign": detail.name, "code": one.code or _("your code"), "argument": variant.argument if variant else "",
        "variant": variant.key if variant else "",
    }  # fmt: skip
    return template_id, Target(one.contact_id, extra)


def own_versions(detail: CampaignDetail, recipients: Sequence[Recipient]) -> list[int]:
    """Return which version each recipient gets, by its place."""
    places = {one.key: place for place, one in enumerate(detail.variants)}
    return [places.get(one.variant, 0) for one in recipients]


def title_of(key: str) -> str:
    """Return what a list of people is called."""
    words = {
        FITTING: _("Who fits"), OUT: _("Who is left out"), IN: _("Who remains"), SENT: _("Who got it"),
        ANSWERED: _("Who answered"), MISSING: _("Whose letter has a gap"),
    }  # fmt: skip
    return words.get(key) or reason_words(LeftOut(key))


def turn_of(key: str, detail: CampaignDetail) -> str:
    """Return whether people of a list can be left out ("out") or taken in again ("in"); "" where neither."""
    if detail.status is CampaignStatus.CLOSED:
        return ""
    return {IN: "out", LeftOut.BY_HAND.value: "in"}.get(key, "")


def remark_of(key: str) -> str:
    """Return what is to be said above a list: of consents, that nobody can pass them over here."""
    kept = (LeftOut.OBJECTION, LeftOut.SUPPRESSED, LeftOut.NO_CONSENT, LeftOut.RESTRICTED)
    return _("Consents and objections cannot be passed over here.") if key in kept else ""
