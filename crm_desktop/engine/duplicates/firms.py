"""What the names of two firms say about their being one.

Words both have are worth the more the fewer firms have them, words only one has cost half of it; a word may be cut
off (“Stadtw.” and “Stadtwerke”), misspelt, or two words written in one. A legal form left out says nothing, a different
one speaks for two firms of a group: a GmbH and the GmbH & Co. KG behind it are two.
"""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from crm_desktop.engine.duplicates.blocks import initials
from crm_desktop.engine.duplicates.columns import Bools, Column, Columns, Floats, Ints, letters_of
from crm_desktop.engine.duplicates.result import Reason
from crm_desktop.engine.duplicates.tally import Tally

_MOST, _LEAST = 18.0, -10.0
_ACRONYM, _ONE_WORD, _LEGAL_FORM = 6.0, 10.0, -2.0
#: From so many bits on two names are called alike.
_ALIKE = 3.0
#: Words of a name that are compared, and letters of the rest of two names not shared above which they are two.
_LONGEST, _TOO_MANY = 8, 6
_NOTHING = [0] * _LONGEST
#: From which length on a word cut off is recognised, and which likeness two words have at least.
_CUT, _LIKE = 3, 0.9


def weigh_firms(known: Columns, tally: Tally) -> Floats:
    """Return what the names say."""
    one, other = tally.rows
    a, b = known.firm.codes[one], known.firm.codes[other]
    words = Words(known.firm)
    bits = np.zeros(len(one))
    same = a == b
    bits[same] = words.own[a[same]]
    differ = np.flatnonzero(~same)
    bits[differ] = words.judge(a[differ], b[differ])
    tally.because(Reason.NAME, same, bits)
    tally.because(Reason.NAME_ALIKE, ~same & (bits > _ALIKE), bits)
    tally.because(Reason.OTHER_NAME, ~same & (bits < 0), bits)
    forms = known.legal_form.codes[one], known.legal_form.codes[other]
    another = (forms[0] != forms[1]) & (forms[0] > 0) & (forms[1] > 0)
    against = another * _LEGAL_FORM
    tally.because(Reason.LEGAL_FORM, another, against)
    result: Floats = np.clip(bits, _LEAST, _MOST) + against
    return result


def most_of_firms(known: Columns, tally: Tally) -> Floats:
    """Return what the names may at most say: all of the shorter one."""
    own = Words(known.firm).own
    a, b = known.firm.codes[tally.one], known.firm.codes[tally.other]
    bits: Floats = np.maximum(np.minimum(own[a], own[b]), _ONE_WORD)
    return bits


class Words:
    """What each word of the names is worth, and names as rows of their words."""

    def __init__(self, firm: Column) -> None:
        self.names = firm.values
        split = [list(dict.fromkeys(name.split()))[:_LONGEST] for name in firm.values]
        numbers: dict[str, int] = {"": 0}
        # Each name is a row of as many words as any may have, filled up with nothing.
        rows = [[numbers.setdefault(word, len(numbers)) for word in own] + _NOTHING[len(own) :] for own in split]
        self.of = np.array(rows, dtype=np.int64)
        often = np.zeros(len(numbers))
        np.add.at(often, self.of, np.broadcast_to(firm.counts[:, None], self.of.shape))
        often[0] = 0.0
        filled = max(often.sum(), 20.0)
        self.worth = np.minimum(14.0, np.log2(0.8 * filled / np.maximum(often, 1.0)))
        self.worth[0] = 0.0
        self.lost = 0.5 * np.maximum(self.worth - 0.7, 0.0)
        self.own = np.minimum(_MOST, self.worth[self.of].sum(axis=1))
        self.letters = letters_of(numbers)
        self._number, self._words = numbers, list(numbers)

    def judge(self, one: Ints, other: Ints) -> Floats:
        """Return the bits for pairs of different names (by number): words that only one has are compared where they
        share most of their letters."""
        a, b = self.of[one], self.of[other]
        equal = (a[:, :, None] == b[:, None, :]) & (a[:, :, None] > 0)
        alone_a, alone_b = np.where(equal.any(axis=2), 0, a), np.where(equal.any(axis=1), 0, b)
        shared = np.where(equal.any(axis=2), self.worth[a], 0.0).sum(axis=1)
        bits: Floats = np.minimum(shared, _MOST) - self.lost[alone_a].sum(axis=1) - self.lost[alone_b].sum(axis=1)
        rest = [np.bitwise_or.reduce(self.letters[alone], axis=1) for alone in (alone_a, alone_b)]
        close = (np.bitwise_count(rest[0] ^ rest[1]) <= _TOO_MANY) & (rest[0] > 0) & (rest[1] > 0)
        shorts = self._shorts()
        short = (shorts[one] == shorts[other]) & (shorts[one] > 0)
        places = np.flatnonzero(close)
        places = places[self._worth_a_look(alone_a[places], alone_b[places])]
        if len(places):
            keys, back = np.unique(one[places] * len(self.names) + other[places], return_inverse=True)
            first, second = keys // len(self.names), keys % len(self.names)
            judged = [
                self._word_by_word(self.names[x], self.names[y])
                for x, y in zip(first.tolist(), second.tolist(), strict=True)
            ]
            bits[places] = np.array(judged)[back]
        bits[short] = np.maximum(bits[short], _ACRONYM)
        bits[(one == 0) | (other == 0)] = 0.0
        return bits

    def _worth_a_look(self, one: Ints, other: Ints) -> Bools:
        """Of names with one word each that the other has not, leave out those whose words are plainly two."""
        look: Bools = ((one > 0).sum(axis=1) != 1) | ((other > 0).sum(axis=1) != 1)
        single = np.flatnonzero(~look)
        words = [[self._words[code] for code in side[single].max(axis=1).tolist()] for side in (one, other)]
        if len(single):
            look[single] = cpdist(*words, scorer=JaroWinkler.similarity) >= _LIKE
            look[single] |= np.array([a.startswith(b[:_CUT]) for a, b in zip(*words, strict=True)])
        return look

    def _shorts(self) -> Ints:
        numbers: dict[str, int] = {"": 0}
        return np.array([numbers.setdefault(initials(name), len(numbers)) for name in self.names])

    def _word_by_word(self, a: str, b: str) -> float:
        worth, lost, number = self.worth, self.lost, self._number
        shared, alone = _matched(a.split(), b.split())
        total = min(_MOST, sum(float(worth[number.get(word, 0)]) * share for word, share in shared))
        total -= sum(float(lost[number.get(word, 0)]) for word in alone)
        solid, other = a.replace(" ", ""), b.replace(" ", "")
        if solid == other:
            return max(total, _ONE_WORD)
        limit = 0 if len(solid) < 6 else 1 if len(solid) < 9 else 2
        if limit and OSA.distance(solid, other, score_cutoff=2) <= limit:
            own = [sum(float(worth[number.get(word, 0)]) for word in name.split()) for name in (a, b)]
            total = max(total, 0.7 * min(own))
        return max(total, _LEAST)


def _matched(a: list[str], b: list[str]) -> tuple[list[tuple[str, float]], list[str]]:
    """Pair the words of two names, slips of the pen and words cut off included; return them with how far they agree,
    and the words only one has."""
    left = list(b)
    shared, alone = [], []
    for word in a:
        best = max(left, key=lambda other: _closeness(word, other), default="")
        close = _closeness(word, best) if best else 0.0
        if close >= _LIKE:
            left.remove(best)
            shared.append((word, 1.0 if close == 1 else 0.6))
        else:
            alone.append(word)
    return shared, alone + left


def _closeness(a: str, b: str) -> float:
    if a == b:
        return 1.0
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) < _CUT:
        return 0.0
    if longer.startswith(shorter) and len(shorter) * 2.5 >= len(longer):
        return 0.95
    return float(JaroWinkler.similarity(a, b)) if len(shorter) > 3 else 0.0
