"""The rows of a workbook as CSV, read by a library that strangers' files can bring down: called in a process apart."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

DELIMITER = ","
#: What is told instead of rows.
READ, LOCKED, DAMAGED = "read", "locked", "damaged"

Cell = str | int | float | bool | date | datetime | time | timedelta


def csv_of(data: bytes) -> tuple[str, bytes]:
    """Return a word for how it went, and the fullest sheet as CSV in UTF-8, empty where it holds nothing."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - for workbooks alone

    try:
        rows = _fullest(CalamineWorkbook.from_filelike(io.BytesIO(data)))
    except PasswordError:
        return LOCKED, b""
    except CalamineError:
        return DAMAGED, b""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=DELIMITER).writerows([_text(cell) for cell in row] for row in rows)
    return READ, out.getvalue().encode("utf-8", "replace")


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
