"""The rows of a printed list as strips: columns as wide as what is in them, the head returning on each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import NamedTuple

from crm_desktop.base.text import fold
from crm_desktop.documents.list_sheet import ListCell, ListColumn, ListGroup, PrintedList
from crm_desktop.documents.paper import BLACK, FINE, GREY, HAIR, MEDIUM, REGULAR, SEMIBOLD, THIN, Style
from crm_desktop.documents.strips import Glyphs, Mark, Row, Rule, Strip, ending_at
from crm_desktop.documents.typesetting import Line, Typesetter

#: Where lists begin and end, and where the letters of the alphabet hang.
LIST_LEFT, LIST_RIGHT, LETTER = 20.0, 195.0, 15.0
HEAD = Style(MEDIUM, 8, 10)
TEXT, STRONG, BELOW = Style(REGULAR, 8.6, 11.4), Style(MEDIUM, 8.6, 11.4), Style(REGULAR, 8.2, 11, GREY)
FIGURE, FIGURE_STRONG = Style("InterTab-Regular", 8.6, 11.4), Style("InterTab-Medium", 8.6, 11.4)
INITIAL = "InterText-SemiBold"
GROUP, HINT = Style(SEMIBOLD, 10, 13), Style(REGULAR, 8.6, 11.4, GREY)
#: Between columns; the widest a column asks for; above and below the text of a row.
_GAP, _MOST, _PADDING = 3.4, 62.0, 1.15
#: Rows whose width is looked at, and the share of them that has to fit on one line.
_LOOKED_AT, _FITTING = 400, 0.95


class _Place(NamedTuple):
    """Where a column begins and ends."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class _Layout:
    """Sets the rows of one list."""

    columns: Sequence[ListColumn]
    places: Sequence[_Place]
    setter: Typesetter
    accent: str

    def head(self) -> Strip:
        """Return the words over the columns."""
        lines = [self.setter.lines(column.head, HEAD, place.width) for column, place in self._each()]
        high = max(1, *(len(one) for one in lines))
        marks: list[Mark] = []
        for (column, place), one in zip(self._each(), lines, strict=True):
            for number, line in enumerate(one, high - len(one)):
                marks.append(_at(place, HEAD.rise + number * HEAD.height, line, right=column.right))
        edge = (Rule(LIST_LEFT, LIST_RIGHT, 0.0, FINE, BLACK),)
        return Strip(rows=(Row(high * HEAD.height, tuple(marks)),), gap=4.6, below=1.2, edge=edge, keep=True)

    def row(self, cells: Sequence[ListCell], letter: str = "") -> Strip:
        """Return a row; what does not fit into its column goes on below."""
        columns = [list(self._lines(cell, *both)) for cell, both in zip(cells, self._each(), strict=True)]
        rows: list[Row] = []
        for number in range(max(1, *(len(lines) for lines in columns))):
            marks = [
                _at(place, lines[number].style.rise, lines[number], right=column.right)
                for (column, place), lines in zip(self._each(), columns, strict=True)
                if number < len(lines)
            ]
            if letter and not number:
                line = self.setter.line(letter, Style(INITIAL, 8.6, 11.4, self.accent))
                marks.append(Glyphs(LETTER, TEXT.rise, line))
            rows.append(Row(TEXT.height, tuple(marks)))
        edge = (Rule(LIST_LEFT, LIST_RIGHT, 0.0, THIN, HAIR),)
        return Strip(rows=tuple(rows), above=_PADDING, below=_PADDING, edge=edge)

    def total(self, texts: Sequence[str]) -> Strip:
        """Return the last line."""
        strip = self.row([ListCell(text) for text in texts])
        return replace(strip, edge=())

    def _each(self) -> Iterator[tuple[ListColumn, _Place]]:
        return zip(self.columns, self.places, strict=True)

    def _lines(self, cell: ListCell, column: ListColumn, place: _Place) -> Iterator[Line]:
        yield from self.setter.lines(cell.text, _style(column), place.width)
        yield from self.setter.lines(cell.below, BELOW, place.width)


def list_strips(printed: PrintedList, setter: Typesetter, accent: str) -> Iterator[Strip]:
    """Yield head, groups and rows of a list, and its last line."""
    layout = _Layout(printed.columns, tuple(_places(printed, setter)), setter, accent)
    head = layout.head()
    yield head
    last = ""
    for number, group in enumerate(printed.groups):
        if group.title:
            yield replace(_heading(group, setter, accent, first=not number), group=head)
        for cells in group.rows:
            letter = _letter(cells[0].text) if printed.lettered else ""
            yield replace(layout.row(cells, letter if letter != last else ""), group=head)
            last = letter
    if printed.total:
        rule = Rule(LIST_LEFT, LIST_RIGHT, 0.0, FINE, BLACK)
        yield Strip(rows=(Row(0.1, (rule,)),), keep=True, group=head)
        yield replace(layout.total(printed.total), group=head)


def _heading(group: ListGroup, setter: Typesetter, accent: str, *, first: bool) -> Strip:
    line = setter.line(group.title, GROUP._replace(ink=accent))
    marks: list[Mark] = [Glyphs(LIST_LEFT, GROUP.rise, line)]
    if group.hint:
        marks.append(Glyphs(LIST_LEFT + line.width + 2.4, GROUP.rise, setter.line(group.hint, HINT)))
    edge = (Rule(LIST_LEFT, LIST_RIGHT, 0.0, THIN, HAIR),)
    return Strip(
        rows=(Row(GROUP.height, tuple(marks)),), gap=1.6 if first else 4.4, below=1.2, keep=True, edge=edge,
        bookmark=group.title,
    )  # fmt: skip


def _places(printed: PrintedList, setter: Typesetter) -> Iterator[_Place]:
    """Yield where the columns stand: what is left over goes to the one that matters, the widest give way first."""
    rows = list(islice(chain.from_iterable(group.first or group.rows for group in printed.groups), _LOOKED_AT))
    if printed.total:
        rows.append([ListCell(text) for text in printed.total])
    asked = [_asked(number, column, rows, setter) for number, column in enumerate(printed.columns)]
    room = LIST_RIGHT - LIST_LEFT - _GAP * (len(asked) - 1)
    spare = room - sum(asked)
    if spare > 0:
        asked[next((n for n, one in enumerate(printed.columns) if one.strong and not one.right), 0)] += spare
    else:
        widest = _level(asked, room)
        asked = [min(width, widest) for width in asked]
    x = LIST_LEFT
    for width in asked:
        yield _Place(x, min(x + width, LIST_RIGHT))
        x += width + _GAP


def _level(asked: Sequence[float], room: float) -> float:
    """Return the width no column may pass, so that all of them find room."""
    left = room
    for number, width in enumerate(sorted(asked)):
        share = left / (len(asked) - number)
        if width > share:
            return share
        left -= width
    return room


def _asked(
    number: int, column: ListColumn, rows: Sequence[Sequence[ListCell]], setter: Typesetter
) -> float:  # fmt: skip
    """Return how wide a column would like to be: nearly all of its cells on one line."""
    style = _style(column)
    widths = sorted(
        max(setter.line(row[number].text, style).width, setter.line(row[number].below, BELOW).width) for row in rows
    )
    # Figures are never parted; of texts nearly all fit.
    place = len(widths) - 1 if column.right or column.whole else min(len(widths) - 1, int(len(widths) * _FITTING))
    common = widths[place] if widths else 0.0
    return min(max(common, setter.line(column.head, HEAD).width) + 0.4, _MOST)


def _style(column: ListColumn) -> Style:
    if column.right:
        return FIGURE_STRONG if column.strong else FIGURE
    return STRONG if column.strong else TEXT


def _at(place: _Place, y: float, line: Line, *, right: bool) -> Glyphs:
    return ending_at(place.right, y, line) if right else Glyphs(place.left, y, line)


def _letter(text: str) -> str:
    """Return the letter a text stands under; figures and signs stand under none."""
    first = fold(text)[:1].upper()
    return first if first.isalpha() else ""
