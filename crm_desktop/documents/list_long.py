"""A list of any length as PDF: rows are set and drawn as they come, and finished pages are put away compressed.

How many pages there are is known when the last one is drawn; so each says which it is, and not of how many.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import pikepdf

from crm_desktop.base.text import clean
from crm_desktop.documents.archive import Keeping, archived
from crm_desktop.documents.list_print import RenderedList, opening, put_page
from crm_desktop.documents.list_sheet import ListSheet
from crm_desktop.documents.list_table import list_strips
from crm_desktop.documents.paper import readable
from crm_desktop.documents.pen import Pen
from crm_desktop.documents.report_flow import flowing
from crm_desktop.documents.report_paper import NEXT_TOP
from crm_desktop.documents.strips import Strip
from crm_desktop.documents.typesetting import Typesetter

#: Pages drawn before they are compressed and put away: about six megabytes.
_PART = 240
#: Rows between two words on how far it is.
_ROWS = 200


def render_long(
    sheet: ListSheet, *, page: Callable[[int], str], told: Callable[[int], None] = lambda _rows: None
) -> RenderedList:
    """Return a list as PDF, whose rows may be read while they are drawn; the first ones tell how wide columns are.

    `page` says which page it is; `told` hears now and then how many rows are set, and may raise to stop it.
    """
    setter = Typesetter()
    strips = _counted(_strips(sheet, setter), told)
    parts: list[bytes] = []
    number = 0
    pages = flowing(strips, NEXT_TOP)
    while some := list(islice(pages, _PART)):
        pen = Pen(lang=sheet.lang)
        pen.describe(title=clean(sheet.printed.title), author=clean(sheet.letterhead.name), subject="")
        for placed in some:
            number += 1
            put_page(pen, sheet, setter, number=number, page=page(number), placed=placed)
        parts.append(pen.finish())
    pdf = archived(_joined(parts), Keeping(made_at=sheet.made_at, data=b"", data_name="", data_title=""))
    return RenderedList(pdf, number, setter.missing_characters)


def _strips(sheet: ListSheet, setter: Typesetter) -> Iterator[Strip]:
    yield opening(sheet, setter)
    yield from list_strips(sheet.printed, setter, readable(sheet.letterhead.accent))


def _counted(strips: Iterable[Strip], told: Callable[[int], None]) -> Iterator[Strip]:
    for number, strip in enumerate(strips):
        if number % _ROWS == 0:
            told(number)
        yield strip


def _joined(parts: Sequence[bytes]) -> bytes:
    """Return the pages of all parts as one file."""
    if len(parts) == 1:
        return parts[0]
    with pikepdf.open(io.BytesIO(parts[0])) as file:
        for part in parts[1:]:
            with pikepdf.open(io.BytesIO(part)) as other:
                file.pages.extend(other.pages)
        done = io.BytesIO()
        file.save(done, deterministic_id=True)
    return done.getvalue()
