"""The first cards, entries or e-mails of a file that is no table, as rows under columns that are given."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from crm_desktop.base.formats import clock_time, day
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.base.times import local_day
from crm_desktop.domain.records import AppointmentRecord, ContactRecord, MailRecord, Record
from crm_desktop.exchange.column import Column, Confidence
from crm_desktop.exchange.intake import SHOWN, FileFormat, Look, read
from crm_desktop.exchange.reading import Read


class Entries(NamedTuple):
    """What is shown of a file that is no table: its columns, and rows with their numbers."""

    columns: tuple[Column, ...]
    rows: list[tuple[int, tuple[str, ...]]]


def entries(looked: Look) -> Entries:
    """Read the first entries of a file."""
    found = list(islice(read(looked), SHOWN))
    names = _names(looked.format)
    rows = [(one.row, _cells(one, len(names))) for one in found]
    columns = tuple(
        Column(place, title, field, Confidence.KNOWN, tuple(cells[place] for _row, cells in rows))
        for place, (field, title) in enumerate(names)
    )
    return Entries(columns, rows)


def counted(looked: Look) -> str:
    """Return how many entries a file has, in the word for its kind."""
    return {
        FileFormat.VCARD: plural("{n} card", "{n} cards", looked.row_count),
        FileFormat.LDIF: plural("{n} entry", "{n} entries", looked.row_count),
        FileFormat.CALENDAR: plural("{n} entry", "{n} entries", looked.row_count),
        FileFormat.MAIL: plural("{n} e-mail", "{n} e-mails", looked.row_count),
    }[looked.format]


def format_title(looked: Look) -> str:
    """Return what a file that is no table is called."""
    return {
        FileFormat.VCARD: _("Address book of cards (vCard)"),
        FileFormat.LDIF: _("Address book (LDIF)"),
        FileFormat.CALENDAR: _("Calendar"),
        FileFormat.MAIL: _("E-mails"),
    }[looked.format]


def _names(form: FileFormat) -> Sequence[tuple[str, str]]:
    """Return the columns: what they are about, and their titles."""
    if form is FileFormat.CALENDAR:
        return (
            ("at", _("Date")), ("time", _("Time")), ("subject", _("Subject")), ("contact", _("Participants")),
            ("text", _("Text")),
        )  # fmt: skip
    if form is FileFormat.MAIL:
        return (
            ("at", _("Date")), ("contact", _("From")), ("to", meant("e-mail", "To")), ("subject", _("Subject")),
            ("text", _("Text")), ("files", _("Files")),
        )  # fmt: skip
    return (
        ("name", _("Name")), ("company", _("Company")), ("email", _("E-mail")), ("phone", _("Phone")),
        ("mobile", _("Mobile")), ("city", _("City")), ("tags", _("Tags")), ("note", _("Note")),
        ("photo", _("Photo")),
    )  # fmt: skip


def _cells(one: Read, width: int) -> tuple[str, ...]:
    if one.record is None:
        return ("",) * width
    return _words(one.record)


def _words(record: Record) -> tuple[str, ...]:
    if isinstance(record, AppointmentRecord):
        people = ", ".join(name or email for name, email in record.attendees)
        return day(record.on), record.time, record.subject, people, _begins(record.text)
    if isinstance(record, MailRecord):
        return _of_mail(record)
    if isinstance(record, ContactRecord):
        whole = " ".join(filter(None, (record.title, record.given_name, record.family_name)))
        phone = record.phone or next((way.value for way in record.further.ways), "")
        city = " ".join(filter(None, (record.postal_code, record.city)))
        photo = _("yes") if record.further.photo else ""
        return (
            whole, record.company, record.email, phone, record.mobile, city, ", ".join(record.tags),
            _begins(record.note), photo,
        )  # fmt: skip
    return ()


def _of_mail(mail: MailRecord) -> tuple[str, ...]:
    at = f"{day(local_day(mail.at))} {clock_time(mail.at.astimezone())}" if mail.at else ""
    to = ", ".join(name or address for name, address in mail.to)
    files = ", ".join(name for name, _data in mail.files)
    return at, mail.sender[0] or mail.sender[1], to, mail.subject, _begins(mail.text), files


def _begins(text: str) -> str:
    return " ".join(text[:200].split())
