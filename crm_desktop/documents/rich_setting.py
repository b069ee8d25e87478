"""Sets the rich text of positions: bold and italic words in a line, lists with a hanging sign."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from crm_desktop.base.rich_text import Block, Shape, blocks
from crm_desktop.documents.paper import ITALIC, SEMIBOLD, Style
from crm_desktop.documents.strips import Glyphs, Row, text_rows, with_marks
from crm_desktop.documents.typesetting import Typesetter

#: Only such a text needs more than plain lines: stars, or signs that begin an item of a list.
_RICH = re.compile(r"[*\\]|^\s{0,3}(?:[-•–]|\d{1,3}[.)])\s", re.MULTILINE)
#: Between the sign of an item and its text, in mm; signs are at least so wide that bullets stand in one line.
_SIGN_GAP, _NARROWEST = 1.2, 1.6


class Run(NamedTuple):
    """Some letters in one look."""

    text: str
    style: Style


def rich_rows(setter: Typesetter, text: str, x: float, style: Style, width: float) -> tuple[Row, ...]:
    """Return a rich text as rows no wider than `width` mm, all beginning at x."""
    if not _RICH.search(text):
        return text_rows(setter.lines(text, style, width, parted=True), x, style)
    return tuple(row for block in blocks(text) for row in _block_rows(setter, block, x, style, width))


def _block_rows(setter: Typesetter, block: Block, x: float, style: Style, width: float) -> tuple[Row, ...]:
    if block.shape is Shape.TEXT:
        return _line_rows(setter, block, x, style, width)
    sign = setter.line("•" if block.shape is Shape.BULLET else f"{block.number}.", style)
    indent = max(sign.width, _NARROWEST) + _SIGN_GAP
    rows = _line_rows(setter, block, x + indent, style, width - indent)
    return with_marks(rows, 0, [Glyphs(x, style.rise, sign)])


def _line_rows(setter: Typesetter, block: Block, x: float, style: Style, width: float) -> tuple[Row, ...]:
    if not any(span.bold or span.italic for span in block.spans):
        return text_rows(setter.lines(block.text, style, width, parted=True), x, style) or (Row(style.height),)
    words = list(_words(Run(span.text, _look(style, span.bold, span.italic)) for span in block.spans))
    if any(_width(setter, word) > width for word in words):
        # A word wider than its column is cut, which only plain lines do.
        return text_rows(setter.lines(block.text, style, width, parted=True), x, style)
    blank = setter.line("n n", style).width - setter.line("nn", style).width
    lines = _filled(setter, words, width, blank)
    return tuple(Row(style.height, tuple(_placed(setter, line, x, style))) for line in lines)


def _look(style: Style, bold: bool, italic: bool) -> Style:  # noqa: FBT001 - the two looks of a span
    return style._replace(face=SEMIBOLD) if bold else style._replace(face=ITALIC) if italic else style


def _words(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Yield the words of some runs; one word may change its look inside."""
    word: list[Run] = []
    for run in runs:
        for place, piece in enumerate(re.split(r" +", run.text)):
            if place and word:
                yield word
                word = []
            if piece:
                word.append(Run(piece, run.style))
    if word:
        yield word


def _filled(setter: Typesetter, words: Sequence[list[Run]], width: float, blank: float) -> Iterator[list[list[Run]]]:
    """Yield lines of words, filled greedily."""
    line: list[list[Run]] = []
    used = 0.0
    for word in words:
        need = _width(setter, word)
        if line and used + blank + need > width:
            yield line
            line, used = [], 0.0
        used += need + (blank if line else 0.0)
        line.append(word)
    if line:
        yield line


def _placed(setter: Typesetter, words: Iterable[list[Run]], x: float, style: Style) -> Iterator[Glyphs]:
    """Yield the marks of a line: words of one look as one text, so that they are kerned and found together."""
    for text, look, goes_on in _merged(words):
        line = setter.line(text, look, goes_on=goes_on)
        yield Glyphs(x, style.rise, line)
        x += line.width


def _merged(words: Iterable[list[Run]]) -> Iterator[tuple[str, Style, bool]]:
    """Yield the texts of one look in turn, and whether a blank follows each."""
    text, style = "", None
    for number, word in enumerate(words):
        for place, run in enumerate(word):
            blank = number > 0 and place == 0
            if run.style == style:
                text += f"{' ' if blank else ''}{run.text}"
                continue
            if style is not None:
                yield text, style, blank
            text, style = run.text, run.style
    if style is not None:
        yield text, style, False


def _width(setter: Typesetter, word: Iterable[Run]) -> float:
    return sum(setter.line(run.text, run.style).width for run in word)
