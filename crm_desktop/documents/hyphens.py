"""Where words may be parted at the end of a line: the patterns of a language, read for the words that need them.

Reading the German patterns with their own library takes most of a second, which the first preview would wait for. Here
they are a table from letters to the pattern they belong to, made by two operations on the whole file; a pattern is
taken apart when a word asks for it. Method: F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

#: Words shorter than this are never parted; so many letters stay on each side.
_SHORTEST, _LEFT, _RIGHT = 9, 3, 3
#: Longer than any word of a language; a longer one is cut, not parted.
_LONGEST = 80
#: No pattern has more letters.
_LONGEST_PATTERN = 40
_DIGITS = b"0123456789"
_FILES = MappingProxyType(
    {
        ("de", "AT"): "de_AT",
        ("de", "CH"): "de_CH",
        ("de", "LI"): "de_CH",
        ("de", ""): "de_DE",
        ("en", "US"): "en_US",
        ("en", ""): "en_GB",
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class Hyphens:
    """The patterns of one language by their letters, in the coding of their file."""

    patterns: dict[bytes, bytes]
    coding: str

    def places(self, word: str) -> tuple[int, ...]:
        """Return after how many letters a word may be parted."""
        return _places(self, word) if self.patterns and _SHORTEST <= len(word) <= _LONGEST else ()


def hyphens(language: str, country: str = "") -> Hyphens:
    """Return the patterns of a language; of one nobody here knows, none, so that nothing is parted."""
    name = _FILES.get((language, country)) or _FILES.get((language, ""))
    return _read(name) if name else Hyphens({}, "ascii")


@cache
def _read(name: str) -> Hyphens:
    import pyphen  # noqa: PLC0415 - looks through a folder when it is imported; most first pages part no word

    coding, _end, patterns = pyphen.LANGUAGES[name].read_bytes().partition(b"\n")
    by_letters = dict(zip(patterns.translate(None, _DIGITS).split(b"\n"), patterns.split(b"\n"), strict=True))
    return Hyphens(by_letters, coding.decode("ascii").strip())


@lru_cache(maxsize=4096)
def _places(known: Hyphens, word: str) -> tuple[int, ...]:
    framed = f".{word.lower()}.".encode(known.coding, "replace")
    if len(framed) != len(word) + 2:
        return ()
    values = [0] * (len(framed) + 1)
    for start in range(len(framed)):
        for end in range(start + 1, min(len(framed), start + _LONGEST_PATTERN) + 1):
            pattern = known.patterns.get(framed[start:end])
            if pattern is not None:
                _raise(values, pattern, start)
    # The value before letter n of the framed word is that after n - 1 letters of the word.
    return tuple(place for place in range(_LEFT, len(word) - _RIGHT + 1) if values[place + 1] % 2)


def _raise(values: list[int], pattern: bytes, start: int) -> None:
    """Raise the values between letters to those of a pattern whose first letter stands at `start`."""
    place = start
    for sign in pattern:
        if sign in _DIGITS:
            values[place] = max(values[place], sign - _DIGITS[0])
        else:
            place += 1
