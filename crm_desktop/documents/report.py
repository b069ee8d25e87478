"""From a report's sheet to its PDF: measure everything, paginate once, draw once, prepare for the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from crm_desktop.base.text import clean
from crm_desktop.documents.archive import Keeping, archived
from crm_desktop.documents.pages import Placed, strip_marks
from crm_desktop.documents.paper import FINE, LEFT, PALE, RIGHT
from crm_desktop.documents.pen import Pen
from crm_desktop.documents.pictures import picture
from crm_desktop.documents.report_flow import paginate_report
from crm_desktop.documents.report_opening import head_marks, opening_strips
from crm_desktop.documents.report_paper import FIRST_TOP, FOOT, FOOT_LINE, FOOT_RULE, RUNNING, RUNNING_SIDE
from crm_desktop.documents.report_parts import chapter_strips, part_strips
from crm_desktop.documents.report_phrases import currency_name
from crm_desktop.documents.report_setting import ReportSetting, report_setting
from crm_desktop.documents.report_sheet import ReportSheet
from crm_desktop.documents.strips import Glyphs, Image, Mark, Rule, Strip, ending_at


@dataclass(frozen=True, slots=True)
class RenderedReport:
    """A finished file. `missing_characters` names what the faces could not show."""

    pdf: bytes
    pages: int
    missing_characters: tuple[str, ...]


class ReportLayout(NamedTuple):
    """A measured and paginated report: on each page what repeats and the strips, still to be drawn."""

    around: ReportSetting
    fixed: tuple[tuple[Mark, ...], ...]
    pages: tuple[tuple[Placed, ...], ...]


def render_report(sheet: ReportSheet) -> RenderedReport:
    """Return a report as PDF; the same sheet gives the same bytes. Raises Refused when the logo cannot be read."""
    layout = lay_out_report(sheet)
    keeping = Keeping(made_at=sheet.made_at, data=b"", data_name="", data_title="")
    return RenderedReport(
        pdf=archived(_drawn(layout), keeping),
        pages=len(layout.pages),
        missing_characters=layout.around.setter.missing_characters,
    )


def lay_out_report(sheet: ReportSheet) -> ReportLayout:
    """Return a report measured and paginated; raises Refused as `render_report` does."""
    around = report_setting(sheet)
    pages = tuple(tuple(page) for page in paginate_report(_strips(around), FIRST_TOP))
    fixed = tuple(
        (*(_running_head(around) if number else head_marks(around)), *_foot(around, number + 1, len(pages)))
        for number in range(len(pages))
    )
    return ReportLayout(around, fixed, pages)


def report_marks(layout: ReportLayout, page: int) -> Iterator[tuple[tuple[Mark, ...], float]]:
    """Yield all marks of a page (counted from 0) with the height their y counts from."""
    yield layout.fixed[page], 0.0
    yield from strip_marks(layout.pages[page])


def _strips(around: ReportSetting) -> Iterator[Strip]:
    yield from opening_strips(around)
    yield from part_strips(around.sheet.opening, around)
    for chapter in around.sheet.chapters:
        yield from chapter_strips(chapter, around)


def _foot(around: ReportSetting, page: int, pages: int) -> Iterator[Mark]:
    """Yield the line at the foot: what day the figures are of, what they are in, and the page."""
    sheet, said, setter = around.sheet, around.said, around.setter
    currency = currency_name(sheet.currency, sheet.language)
    text = sheet.foot or said.foot.format(day=around.figures.day(sheet.as_of), currency=currency)
    yield Rule(LEFT, RIGHT, FOOT_RULE, FINE, PALE)
    yield Glyphs(LEFT, FOOT_LINE, setter.line(text, FOOT))
    yield ending_at(RIGHT, FOOT_LINE, setter.line(said.page.format(page=page, pages=pages), FOOT))


def _running_head(around: ReportSetting) -> tuple[Mark, ...]:
    """Return the head of following pages: small logo, what report this is, whose it is."""
    head, setter = around.sheet.letterhead, around.setter
    x = LEFT
    marks: list[Mark] = []
    if head.logo:
        logo = picture(head.logo, 22.0, 6.0)
        marks.append(Image(LEFT, 11.3 + (6.0 - logo.height) / 2, logo.width, logo.height, logo))
        x += logo.width + 2.5
    firm = setter.lines(head.name, RUNNING_SIDE, 70.0)[:1]
    side = firm[0].width if firm else 0.0
    title = setter.lines(around.sheet.title, RUNNING, RIGHT - x - side - 4.0)[:1]
    marks += [Glyphs(x, 15.6, line) for line in title]
    marks += [ending_at(RIGHT, 15.6, line) for line in firm]
    return (*marks, Rule(LEFT, RIGHT, 20.05, FINE, PALE))


def _drawn(layout: ReportLayout) -> bytes:
    """Draw all pages and return the file."""
    sheet = layout.around.sheet
    pen = Pen(lang=layout.around.said.lang)
    pen.describe(
        title=clean(f"{sheet.title}: {sheet.subtitle}" if sheet.subtitle else sheet.title),
        author=clean(sheet.letterhead.legal_name or sheet.letterhead.name),
        subject="",
    )
    pen.bookmark(clean(sheet.title), 0, 0.0)
    for page, placed in enumerate(layout.pages):
        for strip, top in placed:
            if strip.bookmark:
                pen.bookmark(clean(strip.bookmark), 1, top - 2.0)
        for marks, top in report_marks(layout, page):
            pen.draw(marks, top)
        pen.end_page()
    return pen.finish()
