"""Lists on the clipboard: as text with tabs for spreadsheets, and as a table of HTML for letters."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

#: Tells what was put there by this program.
_MIME = "application/x-crm-table"


def put(text: str, html: str) -> None:
    """Put a table on the clipboard; `let_go` leaves its words when the program ends."""
    data = QMimeData()
    data.setText(text)
    data.setHtml(html)
    data.setData(_MIME, b"1")
    QGuiApplication.clipboard().setMimeData(data)


def let_go() -> None:
    """Leave only the words of what was put there, when the program ends.

    Qt lets go of data made here after the interpreter is gone, and would crash.
    """
    clipboard = QGuiApplication.clipboard()
    if clipboard.mimeData().hasFormat(_MIME):
        clipboard.setText(clipboard.text())
