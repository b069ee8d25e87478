"""Tables as workbooks (XLSX): written by hand, because what is needed of the format is small and libraries are large.

Numbers stay numbers with the format people expect, money says its currency, texts are never formulas. The first row
stays in sight and can be filtered by. Rows are written as they come: a million of them are never held at once.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import chain, islice
from typing import BinaryIO
from xml.sax.saxutils import escape

from crm_desktop.base.errors import Refused
from crm_desktop.base.i18n import _
from crm_desktop.domain.listed import Money, Percent, Price, Value

__all__ = ["Money", "Percent", "Value", "workbook", "write_workbook"]

#: Rows a sheet can hold, its head among them, and letters a cell can.
MOST_ROWS, MOST_LETTERS = 1_048_576, 32_767
#: Rows whose widths are looked at, and rows written at once.
_LOOKED_AT, _AT_ONCE = 300, 500
_NARROWEST, _WIDEST, _LONGEST_NAME = 9, 60, 31
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
#: Characters a file of XML cannot hold.
_UNSAID = dict.fromkeys((*(code for code in range(32) if code not in (9, 10, 13)), 0xFFFE, 0xFFFF,
                         *range(0xD800, 0xE000)))  # fmt: skip
_GENERAL, _TEXT = "General", "@"
_DAY, _MOMENT, _SHARE, _AMOUNT, _PRICE = "yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm", "0.0%", "#,##0.00", "#,##0.00##"
_BEGINNING = datetime(1899, 12, 30)  # noqa: DTZ001 - what a sheet counts from is no moment of a zone


@dataclass
class _Styles:
    """The formats a workbook uses, numbered as they are first asked for; a head is bold with a line below."""

    known: dict[tuple[str, bool], int] = field(default_factory=lambda: {(_GENERAL, False): 0})

    def number(self, form: str, *, bold: bool) -> int:
        """Return the number of a format."""
        return self.known.setdefault((form, bold), len(self.known))

    def sheet(self) -> str:
        """Return the part of the workbook that says what the numbers mean."""
        forms = {form: 164 + place for place, form in enumerate(dict.fromkeys(form for form, _bold in self.known))}
        forms[_GENERAL] = 0
        said = "".join(
            f'<numFmt numFmtId="{number}" formatCode="{escape(form, {chr(34): "&quot;"})}"/>'
            for form, number in forms.items()
            if number
        )
        cells = "".join(
            f'<xf numFmtId="{forms[form]}" fontId="{int(bold)}" fillId="0" borderId="{int(bold)}" xfId="0"'
            f' applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf>'
            for form, bold in self.known
        )
        return (
            f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(forms) - 1}">{said}</numFmts>'
            '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
            '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill>'
            '<fill><patternFill patternType="gray125"/></fill></fills>'
            '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
            '<border><left/><right/><top/><bottom style="thin"><color rgb="FF1C1B19"/></bottom><diagonal/></border>'
            '</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(self.known)}">{cells}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        ).replace('<numFmts count="0"></numFmts>', "")


def workbook(name: str, heads: Sequence[str], rows: Iterable[Sequence[Value]], total: Sequence[Value] = ()) -> bytes:
    """Return a workbook of one sheet; the same table gives the same bytes."""
    stream = BytesIO()
    write_workbook(stream, name, heads, rows, total)
    return stream.getvalue()


def write_workbook(
    stream: BinaryIO, name: str, heads: Sequence[str], rows: Iterable[Sequence[Value]], total: Sequence[Value] = ()
) -> None:
    """Write a workbook of one sheet. Raises Refused for more rows than a sheet can hold."""
    styles = _Styles()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        with archive.open(_entry("xl/worksheets/sheet1.xml"), "w") as sheet:
            for piece in _sheet(styles, heads, rows, total):
                sheet.write(piece.encode())
        for path, text in _parts(_called(name), styles).items():
            archive.writestr(_entry(path), (_HEAD + text).encode())


def _sheet(
    styles: _Styles, heads: Sequence[str], rows: Iterable[Sequence[Value]], total: Sequence[Value]
) -> Iterator[str]:
    """Yield the sheet piece by piece."""
    coming = iter(rows)
    first = list(islice(coming, _LOOKED_AT))
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(_widths(heads, [*first, *([total] if total else [])]), 1)
    )
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1"'
        f' topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>"
    )
    lines = [_row(1, heads, styles, bold=True)]
    number = 1
    for number, row in enumerate(chain(first, coming), 2):
        if number > MOST_ROWS - bool(total):
            raise Refused(
                _("A workbook holds at most {n} rows.").format(n=f"{MOST_ROWS:,}"),
                _("Narrow the list, or write it as CSV."),
            )
        lines.append(_row(number, row, styles))
        if len(lines) == _AT_ONCE:
            yield "".join(lines)
            lines.clear()
    last = f"{_letters(len(heads))}{number}"
    if total:
        lines.append(_row(number + 1, total, styles, bold=True))
    filtered = f'<autoFilter ref="A1:{last}"/>' if heads else ""
    yield f"{''.join(lines)}</sheetData>{filtered}</worksheet>"


def _widths(heads: Sequence[str], rows: Sequence[Sequence[Value]]) -> Iterator[int]:
    """Yield how many letters each column is wide, the arrow of its filter allowed for."""
    for at, head in enumerate(heads):
        widest = max((max(map(len, (*str(_shown(row[at])).splitlines(), ""))) for row in rows), default=0)
        yield min(max(widest + 2, len(head) + 4, _NARROWEST), _WIDEST)


def _shown(value: Value) -> object:
    """Return a value about as long as it will be seen."""
    match value:
        case None:
            return ""
        case Money():
            return f"{value.cents / 100:,.2f} {value.currency}"
        case Price():
            return f"{value.value:,.2f} {value.currency}"
        case Percent():
            return "100.0%"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
    return value


def _row(number: int, values: Sequence[Value], styles: _Styles, *, bold: bool = False) -> str:
    cells = (_cell(f"{_letters(at)}{number}", value, styles, bold=bold) for at, value in enumerate(values, 1))
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: Value, styles: _Styles, *, bold: bool) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        said = escape(value.translate(_UNSAID)[:MOST_LETTERS])
        style = styles.number(_TEXT if not bold else _GENERAL, bold=bold)
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'
    form, figure = _figure(value)
    return f'<c r="{place}" s="{styles.number(form, bold=bold)}"><v>{figure}</v></c>'


def _figure(value: int | Decimal | date | Money | Price | Percent) -> tuple[str, str]:
    """Return the format and the figure of a number or a day."""
    match value:
        case Money():
            return _money(_AMOUNT, value.currency), str(Decimal(value.cents) / 100)
        case Price():
            return _money(_PRICE, value.currency), str(value.value)
        case Percent():
            return _SHARE, repr(round(value.share, 6))
        case datetime():
            # A sheet knows no zones: what is written is the user's own clock.
            local = (value.astimezone() if value.tzinfo else value).replace(tzinfo=None, microsecond=0)
            return _MOMENT, repr(round((local - _BEGINNING).total_seconds() / 86_400, 9))
        case date():
            return _DAY, str((value - _BEGINNING.date()).days)
        case _:
            return _GENERAL, str(value)


def _money(form: str, currency: str) -> str:
    """Return a format of money: with the sign of its currency where it has one."""
    sign = {"EUR": "€", "GBP": "£", "USD": "$"}.get(currency, currency)
    return f'{form}\\ "{sign}"' if sign else form


def _letters(column: int) -> str:
    """Return the name of a column: 1 is A, 27 is AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def _called(name: str) -> str:
    """Return a name a sheet can have."""
    kept = "".join(char for char in name.translate(_UNSAID) if char not in "[]:*?/\\").strip("' ")
    return escape(kept[:_LONGEST_NAME].strip("' ") or "1", {'"': "&quot;"})


def _entry(path: str) -> zipfile.ZipInfo:
    """Return an entry whose bytes do not depend on the day."""
    entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _parts(called: str, styles: _Styles) -> dict[str, str]:
    """Return everything of a workbook but its sheet."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KINDS}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KINDS}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type='
        f'"{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="{called}" sheetId="1"'
        f' r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type='
        f'"{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{_OFFICE}/styles"'
        f' Target="styles.xml"/></Relationships>',
        "xl/styles.xml": styles.sheet(),
    }  # fmt: skip
