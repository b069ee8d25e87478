"""Looks at files that are no tables: address books, calendars and mailboxes, which say themselves what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange import ics_in, ldif_in, mail_box, vcard_in
from crm_desktop.exchange.decoding import Encoding, Source, named_encoding, open_text
from crm_desktop.exchange.looked import FileFormat, Look
from crm_desktop.exchange.origins import maker_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def cards_look(head: str, name: str, source: Source, decoding: Encoding, kind: RecordKind | None) -> Look:
    """Count the cards of an address book; it holds nothing but contacts."""
    if kind not in {None, RecordKind.CONTACTS}:
        raise BadInput(_("“{name}” is an address book; it holds contacts only.").format(name=name), field="kind")
    form, begin = FileFormat.LDIF, ldif_in.BEGIN
    if vcard_in.is_vcard(head):
        form, begin = FileFormat.VCARD, vcard_in.BEGIN
    return Look(
        name,
        form,
        RecordKind.CONTACTS,
        kind_is_sure=True,
        encoding=decoding.name,
        delimiter="",
        columns=(),
        row_count=sum(1 for _card in _lines_with(source, decoding, begin)),
        row_count_is_exact=True,
        source=source,
        decoding=decoding,
        origin=maker_of(head),
    )


def calendar_look(head: str, name: str, source: Source, decoding: Encoding, kind: RecordKind | None) -> Look:
    """Count the entries of a calendar; it holds nothing but what is planned or has happened."""
    if kind not in {None, RecordKind.ACTIVITIES}:
        raise BadInput(_("“{name}” is a calendar; it holds activities only.").format(name=name), field="kind")
    with open_text(source, decoding) as lines:
        count = sum(1 for line in lines if ics_in.is_entry(line))
    return Look(
        name, FileFormat.CALENDAR, RecordKind.ACTIVITIES, kind_is_sure=True, encoding=decoding.name, delimiter="",
        columns=(), row_count=count, row_count_is_exact=True, source=source, decoding=decoding,
        origin=maker_of(head),
    )  # fmt: skip


def mail_look(name: str, source: Source, kind: RecordKind | None) -> Look:
    """Count the e-mails of a file; it holds nothing but what has happened."""
    if kind not in {None, RecordKind.ACTIVITIES}:
        raise BadInput(_("“{name}” holds e-mails; they are activities only.").format(name=name), field="kind")
    return Look(
        name, FileFormat.MAIL, RecordKind.ACTIVITIES, kind_is_sure=True, encoding="", delimiter="", columns=(),
        row_count=mail_box.count_messages(source), row_count_is_exact=True, source=source,
        decoding=named_encoding("utf-8"),
    )  # fmt: skip


def _lines_with(source: Source, decoding: Encoding, begin: str) -> Iterator[str]:
    """Return the lines that begin with a word, in any case."""
    with open_text(source, decoding) as lines:
        yield from (line for line in lines if line[: len(begin)].upper() == begin)
