"""Records out as CSV under the program's own column names, so that reading the file again gives the same records.

A cell that a spreadsheet would compute gets a "'" in front (OWASP, CWE-1236); reading takes it away again. A file for
a German Excel has semicolons, decimal commas and a byte order mark; otherwise numbers have a point and days are ISO.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from crm_desktop.base.times import to_text
from crm_desktop.domain.records import NOTHING_FURTHER, columns_of
from crm_desktop.exchange.cells import guard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crm_desktop.domain.listed import Value
    from crm_desktop.domain.records import Record, RecordKind

#: Marks the column of an own field whose name is that of a column of the program.
OWN = "(own)"
#: Rows written at once.
_ROWS = 1000
#: What a workbook holds as more than text.
_FIGURES = (int, Decimal, date)


@dataclass(frozen=True)
class CsvStyle:
    """How a file is written."""

    delimiter: str = ","
    #: Begin with a byte order mark, without which Excel takes UTF-8 for cp1252.
    mark: bool = False
    #: Write cells as they are, for programs that do not compute and do not know the sign of `guard`.
    raw: bool = False

    @property
    def decimal(self) -> str:
        """The decimal sign that goes with the separator."""
        return "," if self.delimiter == ";" else "."


FOR_EXCEL = CsvStyle(delimiter=";", mark=True)


def write_records(
    kind: RecordKind, records: Iterable[Record], style: CsvStyle | None = None, *, own: Sequence[str] = ()
) -> Iterator[bytes]:
    """Return a file of records piece by piece: the headings first.

    `own` are the names of the user's own fields of these records, each a column of its own after the program's.
    """
    width, decimal = len(columns_of(kind)), (style or CsvStyle()).decimal
    rows = (
        [
            *(value if isinstance(value, str) else _cell(value, decimal) for value in record[:width]),
            *(own_cells(record, own) if own else ()),
        ]
        for record in records
    )
    return write_table(headings(kind, own), rows, style)


def headings(kind: RecordKind, own: Sequence[str] = ()) -> list[str]:
    """Return the columns of a file of records; an own field named like one of them is told apart, reading knows how."""
    names = columns_of(kind)
    return [*names, *(f"{name} {OWN}" if name.casefold() in names else name for name in own)]


def cells(record: Record, width: int) -> list[Value]:
    """Return the cells of a record for a workbook: figures and days stay what they are, the rest is said as in CSV."""
    return [
        value if value is None or (isinstance(value, _FIGURES) and not isinstance(value, (bool, datetime)))
        else _cell(value, ".")
        for value in record[:width]
    ]  # fmt: skip


def own_cells(record: Record, own: Sequence[str]) -> list[str]:
    """Return what a record says in own fields, by their names."""
    further = getattr(record, "further", NOTHING_FURTHER)
    said = dict(further.columns)
    return [said.get(name, "") for name in own]


def write_table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], style: CsvStyle | None = None
) -> Iterator[bytes]:
    """Return a file of text cells piece by piece: the headings first."""
    chosen = style or CsvStyle()
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=chosen.delimiter, lineterminator="\r\n")
    writer.writerow(headings)
    encoding = "utf-8-sig" if chosen.mark else "utf-8"
    for number, row in enumerate(rows, 1):
        writer.writerow(row if chosen.raw else map(guard, row))
        if number % _ROWS == 0:
            yield buffer.getvalue().encode(encoding)
            encoding = "utf-8"
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode(encoding)


def _cell(value: object, decimal: str) -> str:
    """Return a value of a record that is no text as the text of its cell."""
    match value:
        case None:
            text = ""
        case bool():
            text = "yes" if value else "no"
        case Decimal():
            text = f"{value:f}".replace(".", decimal)
        case datetime():
            text = _instant(value)
        case date():
            text = value.isoformat()
        case tuple():
            text = "; ".join(map(str, value))
        case _:
            text = str(value)
    return text


def _instant(at: datetime) -> str:
    """Return an instant; one at the user's midnight is a day, and stays that day wherever it is read."""
    local = at.astimezone()
    return local.date().isoformat() if local.time() == time() else to_text(at)
