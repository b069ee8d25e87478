"""What is done about rows whose record is known, one way for all kinds: changed, filled, left, added, asked about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean, fold
from crm_desktop.base.times import local_day
from crm_desktop.domain.records import Record, RecordKind, columns_of
from crm_desktop.operations.imports.asking import MOST, Case, Difference
from crm_desktop.operations.imports.report import Fate, Item, Tally, Treatment
from crm_desktop.operations.imports.treatment import Wishes, check_key
from crm_desktop.store.queries import export_records
from crm_desktop.store.unit_of_work import Work

#: By kind, the field a record is called by.
_CALLED = {RecordKind.PRODUCTS: "name", RecordKind.DEALS: "title", RecordKind.ACTIVITIES: "subject"}


class Treated:
    """`of(row, found)` says what is done about a row on a known record; `ask` leaves it outside until it is decided."""

    def __init__(self, work: Work, tally: Tally, wishes: Wishes, kind: RecordKind, last_id: int) -> None:
        check_key(kind, wishes.update_by)
        self._work, self._tally, self._wishes, self._kind = work, tally, wishes, kind
        #: The last record that was there before: what this very file brought is brought up to date by its later rows.
        self._last_id = last_id

    @property
    def update_by(self) -> str:
        """Return by what records are looked for first, "" for everything that tells them."""
        return self._wishes.update_by

    def of(self, row: int, found: int) -> Treatment:
        """Return what is done about a row whose record is known."""
        return self._wishes.of(row) if found <= self._last_id else Treatment.CORRECT

    def fills(self, row: int, found: int) -> bool:
        """Whether only what is empty is filled."""
        return self.of(row, found) is Treatment.FILL

    def ask(self, item: Item, found: int, *, names: Collection[str] = (), said: Record | None = None) -> None:
        """Leave a row that says something else of a known record outside; one that says nothing new is passed over.

        Of all fields, or of those in `names`; `said` is what the row says with names in the place of numbers.
        """
        fields = names or [name for name in columns_of(self._kind) if name not in {"external_id", "parts"}]
        now = next(iter(export_records.records(self._work.read, self._kind, [found])), None)
        differences = () if now is None else differences_of(now, said or item.record, fields)
        self.put(item, found, called(self._kind, now or item.record), differences)

    def put(self, item: Item, found: int, name: str, differences: tuple[Difference, ...]) -> None:
        """Ask about a row with what it says beside what is there; nothing to ask is a row that was known so."""
        if not differences:
            self._tally.count(Fate.SKIPPED)
            return
        if len(self._tally.asked) < MOST:
            self._tally.asked.append(Case(item.row, found, name, differences))
        self._tally.refuse(item, "", "", _("This record is known and says something else; nobody has decided."))


def called(kind: RecordKind, record: Any) -> str:
    """Return what a record is called where somebody is asked about it."""
    if kind in _CALLED:
        return str(getattr(record, _CALLED[kind]))
    if kind is RecordKind.LEADS:
        person = record.name or f"{record.given_name} {record.family_name}".strip()
        return ", ".join(filter(None, (person or record.company, record.wish)))
    return str(getattr(record, "order", "") or getattr(record, "external_id", ""))


def differences_of(now: Record, said: Record, fields: Collection[str]) -> tuple[Difference, ...]:
    """Return the fields of which one record says something that another one does not."""
    return tuple(
        Difference(name, shown(getattr(now, name)), shown(getattr(said, name)))
        for name in fields
        if getattr(said, name) not in ("", None, ()) and not _alike(getattr(now, name), getattr(said, name))
    )


def shown(value: object) -> str:
    """Return a value of a record for reading."""
    if value is None:
        return ""
    if isinstance(value, date):
        return day(local_day(value) if isinstance(value, datetime) else value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def only_empty(changes: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Return the changes of columns that hold nothing yet."""
    return {name: value for name, value in changes.items() if now[name] in ("", None, 0, "0", "{}")}


def _alike(ours: object, theirs: object) -> bool:
    if isinstance(ours, str) and isinstance(theirs, str):
        return fold(clean(ours)) == fold(clean(theirs))
    return bool(ours == theirs)
