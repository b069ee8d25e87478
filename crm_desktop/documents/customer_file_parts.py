"""The parts of a customer file as strips: the name with its facts, what is open, and the history by months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from crm_desktop.base.tokens import PRINT
from crm_desktop.documents.customer_file_sheet import CustomerFileSheet, Fact, FileEntry, FileMonth, OpenRow
from crm_desktop.documents.paper import (
    BLACK,
    FINE,
    GREY,
    HAIR,
    LEFT,
    MEDIUM,
    MM,
    PALE,
    REGULAR,
    RIGHT,
    SEMIBOLD,
    TAB_MEDIUM,
    THIN,
    Style,
)
from crm_desktop.documents.strips import Glyphs, Mark, Row, Rule, Shape, Strip, ending_at
from crm_desktop.documents.typesetting import Line, Typesetter

NAME, LONG_NAME = Style(SEMIBOLD, 20, 25), Style(SEMIBOLD, 14, 18)
SUBTITLE = Style(REGULAR, 9.5, 12.6, GREY)
INITIALS = "InterText-SemiBold"
LABEL, VALUE, FIGURE = Style(REGULAR, 8.5, 14, GREY), Style(REGULAR, 9.3, 14), Style(TAB_MEDIUM, 9.3, 14)
SECTION, HINT = Style(SEMIBOLD, 12, 15), Style(REGULAR, 9.3, 12, GREY)
OPEN, OPEN_DETAIL = Style(MEDIUM, 9.3, 12), Style(REGULAR, 9, 12, GREY)
MONTH = SEMIBOLD
DAY, KIND = Style("InterTab-Regular", 9, 12, GREY), Style(REGULAR, 9, 12, GREY)
TITLE, TEXT = Style(MEDIUM, 9.5, 12.4), Style(REGULAR, 9, 12.6, GREY)

#: The three columns of facts: where labels begin, where values begin, where they end.
_COLUMNS = ((LEFT, 41.0, 87.0), (91.0, 116.0, 145.0), (148.5, 0.0, RIGHT))
_DETAIL, _AMOUNT, _NEXT = 70.0, 154.0, 158.0
#: Days end here, dots stand here, kinds and texts begin here, and end here.
_DAY, _DOT, _KIND, _TEXT, _END = 37.4, 43.2, 48.6, 71.0, 188.0
_RADIUS, _SIDE, _ROUND = 1.5, 14.0, 2.3
#: Four curves that make a circle: how far their handles stand.
_HANDLE = 0.5523


class Hand(NamedTuple):
    """What all parts are set with: the typesetter and the firm's colour, dark enough to be read."""

    setter: Typesetter
    accent: str


def opening(sheet: CustomerFileSheet, hand: Hand) -> Iterator[Strip]:
    """Yield the name with its facts."""
    setter = hand.setter
    x = LEFT + _SIDE + 5.0
    style = NAME if setter.line(sheet.name, NAME).width <= RIGHT - x else LONG_NAME
    lines = setter.lines(sheet.name, style, RIGHT - x)
    marks: list[Mark] = [*_badge(sheet, hand)]
    y = 0.2
    for line in lines:
        marks.append(Glyphs(x, y + style.rise, line))
        y += style.height
    for line in setter.lines(sheet.subtitle, SUBTITLE, RIGHT - x):
        marks.append(Glyphs(x, y + SUBTITLE.rise + 0.6, line))
        y += SUBTITLE.height
    height = max(y + 0.6, _SIDE)
    yield Strip(rows=(Row(height, tuple(marks)),), below=4.4, edge=(Rule(LEFT, RIGHT, 0.0, FINE, BLACK),), keep=True)
    yield _facts(sheet.facts, setter)


def open_part(sheet: CustomerFileSheet, hand: Hand) -> Iterator[Strip]:
    """Yield what is under way; nothing where nothing is."""
    if not sheet.open_rows:
        return
    yield _heading(sheet.open_title, "", hand)
    for row in sheet.open_rows:
        yield _open_row(row, hand.setter)


def history_part(sheet: CustomerFileSheet, hand: Hand) -> Iterator[Strip]:
    """Yield the history, month by month."""
    yield _heading(sheet.history_title, sheet.history_hint, hand)
    for month in sheet.months:
        yield _month(month, hand)
        for place, entry in enumerate(month.entries):
            yield _entry(entry, hand, goes_on=place + 1 < len(month.entries))


def _badge(sheet: CustomerFileSheet, hand: Hand) -> Iterator[Mark]:
    """Yield the initials on a tint: a square for companies, a disc for people."""
    radius = _ROUND if sheet.is_company else _SIDE / 2
    yield Shape(LEFT, _SIDE, _rounded(_SIDE, _SIDE, radius), fill=PRINT.tint)
    line = hand.setter.line(sheet.initials, Style(INITIALS, 15, 18, hand.accent))
    yield Glyphs(LEFT + (_SIDE - line.width) / 2, _SIDE / 2 + 1.9, line)


def _facts(columns: Sequence[Sequence[Fact]], setter: Typesetter) -> Strip:
    """Return the facts: two columns beside their names, figures at the right edge."""
    laid = [list(_column(facts, place, setter)) for place, facts in enumerate(columns)]
    beside = zip_longest(*laid, fillvalue=())
    rows = [Row(VALUE.height, tuple(mark for part in marks for mark in part)) for marks in beside]
    return Strip(
        rows=tuple(rows), above=2.2, below=2.6, edge=(Rule(LEFT, RIGHT, 0.0, FINE, PALE),), head=max(1, len(rows))
    )


def _column(facts: Sequence[Fact], place: int, setter: Typesetter) -> Iterator[tuple[Mark, ...]]:
    """Yield the marks of each line of one column."""
    left, at, right = _COLUMNS[place]
    for fact in facts:
        label = Glyphs(left, VALUE.rise, setter.line(fact.label, LABEL))
        if not at:
            yield label, ending_at(right, VALUE.rise, setter.line(fact.value, FIGURE))
            continue
        for number, line in enumerate(setter.lines(fact.value, VALUE, right - at)):
            value = Glyphs(at, VALUE.rise, line)
            yield (value,) if number else (label, value)


def _heading(title: str, hint: str, hand: Hand) -> Strip:
    line = hand.setter.line(title, SECTION)
    marks: tuple[Mark, ...] = (Glyphs(LEFT, SECTION.rise, line),)
    if hint:
        marks = (*marks, Glyphs(LEFT + line.width + 2.4, SECTION.rise, hand.setter.line(hint, HINT)))
    return Strip(rows=(Row(SECTION.height, marks),), gap=6.4, below=1.6, keep=True, bookmark=title)


def _open_row(row: OpenRow, setter: Typesetter) -> Strip:
    titles = setter.lines(row.title, OPEN, _DETAIL - LEFT - 3.0)
    amount = setter.line(row.amount, Style(TAB_MEDIUM, 9.3, 12))
    details = setter.lines(row.detail, OPEN_DETAIL, _AMOUNT - amount.width - 3.0 - _DETAIL)
    steps = setter.lines(row.next_step, Style(REGULAR, 9, 12), RIGHT - _NEXT)
    rows: list[Row] = []
    for number, parts in enumerate(zip_longest(titles, details, steps)):
        placed: list[Mark] = [
            Glyphs(x, OPEN.rise, line)
            for x, line in zip((LEFT, _DETAIL, _NEXT), parts, strict=True)
            if line is not None
        ]
        if not number:
            placed.append(ending_at(_AMOUNT, OPEN.rise, amount))
        rows.append(Row(OPEN.height, tuple(placed)))
    return Strip(rows=tuple(rows), above=0.9, below=0.9, edge=(Rule(LEFT, RIGHT, 0.0, THIN, HAIR),))


def _month(month: FileMonth, hand: Hand) -> Strip:
    style = Style(MONTH, 9.3, 12, hand.accent)
    line = hand.setter.line(month.title, style)
    rule = Rule(LEFT + line.width + 3.0, RIGHT, style.height / 2, THIN, HAIR)
    marks = (Glyphs(LEFT, style.rise, line), rule)
    return Strip(rows=(Row(style.height, marks),), gap=4.6, below=2.0, keep=True, bookmark=month.title)


def _entry(entry: FileEntry, hand: Hand, *, goes_on: bool) -> Strip:
    """Return an entry; each of its lines carries its piece of the line that joins it with the next one."""
    setter = hand.setter
    ink = hand.accent if entry.is_marked else GREY
    titles: Sequence[Line] = setter.lines(entry.title, TITLE, _END - _TEXT)
    texts: Sequence[Line] = setter.lines(entry.text, TEXT, _END - _TEXT)
    rows: list[Row] = []
    for number, line in enumerate((*titles, *texts) or (setter.line("–", TITLE),)):
        marks: list[Mark] = [Glyphs(_TEXT, line.style.rise, line)]
        if not number:
            marks.append(ending_at(_DAY, TITLE.rise, setter.line(entry.day, DAY)))
            marks.append(Glyphs(_KIND, TITLE.rise, setter.line(entry.kind, Style(REGULAR, 9, 12, ink))))
            marks.append(_dot(entry.is_marked, hand.accent))
        if goes_on:
            marks.append(_join(line.style.height, first=not number))
        rows.append(Row(line.style.height, tuple(marks)))
    if goes_on:
        rows.append(Row(2.4, (_join(2.4, first=False),)))
    return Strip(rows=tuple(rows), below=0.0 if goes_on else 1.6, loose=len(rows) > 8, head=min(2, len(rows)))


def _dot(filled: bool, accent: str) -> Shape:  # noqa: FBT001 - said by its name
    middle = TITLE.height / 2
    path = _rounded(2 * _RADIUS, 2 * _RADIUS, _RADIUS)
    if filled:
        return Shape(_DOT - _RADIUS, middle + _RADIUS, path, fill=accent)
    return Shape(_DOT - _RADIUS, middle + _RADIUS, path, ink=GREY, weight=0.8)


def _join(height: float, *, first: bool) -> Shape:
    """Return a piece of the line between two dots, as high as its row."""
    top = TITLE.height / 2 + _RADIUS + 0.3 if first else 0.0
    return Shape(_DOT, height, f"0 0 m 0 {(height - top) * MM:.2f} l", ink=PALE, weight=FINE)


def _rounded(width: float, height: float, radius: float) -> str:
    """Return the path of a rectangle with round corners, from its lower left corner, in points."""
    w, h, r = width * MM, height * MM, radius * MM
    k = r * (1 - _HANDLE)
    return (
        f"{r:.2f} 0 m {w - r:.2f} 0 l {w - k:.2f} 0 {w:.2f} {k:.2f} {w:.2f} {r:.2f} c {w:.2f} {h - r:.2f} l "
        f"{w:.2f} {h - k:.2f} {w - k:.2f} {h:.2f} {w - r:.2f} {h:.2f} c {r:.2f} {h:.2f} l "
        f"{k:.2f} {h:.2f} 0 {h - k:.2f} 0 {h - r:.2f} c 0 {r:.2f} l 0 {k:.2f} {k:.2f} 0 {r:.2f} 0 c h"
    )
