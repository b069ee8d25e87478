"""Puts finished pages together: the firm's own paper under them, enclosures after them with their bookmarks."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence

import pikepdf

from crm_desktop.documents.foreign import foreign
from crm_desktop.documents.paper import HEIGHT, MM, WIDTH
from crm_desktop.documents.sheets import Enclosure

_SHEET = pikepdf.Rectangle(0, 0, WIDTH * MM, HEIGHT * MM)


def lay_under(file: pikepdf.Pdf, background: bytes, firsts: Collection[int] = (0,)) -> None:
    """Lay the first page of the firm's paper under the first page of each letter, its second under all others.

    `firsts` are the pages, from 0, letters begin on. The drawing is taken into the file once, however many pages it
    lies under.
    """
    with pikepdf.open(io.BytesIO(foreign(background).pdf)) as paper:
        sheets = [file.copy_foreign(page.as_form_xobject()) for page in list(paper.pages)[:2]]
    for number, page in enumerate(file.pages):
        following = number not in firsts
        if following and len(sheets) < 2:
            continue
        sheet = sheets[following]
        # A name of our own: one that the library makes up would be another one each time.
        name = page.add_resource(sheet, pikepdf.Name.XObject, name=pikepdf.Name(f"/Sheet{following:d}"))
        page.contents_add(_placed(page, sheet, name), prepend=True)


def append(file: pikepdf.Pdf, enclosures: Sequence[Enclosure]) -> None:
    """Add the pages of all enclosures, each with an entry of the outline that leads to its first page."""
    with file.open_outline() as outline:
        for enclosure in enclosures:
            first = len(file.pages)
            with pikepdf.open(io.BytesIO(foreign(enclosure.pdf).pdf)) as other:
                file.pages.extend(other.pages)
            outline.root.append(pikepdf.OutlineItem(enclosure.title, first))


def lacks(enclosures: Sequence[Enclosure]) -> tuple[str, ...]:
    """Return the titles of enclosures that keep a file from being one for the archive."""
    return tuple(enclosure.title for enclosure in enclosures if foreign(enclosure.pdf).missing)


def _placed(page: pikepdf.Page, sheet: pikepdf.Object, name: pikepdf.Name) -> bytes:
    return page.calc_form_xobject_placement(
        sheet, name, _SHEET, invert_transformations=True, allow_shrink=True, allow_expand=True
    )
