"""From the sheet of a customer to the PDF of the file: measured, put onto pages, drawn once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crm_desktop.base.text import clean
from crm_desktop.documents.archive import Keeping, archived
from crm_desktop.documents.customer_file_parts import Hand, history_part, open_part, opening
from crm_desktop.documents.customer_file_sheet import CustomerFileSheet
from crm_desktop.documents.pages import Placed
from crm_desktop.documents.paper import FINE, LEFT, PALE, RIGHT, readable
from crm_desktop.documents.pen import Pen
from crm_desktop.documents.pictures import picture
from crm_desktop.documents.report_flow import paginate_report
from crm_desktop.documents.report_paper import FOOT, FOOT_LINE, FOOT_RULE, NEXT_TOP, RUNNING, RUNNING_SIDE
from crm_desktop.documents.strips import Glyphs, Image, Mark, Rule, ending_at
from crm_desktop.documents.typesetting import Typesetter


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """A finished file. `missing_characters` names what the faces could not show."""

    pdf: bytes
    pages: int
    missing_characters: tuple[str, ...]


def render_customer_file(sheet: CustomerFileSheet) -> RenderedFile:
    """Return the file of a customer as PDF; the same sheet gives the same bytes."""
    hand = Hand(Typesetter(), readable(sheet.letterhead.accent))
    strips = (*opening(sheet, hand), *open_part(sheet, hand), *history_part(sheet, hand))
    pages = paginate_report(strips, NEXT_TOP)
    pdf = archived(_drawn(sheet, hand, pages), Keeping(made_at=sheet.made_at, data=b"", data_name="", data_title=""))
    return RenderedFile(pdf, len(pages), hand.setter.missing_characters)


def _drawn(sheet: CustomerFileSheet, hand: Hand, pages: list[list[Placed]]) -> bytes:
    pen = Pen(lang=sheet.lang)
    pen.describe(title=clean(f"{sheet.label}: {sheet.name}"), author=clean(sheet.letterhead.name), subject="")
    for number, placed in enumerate(pages, 1):
        for strip, top in placed:
            if strip.bookmark:
                pen.bookmark(clean(strip.bookmark), 0, top - 2.0)
        pen.draw(tuple(_around(sheet, hand, number, len(pages))), 0.0)
        for strip, top in placed:
            y = top + strip.above
            for row in strip.rows:
                pen.draw(row.marks, y)
                y += row.height
            pen.draw(strip.edge, y + strip.below)
        pen.end_page()
    return pen.finish()


def _around(sheet: CustomerFileSheet, hand: Hand, page: int, pages: int) -> Iterator[Mark]:
    """Yield what each page carries: logo, what it is and whose, and at the foot when it was printed."""
    setter, x = hand.setter, LEFT
    if sheet.letterhead.logo:
        logo = picture(sheet.letterhead.logo, 22.0, 6.0)
        yield Image(LEFT, 11.3 + (6.0 - logo.height) / 2, logo.width, logo.height, logo)
        x += logo.width + 2.5
    firm = setter.lines(sheet.letterhead.name, RUNNING_SIDE, 70.0)[:1]
    label = sheet.label if page == 1 else f"{sheet.label} · {sheet.name}"
    side = firm[0].width if firm else 0.0
    for line in setter.lines(label, RUNNING, RIGHT - x - side - 4.0)[:1]:
        yield Glyphs(x, 15.6, line)
    for line in firm:
        yield ending_at(RIGHT, 15.6, line)
    yield Rule(LEFT, RIGHT, 20.05, FINE, PALE)
    yield Rule(LEFT, RIGHT, FOOT_RULE, FINE, PALE)
    yield Glyphs(LEFT, FOOT_LINE, setter.line(sheet.foot, FOOT))
    yield ending_at(RIGHT, FOOT_LINE, setter.line(sheet.page.format(page=page, pages=pages), FOOT))
