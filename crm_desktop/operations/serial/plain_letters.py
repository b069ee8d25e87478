"""A letter to a contact: on the firm's own paper, printed and kept in the history as it went out."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from crm_desktop.base import times
from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.files import safe_name
from crm_desktop.base.i18n import LANGUAGES, _
from crm_desktop.base.text import clean
from crm_desktop.documents.letter_sheet import LetterSheet
from crm_desktop.documents.letters import render_letter
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.domain.serial import LeftOut, Target
from crm_desktop.operations.history import files, history
from crm_desktop.operations.letters import letters
from crm_desktop.operations.offers import pdf as offer_pdf
from crm_desktop.operations.offers import sheet as offer_sheet
from crm_desktop.operations.privacy_use import demand_usable
from crm_desktop.operations.serial.texts import texts_for
from crm_desktop.store.queries import contact_card
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries.recipients import recipient
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

#: What only a campaign knows of its readers.
_ONLY_CAMPAIGNS = {"campaign": "", "code": "", "argument": ""}


class Written(NamedTuple):
    """The entry of the history a letter became, and its page."""

    activity_id: int
    pdf: bytes


def letter_pdf(
    reader: Reader, *, contact_id: int, subject: str, text: str, day: date, about_data: bool = False
) -> bytes:
    """Return a letter to a contact as PDF: to a person at their company, or to whoever it is.

    What is `about_data`, what the firm must tell a person, goes to those who are restricted as well.

    Raises BadInput without a text, Refused while the law wants more on a letter, and where data may only be kept.
    """
    if not clean(text):
        raise BadInput(_("Write what the letter is to say."), field="text")
    offer_pdf.demand_duties(reader)
    facts = contact_card.facts(reader, contact_id=contact_id)
    if facts is None:
        raise NotFound(_("This contact is not there any more."))
    at_company = facts.kind is ContactKind.PERSON and facts.company_id is not None
    if not about_data:
        demand_usable(reader, [contact_id])
    account = recipient(reader, contact_id=facts.company_id if at_company else contact_id)
    person = recipient(reader, contact_id=contact_id) if at_company else None
    firm, look = firm_queries.the_firm(reader), firm_queries.looks(reader)
    language = facts.language if facts.language in LANGUAGES else firm.language
    whom = account or person
    sheet = LetterSheet(
        language=language,
        country=firm.country,
        form=offer_sheet.letter_form(firm),
        day=day,
        made_at=times.start_of_day(day),
        letterhead=letters.letterhead(firm, look.logo, language, background=look.letterhead),
        recipient=letters.address_block(account, person, home=firm.country, language=language),
        adviser=letters.adviser(firm, look.signature),
        customer_number=whom.customer_number if whom else "",
        subject=clean(subject),
        greeting=letters.first_line(account, person, language=language, country=firm.country),
        text=clean(text, lines=True),
    )
    return render_letter(sheet).pdf


def write_letter(writer: Writer, *, contact_id: int, subject: str, text: str) -> Outcome[Written]:
    """Write a letter and keep it in the history of the contact as it goes out; the value holds its page.

    Raises as `letter_pdf` does.
    """
    with writer.step(_("Write letter")) as work:
        pdf = letter_pdf(work.read, contact_id=contact_id, subject=subject, text=text, day=work.today)
        said = clean(subject) or _("Letter")
        facts = contact_card.facts(work.read, contact_id=contact_id)
        company = facts.company_id if facts is not None else None
        concerned = [contact_id] if company is None else [contact_id, company]
        entry_id = history.record(
            work, kind=ActivityKind.LETTER, subject=said, body=text, contacts=concerned, direction=Direction.OUT
        ).id
        files.keep(work, data=pdf, name=safe_name(said, ".pdf"), activity_id=entry_id)
        work.label = _("Write letter “{subject}”").format(subject=said)
    return work.outcome(Written(entry_id, pdf))


class Begun(NamedTuple):
    """What a template says to somebody, to go on from: subject and text, and the fields nothing is known for."""

    subject: str
    text: str
    missing: tuple[str, ...]


def begun(reader: Reader, *, template_id: int, contact_id: int, day: date) -> Begun:
    """Return a template filled in for a contact, in their language where it is there.

    Raises NotFound for a contact or template that is gone, Refused for a template with mistakes.
    """
    texts = texts_for(reader, [Target(contact_id, _ONLY_CAMPAIGNS)], template_id=template_id, day=day)
    found = next(texts.to(reader, [Target(contact_id, _ONLY_CAMPAIGNS)]))
    if isinstance(found, LeftOut):
        raise NotFound(found.reason)
    return Begun(found.subject, found.body, found.missing)
