"""Other words for names, addresses and texts: the same for the same within one file, and nothing to be read from them.

What stands for a word is drawn from its keyed hash; who lacks the key can neither guess words and compare nor join two
files. Shapes are kept as far as programs and statistics lean on them: words of a name, digits of a number, the year of
a birthday, the lines of a text.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable
from datetime import date, timedelta

_STARTS = (
    "b",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "z",
    "br",
    "dr",
    "fr",
    "gl",
    "kl",
)
_VOWELS = ("a", "e", "i", "o", "u", "au", "ei")
#: Shorter pieces are in any word, and say nothing.
_FEWEST_LETTERS = 4
_ATTEMPTS = 50
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


class Pseudonyms:
    """`made.name("Kessler")`: always the same word for one key, never the one given."""

    def __init__(self, key: str) -> None:
        self._key = bytes.fromhex(key)
        self._avoided: frozenset[str] = frozenset()
        self._known: dict[str, str] = {}

    def avoid(self, words: Iterable[str]) -> None:
        """Let no word that is made contain one of these by chance: Krause within Fokrausemo."""
        self._avoided = frozenset(word.casefold() for word in words if len(word) >= _FEWEST_LETTERS)

    def name(self, text: str) -> str:
        """Return other words, as many and as capital as these."""
        return _WORD.sub(lambda match: self._word(match[0]), text)

    def text(self, text: str) -> str:
        """Return a text of as many lines and about as long, that says nothing."""
        return "\n".join(self._line(line) for line in text.split("\n"))

    def email(self, address: str) -> str:
        """Return an address that belongs to nobody (RFC 2606)."""
        return (
            f"{self._word(address.casefold()).lower()}{self._digits('mail', address)[:4]}@example.com"
            if address
            else ""
        )

    def number(self, number: str) -> str:
        """Return a number with other digits; the first three stay, which tell the country or the kind."""
        seen = 0
        drawn = self._digits("number", "".join(sign for sign in number if sign.isdigit()))
        found = []
        for sign in number:
            if sign.isdigit():
                seen += 1
                found.append(sign if seen <= 3 else drawn[seen % len(drawn)])
            else:
                found.append(sign)
        return "".join(found)

    def code(self, text: str) -> str:
        """Return a code that is unique where the text was: for ids and numbers of documents."""
        return f"P{self._digest('code', text).hex()[:10].upper()}" if text else ""

    def day(self, day: date) -> date:
        """Return another day of the same year."""
        return date(day.year, 1, 1) + timedelta(days=self._digest("day", day.isoformat())[0] % 360)

    def _line(self, line: str) -> str:
        """Return as many words as a line has, drawn from the line and their place in it."""
        return " ".join(self._word(f"{place} {line}") for place in range(len(_WORD.findall(line))))

    def _word(self, word: str) -> str:
        if word.isdigit():
            return self.number(word) if len(word) > 5 else self._digits("digits", word)[: len(word)]
        if word not in self._known:
            self._known[word] = self._drawn(word)
        return self._known[word]

    def _drawn(self, word: str) -> str:
        for attempt in range(_ATTEMPTS):
            digest = self._digest("word", f"{word}{attempt or ''}")
            made = "".join(
                _STARTS[digest[place] % len(_STARTS)] + _VOWELS[digest[place + 1] % len(_VOWELS)]
                for place in range(0, max(4, min(len(word), 10)), 2)
            )
            if not self._betrays(made, word):
                break
        return made.capitalize() if word[:1].isupper() else made

    def _betrays(self, made: str, word: str) -> bool:
        pieces = (
            made[start:end] for start in range(len(made)) for end in range(start + _FEWEST_LETTERS, len(made) + 1)
        )
        return made == word.casefold() or any(piece in self._avoided for piece in pieces)

    def _digits(self, kind: str, text: str) -> str:
        return "".join(str(one % 10) for one in self._digest(kind, text))

    def _digest(self, kind: str, text: str) -> bytes:
        return hmac.digest(self._key, f"{kind}:{text}".encode(), "sha256")
