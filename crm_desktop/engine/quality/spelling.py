"""Names written in capitals or in small letters only, as they are usually written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crm_desktop.domain.quality import Care, Flaw, QualityFact

#: Words within names that stay small.
_SMALL = frozenset(
    {"von", "vom", "van", "der", "den", "dem", "de", "del", "della", "di", "da", "du", "la", "le", "zu", "zum", "zur",
     "und", "ter", "ten", "auf", "am", "im", "bei", "y", "e", "an"}
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
#: What stands in no name: an address, a number or a mark was written where the name belongs.
_NO_NAME = re.compile(r"[@\d/:_]")
#: A name shorter than this may be an abbreviation.
_SHORTEST = 3


def misspelt(fact: QualityFact) -> Iterator[Flaw]:
    """Yield the names of a person that are written in one case only."""
    for field, value in (("given_name", fact.given_name), ("family_name", fact.family_name)):
        if in_one_case(value):
            yield Flaw(Care.WRONG, field, value, proper_case(value))


def in_one_case(name: str) -> bool:
    """Whether a name of more than two letters is written in capitals or in small letters only."""
    letters = "".join(filter(str.isalpha, name))
    if len(letters) < _SHORTEST or name in _SMALL or _NO_NAME.search(name):
        return False
    return letters.islower() or (letters.isupper() and max(map(len, _WORD.findall(name))) >= _SHORTEST)


def proper_case(name: str) -> str:
    """Return a name with a capital at the beginning of each word; “von”, “de” and the like stay small."""
    found = [*_WORD.finditer(name)]
    pieces, end = [], 0
    for place, word in enumerate(found):
        small = word.group().lower()
        stays = small in _SMALL and place + 1 < len(found)
        # "D'Angelo" and "O'Brien", but "Karl's" keeps its small s.
        after_mark = word.start() > 0 and name[word.start() - 1] in "'’" and len(small) == 1
        pieces += [name[end : word.start()], small if stays or after_mark else _capital(small)]
        end = word.end()
    return "".join([*pieces, name[end:]])


def _capital(word: str) -> str:
    if word.startswith("mc") and len(word) > 4:
        return f"Mc{word[2:].capitalize()}"
    return word[:1].upper() + word[1:]
