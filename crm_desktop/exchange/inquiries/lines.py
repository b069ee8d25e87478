"""The lines of a text with their places, and the pieces of one line."""

from __future__ import annotations

import re
from typing import NamedTuple

_PIECES = re.compile(r"\s+[|•·–—]\s+|\s+-\s+|\s*[|•·]\s*|,\s+|\t+|\s{3,}")


class Span(NamedTuple):
    """Some words and where they stand: `text[start:end]`, without the blanks around."""

    words: str
    start: int
    end: int


def span(text: str, start: int, end: int) -> Span:
    """Return a part of a text without the blanks around it; line breaks within become blanks."""
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    end = start + len(part.strip())
    return Span(" ".join(text[start:end].split()), start, end)


def lines(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the lines of a part of a text that say something."""
    found, place = [], start
    stop = len(text) if end is None else end
    while place < stop:
        brk = text.find("\n", place, stop)
        brk = stop if brk < 0 else brk
        line = span(text, place, brk)
        if line.words:
            found.append(line)
        place = brk + 1
    return found


def pieces(text: str, line: Span) -> list[Span]:
    """Return what stands beside one another in a line: “Jana Friese | Praxis am Park, Lüneburg”."""
    found, place = [], line.start
    for match in _PIECES.finditer(text, line.start, line.end):
        found.append(span(text, place, match.start()))
        place = match.end()
    found.append(span(text, place, line.end))
    return [one for one in found if one.words]
