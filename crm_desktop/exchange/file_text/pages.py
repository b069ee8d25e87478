"""Pages of a PDF of strangers as pictures, and where words stand on them: called in the process apart."""

from __future__ import annotations

import json
from typing import Any

#: Dots of a page at most: a page may claim to be a mile long.
_DOTS = 24_000_000
#: Pages that are shown, and places of words that are told.
_PAGES, _PLACES = 2_000, 40


def sizes(data: bytes) -> bytes:
    """Return width and height of each page in points, as JSON; nothing for what is no PDF or locked."""
    import pypdfium2  # noqa: PLC0415 - for PDF alone, here and below

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return b""
    count = min(len(document), _PAGES)
    return json.dumps([_size(*document.get_page_size(number)) for number in range(count)]).encode()


def picture(data: bytes, page: int, width: int) -> bytes:
    """Return a page so many dots wide: width and height in four bytes each, then the dots as RGBX."""
    import pypdfium2  # noqa: PLC0415

    try:
        sheet = pypdfium2.PdfDocument(data)[page]
        wide, high = _size(*sheet.get_size())
        scale = min(width / wide, (_DOTS / (wide * high)) ** 0.5)
        bitmap = sheet.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    except (pypdfium2.PdfiumError, IndexError):
        return b""
    rows = memoryview(bitmap.buffer).cast("B")
    line = 4 * bitmap.width
    dots = b"".join(bytes(rows[at : at + line]) for at in range(0, bitmap.stride * bitmap.height, bitmap.stride))
    size = b"".join(int(side).to_bytes(4, "big") for side in (bitmap.width, bitmap.height))
    return size + dots


def places(data: bytes, words: list[str]) -> bytes:
    """Return where words stand, as JSON: page, and left, top, width and height in points from its upper left corner."""
    import pypdfium2  # noqa: PLC0415

    found: list[Any] = []
    try:
        document = pypdfium2.PdfDocument(data)
        for number in range(min(len(document), _PAGES)):
            page = document[number]
            text, high = page.get_textpage(), page.get_height()
            for word in words:
                search = text.search(word)
                while len(found) < _PLACES and (at := search.get_next()) is not None:
                    left, bottom, right, top = text.get_charbox(at[0])
                    for more in range(text.count_rects(*at)):
                        left, bottom, right, top = text.get_rect(more)
                    found.append([number, left, high - top, right - left, top - bottom])
            if len(found) >= _PLACES:
                break
    except pypdfium2.PdfiumError:
        return json.dumps(found).encode()
    return json.dumps(found).encode()


def _size(width: float, height: float) -> tuple[float, float]:
    """Return a size that can be drawn, whatever a page claims."""
    return min(max(width, 1.0), 20_000.0), min(max(height, 1.0), 20_000.0)
