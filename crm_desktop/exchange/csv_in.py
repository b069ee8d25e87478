"""Comma separated files as they come from Excel, mail programs and other CRMs: rows of cells, block by block.

The standard library's reader does the parsing. Around it: rows laid under the headings (padded, cut, or set aside when
they have too many cells), a quotation mark that is never closed (costs its own row, not the rest of the file), and
blocks, so that a file of any size is read with the memory of one block and columns can be converted a thousand at once.
"""

from __future__ import annotations

import csv
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Rows read and converted at once.
BLOCK = 1000
#: The longest cell, in characters.
LONGEST_CELL = 1_000_000
#: The longest text between quotation marks, in lines, where something is wrong with the quotation marks.
_LONGEST_QUOTE = 20_000
_END = "\x00end of file\x00"


class Broken(NamedTuple):
    """A row that does not fit under the headings: its number, its cells as far as they can be told, and the reason."""

    row: int
    cells: list[str]
    message: str


class Block(NamedTuple):
    """Some rows in order, each with as many cells as there are headings; blank rows are left out but counted."""

    numbers: list[int]
    rows: list[list[str]]
    broken: list[Broken]


def blocks(lines: Iterable[str], delimiter: str, width: int, first: int = 2) -> Iterator[Block]:
    """Read the rows below the headings in blocks. `first` is the number of the first row, as a spreadsheet counts."""
    csv.field_size_limit(LONGEST_CELL)
    feed = _Feed(lines)
    number = first
    while not feed.ended:
        rows, ends, sound = _some_rows(feed, delimiter)
        if sound and _all_fit(rows, ends, delimiter, width):
            block = _laid_out(rows, width, number)
            number += len(rows)
        else:
            block, number = _mended(feed, delimiter, width, number)
        if block.rows or block.broken:
            yield block


class _Feed:
    """Lines of a file that remember what was taken since the last block, and take lines back.

    Behind the last line comes a mark: a cell that ends with it was opened by a quotation mark and never closed.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._waiting: deque[str] = deque()
        self.kept: list[str] = []
        self.ended = False

    def take(self) -> Iterator[str]:
        """Hand out line by line, and keep the lines for as long as nothing else is taken."""
        self.kept.clear()
        keep = self.kept.append
        while self._waiting:
            line = self._waiting.popleft()
            keep(line)
            yield line
        for line in self._lines:
            keep(line)
            yield line
        self.ended = True
        yield _END

    def plain(self, most: int) -> list[str] | None:
        """Return the next lines where each is a row by itself, since no quotation mark is among them; else None."""
        if self._waiting:
            return None
        lines = list(islice(self._lines, most))
        if '"' in "".join(lines):
            self._waiting.extend(lines)
            return None
        self.kept, self.ended = lines, len(lines) < most
        return lines

    def give_back(self, start: int) -> None:
        """Put the kept lines from a place on in front of what comes next."""
        self._waiting.extendleft(reversed(self.kept[start:]))
        self.ended = self.ended and not self._waiting


def _some_rows(feed: _Feed, delimiter: str) -> tuple[list[list[str]], list[int], bool]:
    """Read the rows of a block as they are, and how many lines were read after each.

    The last part is False when a quotation mark swallowed the end of the file.
    """
    rows: list[list[str]] = []
    ends: list[int] = []
    try:
        if (lines := feed.plain(BLOCK)) is not None:
            rows = list(csv.reader(lines, delimiter=delimiter))
            return rows, list(range(1, len(rows) + 1)), len(rows) == len(lines)
        reader = csv.reader(feed.take(), delimiter=delimiter)
        for row in islice(reader, BLOCK):
            rows.append(row)
            ends.append(reader.line_num)
    except csv.Error:
        return [], [], False
    if not feed.ended:
        return rows, ends, True
    return rows[:-1], ends[:-1], rows[-1:] == [[_END]]


def _all_fit(rows: list[list[str]], ends: list[int], delimiter: str, width: int) -> bool:
    """Whether every row can be taken as it is: not too long, and with no other rows inside a cell."""
    if not rows or ends[-1] == len(rows):
        return max(map(len, rows), default=0) <= width
    if any(len(row) > width or ("\n" in row[-1] and len(row) < width) for row in rows if len(row) != width and row):
        return False
    starts = [0, *ends[:-1]]
    return not any(
        end - start > 2 and _holds_rows(row, delimiter, width)
        for row, start, end in zip(rows, starts, ends, strict=True)
    )


def _holds_rows(row: list[str], delimiter: str, width: int) -> bool:
    """Whether all inner lines of a cell look like rows: then a stray quotation mark found a partner far below."""
    for cell in row:
        inner = cell.split("\n")[1:-1] if "\n" in cell else ()
        if len(inner) * (width - 1) >= 3 and all(line.count(delimiter) == width - 1 for line in inner):
            return True
    return False


def _laid_out(rows: list[list[str]], width: int, number: int) -> Block:
    """Number the rows, drop the blank ones and fill up short ones; none is too long."""
    numbers = list(range(number, number + len(rows)))
    if not all(map(any, rows)):
        filled = [i for i, row in enumerate(rows) if any(row)]
        rows, numbers = [rows[i] for i in filled], [numbers[i] for i in filled]
    if any(len(row) < width for row in rows):
        rows = [row + [""] * (width - len(row)) for row in rows]
    return Block(numbers, rows, [])


def _mended(feed: _Feed, delimiter: str, width: int, number: int) -> tuple[Block, int]:
    """Read the lines of a troubled block row by row; return the block and the number of the next row.

    A row that runs over several lines and then fits nowhere began with a mark that is never closed: its first line is
    set aside, and the lines after it are handed back to be read as if it were not there.
    """
    lines, start = feed.kept, 0
    rows: list[list[str]] = []
    numbers: list[int] = []
    broken: list[Broken] = []
    while start < len(lines):
        cells, used, closed = _one_row(lines, start, delimiter)
        if not closed and not feed.ended and used < _LONGEST_QUOTE:
            break
        if not closed or (used > 1 and _is_stray(cells, lines[start : start + used], delimiter, width)):
            broken.append(_cut_off(lines[start], delimiter, number))
            start, number = start + 1, number + 1
            break
        if any(cells[width:]):
            broken.append(Broken(number, cells, _too_many(len(cells), width)))
        elif any(cells):
            rows.append((cells + [""] * width)[:width])
            numbers.append(number)
        start, number = start + used, number + 1
    feed.give_back(start)
    return Block(numbers, rows, broken), number


def _one_row(lines: list[str], start: int, delimiter: str) -> tuple[list[str], int, bool]:
    """Read the row that begins in a line: its cells, how many lines it takes, and whether its marks are closed."""
    reader = csv.reader([*lines[start : start + _LONGEST_QUOTE], _END], delimiter=delimiter)
    try:
        cells = next(reader)
    except csv.Error:
        return [], _LONGEST_QUOTE, False
    if cells and cells[-1].endswith(_END):
        return cells, reader.line_num - 1, False
    return cells, reader.line_num, True


def _is_stray(cells: list[str], lines: list[str], delimiter: str, width: int) -> bool:
    """Whether a row of several lines came about by a mark that should not be there: its second line is a row, too.

    Where few columns make a line of text look like a row, the marks themselves have to be wrong: text behind the
    closing one.
    """
    if len(cells) == width:
        return _holds_rows(cells, delimiter, width) and (width >= 4 or not _is_well_formed(lines, delimiter))
    alone, _used, closed = _one_row(lines[1:2], 0, delimiter)
    return closed and len(alone) == width


def _is_well_formed(lines: list[str], delimiter: str) -> bool:
    """Whether the marks of a row stand where they should."""
    try:
        next(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


def _cut_off(line: str, delimiter: str, number: int) -> Broken:
    """Return a line that cannot be read as a row, with its cells as they stand there."""
    message = _("A quotation mark is opened in this row and never closed.")
    if len(line) > LONGEST_CELL:
        message = _("A cell of this row is longer than {most} characters.").format(most=LONGEST_CELL)
    return Broken(number, line.rstrip("\r\n").split(delimiter), message)


def _too_many(cells: int, width: int) -> str:
    return _("The row has {cells} cells under {width} headings.").format(cells=cells, width=width)
