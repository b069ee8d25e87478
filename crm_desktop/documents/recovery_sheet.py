"""The recovery sheet of an encrypted file: its key in groups that can be typed from paper, and what to do with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crm_desktop.base.text import clean
from crm_desktop.documents.archive import Keeping, archived
from crm_desktop.documents.paper import FINE, GREY, LEFT, PALE, REGULAR, RIGHT, SEMIBOLD, TAB_MEDIUM, THIN, Style
from crm_desktop.documents.pen import Pen
from crm_desktop.documents.strips import Frame, Glyphs, Mark, Rule
from crm_desktop.documents.typesetting import Typesetter

_TITLE = Style(SEMIBOLD, 22, 28)
_FILE = Style(REGULAR, 12, 16, GREY)
_TEXT = Style(REGULAR, 10.5, 15.4)
_HEAD = Style(SEMIBOLD, 11, 15)
_LABEL = Style(REGULAR, 8.5, 12, GREY)
_KEY = Style(TAB_MEDIUM, 24, 30)
_NUMBER = Style(REGULAR, 11, 14, GREY)
#: Places on the sheet in mm: the box of the key, its lines, and the first column of groups.
_TOP, _BOX, _ROW, _PADDING, _FIRST, _STEP, _CELL = 34.0, 67.0, 14.0, 9.0, 19.0, 46.0, 7.8


@dataclass(frozen=True)
class RecoverySheet:
    """What stands on the sheet. `lines` are those of the key; `advice` are heading and text, from the top."""

    title: str
    file: str
    number: str
    lines: tuple[str, ...]
    advice: tuple[tuple[str, str], ...]
    #: Words beside which something is written by hand.
    by_hand: tuple[str, ...]
    lang: str
    made_at: datetime


def render_recovery_sheet(sheet: RecoverySheet) -> bytes:
    """Return the sheet as PDF, one page."""
    setter = Typesetter()
    pen = Pen(lang=sheet.lang)
    pen.describe(title=clean(sheet.title), author="CRM Desktop", subject=clean(sheet.number))
    pen.draw(_opening(sheet, setter))
    pen.draw(_key(sheet, setter), _TOP + 24.0)
    top = _TOP + 24.0 + _BOX + 13.0
    for heading, text in sheet.advice:
        marks, height = _advice(heading, text, setter)
        pen.draw(marks, top)
        top += height
    pen.draw(_by_hand(sheet, setter), top + 8.0)
    pen.end_page()
    return archived(pen.finish(), Keeping(made_at=sheet.made_at, data=b"", data_name="", data_title=""))


def _opening(sheet: RecoverySheet, setter: Typesetter) -> list[Mark]:
    number = setter.line(sheet.number, _NUMBER)
    return [
        Glyphs(LEFT, _TOP, setter.line(sheet.title, _TITLE)),
        Glyphs(LEFT, _TOP + 9.0, setter.lines(sheet.file, _FILE, RIGHT - LEFT)[0]),
        Glyphs(RIGHT - number.width, _TOP, number),
        Rule(LEFT, RIGHT, _TOP + 14.0, THIN),
    ]


def _key(sheet: RecoverySheet, setter: Typesetter) -> list[Mark]:
    marks: list[Mark] = [Frame(LEFT, 0.0, RIGHT - LEFT, _BOX, FINE, radius=2.0)]
    for row, line in enumerate(sheet.lines):
        y = _PADDING + 8.0 + row * _ROW
        marks.append(Glyphs(LEFT + _PADDING, y, setter.line(f"{row + 1}", _NUMBER)))
        for column, group in enumerate(line.split()):
            x = LEFT + _FIRST + column * _STEP
            for place, sign in enumerate(group):  # each in a cell of its own: columns are compared at a glance
                shown = setter.line(sign, _KEY)
                marks.append(Glyphs(x + (place + 0.5) * _CELL - shown.width / 2, y, shown))
        if row:
            marks.append(Rule(LEFT + _PADDING, RIGHT - _PADDING, y - 9.2, FINE, PALE))
    return marks


def _advice(heading: str, text: str, setter: Typesetter) -> tuple[list[Mark], float]:
    lines = setter.lines(text, _TEXT, RIGHT - LEFT)
    step = _TEXT.height
    marks: list[Mark] = [Glyphs(LEFT, 0.0, setter.line(heading, _HEAD))]
    marks += [Glyphs(LEFT, 6.0 + step * place, line) for place, line in enumerate(lines)]
    return marks, 6.0 + step * len(lines) + 4.5


def _by_hand(sheet: RecoverySheet, setter: Typesetter) -> list[Mark]:
    width = (RIGHT - LEFT - 8.0 * (len(sheet.by_hand) - 1)) / max(len(sheet.by_hand), 1)
    marks: list[Mark] = []
    for place, words in enumerate(sheet.by_hand):
        x = LEFT + place * (width + 8.0)
        marks += [Rule(x, x + width, 6.0, FINE), Glyphs(x, 10.5, setter.line(words, _LABEL))]
    return marks
