"""Tables from workbooks (XLSX, XLSM, XLSB, XLS, ODS): the fullest sheet becomes the CSV the rest of the import reads.

A workbook knows what is a day and what is a number. Both are written so that nothing has to be guessed: days as ISO,
numbers with a point and never with exactly three decimals, which could be thousands.
"""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from python_calamine import CalamineWorkbook

    from crm_desktop.exchange.decoding import Source

DELIMITER = ","
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Parts of which one is in every workbook that is a ZIP archive.
_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
#: Unpacked bytes beyond which a workbook is not opened: no table of a small firm is larger, but a trap may be.
_LARGEST = 1 << 30

Cell = str | int | float | bool | date | datetime | time | timedelta


def is_workbook(source: Source) -> bool:
    """Whether a file is a workbook, by its contents."""
    head = source.beginning(8)
    if head == _OLE:
        return True
    if not head.startswith(_ZIP):
        return False
    try:
        with source.open() as file, zipfile.ZipFile(file) as archive:
            return any(part in archive.namelist() for part in _PARTS)
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def as_csv(source: Source, name: str) -> bytes:
    """Return the fullest sheet as CSV in UTF-8; raises BadInput where the workbook cannot be read or holds nothing."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - for workbooks alone

    _check_size(source, name)
    try:
        with source.open() as file:
            rows = _fullest(CalamineWorkbook.from_filelike(io.BytesIO(file.read())))
    except PasswordError as error:
        raise BadInput(
            _("“{name}” is protected with a password.").format(name=name),
            _("Open it in the program it comes from and save it without the password, or as CSV."),
            field="file",
        ) from error
    except CalamineError as error:
        raise BadInput(
            _("“{name}” cannot be read as a table.").format(name=name),
            _("Save the table as CSV in the program it comes from, then choose that file."),
            field="file",
        ) from error
    if not rows:
        raise BadInput(_("The file is empty."), field="file")
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=DELIMITER).writerows([_text(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _check_size(source: Source, name: str) -> None:
    with source.open() as file:
        if not zipfile.is_zipfile(file):
            return
        with zipfile.ZipFile(file) as archive:
            if sum(part.file_size for part in archive.infolist()) > _LARGEST:
                raise Refused(_("“{name}” is too large to be opened.").format(name=name))


def _fullest(workbook: CalamineWorkbook) -> Sequence[Sequence[Cell]]:
    """Return the rows of the sheet with most cells filled."""
    sheets = [workbook.get_sheet_by_name(name).to_python(skip_empty_area=True) for name in workbook.sheet_names]
    return max(sheets, key=_filled, default=[])


def _filled(rows: Iterable[Sequence[Cell]]) -> int:
    return sum(cell != "" for row in rows for cell in row)


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return _figure(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _figure(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - what is not a number
        return ""
    text = f"{Decimal(repr(value)).normalize():f}"
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text
