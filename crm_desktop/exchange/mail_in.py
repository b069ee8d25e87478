"""Reads an e-mail as mail programs save it (.eml, RFC 5322): who wrote to whom, when, what, and the files with it.

Nothing here trusts the sender: broken headers and unknown character sets cost a word, never the mail.
"""

from __future__ import annotations

import binascii
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
from crm_desktop.domain.records import MailRecord
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
_BODY = re.compile(rb"\r?\n\r?\n")
#: "Subject :" as it was once allowed (RFC 822), which the library takes for the end of the headers.
_BLANK_BEFORE_COLON = re.compile(rb"(?m)^([!-9;-~]{1,80})[ \t]{1,20}:")
#: What a mailbox puts before its messages.
_FROM_LINE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\r?\n)*(?:>?From [^\n]*\n)?")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


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


def read_message(data: bytes) -> MailRecord:
    """Read a mail that may lack everything but something to read. Raises BadInput where it lacks that as well."""
    try:
        message = _parsed(data)
        senders = next(filter(None, (_people(message, name) for name in ("from", "sender", "reply-to"))), [])
        record = MailRecord(
            message_id=headers.text(message, "message-id").strip().strip("<>")[:400],
            at=_instant(headers.text(message, "date")) or _instant(_received(message)),
            sender=senders[0] if senders else Person("", ""),
            to=_receivers(message),
            subject=_subject(message),
            text=_text(message),
            files=tuple(_files(message)),
        )
    except headers.TRIPS as error:
        raise _no_mail() from error
    if not (record.subject or record.text or record.files):
        raise BadInput(_("There is nothing to read in this e-mail."), field="file")
    return record


def _read(data: bytes) -> Mail:
    message = _parsed(data)
    senders = _people(message, "from") or _people(message, "sender")
    if not senders:
        raise _no_mail()
    return Mail(
        subject=_subject(message),
        sender=senders[0],
        to=_receivers(message),
        at=_instant(headers.text(message, "date")),
        text=_text(message),
        files=tuple(_files(message)),
    )


def _parsed(data: bytes) -> Part:
    """Return the parts of a mail; of one that is nothing but another mail, packed, those of that one."""
    start = _FROM_LINE.match(data)
    data = data[start.end() :] if start else data
    head, *body = _BODY.split(data, maxsplit=1)
    fixed = _BLANK_BEFORE_COLON.sub(rb"\1:", head)
    if fixed != head:
        data = b"\r\n\r\n".join((fixed, *body))
    # Nobody nests more than this; the text is then read as it lies there.
    if data.count(_NESTED) > _MOST_NESTED:
        return BytesHeaderParser(policy=_POLICY).parsebytes(data)
    message = message_from_bytes(data, policy=_POLICY)
    packed = _packed(message)
    return message_from_bytes(packed, policy=_POLICY) if packed else message


def _packed(message: Part) -> bytes:
    """Return the mail that a mail consists of, where it was encoded against the rules (RFC 2046, 5.2.1)."""
    encoding = headers.text(message, "content-transfer-encoding").strip().lower()
    if message.get_content_type() != "message/rfc822" or encoding != "base64":
        return b""
    inner = message.get_payload()
    one = inner[0] if isinstance(inner, list) and inner else None
    text = one.get_payload() if isinstance(one, Message) else inner
    try:
        return binascii.a2b_base64(text.encode("ascii", "ignore")) if isinstance(text, str) else b""
    except binascii.Error:
        return b""


def _received(message: Part) -> str:
    """Return when the last server took a mail."""
    return headers.text(message, "received").rpartition(";")[2]


def _subject(message: Part) -> str:
    return " ".join(headers.text(message, "subject").split())


def _receivers(message: Part) -> tuple[Person, ...]:
    return tuple(dict.fromkeys((*_people(message, "to"), *_people(message, "cc"))))


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
        except headers.TRIPS:
            continue
    return data.decode("cp1252", "replace")


def _files(message: Part) -> list[MailFile]:
    """Return the files with a mail; pictures of its text and mails that were forwarded with it are files, too."""
    found: list[MailFile] = []
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        inside = part.get_payload()
        if isinstance(inside, list) and part.get_content_type() == "message/rfc822" and part is not message:
            found += map(_forwarded, (one for one in inside if isinstance(one, Message)))
        elif isinstance(inside, list):
            waiting[:0] = [one for one in inside if isinstance(one, Message)]
        elif (name := headers.file_name(part)) or _is_file(part):
            data = part.get_payload(decode=True)
            name = " ".join(re.split(r"[\\/]", name)[-1].split())
            found.append(MailFile(name or _("file"), data if isinstance(data, bytes) else b""))
    return found


def _is_file(part: Part) -> bool:
    """Whether a part without a name is a file rather than text to be read."""
    kind = part.get_content_maintype()
    return part.get_content_disposition() == "attachment" or kind in {"image", "audio", "video", "application"}


def _forwarded(mail: Part) -> MailFile:
    """Return a mail that came with another one as a file."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", _subject(mail)).split())[:80]
    try:
        data = mail.as_bytes()
    except headers.TRIPS:
        # What cannot be written again as it came is kept as its text.
        data = _text(mail).encode("utf-8", "replace")
    return MailFile(f"{name or _('E-mail')}.eml", data)
