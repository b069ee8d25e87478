"""The text of any file: what it is, is seen by its bytes, and by its name where bytes do not say."""

from __future__ import annotations

from pathlib import PurePath

from crm_desktop.base.errors import CrmError
from crm_desktop.domain.kinds import TextState
from crm_desktop.exchange.decoding import Source, detect, is_text, open_text
from crm_desktop.exchange.file_text import office, pdf
from crm_desktop.exchange.file_text.gathering import LARGEST, FileText, Gathering, NotReadable
from crm_desktop.exchange.mail_in import read_mail
from crm_desktop.exchange.markup import text_of

_PDF, _ZIP = b"%PDF-", b"PK\x03\x04"
#: Bytes at the beginning of a file in which a PDF may begin.
_LEAD = 1024
_PIECE = 1 << 16
_MAILS = frozenset({".eml"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})
#: Endings of text that nobody looks for: programs, pictures made of lines, and what programs wrote to themselves.
_NO_PROSE = frozenset({".svg", ".js", ".css", ".ps", ".eps", ".map", ".sig", ".p7s", ".asc"})


def read_text(data: bytes, name: str, into: Gathering | None = None) -> FileText:
    """Return the text of a file; whatever it holds, a file that cannot be read says so and does no harm."""
    if len(data) > LARGEST:
        return FileText(TextState.LARGE)
    gathered = into or Gathering()
    try:
        _gather(data, PurePath(name).suffix.lower(), gathered)
    except (NotReadable, CrmError):
        return FileText(TextState.FAILED)
    return gathered.result()


def _gather(data: bytes, ending: str, into: Gathering) -> None:
    if _PDF in data[:_LEAD]:
        pdf.gather(data, into)
    elif data.startswith(_ZIP):
        office.gather(data, into)
    elif ending in _MAILS:
        _gather_mail(data, into)
    elif ending not in _NO_PROSE:
        _gather_plain(data, ending, into)


def _gather_mail(data: bytes, into: Gathering) -> None:
    mail = read_mail(data)
    people = [part for person in (mail.sender, *mail.to) for part in person]
    into.add("\n".join([mail.subject, *people, mail.text, *(file.name for file in mail.files)]))


def _gather_plain(data: bytes, ending: str, into: Gathering) -> None:
    source = Source(data)
    encoding = detect(source)
    if not is_text(source, encoding):
        return
    with open_text(source, encoding) as text:
        if ending in _PAGES:
            into.add(text_of(text.read(4 * into.left)))
            return
        while not into.full and (piece := text.read(_PIECE)):
            into.add(piece)
