"""The words of firms' names: what each is worth, and how two names agree word by word.

Words both have are worth the more the fewer firms have them, words only one has cost half of it; a word may be cut
off (“Stadtw.” and “Stadtwerke”), misspelt, or two words written in one.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from crm_desktop.engine.duplicates.column import Bools, Column, Floats, Ints, letters_of

#: Bits a name is worth at most and at least; an acronym, and one word made of all words of the other.
MOST, LEAST = 18.0, -10.0
_ACRONYM, _ABBREVIATED, _ONE_WORD = 6.0, 3.0, 10.0
#: What another word in the place of one costs besides.
_REPLACED = 0.5
#: How long a word is at most that may stand for a whole name.
_SHORTEST = 5
#: Words of a name that are compared, and letters of the rest of two names not shared above which they are two.
_LONGEST, _TOO_MANY = 6, 6
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
        self.own = np.minimum(MOST, self._worth[self._of].sum(axis=1))
        self._letters = letters_of(numbers)
        self._number, self._words = numbers, list(numbers)
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
        places = places[self._worth_a_look(alone[0][places], alone[1][places])]
        if len(places):
            keys, back = np.unique(one[places] * len(self._names) + other[places], return_inverse=True)
            first, second = keys // len(self._names), keys % len(self._names)
            pairs = zip(first.tolist(), second.tolist(), strict=True)
            bits[places] = np.array([self._word_by_word(self._names[a], self._names[b]) for a, b in pairs])[back]
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

    def _worth_a_look(self, one: Ints, other: Ints) -> Bools:
        """Of names with one word each that the other has not, leave out those whose words are plainly two."""
        look: Bools = ((one > 0).sum(axis=1) != 1) | ((other > 0).sum(axis=1) != 1)
        single = np.flatnonzero(~look)
        words = [[self._words[code] for code in side[single].max(axis=1).tolist()] for side in (one, other)]
        if len(single):
            look[single] = cpdist(*words, scorer=JaroWinkler.similarity) >= _LIKE
            look[single] |= np.array([a.startswith(b[:_CUT]) for a, b in zip(*words, strict=True)])
        return look

    def _word_by_word(self, a: str, b: str) -> float:
        shared, *alone = _matched(a.split(), b.split())
        total = min(MOST, sum(self._worth_of(word) * share for word, share in shared))
        lost = [sum(float(self._lost[self._number.get(word, 0)]) for word in one) for one in alone]
        total -= sum(lost) + _REPLACED * min(lost)
        solid, other = a.replace(" ", ""), b.replace(" ", "")
        if solid == other:
            return max(total, _ONE_WORD)
        limit = 0 if len(solid) < 6 else 1 if len(solid) < 9 else 2
        if limit and OSA.distance(solid, other, score_cutoff=2) <= limit:
            own = [sum(map(self._worth_of, name.split())) for name in (a, b)]
            total = max(total, 0.7 * min(own))
        return max(total, LEAST)

    def _worth_of(self, word: str) -> float:
        return float(self._worth[self._number.get(word, 0)])


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


def _matched(a: list[str], b: list[str]) -> tuple[list[tuple[str, float]], list[str], list[str]]:
    """Pair the words of two names, slips of the pen and words cut off included.

    Return them with how far they agree, and the words only the one or the other has.
    """
    shared = [(word, 1.0) for word in a if word in b]
    left = [word for word in b if word not in a]
    alone = []
    for word in a:
        if word in b:
            continue
        best = max(left, key=lambda other: _closeness(word, other), default="")
        close = _closeness(word, best) if best else 0.0
        if close >= _LIKE:
            left.remove(best)
            shared.append((word, 1.0 if close == 1 else _ALMOST))
        else:
            alone.append(word)
    return shared, alone, left


@lru_cache(maxsize=100_000)
def _closeness(a: str, b: str) -> float:
    if a == b:
        return 1.0
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) < _CUT:
        return 0.0
    if longer.startswith(shorter) and len(shorter) * 2.5 >= len(longer):
        return 0.95
    return float(JaroWinkler.similarity(a, b)) if len(shorter) > 3 else 0.0
