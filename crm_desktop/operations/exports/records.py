"""Records of one kind in the program's own form, which it takes in again without a question: CSV, a workbook, cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from typing import BinaryIO, TypeVar

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.domain.listed import Progress, Row
from crm_desktop.domain.records import Record, RecordKind, columns_of
from crm_desktop.exchange.csv_out import FOR_EXCEL, CsvStyle, cells, headings, own_cells, write_records
from crm_desktop.exchange.titles import kind_title
from crm_desktop.exchange.vcard_out import write_cards
from crm_desktop.exchange.xlsx_out import write_workbook
from crm_desktop.store.queries import export_records
from crm_desktop.store.queries.custom_fields import RECORDS, own_fields
from crm_desktop.store.reading import Reader

T = TypeVar("T")
#: Records between two words on how far it is.
_STEP = 250


def export(
    reader: Reader,
    kind: RecordKind | str,
    ending: str = ".csv",
    *,
    raw: bool = False,
    for_excel: bool = False,
    ids: Sequence[int] | None = None,
) -> bytes:
    """Return all records of a kind, or only these, as a file: CSV, a workbook, or for contacts vCards.

    `raw` leaves out the protection against formulas in spreadsheets; `for_excel` writes what a German Excel opens by a
    double click. Raises BadInput for a kind or an ending that does not exist.
    """
    stream = BytesIO()
    style = FOR_EXCEL if for_excel else CsvStyle(raw=raw)
    write_all(reader, stream, record_kind(kind), ending, style=style, ids=ids)
    return stream.getvalue()


def write_all(
    reader: Reader, stream: BinaryIO, kind: RecordKind, ending: str, *, style: CsvStyle,
    ids: Sequence[int] | None = None, progress: Progress | None = None,
) -> int:  # fmt: skip
    """Write records as a file whose name ends so, and return how many they are."""
    count = _Count(progress, export_records.how_many(reader, kind, ids) if progress else 0)
    match ending.lower():
        case ".vcf" if kind is RecordKind.CONTACTS:
            people = export_records.contacts(reader, photos=True, ids=ids)
            stream.writelines(write_cards(count.through(people)))
        case ".csv" | "":
            found = count.through(export_records.records(reader, kind, ids))
            stream.writelines(write_records(kind, found, style, own=own_headings(reader, kind)))
        case ".xlsx":
            own = own_headings(reader, kind)
            rows = _rows(count.through(export_records.records(reader, kind, ids)), kind, own)
            write_workbook(stream, kind_title(kind), headings(kind, own), rows)
        case _:
            raise BadInput(
                _("{kind} cannot be written as “{ending}”.").format(kind=kind, ending=ending),
                _("Use .csv or .xlsx."),
                field="file",
            )
    count.end()
    return count.done


def record_kind(kind: RecordKind | str) -> RecordKind:
    """Return a kind by its word. Raises BadInput for one that does not exist."""
    try:
        return RecordKind(kind)
    except ValueError:
        kinds = ", ".join(RecordKind)
        raise BadInput(
            _("There is nothing called “{kind}” to write out.").format(kind=kind),
            _("Use one of these: {kinds}.").format(kinds=kinds),
            field="kind",
        ) from None


class _Count:
    """Counts what goes through it, and tells how far it is."""

    def __init__(self, progress: Callable[[int, int], None] | None, of: int) -> None:
        self.done, self._of, self._progress = 0, of, progress

    def through(self, found: Iterable[T]) -> Iterator[T]:
        """Yield what is found."""
        for one in found:
            self.done += 1
            if self._progress is not None and self.done % _STEP == 0:
                self._progress(self.done, max(self.done, self._of))
            yield one

    def end(self) -> None:
        """Say that all are written."""
        if self._progress is not None:
            self._progress(self.done, self.done)


def own_headings(reader: Reader, kind: RecordKind) -> list[str]:
    """Return the names of the own fields of a kind of record, each a column behind the program's."""
    return [field.label for field in own_fields(reader, record=RECORDS[kind])] if kind in RECORDS else []


def _rows(found: Iterable[Record], kind: RecordKind, own: Sequence[str]) -> Iterator[Row]:
    width = len(columns_of(kind))
    for record in found:
        yield [*cells(record, width), *(own_cells(record, own) if own else ())]
