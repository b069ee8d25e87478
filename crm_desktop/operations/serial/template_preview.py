"""Trying a template out while it is written: what it says to somebody, as a page or as the text of an e-mail."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.documents.letters import render_letter
from crm_desktop.domain.serial import LeftOut, Target
from crm_desktop.operations.serial import letters as serial_letters
from crm_desktop.operations.serial import mails as serial_mails
from crm_desktop.operations.serial.people import people, surroundings
from crm_desktop.operations.serial.template_checks import Flaw, check_template
from crm_desktop.operations.serial.templates import Words
from crm_desktop.operations.serial.texts import Text, Texts
from crm_desktop.store.queries.templates import TemplateRow
from crm_desktop.store.reading import Reader

#: What stands for what only a campaign knows.
_EXTRA = {"campaign": "…", "code": "K0-00", "argument": ""}


class Preview(NamedTuple):
    """What somebody would get: a page or a text, the fields that lack a value, and what is wrong with the template."""

    pdf: bytes = b""
    subject: str = ""
    text: str = ""
    missing: tuple[str, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    #: Why nothing can be shown; "" where something is.
    trouble: str = ""


def preview(reader: Reader, *, kind: str, language: str, words: Words, contact_id: int, day: date) -> Preview:
    """Return a template as somebody would get it; what is wrong with it is told, not raised."""
    flaws = check_template(reader, words=words._asdict()).flaws
    if flaws:
        return Preview(flaws=flaws)
    row = TemplateRow(0, 0, words.name, kind, language, *words[1:])
    texts = Texts(surroundings(reader, day), {language: row}, row)
    found = next(iter(people(reader, [Target(contact_id, _EXTRA)], day)))
    if isinstance(found, LeftOut):
        return Preview(trouble=found.reason)
    text = texts.of(found)
    return _mail(text, texts) if kind == "email" else _letter(reader, text, day)


def _mail(text: Text, texts: Texts) -> Preview:
    return Preview(subject=text.subject, text=serial_mails.mail_text(text, texts.around.firm), missing=text.missing)


def _letter(reader: Reader, text: Text, day: date) -> Preview:
    if not text.person.where.has_address:
        return Preview(trouble=_("There is no address to write to."), missing=text.missing)
    try:
        made = render_letter(serial_letters.sheet(text, serial_letters.paper(reader, day), reader))
    except CrmError as error:
        return Preview(trouble=str(error), missing=text.missing)
    return Preview(pdf=made.pdf, subject=text.subject, text=text.body, missing=text.missing)
