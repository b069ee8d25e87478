"""Files of e-mails, a single one (.eml) or a mailbox of many (mbox, RFC 4155): told by their contents, read one by one.

No more than one message is held at a time, whatever the size of the mailbox.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crm_desktop.base.errors import BadInput, Problem
from crm_desktop.base.i18n import _
from crm_desktop.domain.records import MailRecord
from crm_desktop.exchange.mail_in import read_message
from crm_desktop.exchange.reading import Read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_desktop.exchange.decoding import Source

#: The largest message in bytes; larger ones hold files nobody keeps in a customer's history.
LARGEST = 60_000_000
_FROM = b"From "
#: "From - Wed Jan 01 00:00:00 2026", "From a@example.com Wed Jan  1 ...": a time ends what separates two messages.
_SEPARATOR = re.compile(rb"From .*\d{1,2}:\d{2}.*\d{4}|From \S+@\S+ .*|From - .*")
_QUOTED = re.compile(rb">+From ")
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:")
#: Headers that e-mails have and other texts of this form do not.
_MAILS = re.compile(
    rb"(?im)^(?:from|received|return-path|delivered-to|message-id|mime-version|subject|x-mailer|reply-to|date|sender|to)"
    rb"[ \t]*:|^content-type[ \t]*:[ \t]*[a-z]+/"
)
_ONLY_MAILS = re.compile(rb"(?im)^(?:received|return-path|delivered-to|message-id|mime-version|content-type)[ \t]*:")
#: How Outlook's own files begin, and the name of the places in them where their texts lie.
_OLE, _OLE_HEAD, _OLE_MAIL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 1 << 16, "__substg1.0_".encode("utf-16-le")
_BODY = re.compile(rb"\r?\n\r?\n")


def is_mail(head: bytes) -> bool:
    """Whether the beginning of a file is that of an e-mail or of a mailbox."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if is_mailbox(text):
        return True
    first = text.split(b"\n", 1)[0]
    if not _HEADER.match(first):
        return False
    headers = _BODY.split(text, maxsplit=1)[0]
    found = {line.lower() for line in _MAILS.findall(headers)}
    return len(found) >= 2 or bool(_ONLY_MAILS.search(headers))


def is_outlook(source: Source, name: str) -> bool:
    """Whether a file is an e-mail as Outlook alone writes and reads it (.msg)."""
    head = source.beginning(_OLE_HEAD)
    return head.startswith(_OLE) and (name.lower().endswith(".msg") or _OLE_MAIL in head)


def is_mailbox(head: bytes) -> bool:
    """Whether the beginning of a file is that of a mailbox."""
    first, _end, rest = head.partition(b"\n")
    return bool(_SEPARATOR.fullmatch(first.rstrip())) and bool(_HEADER.match(rest) or rest.startswith(b">From "))


def count_messages(source: Source) -> int:
    """Return how many messages a file holds."""
    return sum(1 for _message in _messages(source, keep=False))


def read_messages(source: Source) -> Iterator[Read]:
    """Read the messages of a file one by one; the row of each is its number."""
    for number, data in enumerate(_messages(source), 1):
        yield _read(number, data)


def rejected_messages(reads: list[Read]) -> bytes:
    """Return messages that were not taken as a mailbox, each with its reason in a header of its own."""
    parts = []
    for read in reads:
        reason = " ".join(dict.fromkeys(problem.message for problem in read.problems)).replace("\n", " ")
        raw = "".join(read.cells).encode("latin-1", "replace")
        quoted = re.sub(rb"(?m)^(>*From )", rb">\1", raw)
        head = f"From - Thu Jan 01 00:00:00 1970\nX-CRM-Reason: {reason}\n".encode("ascii", "replace")
        parts.append(head + quoted.rstrip(b"\r\n") + b"\n\n")
    return b"".join(parts)


def _read(number: int, data: bytes) -> Read:
    raw = (data.decode("latin-1"),)
    if len(data) > LARGEST:
        message = _("The e-mail is larger than {size} MB.").format(size=LARGEST // 1_000_000)
        return Read(number, None, (Problem(number, "", "", message),))
    try:
        record: MailRecord = read_message(data)
    except BadInput as error:
        return Read(number, None, (Problem(number, "", "", error.message),), raw)
    return Read(number, record, (), raw)


def _messages(source: Source, *, keep: bool = True) -> Iterator[bytes]:
    """Yield the bytes of each message; without `keep`, something for each."""
    with source.open() as file:
        head = file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
        file.seek(0)
        if not is_mailbox(head):
            yield file.read(LARGEST + 1) if keep else b""
            return
        lines, size, blank, begun = list[bytes](), 0, True, False
        for line in file:
            if blank and line.startswith(_FROM) and _SEPARATOR.fullmatch(line.rstrip()):
                if begun:
                    yield b"".join(lines)
                lines, size, begun = [], 0, True
            elif keep and size <= LARGEST:
                lines.append(line[1:] if _QUOTED.match(line) else line)
                size += len(line)
            blank = not line.strip()
        if begun:
            yield b"".join(lines)
