"""The single places where a text names somebody, and which of them are a doubt: a word that may mean something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from crm_desktop.base.text import fold, words
from crm_desktop.engine.duplicates.nicknames import common_names
from crm_desktop.engine.privacy.plain_names import PLAIN
from crm_desktop.engine.privacy.traces import Finder, stems
from crm_desktop.engine.quality.given_names import BOTH, MEN, WOMEN

#: Words after which a name is that of somebody, folded.
_ADDRESSES = frozenset(
    map(
        fold,
        ("Herr", "Herrn", "Hr", "Frau", "Fr", "Fräulein", "Familie", "Fam", "Eheleute", "Ehepaar", "Kollege",
         "Kollegin", "Dr", "Prof", "Professor", "Mr", "Mrs", "Ms", "Miss", "Mx", "Messrs", "Family"),
    )
)  # fmt: skip
_GIVEN = frozenset(map(fold, WOMEN | MEN | BOTH | common_names()))
#: Letters before a name that are looked at.
_REACH = 40
_BEFORE = re.compile(r"([^\W\d_]+)\.?\s+$")


class Spot(NamedTuple):
    """A place of a text that names somebody; one that is not sure may mean something else."""

    start: int
    end: int
    sure: bool


def spots(text: str, finder: Finder, *, near: bool = False) -> list[Spot]:
    """Return where a text names somebody, in order.

    Alone, a word of the language or one in small letters is a doubt, unless it follows on a form of address. In a text
    that has to do with the person (`near`), only small letters are. A family name behind another given name is always
    one: that of somebody else, more likely.
    """
    return [Spot(start, end, not _doubtful(text, start, end, near=near)) for start, end in finder.spans(text)]


def without(text: str, found: list[Spot], *, instead: str, go: Callable[[Spot], bool]) -> str:
    """Return a text with other words at those places that go."""
    pieces, last = [], 0
    for spot in found:
        if go(spot):
            pieces += [text[last : spot.start], instead]
            last = spot.end
    return "".join([*pieces, text[last:]])


def _doubtful(text: str, start: int, end: int, *, near: bool) -> bool:
    named = text[start:end]
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    if not named.isalpha() or (before and fold(before[1]) in _ADDRESSES):
        return False
    if before and before[1][0].isupper() and fold(before[1]) in _GIVEN:
        return True
    plain = any(word in PLAIN for word in (*words(named), *stems(fold(named))))
    return plain and (named[0].islower() or not near)
