"""Where a file is to be saved: asked once, with its ending, and never over another file unasked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.base.files import with_ending
from crm_desktop.base.i18n import _


def where_to_save(parent: QWidget, title: str, start: str, kinds: str, ending: str) -> Path | None:
    """Return the file the user chose, with its ending; None where nothing was chosen.

    The dialog asks before it lets a file be replaced, but it asks about the name as typed: where the ending makes it
    the name of a file that exists, it is shown again with that name.
    """
    while True:
        chosen, _kind = QFileDialog.getSaveFileName(parent, title, start, kinds)
        if not chosen:
            return None
        target = with_ending(Path(chosen), ending)
        if target == Path(chosen) or not target.exists():
            return target
        start = str(target)


def where_to_save_pdf(parent: QWidget, start: str, title: str = "") -> Path | None:
    """Return the PDF file the user chose; None where nothing was chosen."""
    return where_to_save(parent, title or _("Save as PDF"), start, _("PDF files (*.pdf)"), ".pdf")
