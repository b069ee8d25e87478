"""Reads printed pages back: words with their places in millimetres, and what was laid out before it was drawn."""

from __future__ import annotations

import io
from typing import NamedTuple

import pdfplumber

from crm_desktop.documents.offer import Layout, placed_marks
from crm_desktop.documents.paper import MM
from crm_desktop.documents.strips import Glyphs


class Word(NamedTuple):
    """A word on a page, its box in mm from the top left."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


class Stroke(NamedTuple):
    """A straight line on a page, in mm from the top left."""

    x0: float
    x1: float
    y: float


class Page(NamedTuple):
    """What stands on one page."""

    words: tuple[Word, ...]
    strokes: tuple[Stroke, ...]
    text: str


def read(pdf: bytes) -> list[Page]:
    """Return the pages of a file as a reader sees them."""
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        pages = []
        for page in file.pages:
            words = tuple(
                Word(word["text"], *(float(word[edge]) / MM for edge in ("x0", "top", "x1", "bottom")))
                for word in page.extract_words()
            )
            strokes = tuple(Stroke(*(float(line[edge]) / MM for edge in ("x0", "x1", "top"))) for line in page.lines)
            pages.append(Page(words, strokes, page.extract_text()))
        return pages


class Put(NamedTuple):
    """A line of text as it was laid out: left edge and baseline in mm from the top left."""

    x: float
    y: float
    text: str
    width: float


def laid(layout: Layout, page: int) -> list[Put]:
    """Return all lines of text of a page (from 0), from top to bottom."""
    puts = [
        Put(mark.x, top + mark.y, mark.line.text, mark.line.width)
        for marks, top in placed_marks(layout, page)
        for mark in marks
        if isinstance(mark, Glyphs) and mark.line.text
    ]
    return sorted(puts, key=lambda put: (round(put.y, 2), put.x))
