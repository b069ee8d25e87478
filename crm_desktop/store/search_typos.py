"""One slip of the finger: every beginning of a word that is one letter away from what was typed.

Asked only when nothing was found. The index is asked for all of them at once; each costs it a look, so a few hundred
take some milliseconds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from string import ascii_lowercase
from typing import NamedTuple

from crm_desktop.store.search_words import Question

#: Shorter words have too many neighbours to be of use.
_SHORTEST = 4
#: Letters of a word that are varied; what comes after them need not fit.
_LETTERS = 9


class Guess(NamedTuple):
    """A question in which one word may be any of its neighbours."""

    before: Question
    neighbours: tuple[str, ...]
    after: Question

    @property
    def question(self) -> Question:
        """The question with all neighbours in it."""
        return (*self.before, self.neighbours, *self.after)

    def narrowed(self, occurring: Collection[str]) -> Question:
        """Return the question with only those neighbours that begin one of the words that occur."""
        there = tuple(near for near in self.neighbours if any(word.startswith(near) for word in occurring))
        return (*self.before, there, *self.after)


def guesses(question: Question) -> Iterator[Guess]:
    """Yield what may have been meant where one of the two longest words was mistyped, the longest first."""
    longest = sorted(range(len(question)), key=lambda place: len(question[place][0]), reverse=True)
    for place in longest[:2]:
        word = question[place][0]
        if len(word) >= _SHORTEST and not word.isdigit():
            near = tuple(dict.fromkeys(neighbours(word[:_LETTERS])))
            yield Guess(question[:place], near, question[place + 1 :])


def neighbours(word: str) -> Iterator[str]:
    """Yield the word with two letters swapped, one left out, one mistaken, one missing; the first letter holds."""
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        for letter in ascii_lowercase:
            yield word[:at] + letter + word[at + 1 :]
            yield word[:at] + letter + word[at:]
