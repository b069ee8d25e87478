"""From the sheet of a list to its PDF: measured, put onto pages, drawn once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crm_desktop.base.text import clean
from crm_desktop.documents.archive import Keeping, archived
from crm_desktop.documents.list_sheet import ListSheet
from crm_desktop.documents.list_table import LIST_LEFT, LIST_RIGHT, list_strips
from crm_desktop.documents.pages import Placed, strip_marks
from crm_desktop.documents.paper import GREY, REGULAR, SEMIBOLD, Style, readable
from crm_desktop.documents.pen import Pen
from crm_desktop.documents.report_flow import paginate_report
from crm_desktop.documents.report_paper import NEXT_TOP
from crm_desktop.documents.running import running_marks
from crm_desktop.documents.strips import Glyphs, Mark, Row, Strip, ending_at, text_rows
from crm_desktop.documents.typesetting import Typesetter

TITLE = Style(SEMIBOLD, 17, 22)
SUBTITLE = Style(REGULAR, 9, 12.6, GREY)


@dataclass(frozen=True, slots=True)
class RenderedList:
    """A finished file. `missing_characters` names what the faces could not show."""

    pdf: bytes
    pages: int
    missing_characters: tuple[str, ...]


def render_list(sheet: ListSheet) -> RenderedList:
    """Return a list as PDF; the same sheet gives the same bytes."""
    setter = Typesetter()
    pages = paginate_report(_strips(sheet, setter), NEXT_TOP)
    pdf = archived(_drawn(sheet, setter, pages), Keeping(made_at=sheet.made_at, data=b"", data_name="", data_title=""))
    return RenderedList(pdf, len(pages), setter.missing_characters)


def opening(sheet: ListSheet, setter: Typesetter) -> Strip:
    """Return title and subtitle of a list, with the day at the edge."""
    printed = sheet.printed
    width = LIST_RIGHT - LIST_LEFT
    day = setter.line(sheet.day, SUBTITLE)
    below = text_rows(setter.lines(printed.subtitle or " ", SUBTITLE, width - day.width - 4.0), LIST_LEFT, SUBTITLE)
    dated = Row(below[0].height, (*below[0].marks, ending_at(LIST_RIGHT, SUBTITLE.rise, day)))
    title = text_rows(setter.lines(printed.title, TITLE, width), LIST_LEFT, TITLE)
    return Strip(rows=(*title, dated, *below[1:]), keep=True)


def put_page(
    pen: Pen, sheet: ListSheet, setter: Typesetter, *, number: int, page: str, placed: Sequence[Placed]
) -> None:  # fmt: skip
    """Draw a page with what stands around each."""
    label = sheet.printed.title if number > 1 else ""
    around = running_marks(
        setter, sheet.letterhead, label=label, foot=sheet.foot, page=page, left=LIST_LEFT, right=LIST_RIGHT
    )  # fmt: skip
    pen.draw(around)
    for strip, top in placed:
        if strip.bookmark:
            pen.bookmark(clean(strip.bookmark), 0, top - 2.0)
    for marks, top in strip_marks(placed):
        pen.draw(marks, top)
    pen.end_page()


def _strips(sheet: ListSheet, setter: Typesetter) -> Iterator[Strip]:
    printed = sheet.printed
    yield opening(sheet, setter)
    if any(group.rows for group in printed.groups):
        yield from list_strips(printed, setter, readable(sheet.letterhead.accent))
    elif printed.nothing:
        marks: tuple[Mark, ...] = (Glyphs(LIST_LEFT, SUBTITLE.rise, setter.line(printed.nothing, SUBTITLE)),)
        yield Strip(rows=(Row(SUBTITLE.height, marks),), gap=6.0)


def _drawn(sheet: ListSheet, setter: Typesetter, pages: list[list[Placed]]) -> bytes:
    pen = Pen(lang=sheet.lang)
    pen.describe(title=clean(sheet.printed.title), author=clean(sheet.letterhead.name), subject="")
    for number, placed in enumerate(pages, 1):
        page = sheet.page.format(page=number, pages=len(pages))
        put_page(pen, sheet, setter, number=number, page=page, placed=placed)
    return pen.finish()
