"""Lists out: as CSV, as a workbook, and as what another program takes from the clipboard (tabs and HTML).

A cell that a spreadsheet would compute is guarded unless raw cells are asked for; a workbook needs no guard, for its
texts are texts. Days are ISO everywhere: every spreadsheet reads them, whatever country it thinks it is in.
"""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from html import escape
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from crm_desktop.domain.listed import ListedTable, Money, Percent, Price, Progress, Row, Value
from crm_desktop.exchange.cells import guard
from crm_desktop.exchange.csv_out import CsvStyle, write_table
from crm_desktop.exchange.xlsx_out import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Rows between two words on how far it is.
_STEP = 500


def write_csv(stream: BinaryIO, table: ListedTable, style: CsvStyle, progress: Progress | None = None) -> None:
    """Write a list as CSV, in portions; its last row is left out: a program would take it for one more record."""
    rows = ([cell_text(value, style.decimal) for value in row] for row in _watched(table, progress))
    stream.writelines(write_table([head.title for head in table.heads], rows, style))


def write_xlsx(stream: BinaryIO, table: ListedTable, progress: Progress | None = None) -> None:
    """Write a list as a workbook, with its last row."""
    write_workbook(stream, table.title, [head.title for head in table.heads], _watched(table, progress), table.total)


def as_tabs(table: ListedTable, *, decimal: str, raw: bool = False) -> str:
    """Return a list as rows with tabs between their cells, heads above them."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter="\t", lineterminator="\n")
    rows.writerow([head.title for head in table.heads])
    rows.writerows(_safe(row, decimal, raw=raw) for row in table.rows)
    return out.getvalue()


def as_html(table: ListedTable, *, decimal: str, raw: bool = False) -> str:
    """Return a list as a table of HTML, which keeps its columns in letters and in spreadsheets."""
    head = "".join(f"<th align=left>{escape(one.title)}</th>" for one in table.heads)
    lines = [f'<table border=1 cellspacing=0 cellpadding=3><tr style="font-weight:600">{head}</tr>']
    for row in table.rows:
        cells = zip(table.heads, row, _safe(row, decimal, raw=raw), strict=True)
        said = "".join(_html_cell(value, text, right=one.right) for one, value, text in cells)
        lines.append(f"<tr>{said}</tr>")
    return "\n".join([*lines, "</table>"])


def cell_text(value: Value, decimal: str = ".") -> str:
    """Return a value as the text of a cell; money and shares without grouping, so that it can be computed with."""
    match value:
        case None:
            text = ""
        case Money():
            text = _figure(Decimal(value.cents).scaleb(-2), decimal)
        case Price():
            text = _figure(value.value, decimal)
        case Percent():
            text = f"{_figure(Decimal(repr(round(value.share * 100, 1))), decimal)}%"
        case Decimal():
            text = _figure(value, decimal)
        case datetime():
            text = f"{value.astimezone():%Y-%m-%d %H:%M}"
        case date():
            text = value.isoformat()
        case _:
            text = str(value)
    return text


def _figure(value: Decimal, decimal: str) -> str:
    return f"{value:f}".replace(".", decimal)


def _safe(row: Row, decimal: str, *, raw: bool) -> list[str]:
    texts = [cell_text(value, decimal) for value in row]
    return texts if raw else [guard(text) for text in texts]


def _html_cell(value: Value, text: str, *, right: bool) -> str:
    """Return a cell: texts are said to be texts, so that “007” stays what it is."""
    side = " align=right" if right else ""
    said = escape(text).replace("\n", '<br style="mso-data-placement:same-cell">')
    form = " style=\"mso-number-format:'\\@'\"" if isinstance(value, str) and text else ""
    return f"<td{side}{form}>{said}</td>"


def _watched(table: ListedTable, progress: Progress | None) -> Iterable[Row]:
    return table.rows if progress is None else _told(table, progress)


def _told(table: ListedTable, progress: Progress) -> Iterator[Row]:
    for number, row in enumerate(chain(table.rows), 1):
        if number % _STEP == 0:
            progress(number, max(number, table.count))
        yield row
    progress(table.count, table.count)
