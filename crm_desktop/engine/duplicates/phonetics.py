"""Cologne phonetics: names that sound alike in German have one code (Postel, IBM-Nachrichten 19, 1969)."""

from __future__ import annotations

import re
from functools import lru_cache

_LETTERS = re.compile(r"[^a-z]")
_RUNS = re.compile(r"(.)\1+")
_PLAIN = {
    **dict.fromkeys("aeijouy", "0"),
    "b": "1",
    **dict.fromkeys("fvw", "3"),
    **dict.fromkeys("gkq", "4"),
    "l": "5",
    **dict.fromkeys("mn", "6"),
    "r": "7",
    **dict.fromkeys("sz", "8"),
    "h": "",
}
#: Letters after which a C at the beginning, or elsewhere, sounds like K.
_HARD_FIRST, _HARD = frozenset("ahkloqrux"), frozenset("ahkoqux")


@lru_cache(maxsize=50_000)
def cologne(word: str) -> str:
    """Return the code of a folded word ("" without letters): meier, maier and mayr are 67."""
    letters = _LETTERS.sub("", word)
    codes = "".join(
        _code(letter, letters[place - 1] if place else "", letters[place + 1 : place + 2], first=place == 0)
        for place, letter in enumerate(letters)
    )
    single = _RUNS.sub(r"\1", codes)
    return single[:1] + single[1:].replace("0", "")


def _code(letter: str, before: str, after: str, *, first: bool) -> str:
    if letter == "p":
        return "3" if after == "h" else "1"
    if letter in "dt":
        return "8" if after and after in "csz" else "2"
    if letter == "x":
        return "8" if before and before in "ckq" else "48"
    if letter == "c":
        if first:
            return "4" if after and after in _HARD_FIRST else "8"
        return "4" if after and after in _HARD and before not in ("s", "z") else "8"
    return _PLAIN.get(letter, "")
