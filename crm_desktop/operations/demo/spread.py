"""The words of the large demo firm: as many names as a region has, the common ones as common as they are there.

A firm of a hundred thousand contacts drawn from the few names of the small one would consist of namesakes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from crm_desktop.base.paths import resources
from crm_desktop.engine.quality.given_names import MEN, WOMEN
from crm_desktop.operations.demo.vocabulary import Town, Vocabulary

#: How much rarer a name is than those before it: family names as in a German telephone book, given names by census.
_FAMILIES, _GIVEN = 0.6, 0.4
#: Of so many drawn at random each name is there as often as it is among people.
_SLOTS = 30_000
#: Spellings for machines; nobody is called so.
_TYPED = frozenset({"bjorn", "gunter", "gunther", "joerg", "jurgen"})


def widened(words: Vocabulary) -> Vocabulary:
    """Return a vocabulary with many names, towns and streets in place of the few."""
    many = _read()
    endings = many["family_endings"]
    rare = [first + last for last in endings for first in many["family_beginnings"]]
    families = list(dict.fromkeys([*many["families"], *words.families, *_shuffled(rare)]))
    return replace(
        words,
        women=_by_rank(_called(words.women, WOMEN), _GIVEN),
        men=_by_rank(_called(words.men, MEN), _GIVEN),
        families=_by_rank(families, _FAMILIES),
        towns=tuple(Town(*town) for town in many["towns"]),
        streets=(*words.streets, *_joined(many["street_beginnings"], many["street_endings"])),
        words=(*words.words, *_joined(many["word_beginnings"], many["word_endings"])),
        companies={**words.companies, "Öffentlich": many["public"]},
    )


class Taken:
    """Names on the internet, each given out once: whoever comes later gets a number."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def one(self, name: str, other: str, *, at: str = "") -> str:
        """Return the first of two names that nobody has, of a domain or at one, else the second with a number."""
        for wanted in (name, other):
            self._counts[wanted, at] += 1
            if self._counts[wanted, at] == 1:
                return wanted
        return f"{other}{self._counts[other, at]}"


def _read() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((resources() / "demo" / "many.json").read_text(encoding="utf-8"))
    return found


def _called(common: Sequence[str], known: frozenset[str]) -> list[str]:
    """Return given names: the common ones first, then the others of that sex."""
    return list(dict.fromkeys([*common, *(name.title() for name in sorted(known - _TYPED))]))


def _shuffled(names: Sequence[str]) -> list[str]:
    """Return names in an order that has nothing to do with their letters, the same each time."""
    return [names[at * 1_777 % len(names)] for at in range(len(names))]


def _joined(beginnings: Sequence[str], endings: Sequence[str]) -> list[str]:
    return [first + last for first in beginnings for last in endings]


def _by_rank(names: Sequence[str], steepness: float) -> tuple[str, ...]:
    """Return the names so often that one drawn at random is as likely as its rank makes it."""
    weights = [rank**-steepness for rank in range(1, len(names) + 1)]
    share = _SLOTS / sum(weights)
    return tuple(
        name for name, weight in zip(names, weights, strict=True) for _each in range(max(1, round(weight * share)))
    )
