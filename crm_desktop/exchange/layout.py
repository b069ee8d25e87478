"""How a table is laid out in its file: which sign separates the cells, where the headings stand, what they say.

The separator is the one under which the rows have the same number of cells; the standard library's guess fails on
notes of several lines and on single columns.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.exchange.csv_in import LONGEST_CELL

if TYPE_CHECKING:
    from collections.abc import Callable

DELIMITERS = ",;\t|"
#: Stands for "one column": no text file contains it.
NO_DELIMITER = "\x1f"
#: Characters and rows looked at to find the layout.
SAMPLE_LENGTH = 1 << 18
SAMPLE_ROWS = 300
#: Columns that are looked at: a row with more cells is no row of a table.
_MOST_COLUMNS = 2_000
#: Letters of a heading.
_LONGEST_HEADING = 200
#: Titles and blank rows that may stand above the headings.
_MOST_ABOVE = 20
_SEPARATOR_LINE = re.compile(r'\ufeff?"?sep=(.)"?\r?\n?', re.IGNORECASE)
_DATA = re.compile(r"[+-]?[\d.,:/' €$£%-]*\d[\d.,:/' €$£%-]*|[^@\s]+@[^@\s]+\.\w+|https?://.*", re.DOTALL)


class Layout(NamedTuple):
    """Where the cells of a table are. `above` counts the rows before the first row of data, headings included."""

    delimiter: str
    headings: tuple[str, ...]
    above: int
    #: Rows of data from the beginning of the file, each as long as the headings.
    sample: tuple[tuple[str, ...], ...]


def find_layout(text: str, delimiter: str = "", recognised: Callable[[str], bool] = bool) -> Layout:
    """Find the layout from the beginning of a text (cut anywhere); `recognised` says which words are headings.

    A given delimiter is taken as it is. Without headings the columns are numbered.
    """
    recognised = _short_enough(recognised)
    lines = list(io.StringIO(text[:SAMPLE_LENGTH], newline=""))
    if len(text) >= SAMPLE_LENGTH:
        lines = lines[:-1] or lines
    announced = _SEPARATOR_LINE.fullmatch(lines[0]) if lines else None
    sign = delimiter or (announced[1] if announced else "") or find_delimiter(lines, recognised)
    rows = sample_rows(lines, sign)
    top = _heading_row(rows[:_MOST_ABOVE], _usual_length(rows), recognised, first=1 if announced else 0)
    has_headings = bool(rows) and _are_headings(rows[top], recognised)
    data = rows[top + 1 :] if has_headings else rows[top:]
    width = len(rows[top]) if rows else 0
    headings = _distinct(rows[top] if has_headings else [""] * width)
    sample = tuple(tuple((row + [""] * width)[:width]) for row in data if any(row))
    return Layout(sign, headings, top + has_headings, sample)


def find_delimiter(lines: list[str], recognised: Callable[[str], bool] = bool) -> str:
    """Return the sign under which the rows are most alike; NO_DELIMITER for a single column.

    Where the first row is unlike the rest, it counts only if a row near the top has headings that are recognised.
    """
    best, best_score = NO_DELIMITER, 0.2
    for sign in DELIMITERS:
        rows = [row for row in sample_rows(lines, sign) if any(row)]
        usual = _usual_length(rows)
        if usual < 2:
            continue
        alike = sum(len(row) == usual for row in rows) / len(rows)
        score = alike * (1 - 1 / usual)
        if len(rows[0]) != usual and not any(sum(map(recognised, row)) >= 2 for row in rows[:_MOST_ABOVE]):
            score *= 0.3
        if score > best_score:
            best, best_score = sign, score
    return best


def sample_rows(lines: list[str], delimiter: str, most: int = SAMPLE_ROWS) -> list[list[str]]:
    """Return the first rows of a table as the reader sees them; a row it cannot read ends them."""
    csv.field_size_limit(LONGEST_CELL)
    rows: list[list[str]] = []
    try:
        rows.extend(row[:_MOST_COLUMNS] for row in islice(csv.reader(lines, delimiter=delimiter), most))
    except csv.Error:
        return rows
    return rows


def _short_enough(recognised: Callable[[str], bool]) -> Callable[[str], bool]:
    """Return the same question, which no long text is asked: it takes time, and a page is no heading."""
    return lambda cell: len(cell) <= _LONGEST_HEADING and recognised(cell)


def _usual_length(rows: list[list[str]]) -> int:
    """Return the number of cells most rows have; of several, the larger."""
    counts = Counter(len(row) for row in rows if any(row))
    return max(counts, key=lambda length: (counts[length], length), default=0)


def _heading_row(rows: list[list[str]], usual: int, recognised: Callable[[str], bool], first: int) -> int:
    """Return the index of the row that holds the headings, below titles and blank rows."""
    for i, row in enumerate(rows[first:], first):
        if len(row) >= usual and sum(map(bool, row)) * 2 > usual:
            return i
        if sum(recognised(cell) for cell in row) >= 2:
            return i
    return min(first, max(len(rows) - 1, 0))


def _are_headings(row: list[str], recognised: Callable[[str], bool]) -> bool:
    """Whether a row names columns: it says something, holds no data, or is recognised in spite of that."""
    if any(recognised(cell) for cell in row):
        return True
    words = [cell.strip() for cell in row if cell.strip()]
    return len(set(words)) == len(words) > len(row) / 2 and not any(map(_is_data, words))


def _is_data(word: str) -> bool:
    """Whether a word is a value and no name of a column; a long one takes long to be looked through, and is none."""
    return len(word) > _LONGEST_HEADING or _DATA.fullmatch(word) is not None


def _distinct(cells: list[str]) -> tuple[str, ...]:
    """Return headings no two of which are equal and none of which is empty."""
    seen: set[str] = set()
    repeats: Counter[str] = Counter()
    headings = []
    for number, cell in enumerate(cells, 1):
        wanted = clean(cell.lstrip("\ufeff")[:_LONGEST_HEADING]) or _("Column {number}").format(number=number)
        heading, folded = wanted, wanted.casefold()
        while heading.casefold() in seen:
            repeats[folded] += 1
            heading = f"{wanted} ({repeats[folded] + 1})"
        seen.add(heading.casefold())
        headings.append(heading)
    return tuple(headings)
