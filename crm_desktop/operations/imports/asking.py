"""Rows about contacts that are known and say something else: what they say beside what is there, to be decided on."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from crm_desktop.base.formats import day
from crm_desktop.base.text import fold
from crm_desktop.domain.contacts import PointKind
from crm_desktop.domain.records import ContactRecord, RecordKind, columns_of
from crm_desktop.operations.contacts.points import normal_form
from crm_desktop.store.queries import export_records
from crm_desktop.store.reading import Reader

#: Rows that are asked about at most; nobody decides on more one by one.
MOST = 2_000
_WAYS = {
    "email": PointKind.EMAIL, "phone": PointKind.PHONE, "mobile": PointKind.MOBILE, "website": PointKind.WEB,
}  # fmt: skip
#: What tells a record and is no matter of opinion.
_NOT_ASKED = frozenset(("external_id", "kind", "referred_by"))


class Difference(NamedTuple):
    """A field in which a row says something else: what is there ("" for nothing) and what the row says, for reading."""

    field: str
    now: str
    said: str


class Case(NamedTuple):
    """A row to be decided on: its number, the contact it is about, and where they differ."""

    row: int
    contact_id: int
    name: str
    differences: tuple[Difference, ...]


def case_of(reader: Reader, row: int, contact_id: int, said: ContactRecord) -> Case | None:
    """Return what is to be decided about a row; None where it says nothing that is not there."""
    now = next(iter(export_records.contacts(reader, ids=[contact_id], restricted=True)), None)
    if now is None:
        return None
    found = differences(now, said)
    name = " ".join(filter(None, (now.given_name, now.family_name))) if now.kind == "person" else now.company
    return Case(row, contact_id, name, found) if found else None


def differences(now: ContactRecord, said: ContactRecord) -> tuple[Difference, ...]:
    """Return the fields of which a record says something that another one does not."""
    fields = [name for name in columns_of(RecordKind.CONTACTS) if name not in _NOT_ASKED]
    if now.kind == "company":
        fields = [name for name in fields if name not in {"given_name", "family_name", "salutation", "title"}]
    return tuple(
        Difference(name, _shown(getattr(now, name)), _shown(getattr(said, name)))
        for name in fields
        if getattr(said, name) not in ("", None, ()) and not _is_there(now, said, name)
    )


def _is_there(now: ContactRecord, said: ContactRecord, name: str) -> bool:
    """Whether a contact has what a row says of a field, perhaps written in another way."""
    ours, theirs = getattr(now, name), getattr(said, name)
    if name == "tags":
        return {fold(tag) for tag in theirs} <= {fold(tag) for tag in ours}
    if name == "note":
        return str(theirs) in str(ours)
    if name in _WAYS:
        known = [ours, now.phone, now.mobile, *(way.value for way in now.further.ways)]
        return _plain(name, theirs) in {_plain(name, value) for value in known if value}
    return bool(ours == theirs or fold(str(ours)) == fold(str(theirs)))


def _plain(name: str, value: str) -> str:
    return normal_form(_WAYS[name], value) or fold(value)


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return day(value)
    return ", ".join(value) if isinstance(value, tuple) else str(value)
