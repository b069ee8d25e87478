"""Pages of a PDF on the paper of a printer, drawn as fine as the printer prints; call from one lane, page by page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from crm_desktop.ui.widgets.pdf_pages import drawn_page

#: Dots per inch from which on nobody sees a difference; finer ones only take memory.
_FINEST = 600
_POINTS = 72


class PaperStack:
    """Draws pages onto a printer one after another; `end` hands the job over, `stop` throws it away."""

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer
        self._painter: QPainter | None = None

    def draw(self, pdf: bytes, page: int) -> None:
        """Put a page (from 0) onto the next sheet. Raises OSError when the printer does not take the job."""
        printer = self._printer
        if self._painter is None:
            printer.setFullPage(True)
            self._painter = QPainter()
            if not self._painter.begin(printer):
                self._painter = None
                raise OSError("the printer does not take the job")
        elif not printer.newPage():
            raise OSError("the printer does not take another page")
        painter, paper = self._painter, QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)

        def put(image: QImage) -> None:
            share = min(paper.width() / image.width(), paper.height() / image.height())
            width, height = image.width() * share, image.height() * share
            left, top = (paper.width() - width) / 2, (paper.height() - height) / 2
            painter.drawImage(QRectF(left, top, width, height), image)

        drawn_page(pdf, page, min(printer.resolution(), _FINEST) / _POINTS, put)

    def end(self) -> None:
        """Hand the job over to the printer."""
        if self._painter is not None:
            self._painter.end()
            self._painter = None

    def stop(self) -> None:
        """Throw the job away as far as it is still here."""
        if self._painter is not None:
            self._printer.abort()
            self.end()


def sheets_wanted(printer: QPrinter, pages: int) -> list[int]:
    """Return the pages to be printed (from 0) in their order, as the print dialog left them, copies included."""
    ranges = printer.pageRanges()
    wanted = [page for page in range(pages) if ranges.isEmpty() or ranges.contains(page + 1)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        wanted.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    if printer.collateCopies():
        return wanted * copies
    return [page for page in wanted for _copy in range(copies)]


def is_file(printer: QPrinter) -> bool:
    """Whether the user wants a PDF file instead of paper."""
    return printer.outputFormat() is QPrinter.OutputFormat.PdfFormat and bool(printer.outputFileName())


def picked_pages(pdf: bytes, pages: Sequence[int]) -> bytes:
    """Return a PDF of some pages of another one (from 0); all of them once give back the very same bytes."""
    from crm_desktop.ui.widgets.pdf_pages import only_pages  # not before something is printed

    return only_pages(pdf, pages)
