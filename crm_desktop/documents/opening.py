"""What a document begins with: the first page's fixed parts, then subject, greeting and the text before the table."""

from __future__ import annotations

from collections.abc import Iterator

from crm_desktop.documents import modern_opening
from crm_desktop.documents.letter import fold_marks, info_block, letterhead, plain_letterhead, window
from crm_desktop.documents.paper import LEFT, RIGHT, letter_form
from crm_desktop.documents.setting import Setting
from crm_desktop.documents.sheets import Design, Title
from crm_desktop.documents.strips import Glyphs, Mark, Row, Strip, text_rows

#: From the end of window and info block to the subject, and from there to its baseline (mm).
_SUBJECT_GAP, _SUBJECT_RISE = 8.46, 3.5
_HALF_LINE = 1.27


def first_page(around: Setting) -> tuple[tuple[Mark, ...], float]:
    """Return what stands at fixed places of the first page, and where its text begins.

    Raises Refused when the address does not fit the window, or a picture cannot be read.
    """
    sheet, setter = around.sheet, around.setter
    form = letter_form(sheet.form)
    if sheet.design is Design.MODERN:
        head, info = modern_opening.letterhead(around, form), modern_opening.card(around, form)
    elif sheet.design is Design.PLAIN:
        head, info = plain_letterhead(sheet.letterhead, setter), info_block(around, form)
    else:
        head, info = letterhead(sheet.letterhead, setter), info_block(around, form)
    head = () if sheet.letterhead.background else head
    marks = (*head, *window(sheet.letterhead, sheet.recipient, form, setter), *info.marks, *fold_marks(form))
    return marks, max(form.window_bottom, info.end) + _SUBJECT_GAP


def opening(around: Setting) -> Iterator[Strip]:
    """Yield subject, greeting and the text before the table."""
    sheet, said, setter, body = around.sheet, around.said, around.setter, around.manner.body
    if sheet.design is Design.MODERN:
        yield from modern_opening.headline(around)
    else:
        yield _subject(around)
    greeting = said.dear_all if sheet.greeting is None else sheet.greeting
    intro = said.intro if sheet.intro is None else sheet.intro
    if greeting and sheet.title is not Title.DELIVERY:
        yield Strip(rows=text_rows(setter.lines(greeting, body, RIGHT - LEFT), LEFT, body), keep=True)
    if intro:
        yield Strip(rows=text_rows(setter.lines(intro, body, RIGHT - LEFT), LEFT, body), gap=_HALF_LINE, loose=True)


def _subject(around: Setting) -> Strip:
    sheet, said, manner = around.sheet, around.said, around.manner
    form = said.subject if sheet.subject else said.subject_alone
    subject = form.format(title=said.title, subject=sheet.subject, number=around.number or said.draft)
    lines = around.setter.lines(subject, manner.subject, RIGHT - LEFT)
    rows = [Row(manner.subject.height, (Glyphs(LEFT, _SUBJECT_RISE, line),)) for line in lines]
    return Strip(rows=tuple(rows), below=manner.greeting - manner.body.rise - manner.subject.height, keep=True)
