"""Every reader that takes bytes of strangers: whatever it is given, it may refuse it, and do nothing worse."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.domain import criteria
from crm_desktop.domain.template_filling import Kind, Value, check, fill
from crm_desktop.domain.templating import parse
from crm_desktop.exchange.decoding import Source
from crm_desktop.exchange.file_text.gathering import LETTERS
from crm_desktop.exchange.file_text.reading import read_text
from crm_desktop.exchange.intake import look, read
from crm_desktop.exchange.mail_box import count_messages, read_messages, rejected_messages
from crm_desktop.exchange.mail_in import read_mail
from crm_desktop.operations.history.file_reader import FileReader
from crm_desktop.operations.offers.data import totals_from_json

#: How each field of a template is asked.
_KINDS = {"city": Kind.TEXT, "ort": Kind.TEXT, "umsatz": Kind.NUMBER, "last_order": Kind.DAY}
_VALUES = {"city": Value("Köln"), "ort": Value("Köln"), "umsatz": Value("1.234,50 €")}
NOW = datetime(2026, 11, 24, 8, 42, tzinfo=UTC)


def table(content: bytes) -> None:
    """Look at a file and read it to its end, as the import does."""
    looked = look(content, "a file")
    for found in read(looked):
        assert found.record is not None or found.problems


def mail(content: bytes) -> None:
    """Read an e-mail."""
    read = read_mail(content)
    assert len(read.text) <= 200_000


def mailbox(content: bytes) -> None:
    """Read a mailbox to its end, and write what was not taken as one again."""
    reads = list(read_messages(Source(content)))
    assert len(reads) == count_messages(Source(content))
    rejected_messages([read for read in reads if read.record is None])
    table(content)


def command(content: bytes) -> None:
    """Read what commands take as JSON: the totals of an offer, and conditions of a segment."""
    totals_from_json(content)


def conditions(content: bytes) -> None:
    """Read the conditions of a segment as JSON, as the command line does."""
    try:
        plain = json.loads(content)
    except (ValueError, RecursionError):
        return
    if isinstance(plain, dict):
        criteria.to_plain(criteria.from_plain(plain))


def template(content: bytes) -> None:
    """Read a template, look for its flaws, and fill it."""
    nodes = parse(content.decode("utf-8", "replace")).nodes
    list(check(nodes, _KINDS))
    fill(nodes, _VALUES)


def text(content: bytes) -> None:
    """Take the text out of a file under each name that changes how it is read; PDFs apart, as the program does."""
    if b"%PDF-" in content[:1024]:
        with FileReader() as reader:
            reader.read(content, "a.pdf")
        return
    for name in ("a.pdf", "a.eml", "a.html"):
        found = read_text(content, name)
        assert len(found.text) <= LETTERS


def json_commands(content: bytes) -> None:
    """Read both kinds of JSON."""
    for one in (conditions, command):
        try:
            one(content)
        except (BadInput, Refused):
            continue


#: By name; what each may raise is for the caller to allow: BadInput and Refused.
READERS: Mapping[str, Callable[[bytes], None]] = {
    "csv": table,
    "xlsx": table,
    "xls": table,
    "ods": table,
    "vcard": table,
    "ldif": table,
    "ics": table,
    "eml": mail,
    "mbox": mailbox,
    "json": json_commands,
    "templates": template,
    "text": text,
}
#: What a reader may answer with.
ALLOWED = (BadInput, Refused)
