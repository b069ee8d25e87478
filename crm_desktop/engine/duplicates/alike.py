"""How alike two different words are, for very many pairs at once.

Winkler's string comparator (1990) and the edit distance with neighbours exchanged (optimal string alignment) tell a
slip of the pen; Cologne phonetics tells what sounds the same. Words that share few letters are not looked at closely.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from crm_desktop.engine.duplicates.column import Bools, Column, Floats, Ints
from crm_desktop.engine.duplicates.phonetics import cologne

#: Letters in one word and not in the other above which two words are different for sure.
_TOO_MANY = 6
#: Letters that one slip, or two, can make the difference.
_FEW = 4
#: Grades of likeness.
SLIP, SOUND, SOMEWHAT, DIFFERENT = range(4)


def grades(one: list[str], other: list[str]) -> Ints:
    """Grade pairs of different words: a slip of the pen, alike or sounding alike, somewhat alike, different."""
    if not one:
        return np.zeros(0, dtype=np.int64)
    closeness = cpdist(one, other, scorer=JaroWinkler.similarity)
    slips = cpdist(one, other, scorer=OSA.distance, score_cutoff=2)
    shortest = np.minimum(_lengths(one), _lengths(other))
    sounds = np.array(
        [
            len(a) > 3 and cologne(a.replace(" ", "")) == cologne(b.replace(" ", ""))
            for a, b in zip(one, other, strict=True)
        ]
    )
    found = np.where(closeness >= 0.75, SOMEWHAT, DIFFERENT)
    found[(closeness >= 0.88) | sounds] = SOUND
    found[(closeness >= 0.85) & (slips <= np.where(shortest < 7, 1, 2))] = SLIP
    return found


def bits_of_pairs(
    left: Column, right: Column, pairs: tuple[Ints, Ints], judge: Callable[[list[str], list[str]], Floats], least: float
) -> Floats:
    """Return the bits for pairs of different texts (by number), each different pair judged once.

    Pairs that share few letters get `least` without being judged.
    """
    one, other = pairs
    apart = np.bitwise_count(left.letters[one] ^ right.letters[other])
    bits = np.full(len(one), least)
    close = np.flatnonzero(apart <= _TOO_MANY)
    if len(close):
        keys, places = np.unique(one[close] * len(right.values) + other[close], return_inverse=True)
        ones = [left.values[code] for code in (keys // len(right.values)).tolist()]
        others = [right.values[code] for code in (keys % len(right.values)).tolist()]
        bits[close] = judge(ones, others)[places]
    return bits


def graded(bits: tuple[float, float, float, float]) -> Callable[[list[str], list[str]], Floats]:
    """Return a judge that gives so many bits for each grade."""
    each = np.array(bits, dtype=np.float64)
    return lambda one, other: each[grades(one, other)]


def compare(  # noqa: PLR0917 - two columns and how they are weighed
    column: Column,
    rows: tuple[Ints, Ints],
    agree: Floats,
    judge: Callable[[list[str], list[str]], Floats],
    least: float,
    against: Column | None = None,
) -> Floats:
    """Return the bits of one field for pairs of rows: `agree` by number where both say the same, else as judged.

    A field missing on one side says nothing.
    """
    right = against or column
    one, other = column.codes[rows[0]], right.codes[rows[1]]
    bits = np.zeros(len(one))
    both: Bools = (one > 0) & (other > 0)
    same = both & (one == other)
    bits[same] = agree[one[same]]
    differ = np.flatnonzero(both & ~same)
    bits[differ] = bits_of_pairs(column, right, (one[differ], other[differ]), judge, least)
    return bits


def most(column: Column, rows: tuple[Ints, Ints], agree: Floats, slip: float, least: float) -> Floats:
    """Return the bits a field may at most be worth, without comparing words."""
    one, other = column.codes[rows[0]], column.codes[rows[1]]
    close = np.bitwise_count(column.letters[one] ^ column.letters[other]) <= _FEW
    bits = np.where(one == other, np.maximum(agree[one], slip), np.where(close, slip, least))
    bits[(one == 0) | (other == 0)] = 0.0
    return bits


def _lengths(texts: list[str]) -> npt.NDArray[np.int64]:
    return np.fromiter(map(len, texts), np.int64, len(texts))
