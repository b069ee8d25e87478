"""Reads an e-mail as mail programs save it (.eml, RFC 5322): who wrote to whom, when, what, and the files with it.

Nothing here trusts the sender: broken headers and unknown character sets cost a word, never the mail.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import getaddresses, parsedate_to_datetime
from typing import NamedTuple, cast

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.exchange.markup import text_of

#: Letters of a text that are kept; longer ones are lists and logs.
_LONGEST = 200_000
#: Letters of a page for browsers that are looked at: pages carry more marks than words.
_LONGEST_PAGE = 4_000_000
#: Letters of a header that are read: some two hundred recipients. The time it takes grows with the square of them.
_LONGEST_HEADER = 10_000
#: What the standard library raises over some broken headers and parts; such a one says nothing.
_TRIPS = (ValueError, TypeError, AttributeError, IndexError, LookupError, AssertionError, RecursionError)
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


class _Guarded(EmailPolicy):
    """The usual rules, with headers cut off where reading them would take longer than anybody waits."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return name and value of a header as it comes in."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


_POLICY = _Guarded()


def read_mail(data: bytes) -> Mail:
    """Read a mail. Raises BadInput for bytes that are none."""
    try:
        return _read(data)
    except _TRIPS as error:
        raise _no_mail() from error


def _no_mail() -> BadInput:
    return BadInput(_("This is no e-mail."), _("Save it from your mail program as .eml."), field="file")


def _read(data: bytes) -> Mail:
    message = message_from_bytes(data, policy=_POLICY)
    senders = _people(message, "from") or _people(message, "sender")
    if not senders:
        raise _no_mail()
    return Mail(
        subject=" ".join(_header(message, "subject").split()),
        sender=senders[0],
        to=tuple(dict.fromkeys((*_people(message, "to"), *_people(message, "cc")))),
        at=_instant(_header(message, "date")),
        text=_text(message),
        files=tuple(_files(message)),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, "") or "")
    except _TRIPS:
        return ""


def _people(message: EmailMessage, name: str) -> list[Person]:
    try:
        found: tuple[Address, ...] = getattr(message.get(name), "addresses", ())
        pairs = [(one.display_name, one.addr_spec) for one in found]
    except _TRIPS:
        pairs = getaddresses([str(value) for key, value in message.raw_items() if key.lower() == name])
    return [Person(" ".join(who.split()), where.strip().lower()) for who, where in pairs if "@" in where]


def _instant(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at.astimezone(UTC).replace(microsecond=0) if at.year > 1970 else None


def _text(message: EmailMessage) -> str:
    """Return what the mail says as plain text, the plain part before the one for browsers."""
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    words = _decoded(cast("EmailMessage", part))
    if part.get_content_type() == "text/html":
        words = text_of(words[:_LONGEST_PAGE])
        words = "\n".join(" ".join(line.split()) for line in words.splitlines())
    return _BLANK_LINES.sub("\n\n", words.replace("\r\n", "\n")).strip()[:_LONGEST]


def _decoded(part: EmailMessage) -> str:
    raw = part.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    for charset in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", "replace")


def _files(message: EmailMessage) -> list[MailFile]:
    found: list[MailFile] = []
    for part in message.walk():
        name = part.get_filename("")
        if part.is_multipart() or not (name or part.get_content_disposition() == "attachment"):
            continue
        data = part.get_payload(decode=True)
        found.append(MailFile(" ".join(name.split()) or _("file"), data if isinstance(data, bytes) else b""))
    return found
