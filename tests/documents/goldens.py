"""What golden data keep of a printed document: its words with their places, and a coarse picture of each page.

Of long documents the first three pages and the last are kept; of the others only a digest of their words.
Written anew, after the pages were looked at: `python -m tests.documents.goldens`.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pypdfium2

from crm_desktop.documents.letter_sheet import LetterSheet
from crm_desktop.documents.letters import render_letter
from crm_desktop.documents.offer import RenderedPdf, render_offer
from crm_desktop.documents.paper import MM
from crm_desktop.documents.sheets import OfferSheet
from tests.documents.golden_sheets import GOLDENS

STORED = Path(__file__).parent / "golden"
#: Cells of a page's picture across and down, dots of a cell, shades of grey.
_ACROSS, _DOWN, _DOTS, _SHADES = 30, 42, 10, 15


class Said(NamedTuple):
    """Some words as they stand on a page: left and right edge and baseline's lower edge, in mm."""

    left: float
    right: float
    low: float
    text: str


def rendered(sheet: OfferSheet | LetterSheet) -> RenderedPdf:
    """Return a golden document as it is printed now."""
    return render_letter(sheet) if isinstance(sheet, LetterSheet) else render_offer(sheet)


def measured(pdf: bytes) -> dict[str, Any]:
    """Return what golden data would keep of a file."""
    file = pypdfium2.PdfDocument(pdf)
    pages = list(file)
    kept = {*range(3), len(pages) - 1}
    said = [_said(page) if number in kept else _digest(page) for number, page in enumerate(pages)]
    pictures = [_picture(page) for number, page in enumerate(pages) if number in kept]
    file.close()
    return {"pages": len(said), "said": said, "pictures": pictures}


def words(pdf: bytes) -> list[list[Said]]:
    """Return the words of all pages with their places."""
    file = pypdfium2.PdfDocument(pdf)
    found = [[Said(*one) for one in _said(page)] for page in file]
    file.close()
    return found


def _said(page: pypdfium2.PdfPage) -> list[list[Any]]:
    text = page.get_textpage()
    tall = page.get_height()
    found = []
    for index in range(text.count_rects()):
        left, low, right, high = text.get_rect(index)
        shown = " ".join(text.get_text_bounded(left, low, right, high).split())
        found.append([round(left / MM, 1), round(right / MM, 1), round((tall - low) / MM, 1), shown])
    return found


def _digest(page: pypdfium2.PdfPage) -> str:
    return hashlib.sha256(page.get_textpage().get_text_bounded().encode()).hexdigest()[:16]


def _picture(page: pypdfium2.PdfPage) -> str:
    """Return the mean darkness of each cell of a page as one letter of sixteen."""
    image = page.render(scale=_ACROSS * _DOTS / page.get_width(), grayscale=True).to_numpy()
    dark = 255 - image.reshape(image.shape[0], -1)[: _DOWN * _DOTS, : _ACROSS * _DOTS].astype(float)
    dark = np.pad(dark, ((0, _DOWN * _DOTS - dark.shape[0]), (0, _ACROSS * _DOTS - dark.shape[1])))
    cells = dark.reshape(_DOWN, _DOTS, _ACROSS, _DOTS).mean(axis=(1, 3)) / 255
    # Text covers little of its cell: the root spreads light greys apart.
    return "".join(f"{round(float(cell) ** 0.5 * _SHADES):x}" for cell in cells.flat)


def unlike(one: str, other: str) -> float:
    """Return the share of cells in which two pictures differ by more than two shades."""
    if len(one) != len(other):
        return 1.0
    pairs = zip(one, other, strict=True)
    return sum(abs(int(left, 16) - int(right, 16)) > 2 for left, right in pairs) / len(one)


def stored(name: str) -> dict[str, Any]:
    """Return the golden data of a document."""
    found: dict[str, Any] = json.loads((STORED / f"{name}.json").read_text(encoding="utf-8"))
    return found


def as_text(data: dict[str, Any]) -> str:
    """Return golden data as they are kept: one line for some words, so that a change can be read."""
    pages = []
    for page in data["said"]:
        lines = page if isinstance(page, str) else [json.dumps(one, ensure_ascii=False) for one in page]
        pages.append(json.dumps(lines) if isinstance(lines, str) else "[\n  " + ",\n  ".join(lines) + "\n ]")
    said = ",\n ".join(pages)
    return (
        f'{{"pages": {data["pages"]},\n"said": [\n {said}\n],\n"pictures": {json.dumps(data["pictures"], indent=1)}}}\n'
    )


if __name__ == "__main__":
    STORED.mkdir(exist_ok=True)
    for named, sheet in GOLDENS.items():
        (STORED / f"{named}.json").write_text(as_text(measured(rendered(sheet).pdf)), encoding="utf-8")
