"""Which of many texts to look at before all are printed: the longest, the shortest, and the three unlike all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from math import log2
from typing import NamedTuple

#: How many odd ones are shown, and how rare something must be among the others to count as odd.
MOST_ODD, RARE = 3, 1 / 3


class Traits(NamedTuple):
    """What can make a text odd: its length, and what it is like, by the name of the trait."""

    length: int
    marks: Mapping[str, Hashable]


class Picked(NamedTuple):
    """One text by its place, and what makes it worth a look: "longest", "shortest", or the name of its rarest trait."""

    place: int
    trait: str
    #: How many texts share that trait.
    shared: int


def odd_letters(texts: Sequence[Traits]) -> list[Picked]:
    """Return the longest, the shortest and up to three odd ones, each text once; ties go to the first."""
    if not texts:
        return []
    longest = max(range(len(texts)), key=lambda place: texts[place].length)
    shortest = min(range(len(texts)), key=lambda place: texts[place].length)
    picked = [Picked(longest, "longest", 1)]
    if shortest != longest:
        picked.append(Picked(shortest, "shortest", 1))
    counts = Counter((name, mark) for text in texts for name, mark in text.marks.items())
    left = [place for place in range(len(texts)) if place not in {longest, shortest}]
    seen: set[frozenset[tuple[str, Hashable]]] = set()
    for place in sorted(left, key=lambda place: (-_surprise(texts[place], counts, len(texts)), place)):
        if len(picked) >= 2 + MOST_ODD:
            break
        marks = frozenset(texts[place].marks.items())
        rare = [(counts[mark], mark[0]) for mark in texts[place].marks.items() if counts[mark] <= RARE * len(texts)]
        # Two that are odd in the same way are looked at once.
        if rare and marks not in seen:
            seen.add(marks)
            shared, trait = min(rare)
            picked.append(Picked(place, trait, shared))
    return picked


def _surprise(text: Traits, counts: Mapping[tuple[str, Hashable], int], of: int) -> float:
    """Return how unlikely a text is among the others, in bits."""
    return sum(log2(of / counts[mark]) for mark in text.marks.items())
