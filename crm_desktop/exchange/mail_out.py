"""Writes an e-mail as a draft that mail programs open to be read over and sent (.eml, RFC 5322).

`X-Unsent: 1` makes Outlook and others open it in their editor; Thunderbird, Apple Mail and Evolution show it and offer
to edit it as new. The same draft gives the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import NamedTuple

from crm_desktop.base.text import clean
from crm_desktop.exchange.mail_in import MailFile, Person

#: An address without anything that would need quoting in a header.
_PLAIN_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+")


class MailDraft(NamedTuple):
    """An e-mail to be sent; people whose address cannot be one are left for the mail program to ask for."""

    to: tuple[Person, ...]
    subject: str
    text: str
    at: datetime
    sender: Person = Person("", "")
    files: tuple[MailFile, ...] = ()


def write_draft(draft: MailDraft) -> bytes:
    """Return a draft as the bytes of an .eml file, lines ended as mail wants it."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = clean(draft.subject)
    for header, people in (("From", (draft.sender,)), ("To", draft.to)):
        addresses = tuple(_address(person) for person in people if is_address(person.address))
        if addresses:
            message[header] = addresses
    message["Date"] = draft.at
    message["X-Unsent"] = "1"
    message.set_content(clean(draft.text, lines=True) + "\n", cte="quoted-printable")
    for file in draft.files:
        kind, _slash, form = _media_type(file.name).partition("/")
        message.add_attachment(file.data, maintype=kind, subtype=form, filename=file.name)
    if draft.files:
        message.set_boundary(_boundary(draft))
    return message.as_bytes()


def is_address(text: str) -> bool:
    """Whether mail can be sent to an address as it stands."""
    return _PLAIN_ADDRESS.fullmatch(text) is not None


def _address(person: Person) -> Address:
    """Return a person as a header names one."""
    local, _at, domain = person.address.rpartition("@")
    return Address(clean(person.name), local, domain)


def _media_type(name: str) -> str:
    kinds = {".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".txt": "application/octet-stream"}
    return next((kind for end, kind in kinds.items() if name.lower().endswith(end)), "application/octet-stream")


def _boundary(draft: MailDraft) -> str:
    """Return what parts the mail: made from its contents, so that no random number is in it."""
    digest = hashlib.sha256(draft.text.encode("utf-8", "replace"))
    for file in draft.files:
        digest.update(file.data)
    return f"==crm-{digest.hexdigest()[:40]}=="
