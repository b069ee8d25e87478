"""One field of all contacts as numbers, so that very many pairs are compared at once.

Each different text is folded once and stands for a number; 0 stands for nothing known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from crm_desktop.base.text import words_of_many
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
        numbers = Numbers({"": 0})
        each = np.fromiter(map(numbers.__getitem__, [of(text) if text else "" for text in self.values]), np.int64)
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


class Raw(NamedTuple):
    """One field of all contacts as it was entered: each different text once, and for each contact which it is."""

    codes: Ints
    #: Nothing is the first one.
    texts: list[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Raw:
        """Number the texts of a field."""
        numbers = Numbers({"": 0})
        codes = np.fromiter(map(numbers.__getitem__, texts), np.int64)
        return cls(codes, list(numbers))

    def column(self, folded: Iterable[str]) -> Column:
        """Return the field as it is compared; `folded` says for each different text what it is compared as."""
        if len(self.texts) == 1:
            return Column(self.codes, [""])
        numbers = Numbers({"": 0})
        each = np.fromiter(map(numbers.__getitem__, folded), np.int64)
        return Column(each[self.codes], list(numbers))

    def words(self) -> Iterator[list[str]]:
        """Yield the folded words of each different text; a list of lists would keep the collector of garbage busy."""
        return map(str.split, words_of_many(self.texts))


class Boxes:
    """Mail addresses (by number) taken apart: what stands before the @, and the house it is delivered to."""

    def __init__(self, mails: Sequence[str]) -> None:
        split = [mail.partition("@") for mail in mails]
        self.box, self.house = [parts[0] for parts in split], [parts[2] for parts in split]
        self.box_codes, self.house_codes = Raw.of(self.box).codes, Raw.of(self.house).codes
        self.length = np.fromiter(map(len, self.box), np.int64, len(split))
        first = np.fromiter((ord(mail[0]) if mail else 0 for mail in mails), np.int64, len(split))
        #: One number for house and first letter.
        self.starts = self.house_codes * 0x110000 + first


class Numbers(dict[str, int]):
    """Gives each text that is asked for the next number."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


def several_of(texts: Sequence[tuple[str, ...]], folded: Callable[[str], str]) -> Several:
    """Fold the texts of a field of which each contact has any number."""
    raw = Raw.of(chain.from_iterable(texts))
    return several(owners(texts), raw.column([folded(text) if text else "" for text in raw.texts]))


def owners(texts: Sequence[tuple[str, ...]]) -> Ints:
    """Return for each of the texts of all contacts whose it is."""
    many = np.fromiter(map(len, texts), np.int64, len(texts))
    return np.repeat(np.arange(len(texts)), many)


def several(rows: Ints, column: Column) -> Several:
    """Return a field with each value of a contact once."""
    known, many = np.flatnonzero(column.codes), len(column.values)
    pairs = distinct(rows[known] * many + column.codes[known])
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
