"""One slip of the finger: every beginning of a word that is one letter away from what was typed.

Asked only when nothing was found. The index is asked for all of them at once; those that no word begins with cost a
look each, so a few hundred take some milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase

from crm_desktop.store.search_words import Question

#: Shorter words have too many neighbours to be of use.
_SHORTEST = 4
#: Letters of a word that are varied; what comes after them need not fit.
_LETTERS = 12


def corrected(question: Question) -> Iterator[Question]:
    """Yield the question with one word at a time given its neighbours, the longest word first."""
    words = sorted((term[0] for term in question if len(term) == 1), key=len, reverse=True)
    for word in words[:2]:
        if len(word) >= _SHORTEST and not word.isdigit():
            near = tuple(dict.fromkeys(neighbours(word[:_LETTERS])))
            yield tuple(near if term == (word,) else term for term in question)


def neighbours(word: str) -> Iterator[str]:
    """Yield the word with two letters swapped, one left out, one mistaken, one missing; the first letter holds."""
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        for letter in ascii_lowercase:
            yield word[:at] + letter + word[at + 1 :]
            yield word[:at] + letter + word[at:]
