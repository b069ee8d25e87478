r"""The simple rich text of products and offers: bold, italic and lists, kept as plain text anybody can read.

**Two stars** are bold, *one star* is italic; a line that begins with "- " is an item of a list, one that begins with
"1. " of a numbered one. A star counts only where it touches a word on its inner side, so 4 * 6 cm stays as it is; a
star that is meant as one is written \*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """Some words of a line in one look."""

    text: str
    bold: bool = False
    italic: bool = False


class Shape(StrEnum):
    """What a line is."""

    TEXT = "text"
    BULLET = "bullet"
    NUMBER = "number"


class Block(NamedTuple):
    """One line: what it is, its words, and for an item of a numbered list its number."""

    spans: tuple[Span, ...]
    shape: Shape = Shape.TEXT
    number: int = 0

    @property
    def text(self) -> str:
        """Return the words without their look."""
        return "".join(span.text for span in self.spans)


_BULLET = re.compile(r"\s{0,3}[-•–]\s+(?=\S)")
_NUMBER = re.compile(r"\s{0,3}(\d{1,3})[.)]\s+(?=\S)")
_STARS = re.compile(r"\\([*\\])|(\*{1,3})")
#: Signs that would be taken for a look: stars that touch a word, and backslashes before them.
_MEANT_AS_SUCH = re.compile(r"\\(?=[*\\]|$)|(?<!\s)\*|\*(?!\s)")
_LOOKS_LIKE_ITEM = re.compile(r"(\s{0,3})([-•–]|\d{1,3}[.)])(\s)")


def blocks(text: str) -> tuple[Block, ...]:
    """Return the lines of a rich text; any text can be read."""
    return tuple(_block(line) for line in text.split("\n")) if text else ()


def plain(text: str) -> str:
    """Return a rich text without stars, items of lists with a dot or their number: for places that show no look."""
    return "\n".join(f"{head(block)}{block.text}" for block in blocks(text))


def head(block: Block) -> str:
    """Return what stands before the words of a line: the sign of its list, or nothing."""
    return {Shape.TEXT: "", Shape.BULLET: "• ", Shape.NUMBER: f"{block.number}. "}[block.shape]


def written(lines: Iterable[Block]) -> str:
    """Return lines as the text they are kept as: the other way round of `blocks`."""
    return "\n".join(map(_written, lines))


def _block(line: str) -> Block:
    if found := _BULLET.match(line):
        return Block(_spans(line[found.end() :]), Shape.BULLET)
    if found := _NUMBER.match(line):
        return Block(_spans(line[found.end() :]), Shape.NUMBER, int(found[1]))
    return Block(_spans(line.removeprefix("\\") if _LOOKS_LIKE_ITEM.match(line[1:]) else line))


def _spans(line: str) -> tuple[Span, ...]:
    """Split a line at the stars that open or close a look; a star without its partner is a star."""
    pieces = list(_pieces(line))
    closes = _partners(pieces)
    found: list[Span] = []
    bold = italic = False
    for place, (text, stars) in enumerate(pieces):
        if stars and place in closes:
            bold = bold ^ (stars >= 2)
            italic = italic ^ (stars != 2)
        else:
            found.append(Span(text, bold, italic))
    return _joined(found)


def _pieces(line: str) -> Iterator[tuple[str, int]]:
    """Yield text and stars in turn: (text, 0), or the stars and how many they are."""
    at = 0
    for found in _STARS.finditer(line):
        if found.start() > at:
            yield line[at : found.start()], 0
        yield (found[1], 0) if found[1] else (found[2], len(found[2]))
        at = found.end()
    if at < len(line):
        yield line[at:], 0


def _partners(pieces: list[tuple[str, int]]) -> set[int]:
    """Return the places of stars that open something, and of those that close it: the same number, never crossing."""
    paired: set[int] = set()
    opened: list[int] = []
    for place, (_text, stars) in enumerate(pieces):
        if not stars:
            continue
        before = pieces[place - 1][0][-1:] if place else ""
        after = pieces[place + 1][0][:1] if place + 1 < len(pieces) else ""
        same = [one for one in opened if pieces[one][1] == stars]
        if same and before.strip():
            paired |= {same[-1], place}
            opened = [one for one in opened if one < same[-1]]
        elif after.strip() and not same:
            opened.append(place)
    return paired


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Return spans without empty ones, neighbours of the same look as one."""
    found: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if found and found[-1][1:] == span[1:]:
            found[-1] = Span(found[-1].text + span.text, *span[1:])
        else:
            found.append(span)
    return tuple(found)


def _written(block: Block) -> str:
    line = "".join(map(_marked, _joined(list(block.spans))))
    if not line.strip():
        return ""
    match block.shape:
        case Shape.BULLET:
            return f"- {line}"
        case Shape.NUMBER:
            return f"{block.number}. {line}"
    return f"\\{line}" if _LOOKS_LIKE_ITEM.match(line) else line


def _marked(span: Span) -> str:
    """Return words between their stars; blanks at the ends stay outside, where stars would not count."""
    stars = "*" * (2 * span.bold + span.italic)
    core = span.text.strip()
    if not stars or not core:
        return _meant_as_such(span.text)
    start = span.text.index(core)
    return f"{span.text[:start]}{stars}{_meant_as_such(core)}{stars}{span.text[start + len(core) :]}"


def _meant_as_such(words: str) -> str:
    return _MEANT_AS_SUCH.sub(r"\\\g<0>", words)
