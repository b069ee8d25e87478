"""One list, or the records behind it, written to a file: as a table, a workbook, on paper, as cards.

The file is there whole or not at all: it is written under another name and renamed when the last row is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from crm_desktop.base.errors import BadInput, Cancelled
from crm_desktop.base.files import whole_file
from crm_desktop.base.i18n import _
from crm_desktop.domain.listed import Progress
from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange import listed_out
from crm_desktop.exchange.csv_out import FOR_EXCEL, CsvStyle
from crm_desktop.operations.exports.listing import Asked, ListKind, resolved
from crm_desktop.operations.exports.lists import listed
from crm_desktop.operations.exports.records import write_all
from crm_desktop.store.reading import Reader

#: The records behind a list, which the program takes in again without a question.
RECORDS: Mapping[ListKind, RecordKind] = MappingProxyType(
    {
        ListKind.CONTACTS: RecordKind.CONTACTS,
        ListKind.COMPANIES: RecordKind.CONTACTS,
        ListKind.DEALS: RecordKind.DEALS,
        ListKind.ORDERS: RecordKind.SALES,
        ListKind.LEADS: RecordKind.LEADS,
        ListKind.PRODUCTS: RecordKind.PRODUCTS,
        ListKind.TASKS: RecordKind.ACTIVITIES,
        ListKind.HISTORY: RecordKind.ACTIVITIES,
    }
)


class Content(StrEnum):
    """What goes into the file: the list as it looks, or the records with all that is known of them."""

    LIST = "list"
    RECORDS = "records"


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A list and the form it is wanted in."""

    asked: Asked
    content: Content = Content.LIST
    #: Without the protection against formulas in spreadsheets.
    raw: bool = False
    #: CSV that a German Excel opens by a double click.
    for_excel: bool = False

    @property
    def style(self) -> CsvStyle:
        """Return how CSV is written."""
        return replace(FOR_EXCEL, raw=self.raw) if self.for_excel else CsvStyle(raw=self.raw)


class Written(NamedTuple):
    """A file, and how many rows or cards are in it."""

    path: Path
    rows: int


def write_list(
    reader: Reader, *, target: Path, wish: Wish, now: datetime, progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Written:  # fmt: skip
    """Write a list to a file; its ending says as what.

    Raises BadInput for a form the list does not have, Refused where the file cannot be written, Cancelled when it was
    stopped: what was there before is then unchanged.
    """
    told = watching(progress, cancelled)
    told(0, 0)
    ending = target.suffix.lower() or ".csv"
    _demand(wish, ending)
    with reader.snapshot(), whole_file(target) as stream:
        if ending == ".vcf" or wish.content is Content.RECORDS:
            kind = RECORDS[wish.asked.kind]
            rows = write_all(
                reader,
                stream,
                kind,
                ending,
                style=wish.style,
                ids=_record_ids(reader, resolved(reader, wish.asked)),
                progress=told,
            )
            return Written(target, rows)
        table = listed(reader, replace(wish.asked, on_paper=ending == ".pdf"))
        if ending == ".pdf":
            from crm_desktop.operations.exports.paper import pdf_of  # noqa: PLC0415 - brings reportlab along

            stream.write(pdf_of(reader, table, now=now, progress=told))
        elif ending == ".xlsx":
            listed_out.write_xlsx(stream, table, told)
        else:
            listed_out.write_csv(stream, table, wish.style, told)
        return Written(target, table.count)


def endings(kind: ListKind, content: Content = Content.LIST) -> tuple[str, ...]:
    """Return the forms a list can be written in, the usual one first."""
    cards = (".vcf",) if RECORDS.get(kind) is RecordKind.CONTACTS else ()
    if content is Content.RECORDS:
        return (".csv", ".xlsx", *cards) if kind in RECORDS else ()
    return (".xlsx", ".csv", ".pdf", *cards)


def watching(progress: Progress | None, cancelled: Callable[[], bool]) -> Progress:
    """Return what is told how far it is; it stops the writing once nobody wants it any more."""

    def told(done: int, of: int) -> None:
        if cancelled():
            raise Cancelled(_("Writing was stopped; no file was left behind."))
        if progress is not None:
            progress(done, of)

    return told


def _demand(wish: Wish, ending: str) -> None:
    known = endings(wish.asked.kind, wish.content)
    if ending not in known:
        raise BadInput(
            _("{kind} cannot be written as “{ending}”.").format(kind=wish.asked.kind, ending=ending),
            _("Use one of these: {kinds}.").format(kinds=", ".join(known or endings(wish.asked.kind))),
            field="file",
        )


def _record_ids(reader: Reader, asked: Asked) -> list[int] | None:
    """Return the records behind a list; None where they are all there is."""
    if asked.ids is not None:
        return list(asked.ids)
    if asked.kind in (ListKind.COMPANIES, ListKind.TASKS) or asked.about:
        return list(ids_of(reader, asked))
    return None


def ids_of(reader: Reader, asked: Asked) -> list[int]:
    """Return the ids of a list that was not narrowed to some."""
    from crm_desktop.store.queries import company_list, tasks, timeline  # noqa: PLC0415 - rarely needed

    if asked.kind is ListKind.COMPANIES:
        return list(company_list.ids(reader, today=asked.today, order=company_list.CompanyOrder.NAME))
    if asked.kind is ListKind.TASKS:
        found = (
            tasks.planned(reader, contact_id=asked.about, limit=1_000_000)
            if asked.about
            else tasks.open_tasks(reader, limit=1_000_000)
        )
        return [row.id for row in found]
    scope = timeline.Scope(contact_id=asked.about)
    return [entry.id for entry in timeline.entries(reader, scope=scope, limit=1_000_000)]
