"""The words of firms' names: what each is worth, and how two names agree word by word.

Words both have are worth the more the fewer firms have them, words only one has cost half of it; a word may be cut
off (“Stadtw.” and “Stadtwerke”), misspelt, or two words written in one.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from crm_desktop.engine.duplicates.column import Bools, Column, Floats, Ints, Raw, letters_of

#: Bits a name is worth at most and at least; an acronym, and one word made of all words of the other.
MOST, LEAST = 18.0, -10.0
_ACRONYM, _ABBREVIATED, _ONE_WORD = 6.0, 3.0, 10.0
#: What another word in the place of one costs besides.
_REPLACED = 0.5
#: How long a word is at most that may stand for a whole name.
_SHORTEST = 5
#: Words of a name that are compared, and letters of the rest of two names not shared above which they are two.
_LONGEST, _TOO_MANY = 6, 6
#: Letters that two words with other first letters may differ in and still be one word.
_FEW = 4
_NOTHING = [0] * _LONGEST
#: From which length on a word cut off is recognised, which likeness two words have at least, and what one is worth.
_CUT, _LIKE, _ALMOST = 3, 0.9, 0.6


class FirmWords:
    """What each word of the names is worth, and names as rows of their words."""

    def __init__(self, firm: Column) -> None:
        self._names = firm.values
        split = [list(dict.fromkeys(name.split()))[:_LONGEST] for name in firm.values]
        numbers: dict[str, int] = {"": 0}
        # Each name is a row of as many words as any may have, filled up with nothing.
        rows = [[numbers.setdefault(word, len(numbers)) for word in own] + _NOTHING[len(own) :] for own in split]
        self._of = np.array(rows, dtype=np.int32)
        often = np.zeros(len(numbers))
        np.add.at(often, self._of, np.broadcast_to(firm.counts[:, None], self._of.shape))
        often[0] = 0.0
        filled = max(often.sum(), 20.0)
        self._worth = np.minimum(14.0, np.log2(0.8 * filled / np.maximum(often, 1.0)))
        self._worth[0] = 0.0
        self._lost = 0.5 * np.maximum(self._worth - 0.7, 0.0)
        self._letters = letters_of(numbers)
        self._words = list(numbers)
        self._first = np.array([ord(word[0]) if word else 0 for word in self._words])
        self._whole = self._worth[self._of].sum(axis=1)
        self.own = np.minimum(MOST, self._whole)
        runs = Raw.of(name.replace(" ", "") for name in self._names)
        self._run, self._runs = runs.codes, runs.texts
        self._length = np.array([len(text) for text in runs.texts])[runs.codes]
        shorts: dict[str, int] = {"": 0}
        self._shorts = np.array([shorts.setdefault(initials(name), len(shorts)) for name in self._names])
        self._is_short = np.array([" " not in name and 2 <= len(name) <= _SHORTEST for name in self._names])
        self._begins = np.array([ord(name[0]) if name else 0 for name in self._names])

    def most(self, one: Ints, other: Ints) -> Floats:
        """Return what names (by number) may at most say, without comparing words letter by letter."""
        bits, close, alone = self._shared(one, other)
        rest = [self._worth[words].sum(axis=1) for words in alone]
        lost = [self._lost[words].sum(axis=1) for words in alone]
        best = np.maximum(bits + lost[0] + lost[1] + _REPLACED * np.minimum(*lost) + np.minimum(*rest), _ONE_WORD)
        bits = np.where(close, best, bits)
        return np.where(one == other, self.own[one], bits)

    def judge(self, one: Ints, other: Ints) -> Floats:
        """Return the bits for pairs of different names; words of one alone are compared if they share most letters."""
        bits, close, alone = self._shared(one, other)
        places = np.flatnonzero(close)
        if len(places):
            bits[places] = self._word_by_word(one[places], other[places], alone[0][places], alone[1][places])
        return bits

    def _shared(self, one: Ints, other: Ints) -> tuple[Floats, Bools, tuple[Ints, Ints]]:
        """Return the bits of words both have less those only one has, where these may be slips, and which they are."""
        a, b = self._of[one], self._of[other]
        in_b, in_a = np.zeros(a.shape, dtype=np.bool_), np.zeros(b.shape, dtype=np.bool_)
        for at in range(_LONGEST):
            for place in range(_LONGEST):
                same = (a[:, at] == b[:, place]) & (a[:, at] > 0)
                in_b[:, at] |= same
                in_a[:, place] |= same
        alone = np.where(in_b, 0, a), np.where(in_a, 0, b)
        bits: Floats = np.minimum(np.where(in_b, self._worth[a], 0.0).sum(axis=1), MOST)
        lost = [self._lost[words].sum(axis=1) for words in alone]
        bits -= lost[0] + lost[1] + _REPLACED * np.minimum(*lost)
        rest = [np.bitwise_or.reduce(self._letters[words], axis=1) for words in alone]
        close: Bools = (np.bitwise_count(rest[0] ^ rest[1]) <= _TOO_MANY) & (rest[0] > 0) & (rest[1] > 0)
        short = (self._shorts[one] == self._shorts[other]) & (self._shorts[one] > 0)
        bits[short] = np.maximum(bits[short], _ACRONYM)
        short = (self._is_short[one] != self._is_short[other]) & (self._begins[one] == self._begins[other])
        for place in np.flatnonzero(short).tolist():
            names = self._names[int(one[place])], self._names[int(other[place])]
            if shortens(min(names, key=len), max(names, key=len)):
                bits[place] = max(bits[place], _ABBREVIATED)
        bits[(one == 0) | (other == 0)] = 0.0
        return np.maximum(bits, LEAST), close, alone

    def _word_by_word(self, one: Ints, other: Ints, a: Ints, b: Ints) -> Floats:
        """Return the bits of pairs of names of which each has words (a and b, by number) the other has not.

        These are paired with one another, slips of the pen and words cut off included.
        """
        near = self._closeness(a, b)
        total = self._worth[self._of[one]].sum(axis=1) - self._worth[a].sum(axis=1)
        lost = [self._lost[a].sum(axis=1), self._lost[b].sum(axis=1)]
        every = np.arange(len(one))
        for at in range(_LONGEST):
            best = near[:, at].argmax(axis=1)
            found = np.flatnonzero(near[every, at, best] >= _LIKE)
            if not len(found):
                continue
            left, right = a[found, at], b[found, best[found]]
            total[found] += self._worth[left] * np.where(near[found, at, best[found]] == 1, 1.0, _ALMOST)
            lost[0][found] -= self._lost[left]
            lost[1][found] -= self._lost[right]
            near[found, :, best[found]] = 0.0
        bits: Floats = np.minimum(total, MOST) - lost[0] - lost[1] - _REPLACED * np.minimum(*lost)
        # One word in the place of one is judged as that word.
        several = ((a > 0).sum(axis=1) > 1) | ((b > 0).sum(axis=1) > 1)
        bits[several] = np.maximum(bits[several], self._solid(one[several], other[several]))
        return np.maximum(bits, LEAST)

    def _closeness(self, a: Ints, b: Ints) -> Floats:
        """Return how alike each word of the one is to each of the other: 1 cut off, less for a slip of the pen."""
        left, right = a[:, :, None], b[:, None, :]
        apart = np.bitwise_count(self._letters[left] ^ self._letters[right])
        look = (left > 0) & (right > 0) & ((apart <= _FEW) | (self._first[left] == self._first[right]))
        near = np.zeros(look.shape)
        where = np.nonzero(look)
        keys, back = np.unique(a[where[0], where[1]].astype(np.int64) * len(self._words) + b[where[0], where[2]],
                               return_inverse=True)  # fmt: skip
        pairs = [[self._words[code] for code in codes.tolist()] for codes in divmod(keys, len(self._words))]
        if len(keys):
            near[where] = _closeness(*pairs)[back]
        return near

    def _solid(self, one: Ints, other: Ints) -> Floats:
        """Return what it says that two names are written alike but for the blanks between their words."""
        a, b = self._run[one], self._run[other]
        length = np.minimum(self._length[one], self._length[other])
        bits = np.where(a == b, _ONE_WORD, LEAST)
        places = np.flatnonzero((a != b) & (length >= 6) & (np.abs(self._length[one] - self._length[other]) <= 2))
        if len(places):
            texts = [[self._runs[code] for code in codes[places].tolist()] for codes in (a, b)]
            slips = cpdist(*texts, scorer=OSA.distance, score_cutoff=2)
            near = places[slips <= np.where(self._length[one[places]] < 9, 1, 2)]
            bits[near] = 0.7 * np.minimum(self._whole[one[near]], self._whole[other[near]])
        return bits


def initials(name: str) -> str:
    """Return what a firm may be called for short: a short single word, or the first letters of three or more."""
    parts = name.split()
    if len(parts) >= 3:
        return "".join(part[0] for part in parts)
    return name if len(parts) == 1 and 3 <= len(name) <= 6 else ""


@lru_cache(maxsize=100_000)
def shortens(short: str, name: str) -> bool:
    """Whether a short word may stand for a name: by the initials of its words, or by letters of them in order.

    The last letter may be the town's, which no name is compared with: SWM is Stadtwerke in München.
    """
    parts = name.split()
    if len(parts) > 1:
        own = "".join(part[0] for part in parts)
        return short.startswith(own) and len(short) - len(own) <= 1
    if len(short) > 3 or len(name) < _SHORTEST + 3:
        return False
    letters = iter(name)
    return all(letter in letters for letter in short[:-1])


def _closeness(one: list[str], other: list[str]) -> Floats:
    """Return how alike pairs of different words are; one that is cut off is nearly the same."""
    near: Floats = cpdist(one, other, scorer=JaroWinkler.similarity).astype(np.float64)
    for place, (a, b) in enumerate(zip(one, other, strict=True)):
        shorter, longer = (a, b) if len(a) < len(b) else (b, a)
        if len(shorter) >= _CUT and longer.startswith(shorter) and len(shorter) * 2.5 >= len(longer):
            near[place] = 0.95
        elif len(shorter) <= _CUT:
            near[place] = 0.0
    return near
