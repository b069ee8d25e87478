"""Pages of a PDF as pictures and texts; PDFium is not thread-safe, so one lock guards it. Call from a lane."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from collections.abc import Iterator

_PDFIUM = Lock()
_LONGEST_WORD = 80


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
    made: list[QImage] = []
    # Copied, because the pixels die with the page.
    _drawn(pdf, page, lambda wide: width * ratio / wide, lambda image: made.append(image.copy()))
    made[0].setDevicePixelRatio(ratio)
    return made[0]


def drawn_page(pdf: bytes, page: int, scale: float, use: Callable[[QImage], None]) -> None:
    """Hand a page (from 0) to `use` as a picture with `scale` dots to a point; it is gone afterwards. Raises as above.

    A page as fine as a printer prints takes a hundred megabytes: it is never held twice.
    """
    _drawn(pdf, page, lambda _wide: scale, use)


def joined_files(files: Sequence[bytes]) -> bytes:
    """Return the pages of several PDFs as one file; a single one is the very same bytes."""
    if len(files) == 1:
        return files[0]
    import pypdfium2  # not before the first preview

    with _PDFIUM:
        whole, held = pypdfium2.PdfDocument.new(), io.BytesIO()
        try:
            for data in files:
                part = pypdfium2.PdfDocument(data)
                try:
                    whole.import_pages(part)
                finally:
                    part.close()
            whole.save(held)
        finally:
            whole.close()
    return held.getvalue()


def only_pages(pdf: bytes, pages: Sequence[int]) -> bytes:
    """Return a PDF with some pages of another one, in this order; all of them once are the very same bytes."""
    import pypdfium2  # not before the first preview

    with _opened(pdf) as document:
        if list(pages) == list(range(len(document))):
            return pdf
        made = pypdfium2.PdfDocument.new()
        try:
            made.import_pages(document, list(pages))
            out = io.BytesIO()
            made.save(out)
        finally:
            made.close()
    return out.getvalue()


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


def word_at(pdf: bytes, page: int, x: float, y: float) -> str:
    """Return the word at a point of a page, given as for `text_at`; empty where none is."""
    with _opened(pdf) as document:
        sheet = document[page]
        text = sheet.get_textpage()
        try:
            at = text.get_index(x, y, 5, 5)
            if at is None:
                return ""
            start = max(0, at - _LONGEST_WORD)
            around = text.get_text_range(start, 2 * _LONGEST_WORD)
            before, after = around[: at - start], around[at - start :]
            return (before.split()[-1] if before and not before[-1].isspace() else "") + (
                after.split()[0] if after and not after[0].isspace() else ""
            )
        finally:
            text.close()
            sheet.close()


def _drawn(pdf: bytes, page: int, scale: Callable[[float], float], use: Callable[[QImage], None]) -> None:
    """Draw a page in the size `scale` returns for its width, and hand it to `use` while it lives."""
    with _opened(pdf) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        sheet = document[page]
        try:
            bitmap = sheet.render(scale=scale(sheet.get_width()), rev_byteorder=True, prefer_bgrx=True)
            try:
                use(
                    QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
                )  # fmt: skip
            finally:
                bitmap.close()
        finally:
            sheet.close()


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    """Open a document under the lock, and close it."""
    import pypdfium2  # not before the first preview

    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise ValueError("not a PDF") from error
        try:
            yield document
        finally:
            document.close()
