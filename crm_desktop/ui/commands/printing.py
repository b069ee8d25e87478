"""Ctrl+P: what a pane shows becomes a PDF with the firm around it, and goes through the system's print dialog.

Pages are drawn on a lane, one after another, as fine as the printer prints; the rail's foot shows how far it is. Who
chooses a PDF file in the dialog gets the very file, with its texts and bookmarks, and not a picture of it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import Cancelled, CrmError, Refused
from crm_desktop.base.files import with_ending, write_whole
from crm_desktop.base.i18n import _, plural
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import JobState
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.commands.writing_out import ask_with_job
from crm_desktop.ui.widgets.pdf_pages import page_sizes

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from crm_desktop.documents.list_sheet import PrintedList
    from crm_desktop.operations.exports.listing import Asked
    from crm_desktop.ui.commands.shown import ShownList
    from crm_desktop.ui.widgets.pdf_paper import PaperStack

_LANE = "print"


def print_list(workplace: Workplace, parent: QWidget, name: str, gather: Callable[[Reader], PrintedList]) -> None:
    """Print what `gather` reads as a list."""
    now = workplace.clock()
    print_made(workplace, parent, name, lambda reader: _list(reader, gather, now))


def print_shown(workplace: Workplace, parent: QWidget, shown: ShownList) -> None:
    """Print the list in view, or what is selected of it, as its export to paper looks."""

    def fail(error: CrmError) -> None:
        """Say why there is nothing to print; nothing where it was stopped."""
        if not isinstance(error, Cancelled):
            workplace.notify(Notice(str(error), tone="danger"))

    ask_with_job(
        workplace, _shown_pdf, label=_("Print “{name}”").format(name=shown.title), failed=fail,
        then=lambda pdf: print_pdf(workplace, parent, shown.title, pdf), now=workplace.clock(),
        asked=shown.asked(workplace.today(), only_selected=bool(shown.selected)),
    )  # fmt: skip


def _shown_pdf(
    reader: Reader, *, asked: Asked, now: datetime, progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> bytes:  # fmt: skip
    from dataclasses import replace  # rarely needed

    from crm_desktop.operations.exports.lists import listed  # rarely needed
    from crm_desktop.operations.exports.paper import pdf_of  # reportlab
    from crm_desktop.operations.exports.writing import watching  # rarely needed

    table = listed(reader, replace(asked, on_paper=True))
    return pdf_of(reader, table, now=now, progress=watching(progress, cancelled))


def print_made(workplace: Workplace, parent: QWidget, name: str, make: Callable[[Reader], bytes]) -> None:
    """Print the PDF that `make` returns; it is read and made before the print dialog opens, which knows its pages."""
    workplace.desk.ask(make, then=lambda pdf: print_pdf(workplace, parent, name, pdf), lane="export")


def print_pdf(workplace: Workplace, parent: QWidget, name: str, pdf: bytes) -> None:
    """Ask on which printer, which pages and how often, and print them."""

    def ask(pages: int) -> None:
        printer = ask_for_printer(parent, name, pages)
        if printer is not None:
            PrintJob(workplace, Pages(name, pdf, pages), printer, parent).start()

    workplace.desk.compute(lambda: len(page_sizes(pdf)), then=ask, lane=_LANE, topic="pages")


def ask_for_printer(parent: QWidget, name: str, pages: int) -> QPrinter | None:
    """Show the system's print dialog and return the printer with everything chosen there; None where it was left."""
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter  # rarely needed

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Print “{name}”").format(name=name))
    dialog.setMinMax(1, pages)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, pages > 1)
    chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if chosen else None


class Pages(NamedTuple):
    """What is printed: its name in the queue of the printer, the file, and how many pages that has."""

    name: str
    pdf: bytes
    number: int


class PrintJob(QObject):
    """Prints the pages of one PDF, one after another on a lane."""

    def __init__(self, workplace: Workplace, what: Pages, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace, self._what, self._printer = workplace, what, printer
        from crm_desktop.ui.widgets import pdf_paper  # brings the printing of Qt along

        self._sheets = pdf_paper.sheets_wanted(printer, what.number)
        self._stack: PaperStack = pdf_paper.PaperStack(printer)
        self._to_file = pdf_paper.is_file(printer)
        self._done = 0
        self._cancelled = threading.Event()

    def start(self) -> None:
        """Begin; the job goes away by itself when it is over."""
        if self._to_file:
            self._run(self._write, self._written)
        else:
            self._next()

    def _next(self) -> None:
        if self._cancelled.is_set():
            self._run(self._stack.stop, lambda _none: self._end(_("Printing was stopped.")))
        elif self._done == len(self._sheets):
            words = plural("{n} page printed", "{n} pages printed", self._done)
            self._run(self._stack.end, lambda _none: self._end(words))
        else:
            words = _("Print “{name}”").format(name=self._what.name)
            self._workplace.desk.job.emit(JobState(words, self._done, len(self._sheets), self._cancelled.set))
            page = self._sheets[self._done]
            self._run(lambda: self._stack.draw(self._what.pdf, page), self._drawn)

    def _drawn(self, _none: None) -> None:
        self._done += 1
        self._next()

    def _write(self) -> Path:
        from crm_desktop.ui.widgets.pdf_paper import picked_pages

        target = with_ending(Path(self._printer.outputFileName()), ".pdf")
        write_whole(target, picked_pages(self._what.pdf, self._sheets))
        return target

    def _written(self, target: Path) -> None:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

        words = _("Saved as “{name}”.").format(name=target.name)
        self._workplace.notify(Notice(words, action=_("Open it"), run=show))
        self.deleteLater()

    def _run(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        self._workplace.desk.compute(_told(work), then=then, failed=self._fail, lane=_LANE)

    def _end(self, words: str) -> None:
        self._workplace.desk.job.emit(None)
        self._workplace.notify(Notice(words))
        self.deleteLater()

    def _fail(self, error: CrmError) -> None:
        self._workplace.desk.job.emit(None)
        self._workplace.notify(Notice(str(error), tone="danger"))
        self.deleteLater()


def _told(work: Callable[[], object]) -> Callable[[], object]:
    """Return work whose failure at the printer is said in words."""

    def run() -> object:
        try:
            return work()
        except OSError as error:
            raise Refused(
                _("The printer did not take the pages."), _("Check that it is switched on, then print again.")
            ) from error

    return run


def _list(reader: Reader, gather: Callable[[Reader], PrintedList], now: datetime) -> bytes:
    from crm_desktop.operations.printed_lists import list_pdf  # reportlab

    return list_pdf(reader, printed=gather(reader), now=now)
