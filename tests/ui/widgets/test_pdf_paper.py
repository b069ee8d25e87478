"""Which pages go onto paper, in which order and how often; and files with some pages of a file."""

from __future__ import annotations

from io import BytesIO

import pypdfium2 as pdfium
import pytest
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from crm_desktop.ui.widgets.pdf_paper import PaperStack, picked_pages, sheets_wanted


@pytest.fixture
def printer(qapp: QApplication) -> QPrinter:
    made = QPrinter()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    return made


def paper(*widths: int) -> bytes:
    document = pdfium.PdfDocument.new()
    for width in widths:
        document.new_page(width, 200)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def widths(pdf: bytes) -> list[int]:
    with pdfium.PdfDocument(pdf) as document:
        return [round(page.get_width()) for page in document]


def test_all_pages_once_unless_something_else_was_chosen(printer: QPrinter) -> None:
    assert sheets_wanted(printer, 3) == [0, 1, 2]


def test_ranges_copies_and_order_are_those_of_the_dialog(printer: QPrinter) -> None:
    ranges = QPageRanges()
    ranges.addRange(2, 3)
    ranges.addPage(5)
    printer.setPageRanges(ranges)
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    assert sheets_wanted(printer, 5) == [1, 2, 4, 1, 2, 4]
    printer.setCollateCopies(False)
    assert sheets_wanted(printer, 4) == [1, 1, 2, 2]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert sheets_wanted(printer, 4) == [2, 2, 1, 1]


def test_all_pages_are_the_very_file_and_some_are_a_file_of_their_own() -> None:
    whole = paper(100, 110, 120)
    assert picked_pages(whole, [0, 1, 2]) is whole
    assert widths(picked_pages(whole, [2, 0, 0])) == [120, 100, 100]


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_says_so(printer: QPrinter) -> None:
    printer.setOutputFileName("/nowhere/at/all.pdf")
    with pytest.raises(OSError, match="does not take"):
        PaperStack(printer).draw(paper(100), 0)
