"""From a letter's sheet to its PDF: the same head, window and foot as an offer, larger text, at need a reply slip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from crm_desktop.base.text import clean
from crm_desktop.documents.archive import Keeping, archived
from crm_desktop.documents.figures import Figures, figures
from crm_desktop.documents.letter import covered_pages, fold_marks, footer, info_rows, letterhead, window
from crm_desktop.documents.letter_sheet import LetterSheet
from crm_desktop.documents.manner import CLASSIC
from crm_desktop.documents.offer import RenderedPdf
from crm_desktop.documents.pages import Placed, paginate, strip_marks
from crm_desktop.documents.paper import (
    FINE,
    LEFT,
    PAGE,
    PALE,
    RIGHT,
    RUNNING,
    RUNNING_SIDE,
    SEMIBOLD,
    Style,
    letter_form,
)
from crm_desktop.documents.pen import Pen
from crm_desktop.documents.phrase_book import Phrases
from crm_desktop.documents.phrases import phrases
from crm_desktop.documents.pictures import picture
from crm_desktop.documents.reply_slip import reply_slip
from crm_desktop.documents.strips import Glyphs, Image, Mark, Role, Row, Rule, Strip, ending_at, text_rows
from crm_desktop.documents.table import Table
from crm_desktop.documents.typesetting import Typesetter

_SUBJECT, _TEXT = Style(SEMIBOLD, 12, 15), Style("InterText-Regular", 10.5, 15.2)
_NAME = Style("InterText-Medium", 10, 13)
#: Lines are shorter than the page is wide, or the eye loses the next one; space between paragraphs.
_TEXT_WIDTH, _BETWEEN, _AFTER_GREETING = 157.0, 3.4, 2.5
_SUBJECT_GAP, _RISE = 8.46, 3.5
_HAND_WIDTH, _HAND_HEIGHT = 42.0, 11.0


@dataclass(frozen=True, slots=True)
class _Around:
    """The surroundings of one letter while it is made."""

    sheet: LetterSheet
    setter: Typesetter
    figures: Figures
    said: Phrases


class Composed(NamedTuple):
    """A letter whose pages are known and nothing of which is drawn yet."""

    sheet: LetterSheet
    first: tuple[Mark, ...]
    pages: list[list[Placed]]
    foot: tuple[Mark, ...]
    around: _Around

    @property
    def title(self) -> str:
        """What the letter is about or, without a subject, whom it is for."""
        return clean(self.sheet.subject or self.receiver)

    @property
    def receiver(self) -> str:
        """Whom the letter is for."""
        return clean(next(iter(self.sheet.recipient.names), ""))


def render_letter(sheet: LetterSheet) -> RenderedPdf:
    """Return a letter as PDF; the same sheet gives the same bytes.

    Raises Refused when the address does not fit the window, the footer not the page, or a picture cannot be read.
    """
    setter = Typesetter()
    letter = composed(sheet, setter)
    pen = Pen(lang=letter.around.said.lang)
    author = clean(sheet.letterhead.legal_name or sheet.letterhead.name)
    pen.describe(title=letter.title, author=author, subject=letter.receiver)
    pen.bookmark(letter.title or "–", 0, 0.0)
    draw(letter, pen)
    background = sheet.letterhead.background
    keeping = Keeping(made_at=sheet.made_at, data=b"", data_name="", data_title="", background=background)
    return RenderedPdf(archived(pen.finish(), keeping), len(letter.pages), setter.missing_characters, ())


def composed(sheet: LetterSheet, setter: Typesetter, foot: tuple[Mark, ...] | None = None) -> Composed:
    """Measure a letter and put it onto pages; `foot` is that of the letterhead, where it was set already.

    Raises Refused as `render_letter` does.
    """
    around = _Around(sheet, setter, figures(sheet.language, sheet.country), phrases(sheet.language, sheet.country))
    first, top = _first_page(around)
    nothing = Strip(rows=(), role=Role.HEADING)
    pages = paginate(_strips(around), Table((), nothing, lambda _cents: nothing, lambda _cents: nothing, 0.0), top)
    if foot is None:
        foot = footer(sheet.letterhead, setter) if len(pages) > covered_pages(sheet.letterhead) else ()
    return Composed(sheet, first, pages, foot, around)


def draw(letter: Composed, pen: Pen) -> None:
    """Draw the pages of a letter."""
    covered = covered_pages(letter.sheet.letterhead)
    for number, page in enumerate(letter.pages, 1):
        below = () if number <= covered else letter.foot
        around = letter.around
        pen.draw(
            (*(letter.first if number == 1 else _running(around)), *below, *_number(around, number, len(letter.pages)))
        )
        for marks, top in strip_marks(page):
            pen.draw(marks, top)
        pen.end_page()


def _first_page(around: _Around) -> tuple[tuple[Mark, ...], float]:
    sheet, said = around.sheet, around.said
    form = letter_form(sheet.form)
    who = sheet.adviser
    groups = [
        [(said.day, around.figures.day(sheet.day)), (said.customer_number, sheet.customer_number)],
        [(said.writes, who.name), (said.phone, who.phone), (said.email, who.email)] if who else [],
    ]
    info = info_rows(groups, form, CLASSIC, around.setter)
    marks = (
        *(() if sheet.letterhead.background else letterhead(sheet.letterhead, around.setter)),
        *window(sheet.letterhead, sheet.recipient, form, around.setter),
        *info.marks,
        *fold_marks(form),
    )
    return marks, max(form.window_bottom, info.end) + _SUBJECT_GAP


def _strips(around: _Around) -> Iterator[Strip]:
    sheet, said, setter = around.sheet, around.said, around.setter
    subject = setter.lines(sheet.subject, _SUBJECT, _TEXT_WIDTH)
    if subject:
        rows = tuple(Row(_SUBJECT.height, (Glyphs(LEFT, _RISE, line),)) for line in subject)
        yield Strip(rows=rows, below=12.0 - _TEXT.rise - _SUBJECT.height + _RISE, keep=True)
    greeting = said.dear_all if sheet.greeting is None else sheet.greeting
    parts = re.split(r"\n[ \t]*\n", sheet.text.replace("\r\n", "\n"))
    paragraphs = [part.strip("\n") for part in parts if part.strip()]
    for place, text in enumerate([greeting, *paragraphs] if greeting else paragraphs):
        rows = text_rows(setter.lines(text, _TEXT, _TEXT_WIDTH), LEFT, _TEXT)
        first = bool(greeting) and place == 0
        gap = 0.0 if place == 0 else _AFTER_GREETING if place == 1 and greeting else _BETWEEN
        yield Strip(rows=rows, gap=gap, loose=not first, keep=first)
    yield Strip(rows=(_signature(around),), gap=_BETWEEN)
    if sheet.slip:
        yield reply_slip(sheet.slip, said, setter)


def _signature(around: _Around) -> Row:
    person, setter = around.sheet.adviser, around.setter
    marks: list[Mark] = [Glyphs(LEFT, _TEXT.rise, setter.line(around.said.regards, _TEXT))]
    if person is None:
        return Row(_TEXT.height, tuple(marks))
    if person.signature:
        hand = picture(person.signature, _HAND_WIDTH, _HAND_HEIGHT)
        marks.append(Image(LEFT, 5.5 + (_HAND_HEIGHT - hand.height) / 2, hand.width, hand.height, hand))
    marks.append(Glyphs(LEFT, 22.6, setter.line(person.name, _NAME)))
    return Row(24.0, tuple(marks))


def _running(around: _Around) -> tuple[Mark, ...]:
    """Return the head of following pages: the subject and for whom."""
    setter, sheet = around.setter, around.sheet
    subject = setter.lines(sheet.subject, RUNNING, 90.0)[:1]
    customer = setter.lines(next(iter(sheet.recipient.names), ""), RUNNING_SIDE, 70.0)[:1]
    left = setter.line(" ".join(line.text for line in subject), RUNNING)
    right = setter.line(" ".join(line.text for line in customer), RUNNING_SIDE)
    return Glyphs(LEFT, 15.6, left), ending_at(RIGHT, 15.6, right), Rule(LEFT, RIGHT, 20.05, FINE, PALE)


def _number(around: _Around, page: int, pages: int) -> tuple[Mark, ...]:
    if pages < 2:
        return ()
    return (ending_at(RIGHT, 271.8, around.setter.line(around.said.page.format(page=page, pages=pages), PAGE)),)
