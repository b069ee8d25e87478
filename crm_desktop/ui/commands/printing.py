"""Ctrl+P: what a pane shows becomes a PDF with the firm around it, saved where the user wants it, and opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm_desktop.base.files import safe_name
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.exporting import save_pdf
from crm_desktop.ui.commands.workplace import Workplace

if TYPE_CHECKING:
    from crm_desktop.documents.list_sheet import PrintedList


def print_list(workplace: Workplace, parent: QWidget, name: str, gather: Callable[[Reader], PrintedList]) -> None:
    """Ask for a file, write what `gather` reads there as a list, and open it in the program that prints."""
    proposed = safe_name(f"{name} {workplace.today().isoformat()}", ".pdf")
    save_pdf(workplace, parent, proposed, _made, gather=gather, now=workplace.clock())


def _made(reader: Reader, *, gather: Callable[[Reader], PrintedList], now: datetime) -> bytes:
    from crm_desktop.operations.printed_lists import list_pdf  # noqa: PLC0415 - reportlab

    return list_pdf(reader, printed=gather(reader), now=now)
