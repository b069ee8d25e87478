"""Tells running text from a table: a letter saved as text must not become contacts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A line that runs like a sentence: it begins with a word, has several, and most of them are not capitalised.
_SENTENCE = re.compile(r"[^\W\d_][^;\t|@]*[^\W\d_][.,:!?]?")
_FEWEST_WORDS = 5
#: Lines looked at, and the share of them that makes a text of them.
_LINES = 60
_SHARE = 0.2


def is_prose(text: str, headings: Sequence[str], recognised: Sequence[bool]) -> bool:
    """Whether a text without any heading that is recognised runs in sentences.

    `headings` are the columns that were found in it, `recognised` says of each whether its heading means something.
    """
    if any(recognised) or len(headings) > 3:
        return False
    lines = [line.strip() for line in text.splitlines()[:_LINES] if line.strip()]
    return sum(map(_is_sentence, lines)) > max(0, len(lines) * _SHARE)


def _is_sentence(line: str) -> bool:
    words = line.split()
    small = sum(word[:1].islower() for word in words)
    return len(words) >= _FEWEST_WORDS and small * 2 >= len(words) and bool(_SENTENCE.fullmatch(line))
