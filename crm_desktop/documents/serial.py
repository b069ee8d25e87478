"""Many letters in one file: fonts and pictures once, a bookmark for each letter, one drawn before the next is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from crm_desktop.base.errors import Cancelled, Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.documents.archive import Keeping, archived
from crm_desktop.documents.letter import covered_pages, footer
from crm_desktop.documents.letter_sheet import LetterSheet
from crm_desktop.documents.letters import composed, draw
from crm_desktop.documents.pen import Pen
from crm_desktop.documents.phrases import phrases
from crm_desktop.documents.sheets import Letterhead
from crm_desktop.documents.strips import Mark
from crm_desktop.documents.typesetting import Typesetter


class SerialPdf(NamedTuple):
    """A file with what was printed for many; `refused` are the places of those that could not be, with the reason."""

    pdf: bytes
    pages: int
    #: Places, from 0, of what is in the file, in its order.
    printed: tuple[int, ...]
    refused: tuple[tuple[int, str], ...]
    missing_characters: tuple[str, ...]


class Watch(NamedTuple):
    """Who is told how far a long file is, and who may stop it."""

    progress: Callable[[int, int], None] = lambda _done, _all: None
    cancelled: Callable[[], bool] = lambda: False

    def step(self, done: int, of: int) -> None:
        """Tell how far it is. Raises Cancelled when it was stopped."""
        if self.cancelled():
            raise Cancelled(_("The letters were not printed."))
        self.progress(done, of)


NOBODY = Watch()


def render_letters(
    sheets: Iterable[LetterSheet], *, title: str, made_at: datetime, of: int = 0, watch: Watch = NOBODY
) -> SerialPdf:
    """Return letters in one PDF; a sheet is asked for when the one before is drawn, so that few are in memory.

    A letter that cannot be printed is left out with its reason. Raises Refused where that is every one.
    """
    setter, firsts = Typesetter(), set[int]()
    feet: dict[Letterhead, tuple[Mark, ...] | None] = {}
    printed: list[int] = []
    refused: list[tuple[int, str]] = []
    pen: Pen | None = None
    background, pages = b"", 0
    for place, sheet in enumerate(sheets):
        watch.step(place, of)
        try:
            letter = composed(sheet, setter, _foot(sheet.letterhead, setter, feet))
        except Refused as error:
            refused.append((place, str(error)))
            continue
        if pen is None:
            pen = Pen(lang=phrases(sheet.language, sheet.country).lang)
            author = clean(sheet.letterhead.legal_name or sheet.letterhead.name)
            pen.describe(title=clean(title), author=author, subject=letter.title)
            background = sheet.letterhead.background
        pen.bookmark(letter.receiver or "–", 0, 0.0)
        draw(letter, pen)
        firsts.add(pages)
        pages += len(letter.pages)
        printed.append(place)
    if pen is None:
        raise Refused(refused[0][1] if refused else _("There is nobody to write to."))
    keeping = Keeping(made_at, b"", "", "", background, (), frozenset(firsts))
    pdf = archived(pen.finish(), keeping)
    return SerialPdf(pdf, pages, tuple(printed), tuple(refused), setter.missing_characters)


def _foot(
    head: Letterhead, setter: Typesetter, known: dict[Letterhead, tuple[Mark, ...] | None]
) -> tuple[Mark, ...] | None:
    """Return the foot of a letterhead, set once for all letters; None where only letters of two pages have one."""
    if head not in known:
        known[head] = None if covered_pages(head) else footer(head, setter)
    return known[head]
