"""E-mails with the documents of an offer: drafts for the user's own mail program, from texts the firm may change."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.files import safe_name
from crm_desktop.base.i18n import LANGUAGES, _
from crm_desktop.base.placeholders import filled, unknown
from crm_desktop.base.text import clean
from crm_desktop.documents.sheets import Title
from crm_desktop.domain.campaigns import Template
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.history import Activity, ActivityKind, Direction
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.exchange.mail_in import MailFile, Person
from crm_desktop.exchange.mail_out import MailDraft, write_draft
from crm_desktop.operations import stamps
from crm_desktop.operations.history import history
from crm_desktop.operations.letters.mail_words import USUAL, MailUse, Words, names
from crm_desktop.operations.offers import follow_up as offer_follow_up
from crm_desktop.operations.offers import pdf as offer_pdf
from crm_desktop.operations.offers import sheet as offer_sheet
from crm_desktop.operations.offers.pdf import Paper
from crm_desktop.operations.offers.words import values_of
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import mail_texts as queries
from crm_desktop.store.queries import offer_life
from crm_desktop.store.queries import offers as offer_queries
from crm_desktop.store.queries.offers import OfferDetail
from crm_desktop.store.queries.recipients import recipient
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer

_GAPS, _TAILS = re.compile(r"\n{3,}"), re.compile(r"(?m)[ \t]+$")
_PAPERS = {MailUse.CONFIRMATION: Title.CONFIRMATION, MailUse.DELIVERY: Title.DELIVERY}


class DraftFile(NamedTuple):
    """A draft as a file for the mail program: its name, its bytes, and whether it knows where it goes."""

    name: str
    data: bytes
    addressed: bool


def offer_mail(
    reader: Reader, *, offer_id: int, now: datetime, use: MailUse = MailUse.OFFER, paper: bytes | None = None
) -> DraftFile:
    """Return the e-mail that brings a document of an offer to the customer, with the document attached.

    `paper` are the bytes of the document where they are not the usual ones. Raises Refused for an offer that was not
    sent, and for papers of an order there is not.
    """
    offer = offer_queries.the_offer(reader, offer_id=offer_id)
    if offer.status is OfferStatus.DRAFT:
        raise Refused(_("This offer has not been sent yet."), _("Send it first."))
    words = words_for(reader, use=use, language=offer.language)
    values = values_of(reader, offer)
    subject = " ".join(filled(words.subject, values).split()).strip(" :")
    name = safe_name(subject.replace(":", ""))
    firm = firm_queries.the_firm(reader)
    to = _receiver(reader, offer)
    draft = MailDraft(
        to=(to,) if to.address else (),
        subject=subject,
        text=_GAPS.sub("\n\n", _TAILS.sub("", filled(words.body, values))).strip(),
        at=now,
        sender=Person(firm.contact_name or firm.name, firm.contact_email or firm.email),
        files=(_document(reader, offer, use, paper, name),),
    )
    return DraftFile(f"{name}.eml", write_draft(draft), addressed=bool(to.address))


def words_for(reader: Reader, *, use: MailUse, language: str) -> Words:
    """Return the text of an e-mail: the firm's own, else the program's."""
    own = queries.mail_text(reader, use=use.value, language=language)
    return Words(own.subject, own.body) if own else USUAL.get(language, USUAL["en"])[use]


def change_mail_text(writer: Writer, *, use: MailUse, language: str, subject: str, body: str) -> Outcome[None]:
    """Write the firm's own text for an e-mail; the program's own text, or none at all, is the way back to it.

    Raises BadInput for a placeholder that stands for nothing, naming it.
    """
    with writer.step(_("Change text of e-mails")) as work:
        if language not in LANGUAGES:
            raise BadInput(_("Offers can be written in German and English."), field="language")
        words = Words(clean(subject), clean(body, lines=True))
        for field, text in (("subject", words.subject), ("body", words.body)):
            wrong = unknown(text, names())
            if wrong:
                raise BadInput(_("Nothing stands for {words}.").format(words=", ".join(wrong)), field=field)
        _keep(work, use, language, words)
    return work.outcome(None)


def ask_after(writer: Writer, *, offer_id: int) -> Outcome[None]:
    """Write down that somebody asked after an offer; what was planned for it until today is done with that."""
    with writer.step(_("Ask after offer")) as work:
        offer = offer_queries.the_offer(work.read, offer_id=offer_id)
        if offer.status is not OfferStatus.SENT:
            raise Refused(_("This offer waits for no answer."))
        number = offer_sheet.full_number(offer)
        history.record(
            work,
            kind=ActivityKind.EMAIL,
            subject=_("Asked after offer {number}").format(number=number),
            body=offer.subject,
            contacts=offer_follow_up.partners(offer),
            direction=Direction.OUT,
            deal_id=offer.deal_id,
            offer_id=offer_id,
        )
        for task_id in offer_life.own_follow_ups(work.read, offer_id=offer_id):
            task = work.get(Activity, task_id)
            if task.due_on is not None and task.due_on <= work.today:
                task.at = task.done_at = work.now
                stamps.changed(work, task)
        work.label = _("Ask after offer {number}").format(number=number)
    return work.outcome(None)


def _keep(work: Work, use: MailUse, language: str, words: Words) -> None:
    there = queries.mail_text(work.read, use=use.value, language=language)
    usual = words == USUAL[language][use] or not (words.subject or words.body)
    if there is None:
        if not usual:
            text = Template(name=use.value, kind="mail", language=language, subject=words.subject, body=words.body)
            stamps.added(work, text)
        return
    text = work.get(Template, there.id)
    if usual:
        work.delete(text)
    else:
        text.subject, text.body = words
        stamps.changed(work, text)


def _document(reader: Reader, offer: OfferDetail, use: MailUse, paper: bytes | None, name: str) -> MailFile:
    kind = _PAPERS.get(use)
    if kind is None:
        return MailFile(offer_pdf.pdf_name(offer), offer_pdf.preview_pdf(reader, offer_id=offer.id).pdf)
    if paper is None:
        paper = offer_pdf.paper_pdf(reader, offer_id=offer.id, paper=Paper(kind)).pdf
    return MailFile(f"{name}.pdf", paper)


def _receiver(reader: Reader, offer: OfferDetail) -> Person:
    """Return whom to write to: the person, else the company, whoever has an address."""
    for contact_id in (offer.person_id, offer.account_id):
        address = queries.address_of(reader, contact_id=contact_id)
        whom = recipient(reader, contact_id=contact_id)
        if address and whom is not None:
            return Person(whom.name, address)
    return Person("", "")
