"""Whether a text names somebody, however it is spelt, and the text without that.

Names, addresses and numbers are compared as runs of folded words, the way search and duplicates compare them: Müller is
found as Mueller, “anna.kessler@post.example” also within angle brackets, a phone number whatever stands between its
digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from crm_desktop.base.text import fold, words

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_DIGITS = re.compile(r"\d(?:[\d \u00a0/().\-–]*\d)?")
#: Digits from which on a number is told apart from a house number or a sum.
_FEWEST_DIGITS = 6
#: Digits of a number that are compared: what stands before them is written in many ways (+49, 0049, 0).
_COMPARED_DIGITS = 7
#: Words that are looked for one by one before a text is taken apart.
_FEW = 24
#: Last digits of a number that are written together in any case.
_TAIL = 2
_ENDINGS = ("s", "sche", "schen", "scher")

_folded = lru_cache(maxsize=50_000)(fold)


class Traces(NamedTuple):
    """What somebody is recognised by: runs of folded words, and the last digits of numbers."""

    runs: frozenset[tuple[str, ...]]
    numbers: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.runs or self.numbers)

    def __or__(self, other: object) -> Traces:
        if not isinstance(other, Traces):
            return NotImplemented
        return Traces(self.runs | other.runs, self.numbers | other.numbers)


def traces(texts: Iterable[str], numbers: Iterable[str] = ()) -> Traces:
    """Return what is recognised of these names and addresses, and of these numbers; too short ones are left out."""
    runs = (tuple(words(text)) for text in texts)
    digits = ("".join(sign for sign in number if sign.isdigit()) for number in numbers)
    return Traces(
        frozenset(run for run in runs if run and (len(run) > 1 or len(run[0]) > 1)),
        frozenset(one[-_COMPARED_DIGITS:] for one in digits if len(one) >= _FEWEST_DIGITS),
    )


class Finder:
    """Finds traces in texts; made once for many texts."""

    def __init__(self, wanted: Traces) -> None:
        self._numbers = wanted.numbers
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for run in sorted(wanted.runs, key=len, reverse=True):
            self._by_first.setdefault(run[0], []).append(run)
        needles = {max(run, key=len) for run in wanted.runs}
        #: Words one of which a text must hold anywhere; nothing where looking for so many takes longer than reading.
        self._needles = tuple(needles) if len(needles) <= _FEW else ()

    @property
    def hints(self) -> tuple[str, ...]:
        """Pieces of folded words one of which a text must hold to name somebody; nothing where there are too many."""
        tails = {number[-_TAIL:] for number in self._numbers}
        return (*self._needles, *sorted(tails)) if self._needles and len(tails) <= _FEW else ()

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where in a text somebody is named, in order, none within another."""
        found = [*self._run_spans(text), *self._number_spans(text)]
        merged: list[tuple[int, int]] = []
        for start, end in sorted(found):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged

    def names(self, text: str) -> bool:
        """Whether a text names somebody."""
        return bool(text) and bool(self.spans(text))

    def without(self, text: str, instead: str) -> str:
        """Return a text with other words where somebody is named."""
        pieces, last = [], 0
        for start, end in self.spans(text):
            pieces += [text[last:start], instead]
            last = end
        return "".join([*pieces, text[last:]]) if pieces else text

    def without_in(self, data: Any, instead: str, spared: Collection[str] = ()) -> Any:
        """Return plain data with other words where a text in it names somebody, keys too; some words are spared."""
        return _mapped(data, lambda text: text if text in spared else self.without(text, instead))

    def names_in(self, data: Any) -> bool:
        """Whether any text of plain data names somebody."""
        found: list[bool] = []

        def look(text: str) -> str:
            found.append(self.names(text))
            return text

        _mapped(data, look)
        return any(found)

    def _run_spans(self, text: str) -> Iterable[tuple[int, int]]:
        if not self._by_first or (self._needles and not self._may_name(text)):
            return
        tokens = [(_folded(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
        place = 0
        while place < len(tokens):
            length = self._longest(tokens, place)
            if length:
                yield tokens[place][1], tokens[place + length - 1][2]
            place += max(1, length)

    def _may_name(self, text: str) -> bool:
        folded = fold(text)
        return any(needle in folded for needle in self._needles)

    def _longest(self, tokens: list[tuple[str, int, int]], place: int) -> int:
        """Return how many words from a place on are one of the runs; 0 for none."""
        first = tokens[place][0]
        for run in self._by_first.get(first, ()):
            if len(run) <= len(tokens) - place and all(
                tokens[place + step][0] == word for step, word in enumerate(run)
            ):
                return len(run)
        return 1 if any((stem,) in self._by_first.get(stem, ()) for stem in stems(first)) else 0

    def _number_spans(self, text: str) -> Iterable[tuple[int, int]]:
        if not self._numbers:
            return
        for match in _DIGITS.finditer(text):
            digits = "".join(sign for sign in match[0] if sign.isdigit())
            if len(digits) >= _FEWEST_DIGITS and any(number in digits for number in self._numbers):
                start = match.start() - (match.start() > 0 and text[match.start() - 1] == "+")
                yield start, match.end()


def stems(word: str) -> Iterable[str]:
    """Yield what a word may be an ending or a number behind a name of: Kesslers, kessler2026."""
    plain = word.rstrip("0123456789")
    if plain != word:
        yield plain
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word.removesuffix(ending)


def _mapped(data: Any, change: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return change(data)
    if isinstance(data, Mapping):
        return {change(str(key)): _mapped(value, change) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_mapped(one, change) for one in data]
    return data
