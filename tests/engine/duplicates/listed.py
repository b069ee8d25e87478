"""A second maker of lists with doubles in them, written apart from `slips`, and what is found of each class.

Here every pair has a class: a double by name swapped, by marriage, by an acronym; or two that share much and are not
one: father and son, branches behind one mailbox, a GmbH and the GmbH that manages it. So it can be told which class is
found badly, and not only how many.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from crm_desktop.domain.facts import ContactFact
from crm_desktop.engine.duplicates import Likeness

Change = Callable[[random.Random, ContactFact], ContactFact]

#: Letters that are taken for one another by whoever reads a scanned or written form, or hit beside.
_TAKEN_FOR = {
    "a": "sqo", "b": "vn", "c": "xve", "d": "sf", "e": "rwc", "f": "gd", "g": "hf", "h": "gn", "i": "ul", "j": "ki",
    "k": "jlc", "l": "ki", "m": "n", "n": "mh", "o": "pi0", "p": "o", "r": "te", "s": "da5", "t": "zr", "u": "iv",
    "v": "bcu", "w": "ev", "x": "y", "y": "x", "z": "tu", "ä": "aö", "ö": "oü", "ü": "uö", "ß": "s",
    **{str(digit): f"{(digit + 1) % 10}{(digit + 9) % 10}" for digit in range(10)},
}  # fmt: skip


class Listed(NamedTuple):
    """A list: contacts in any order, and for planted pairs (smaller id first) their class."""

    facts: list[ContactFact]
    #: Pairs that are one.
    doubles: dict[tuple[int, int], str]
    #: Pairs that are two though they share much.
    others: dict[tuple[int, int], str]


class Score(NamedTuple):
    """How well a list was searched."""

    precision: float
    recall: float
    #: Of each class of doubles what share was found, and of each class of others what share was taken for one.
    found: dict[str, float]
    mistaken: dict[str, float]
    #: Of each class of others, what share was called sure.
    sure: dict[str, float]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Sheet:
    """A list that is being written."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._groups: list[list[tuple[ContactFact, str]]] = []
        self._others: list[tuple[int, str, ContactFact]] = []

    def add(self, one: ContactFact, *again: tuple[str, ContactFact]) -> int:
        """Write somebody down, and again with the class of each double; return who it is."""
        self._groups.append([(one, ""), *((fact, kind) for kind, fact in again)])
        return len(self._groups) - 1

    def beside(self, who: int, kind: str, other: ContactFact) -> None:
        """Write down somebody else who shares much with somebody."""
        self._others.append((who, kind, other))

    def done(self) -> Listed:
        """Return all in any order."""
        rows: list[tuple[tuple[str, int], int, str, ContactFact]] = []
        for who, group in enumerate(self._groups):
            rows += [(("one", who), who, kind, fact) for fact, kind in group]
        for number, (who, kind, fact) in enumerate(self._others):
            rows.append((("other", number), who, kind, fact))
        self.chance.shuffle(rows)
        facts = [row[-1]._replace(id=ref) for ref, row in enumerate(rows, 1)]
        doubles: dict[tuple[int, int], str] = {}
        others: dict[tuple[int, int], str] = {}
        first: dict[int, list[int]] = {}
        for ref, row in enumerate(rows, 1):
            first.setdefault(row[1], []).append(ref)
        for refs in first.values():
            for place, a in enumerate(refs):
                for b in refs[place + 1 :]:
                    (planted, _one, kind, _fact), (beside, _two, second, _other) = rows[a - 1], rows[b - 1]
                    if planted == beside:
                        doubles[a, b] = kind or second
                    else:
                        others[a, b] = second if beside[0] == "other" else kind
        return Listed(facts, doubles, others)


def mistyped(chance: random.Random, text: str) -> str:
    """Return a text with one slip of the keyboard after its first letter."""
    letters = [place for place, sign in enumerate(text) if place and sign.isalnum()]
    if len(letters) < 3:
        return text
    at = chance.choice(letters[:-1])
    sign = text[at].lower()
    return chance.choice((
        text[:at] + text[at + 1 :],
        text[:at] + text[at] + text[at:],
        text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        text[:at] + chance.choice(_TAKEN_FOR.get(sign, "e")) + text[at + 1 :],
    ))  # fmt: skip


def without_marks(chance: random.Random, text: str) -> str:
    """Return a text as a program without umlauts keeps it."""
    pairs: dict[str, str | int | None]
    if chance.random() < 0.6:
        pairs = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "AE", "Ö": "OE", "Ü": "UE", "ß": "ss"}
    else:
        pairs = {"ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U", "ß": "s"}
    plain = text.translate(str.maketrans(pairs))
    return plain.upper() if chance.random() < 0.3 else plain


def steep(chance: random.Random, every: Sequence[str], steepness: float = 0.5) -> str:
    """Pick a text of a list of which the first ones are common, as names are (after Zipf)."""
    return every[int(len(every) * chance.random() ** (1 / steepness))]


def judge(listed: Listed, found: Iterable[Likeness]) -> Score:
    """Compare what was found with what is there."""
    said = {pair[:2]: pair for pair in found}
    right = sum(pair in said for pair in listed.doubles)
    every = Counter(listed.doubles.values()), Counter(listed.others.values())
    hit = Counter(kind for pair, kind in listed.doubles.items() if pair in said)
    wrong = Counter(kind for pair, kind in listed.others.items() if pair in said)
    sure = Counter(kind for pair, kind in listed.others.items() if pair in said and said[pair].score >= 0.98)
    return Score(
        right / max(len(said), 1), right / max(len(listed.doubles), 1),
        {kind: hit[kind] / often for kind, often in sorted(every[0].items())},
        {kind: wrong[kind] / often for kind, often in sorted(every[1].items())},
        {kind: sure[kind] / often for kind, often in sorted(every[1].items())},
    )  # fmt: skip
