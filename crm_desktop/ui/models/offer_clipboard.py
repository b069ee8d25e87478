"""Lines of an offer on the clipboard: exactly as they are for this program, and as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from crm_desktop.base.i18n import _
from crm_desktop.domain.offers import LineKind, SurchargeOf
from crm_desktop.engine.pricing import PRICED
from crm_desktop.exchange.cells import guard
from crm_desktop.store.queries.offers import Line
from crm_desktop.ui.models import offer_faces
from crm_desktop.ui.models.offer_editing import Column, writes_text

_MIME = "application/x-crm-offer-lines"
_EXACT = frozenset({"quantity", "unit_price", "discount_percent", "vat_percent", "cost", "surcharge_percent"})
_COLUMNS = (Column.QUANTITY, Column.UNIT, Column.PRICE, Column.DISCOUNT, Column.VAT, Column.TOTAL)


def put(lines: Sequence[Line], numbers: Sequence[str], cents: Sequence[int]) -> None:
    """Put lines on the clipboard; `numbers` are their positions and `cents` what each comes to."""
    data = QMimeData()
    data.setData(_MIME, json.dumps([_plain(line) for line in lines]).encode())
    data.setText(as_table(lines, numbers, cents))
    QGuiApplication.clipboard().setMimeData(data)


def let_go() -> None:
    """Leave only the words of what was put there, when the program ends.

    Qt lets go of data made here after the interpreter is gone, and would crash.
    """
    clipboard = QGuiApplication.clipboard()
    if clipboard.mimeData().hasFormat(_MIME):
        clipboard.setText(clipboard.text())


def holds_lines() -> bool:
    """Whether the clipboard holds more than words for one cell."""
    data = QGuiApplication.clipboard().mimeData()
    return bool(data.hasFormat(_MIME)) or any(sign in data.text().strip("\r\n") for sign in "\t\n")


def own_lines() -> list[Line]:
    """Return the lines another offer of this program has put on the clipboard; none where there are none."""
    data = QGuiApplication.clipboard().mimeData()
    if not data.hasFormat(_MIME):
        return []
    try:
        return [_line(row) for row in json.loads(bytes(data.data(_MIME).data()).decode())]
    except (ValueError, TypeError, AttributeError, InvalidOperation):  # put there by another version of the program
        return []


def text() -> str:
    """Return the words on the clipboard."""
    return QGuiApplication.clipboard().text()


def as_table(lines: Sequence[Line], numbers: Sequence[str], cents: Sequence[int]) -> str:
    """Return lines as rows with tabs between their cells, headings above them, as spreadsheets take them."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter="\t", lineterminator="\n")
    rows.writerow([_("No."), _("Item"), _("Long text"), *(offer_faces.heading_of(column) for column in _COLUMNS)])
    for line, number, amount in zip(lines, numbers, cents, strict=True):
        words = (line.text, "") if writes_text(line) else (line.title, line.text)
        figures = [offer_faces.cell_text(line, column, amount) for column in _COLUMNS]
        rows.writerow([number, *map(guard, words), *(figures if line.kind in PRICED else [""] * 5 + figures[-1:])])
    return out.getvalue()


def _plain(line: Line) -> dict[str, Any]:
    values = line._asdict() | {"id": None, "replaces": None, "chosen": False}
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in values.items()}


def _line(values: dict[str, Any]) -> Line:
    known = {name: value for name, value in values.items() if name in Line._fields}
    for name in _EXACT & known.keys():
        known[name] = None if known[name] is None else Decimal(known[name])
    return Line(**known)._replace(
        kind=LineKind(known.get("kind", "article")),
        surcharge_of=SurchargeOf(known.get("surcharge_of", "section")),
        id=None,
    )
