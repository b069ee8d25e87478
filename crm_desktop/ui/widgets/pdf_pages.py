"""Pages of a PDF as pictures and texts; PDFium is not thread-safe, so one lock guards it. Call from a lane."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from collections.abc import Iterator

_PDFIUM = Lock()


class PageSize(NamedTuple):
    """Width and height of a page in points (1/72 inch)."""

    width: float
    height: float


def page_sizes(pdf: bytes) -> list[PageSize]:
    """Return the size of each page."""
    with _opened(pdf) as document:
        return [PageSize(*document.get_page_size(number)) for number in range(len(document))]


def render_page(pdf: bytes, page: int, width: int, ratio: float = 1.0) -> QImage:
    """Return a page (from 0) as a picture `width` points of the screen wide, for a device pixel ratio.

    The paper is white. Raises IndexError for a page that is not there, ValueError for bytes that are no PDF.
    """
    with _opened(pdf) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        sheet = document[page]
        try:
            scale = width * ratio / sheet.get_width()
            bitmap = sheet.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            try:
                # Copied, because the pixels die with the bitmap.
                image = QImage(
                    bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
                ).copy()
            finally:
                bitmap.close()
        finally:
            sheet.close()
    image.setDevicePixelRatio(ratio)
    return image


def text_at(pdf: bytes, page: int, x: float, y: float) -> str:
    """Return the line of text at a point of a page in PDF points from its lower left corner, empty where none is."""
    with _opened(pdf) as document:
        sheet = document[page]
        text = sheet.get_textpage()
        try:
            at = text.get_index(x, y, 5, 5)
            if at is None:
                return ""
            _left, bottom, _right, top = text.get_charbox(at)
            return str(text.get_text_bounded(0, bottom - 1, sheet.get_width(), top + 1)).strip()
        finally:
            text.close()
            sheet.close()


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    """Open a document under the lock, and close it."""
    import pypdfium2  # noqa: PLC0415 - not before the first preview

    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise ValueError("not a PDF") from error
        try:
            yield document
        finally:
            document.close()
