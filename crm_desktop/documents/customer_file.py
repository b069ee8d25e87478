"""From the sheet of a customer to the PDF of the file: measured, put onto pages, drawn once."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.base.text import clean
from crm_desktop.documents.archive import Keeping, archived
from crm_desktop.documents.customer_file_parts import Hand, history_part, open_part, opening
from crm_desktop.documents.customer_file_sheet import CustomerFileSheet
from crm_desktop.documents.pages import Placed, strip_marks
from crm_desktop.documents.paper import LEFT, RIGHT, readable
from crm_desktop.documents.pen import Pen
from crm_desktop.documents.report_flow import paginate_report
from crm_desktop.documents.report_paper import NEXT_TOP
from crm_desktop.documents.running import running_marks
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
        label = sheet.label if number == 1 else f"{sheet.label} · {sheet.name}"
        page = sheet.page.format(page=number, pages=len(pages))
        around = running_marks(
            hand.setter, sheet.letterhead, label=label, foot=sheet.foot, page=page, left=LEFT, right=RIGHT
        )  # fmt: skip
        pen.draw(around)
        for marks, top in strip_marks(placed):
            pen.draw(marks, top)
        pen.end_page()
    return pen.finish()
