"""Tables as workbooks (XLSX): written by hand, because what is needed of the format is small and libraries are large.

Numbers stay numbers with the format people expect, texts are never formulas, and the first row stays in sight.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape


class Money(NamedTuple):
    """Cents, shown with two decimals."""

    cents: int


class Percent(NamedTuple):
    """A share of 1, shown as a percentage."""

    share: float


Value = str | int | Decimal | date | Money | Percent | None

#: Numbers of the formats below in `cellXfs`.
_PLAIN, _BOLD, _MONEY, _PERCENT, _DAY, _BOLD_MONEY, _BOLD_PERCENT = range(7)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#: Characters a file of XML cannot hold.
_UNSAID = {code: None for code in range(32) if code not in (9, 10, 13)}
_LONGEST_NAME = 31

_STYLES = f"""<styleSheet xmlns="{_MAIN}">
<numFmts count="2"><numFmt numFmtId="164" formatCode="#,##0.00"/>
<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="7">
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="164" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>
<xf numFmtId="10" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>
</cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


def workbook(name: str, heads: Sequence[str], rows: Iterable[Sequence[Value]], total: Sequence[Value] = ()) -> bytes:
    """Return a workbook of one sheet; the same table gives the same bytes."""
    lines = [_row(1, [_cell(at, head, bold=True) for at, head in enumerate(heads)])]
    wide = [len(head) for head in heads]
    number = 1
    for number, row in enumerate(rows, 2):
        lines.append(_row(number, [_cell(at, value) for at, value in enumerate(row)]))
        wide = [max(before, len(str(value or ""))) for before, value in zip(wide, row, strict=True)]
    if total:
        lines.append(_row(number + 1, [_cell(at, value, bold=True) for at, value in enumerate(total)]))
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{min(max(length + 2, 10), 60)}" customWidth="1"/>'
        for at, length in enumerate(wide, 1)
    )
    sheet = (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2"'
        f' activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>{columns}</cols>'
        f"<sheetData>{''.join(lines)}</sheetData></worksheet>"
    )
    return _packed(sheet, name)


def _row(number: int, cells: Sequence[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(_column: int, value: Value, *, bold: bool = False) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, str):
        return _words(value, bold=bold)
    style, figure = _figure(value, bold=bold)
    return f'<c s="{style}"><v>{figure}</v></c>'


def _figure(value: int | Decimal | date | Money | Percent, *, bold: bool) -> tuple[int, str]:
    """Return the format and the figure of a number or a day."""
    match value:
        case Money():
            return _BOLD_MONEY if bold else _MONEY, str(Decimal(value.cents) / 100)
        case Percent():
            return _BOLD_PERCENT if bold else _PERCENT, repr(round(value.share, 6))
        case date():
            return _DAY, str((date(value.year, value.month, value.day) - date(1899, 12, 30)).days)
        case _:
            return _BOLD if bold else _PLAIN, str(value)


def _words(text: str, *, bold: bool) -> str:
    said = escape(text.translate(_UNSAID))
    style = _BOLD if bold else _PLAIN
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'


def _packed(sheet: str, name: str) -> bytes:
    called = escape("".join(char for char in name if char not in "[]:*?/\\")[:_LONGEST_NAME] or "1", {'"': "&quot;"})
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kinds}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type='
        f'"{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="{called}" sheetId="1"'
        f' r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type='
        f'"{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{_OFFICE}/styles"'
        f' Target="styles.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": sheet,
    }  # fmt: skip
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in parts.items():
            archive.writestr(
                zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), (_HEAD + text).encode(), zipfile.ZIP_DEFLATED
            )
    return stream.getvalue()
