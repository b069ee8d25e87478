"""Reads an e-mail as mail programs save it (.eml, RFC 5322): who wrote to whom, when, what, and the files with it.

Nothing here trusts the sender: broken headers and unknown character sets cost a word, never the mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.exchange import mail_headers as headers
from crm_desktop.exchange.mail_headers import Part
from crm_desktop.exchange.markup import text_of

#: Letters of a text that are kept; longer ones are lists and logs.
_LONGEST = 200_000
#: Letters of a page for browsers that are looked at: pages carry more marks than words.
_LONGEST_PAGE = 4_000_000
#: How often parts of a mail may lie in each other: each level costs the standard library time for every line.
_NESTED, _MOST_NESTED = b"boundary=", 100
#: Kinds of parts that are text, the better first.
_SAID = ("text/plain", "text/html")
_POLICY = headers.Guarded()
_BLANK_LINES = re.compile(r"\n\s*\n\s*\n+")


class Person(NamedTuple):
    """A name, if there is one, and an address in lower case."""

    name: str
    address: str


class MailFile(NamedTuple):
    """A file that came with the mail."""

    name: str
    data: bytes


class Mail(NamedTuple):
    """One e-mail. `at` is in UTC, None where the mail does not say."""

    subject: str
    sender: Person
    to: tuple[Person, ...]
    at: datetime | None
    text: str
    files: tuple[MailFile, ...]


def read_mail(data: bytes) -> Mail:
    """Read a mail. Raises BadInput for bytes that are none."""
    try:
        return _read(data)
    except headers.TRIPS as error:
        raise _no_mail() from error


def _no_mail() -> BadInput:
    return BadInput(_("This is no e-mail."), _("Save it from your mail program as .eml."), field="file")


def _read(data: bytes) -> Mail:
    # Nobody nests more than this; the text is then read as it lies there.
    nested = data.count(_NESTED) > _MOST_NESTED
    message = BytesHeaderParser(policy=_POLICY).parsebytes(data) if nested else message_from_bytes(data, policy=_POLICY)
    senders = _people(message, "from") or _people(message, "sender")
    if not senders:
        raise _no_mail()
    return Mail(
        subject=" ".join(headers.text(message, "subject").split()),
        sender=senders[0],
        to=tuple(dict.fromkeys((*_people(message, "to"), *_people(message, "cc")))),
        at=_instant(headers.text(message, "date")),
        text=_text(message),
        files=tuple(_files(message)),
    )


def _people(message: Part, name: str) -> list[Person]:
    return [Person(who, where) for who, where in headers.people(message, name)]


def _instant(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return at.astimezone(UTC).replace(microsecond=0) if at.year > 1970 else None
    except headers.TRIPS:
        return None


def _text(message: Part) -> str:
    """Return what the mail says as plain text, the plain part before the one for browsers."""
    parts = list(_said(message))
    part = next((part for kind in _SAID for part in parts if _kind(part) == kind), None)
    if part is None:
        return ""
    words = _decoded(part)
    if part.get_content_type() == "text/html":
        words = text_of(words[:_LONGEST_PAGE])
        words = "\n".join(" ".join(line.split()) for line in words.splitlines())
    return _BLANK_LINES.sub("\n\n", words.replace("\r\n", "\n")).strip()[:_LONGEST]


def _kind(part: Part) -> str:
    """Return what a part is; one whose parts cannot be told apart is text as it lies there."""
    return "text/plain" if part.get_content_maintype() == "multipart" else part.get_content_type()


def _said(part: Part) -> Iterator[Part]:
    """Yield the parts of a mail that are its own text, not those of mails it carries."""
    waiting = [part]
    while waiting:
        one = waiting.pop()
        inside = one.get_payload()
        if one.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting += reversed([each for each in inside if isinstance(each, Message)])
        elif one.get_content_disposition() != "attachment":
            yield one


def _decoded(part: Part) -> str:
    raw = part.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    for charset in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", "replace")


def _files(message: Part) -> list[MailFile]:
    found: list[MailFile] = []
    for part in message.walk():
        if part.is_multipart():
            continue
        name = headers.file_name(part)
        if not (name or part.get_content_disposition() == "attachment"):
            continue
        data = part.get_payload(decode=True)
        found.append(MailFile(" ".join(name.split()) or _("file"), data if isinstance(data, bytes) else b""))
    return found
