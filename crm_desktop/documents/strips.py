"""What is measured before anything is drawn: marks on rows, rows in strips, strips that may be parted between rows.

A strip is one thing on the page that moves as a whole: a position with its text, a heading, the totals. Its marks are
placed relative to the top of their row, so that it can be put anywhere once its page is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import NamedTuple

from crm_desktop.documents.paper import BLACK, Style
from crm_desktop.documents.pictures import Picture
from crm_desktop.documents.typesetting import Line

#: Free space below the part of a strip that goes on overleaf, in mm.
_TORN = 1.0


class Glyphs(NamedTuple):
    """A line of text: left edge and baseline."""

    x: float
    y: float
    line: Line


class Rule(NamedTuple):
    """A horizontal line; weight in points."""

    x0: float
    x1: float
    y: float
    weight: float
    ink: str = BLACK


class Frame(NamedTuple):
    """A rectangle with rounded corners, not filled; weight in points."""

    x: float
    y: float
    width: float
    height: float
    weight: float
    ink: str = BLACK
    radius: float = 0.0


class Image(NamedTuple):
    """A picture in a rectangle, its corners rounded off."""

    x: float
    y: float
    width: float
    height: float
    picture: Picture
    radius: float = 0.0


class Shape(NamedTuple):
    """A path of a chart, filled, stroked or both; it is written in points upwards and rightwards from x and y."""

    x: float
    y: float
    #: Path operators of PDF.
    path: str
    #: Inks, empty for none; weight and dashes (length, gap, ...) of the line in points.
    fill: str = ""
    ink: str = ""
    weight: float = 0.0
    dashes: tuple[float, ...] = ()
    #: Whether the line has round ends and corners.
    round: bool = False


Mark = Glyphs | Rule | Frame | Image | Shape


class Row(NamedTuple):
    """A line's worth of height (mm) and the marks in it, y counted from its top."""

    height: float
    marks: tuple[Mark, ...] = ()


class Role(Enum):
    """What a strip is to the flow: outside the table, or in it a heading, an item, or a sum of what precedes."""

    PROSE = auto()
    HEADING = auto()
    ITEM = auto()
    SUM = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Rows that move together; heights in mm."""

    rows: tuple[Row, ...]
    role: Role = Role.PROSE
    #: Free space above, which is dropped at the top of a page.
    gap: float = 0.0
    #: Padding above the first row and below the last.
    above: float = 0.0
    below: float = 0.0
    #: Drawn at the strip's lower edge, its y counted from there.
    edge: tuple[Rule, ...] = ()
    #: Stays on one page with the next strip.
    keep: bool = False
    #: May be parted wherever two rows stay on each side; others only when higher than half a page.
    loose: bool = False
    #: Rows at the start that are never parted from one another (a tag, the first line of a title).
    head: int = 1
    #: Begins a new page.
    breaks: bool = False
    #: Being the last, stands at the foot of its page.
    sinks: bool = False
    #: Free space below it there, in mm.
    lift: float = 6.5
    #: What the strip adds to the running sum; None when it shows no amount that counts.
    cents: int | None = None
    #: Index of the line of the sheet it prints; -1 for none.
    source: int = -1
    #: The strip that repeats its group's heading when the group goes on overleaf.
    group: Strip | None = None
    #: Its entry of the outline, and how deep that lies.
    bookmark: str = ""
    depth: int = 1

    @property
    def in_table(self) -> bool:
        """Whether the strip belongs to the table of positions."""
        return self.role is not Role.PROSE

    @property
    def height(self) -> float:
        """The strip's height without the gap above it."""
        return self.above + sum(row.height for row in self.rows) + self.below

    def part(self, room: float, fewest: int = 2) -> tuple[Strip, Strip] | None:
        """Return the strip in two, the first at most `room` mm high; None when it cannot be parted so.

        At least `fewest` rows stay on each side. The amount counts where it is printed: in the first part.
        """
        least = max(fewest, self.head)
        used, count = self.above + _TORN, 0
        for row in self.rows:
            if used + row.height > room:
                break
            used, count = used + row.height, count + 1
        count = min(count, len(self.rows) - fewest)
        if count < least:
            return None
        first = replace(self, rows=self.rows[:count], below=_TORN, edge=(), keep=False)
        rest = replace(self, rows=self.rows[count:], gap=0.0, head=1, breaks=False, cents=None, bookmark="")
        return first, rest


def text_rows(lines: Iterable[Line], x: float, style: Style) -> tuple[Row, ...]:
    """Return lines below one another, all beginning at x."""
    return tuple(Row(style.height, (Glyphs(x, style.rise, line),)) for line in lines)


def ending_at(x: float, y: float, line: Line) -> Glyphs:
    """Return a line that ends at x."""
    return Glyphs(x - line.width, y, line)


def with_marks(rows: Sequence[Row], index: int, marks: Iterable[Mark]) -> tuple[Row, ...]:
    """Return rows with marks added to one of them."""
    return tuple(row._replace(marks=(*row.marks, *marks)) if place == index else row for place, row in enumerate(rows))


def stacked(rows: Iterable[Row]) -> Row:
    """Return rows below one another as a single row that is never parted."""
    marks: list[Mark] = []
    height = 0.0
    for row in rows:
        marks += (mark._replace(y=mark.y + height) for mark in row.marks)
        height += row.height
    return Row(height, tuple(marks))
