"""One field of all contacts as numbers, so that very many pairs are compared at once.

Each different text is folded once and stands for a number; 0 stands for nothing known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from crm_desktop.engine.duplicates.phonetics import cologne

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Column:
    """One field of all contacts: a number for each, and the text each number stands for."""

    codes: Ints
    values: list[str]

    @cached_property
    def counts(self) -> Ints:
        """How often each text occurs; nothing known is counted as well."""
        return np.bincount(self.codes, minlength=len(self.values))

    @cached_property
    def filled(self) -> int:
        """How many contacts say something."""
        return int(np.count_nonzero(self.codes))

    def rarity(self, agree: float, *, at_least: int = 20, most: float = 14.0) -> Floats:
        """Return for each text the bits it is worth that two share it, in a field that agrees for a share of the same.

        A text nobody else has is worth most; `at_least` is for how many people the field is taken to have been asked,
        so that in a small firm a name is not common because two of ten have it.
        """
        share = np.maximum(self.counts, 1) / max(self.filled, at_least)
        return np.minimum(most, np.log2(agree / share))

    def part(self, of: Callable[[str], str]) -> Ints:
        """Return for each contact a number for a part of its text, like its beginning or its sound."""
        known = {"": 0}
        each = np.array([known.setdefault(of(text) if text else "", len(known)) for text in self.values])
        return each[self.codes]

    @cached_property
    def sounds(self) -> Ints:
        """Return for each contact a number for how the text sounds."""
        return self.part(lambda text: cologne(text.replace(" ", "")))

    def beginning(self, letters: int) -> Ints:
        """Return for each contact a number for the first letters of the text."""
        return self.part(lambda text: text[:letters])

    @cached_property
    def letters(self) -> npt.NDArray[np.uint64]:
        """Return for each text which letters and digits occur in it, one bit for each."""
        return letters_of(self.values)


class Several(NamedTuple):
    """A field of which a contact has any number, like phones: whose it is, what it is, and the texts."""

    rows: Ints
    codes: Ints
    values: list[str]


def distinct(keys: Ints) -> Ints:
    """Return each number once, in order; in a tenth of the time that `numpy.unique` takes for many."""
    if len(keys) < 2:
        return keys
    ordered = np.sort(keys)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]


def column_of(texts: Sequence[str], folded: Callable[[str], str]) -> Column:
    """Fold the texts of a field, each different one once."""
    if not any(texts):
        return Column(np.zeros(len(texts), dtype=np.int64), [""])
    known: dict[str, int] = {"": 0}
    codes: dict[str, int] = {}
    for text in dict.fromkeys(texts):
        codes[text] = known.setdefault(folded(text) if text else "", len(known))
    return Column(np.fromiter(map(codes.__getitem__, texts), np.int64, len(texts)), list(known))


def several_of(texts: Sequence[tuple[str, ...]], folded: Callable[[str], str]) -> Several:
    """Fold the texts of a field of which each contact has any number."""
    rows = [row for row, own in enumerate(texts) for _ in own]
    column = column_of(list(chain.from_iterable(texts)), folded)
    known, many = np.flatnonzero(column.codes), len(column.values)
    pairs = distinct(np.array(rows, dtype=np.int64)[known] * many + column.codes[known])
    return Several(pairs // many, pairs % many, column.values)


class _Bits(dict[str, int]):
    """The bit that stands for a letter, worked out once."""

    def __missing__(self, letter: str) -> int:
        place = ord(letter)
        bit = 1 << (place - 97 if 97 <= place <= 122 else 26 + place % 38)
        self[letter] = bit
        return bit


def letters_of(texts: Iterable[str]) -> npt.NDArray[np.uint64]:
    """Return for each text which letters and digits occur in it, one bit for each."""
    bit = _Bits()
    found = []
    for text in texts:
        bits = 0
        for letter in text:
            bits |= bit[letter]
        found.append(bits)
    return np.array(found, dtype=np.uint64)
