"""The one door for text onto paper: what is written by people becomes lines that can be drawn, or it is not drawn.

The pen takes only `Line`s, and only this module makes them: so no text is ever read as markup, none carries a character
the faces lack, and what was lost is known by name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from crm_desktop.base.text import clean
from crm_desktop.documents.faces import EM, Face, coverage, face
from crm_desktop.documents.paper import MM, Style

_NBSP, _SOFT_HYPHEN, _LOST = "\u00a0", "\u00ad", "□"
#: Blanks and hyphens the faces lack, by what looks the same; joiners and variation marks leave nothing behind.
_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000\t", " "),
        **dict.fromkeys("\u2007\u202f", _NBSP),
        **dict.fromkeys("\u2028\u2029\u0085\v\f", "\n"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", ""),
        **{chr(code): "" for code in range(0xFE00, 0xFE10)},
    }
)
_UNITS = (
    "%|‰|€|EUR|CHF|°C?|[kcmdµ]?m[²³]?|qm|[km]?g|t|[mh]?l|[kM]?Wh?|[kM]?W|V|A|K|Hz|kHz|h|Std|Min|Stk|St|Tagen?|Wochen?"
    "|Uhr|psch|GB|MB|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
)
#: A blank that must not end a line: number and unit, §, initials, day and month, groups of a phone number.
_JOINED = re.compile(
    rf"(?<=\d) (?=(?:{_UNITS})(?!\w))|(?<=\d\.) (?=(?:{_UNITS})(?!\w))|(?<=§) (?=\d)|(?<=§ \d) (?=Abs)"
    r"|(?<=\d) (?=\d\d)|(?<=\bz\.) (?=B\.)|(?<=\bd\.) (?=h\.)|(?<=\bu\.) (?=a\.)|(?<=\b[A-ZÄÖÜ]\.) (?=[A-ZÄÖÜ])"
    r"|(?<=\bNr\.) (?=\d)|(?<=\bS\.) (?=\d)"
)
#: Where a word may be parted: after a hyphen or dash between letters, after a slash, at a soft hyphen.
_PARTS = re.compile(r"(?<=[^\W\d_][-–])(?=\w)|(?<=\w/)(?=\w)|(?<=\u00ad)")
#: Where a word too long for its column is parted before it is cut: at a joined blank and after dots.
_LAST_RESORT = re.compile(r"(?<=\u00a0)|(?<=[./?&=_])(?=\w)")
#: Addresses of e-mails are parted here first.
_AT = re.compile("(?=@)")
#: Letters between signs that belong to no word; a hyphen already parts a word in a better place.
_WORD = re.compile(r"[^\W\d_]{9,}")
#: Wider columns are set without hyphens (mm), and no more lines than this end with one in a row.
_NARROW, _MOST_HYPHENS = 90.0, 2
#: Where a word may be parted: after how many letters.
Places = Callable[[str], tuple[int, ...]]


class Line(NamedTuple):
    """One line that can be drawn: its text as it will stand, its style, its width in mm (of wrapped text: at most)."""

    text: str
    style: Style
    width: float


class Typesetter:
    """Makes lines out of text and remembers which characters could not be set."""

    def __init__(self, places: Callable[[], Places] | None = None) -> None:
        """Take how to learn where words may be parted; it is only asked when a word in a narrow column needs it."""
        self._coverage = coverage()
        self._places = places
        self._lost: dict[str, None] = {}

    @property
    def missing_characters(self) -> tuple[str, ...]:
        """The characters that were replaced, by name: GRINNING FACE (U+1F600)."""
        return tuple(f"{unicodedata.name(sign, 'UNNAMED')} (U+{ord(sign):04X})" for sign in self._lost)

    def line(self, text: str, style: Style, *, goes_on: bool = False) -> Line:
        """Return a text as one line, line breaks and runs of blanks as single blanks.

        One that `goes_on` in another look ends with a blank.
        """
        said = self._printable(text).replace(_SOFT_HYPHEN, "").replace("\n", " ")
        said = " ".join(filter(None, said.split(" "))) + " " * goes_on
        measure = face(style.face)
        kerned = sum(measure.kerning(said)) * style.size / EM
        return Line(said, style, (measure.width(said, style.size) + kerned) / MM)

    def lines(self, text: str, style: Style, width: float, *, parted: bool = False) -> tuple[Line, ...]:
        """Return a text as lines no wider than `width` mm; empty text has none, empty lines inside it stay.

        With `parted` long words are parted where the column is narrow: for running text, never for names.
        """
        if not text:
            return ()
        said = _JOINED.sub(_NBSP, self._printable(text))
        measure = face(style.face)
        places = self._places if parted and width < _NARROW else None
        wrapped = (line for part in said.split("\n") for line in _wrap(part, measure, style.size, width * MM, places))
        return tuple(Line(line, style, measure.width(line, style.size) / MM) for line in wrapped)

    def _printable(self, text: str) -> str:
        """Return text as the faces can show it: composed, without control signs, unknown signs replaced and noted."""
        if text.isascii() and text.isprintable():
            return text.strip()
        said = clean(text.translate(_SAME), lines=True)
        for sign in dict.fromkeys(said):
            if sign not in self._coverage and sign not in "\n\u00ad":
                self._lost[sign] = None
                said = said.replace(sign, _LOST)
        return said


def _wrap(
    text: str, measure: Face, size: float, width: float, places: Callable[[], Places] | None = None
) -> Iterator[str]:
    """Yield the lines of one paragraph, filled greedily; `width` in points."""
    words = [word for word in text.split(" ") if word]
    plain = " ".join(words).replace(_SOFT_HYPHEN, "")
    if measure.width(plain, size) <= width:
        yield plain
        return
    blank = measure.width(" ", size)
    line, used, hyphened = "", 0.0, 0
    for number, word in enumerate(words, 1):
        for whole, glued in _parts(word, measure, size, width):
            part = whole
            gap = 0.0 if glued or not line else blank
            need = measure.width(part.replace(_SOFT_HYPHEN, ""), size)
            tail = measure.width("-", size) if part.endswith(_SOFT_HYPHEN) else 0.0
            if line and used + gap + need + tail > width:
                head = ""
                # The last word stays whole: a paragraph that ends with half a word looks torn.
                if places and number < len(words) and hyphened < _MOST_HYPHENS and not line.endswith(_SOFT_HYPHEN):
                    head = _head(part, measure, size, width - used - gap, places)
                if head:
                    yield _ended(line + (" " if gap else "") + head)
                    part = part[len(head) - 1 :]
                    need = measure.width(part.replace(_SOFT_HYPHEN, ""), size)
                else:
                    yield _ended(line)
                hyphened = hyphened + 1 if head or line.endswith(_SOFT_HYPHEN) else 0
                line, used = part, need
            else:
                line, used = line + (" " if gap else "") + part, used + gap + need
    if line:
        yield line.replace(_SOFT_HYPHEN, "")


def _head(part: str, measure: Face, size: float, room: float, places: Callable[[], Places]) -> str:
    """Return the longest beginning of a word that fits with a hyphen (a soft one, at its end); "" for none."""
    found = _WORD.search(part)
    if found is None or _SOFT_HYPHEN in part or "@" in part:
        return ""
    for place in reversed(places()(found.group())):
        head = part[: found.start() + place]
        if measure.width(head, size) + measure.width("-", size) <= room:
            return head + _SOFT_HYPHEN
    return ""


def _ended(line: str) -> str:
    """Return a line as it stands when it is full: a soft hyphen at its end shows, all others vanish."""
    shown = "-" if line.endswith(_SOFT_HYPHEN) else ""
    return line.replace(_SOFT_HYPHEN, "").rstrip(_NBSP) + shown


def _parts(word: str, measure: Face, size: float, width: float) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a word between which a line may end, and whether each is glued to the one before."""

    def too_wide(piece: str) -> bool:
        return measure.width(piece.replace(_SOFT_HYPHEN, ""), size) > width

    glued = False
    parts = _PARTS.split(word) if "@" not in word else _AT.split(word) if too_wide(word) else [word]
    for part in parts:
        pieces = [part]
        if too_wide(part):
            pieces = [cut for piece in _LAST_RESORT.split(part) for cut in _cut(piece, measure, size, width)]
        for piece in pieces:
            yield piece, glued
            glued = True


def _cut(piece: str, measure: Face, size: float, width: float) -> Iterator[str]:
    """Yield pieces of at most `width` points, cut between letters."""
    start, used = 0, 0.0
    for place, sign in enumerate(piece):
        advance = measure.width(sign, size) if sign != _SOFT_HYPHEN else 0.0
        if place > start and used + advance > width:
            yield piece[start:place]
            start, used = place, 0.0
        used += advance
    yield piece[start:]
