"""From an offer's sheet to its PDF: measure everything, paginate once, draw once, prepare for the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from crm_desktop.base.text import clean
from crm_desktop.documents.archive import Keeping, archived
from crm_desktop.documents.binding import lacks
from crm_desktop.documents.closing import ending, terms
from crm_desktop.documents.delivery_ending import delivery_ending
from crm_desktop.documents.foreign import foreign
from crm_desktop.documents.letter import covered_pages, document_reference, footer, page_number, running_head
from crm_desktop.documents.modern_totals import modern_totals
from crm_desktop.documents.opening import first_page, opening
from crm_desktop.documents.pages import Placed, paginate, strip_marks
from crm_desktop.documents.paper import BOTTOM, LEFT, MM, RIGHT
from crm_desktop.documents.pen import Pen
from crm_desktop.documents.setting import Setting, setting
from crm_desktop.documents.sheets import Design, OfferSheet, Title
from crm_desktop.documents.strips import Mark, Strip
from crm_desktop.documents.table import Table, table
from crm_desktop.documents.totals import choices, totals


class LineBox(NamedTuple):
    """Where a line of the sheet stands: page from 0, and its box in points from the top left of that page."""

    page: int
    line_index: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class RenderedPdf:
    """A finished file. `missing_characters` names what the faces could not show; a line parted has several boxes."""

    pdf: bytes
    pages: int
    missing_characters: tuple[str, ...]
    line_boxes: tuple[LineBox, ...]
    #: Titles of enclosures that lack fonts or colours: with them the file is none for the archive.
    unfit_enclosures: tuple[str, ...] = ()


class Layout(NamedTuple):
    """A measured and paginated offer: on each page what repeats and the strips, still to be drawn."""

    around: Setting
    #: What stands at fixed places of each page.
    fixed: tuple[tuple[Mark, ...], ...]
    pages: tuple[tuple[Placed, ...], ...]


def render_offer(sheet: OfferSheet) -> RenderedPdf:
    """Return an offer as PDF; the same sheet gives the same bytes.

    Raises Refused when the address does not fit the window, the footer not the page, or a picture cannot be read.
    """
    layout = lay_out(sheet)
    return RenderedPdf(
        pdf=archived(_drawn(layout), _keeping(layout.around)),
        pages=len(layout.pages) + sum(foreign(enclosure.pdf).pages for enclosure in sheet.enclosures),
        missing_characters=layout.around.setter.missing_characters,
        line_boxes=tuple(_boxes(layout)),
        unfit_enclosures=lacks(sheet.enclosures),
    )


def lay_out(sheet: OfferSheet) -> Layout:
    """Return an offer measured and paginated; raises Refused as `render_offer` does."""
    around = setting(sheet)
    first, top = first_page(around)
    positions = table(around)
    pages = tuple(tuple(page) for page in paginate(_strips(around, positions), positions, top))
    head = running_head(around) if len(pages) > 1 else ()
    covered = covered_pages(sheet.letterhead)
    foot = footer(sheet.letterhead, around.setter, around.manner.rule) if len(pages) > covered else ()
    fixed = tuple(
        (
            *(head if number else first),
            *(() if number < covered else foot),
            *page_number(number + 1, len(pages), around),
        )
        for number in range(len(pages))
    )
    return Layout(around, fixed, pages)


def placed_marks(layout: Layout, page: int) -> Iterator[tuple[tuple[Mark, ...], float]]:
    """Yield all marks of a page (counted from 0) with the height their y counts from."""
    yield layout.fixed[page], 0.0
    yield from strip_marks(layout.pages[page])


def _strips(around: Setting, positions: Table) -> Iterator[Strip]:
    """Yield everything that stands on the pages in its order."""
    title = around.sheet.title
    yield from opening(around)
    yield from positions.strips
    if title is Title.DELIVERY:
        yield from delivery_ending(around)
        return
    yield modern_totals(around) if around.sheet.design is Design.MODERN else totals(around)
    yield from choices(around) if title.is_proposal else ()
    yield from terms(around)
    yield from ending(around)


def _drawn(layout: Layout) -> bytes:
    """Draw all pages and return the file."""
    pen = Pen(lang=layout.around.said.lang)
    _tell(pen, layout.around)
    for page, placed in enumerate(layout.pages):
        for strip, top in placed:
            if strip.bookmark:
                pen.bookmark(clean(strip.bookmark), strip.depth, top - 2.0)
        for marks, top in placed_marks(layout, page):
            pen.draw(marks, top)
        pen.end_page()
    return pen.finish()


def _tell(pen: Pen, around: Setting) -> None:
    """Write what the file is into its properties, and the first entry of its outline."""
    sheet, said = around.sheet, around.said
    title = f"{said.title} {around.number or said.draft}" + (f": {sheet.subject}" if sheet.subject else "")
    pen.describe(
        title=clean(title),
        author=clean(sheet.letterhead.legal_name or sheet.letterhead.name),
        subject=clean(next(iter(sheet.recipient.names), "")),
    )
    pen.bookmark(clean(document_reference(around)), 0, 0.0)


def _keeping(around: Setting) -> Keeping:
    return Keeping(
        made_at=around.sheet.made_at,
        data=around.sheet.data,
        data_name="offer.json",
        data_title=clean(document_reference(around)),
        background=around.sheet.letterhead.background,
        enclosures=around.sheet.enclosures,
    )


def _boxes(layout: Layout) -> Iterator[LineBox]:
    for page, placed in enumerate(layout.pages):
        for strip, top in placed:
            if strip.source >= 0:
                low = min(top + strip.height, BOTTOM)
                yield LineBox(page, strip.source, LEFT * MM, top * MM, RIGHT * MM, low * MM)
