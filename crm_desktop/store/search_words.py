"""How text becomes words of the search index, and what is typed becomes a question to it. Both sides meet here.

The index knows words, folded by `base.text`, and finds their beginnings; it does not know their order. So what people
type as one thing but write in many ways (a phone number, an e-mail address, the number of an offer) is indexed both in
its parts and joined into one word, and a question is first read as joined, then in its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TypeAlias

from crm_desktop.base import text as texts

#: Letters of a word that count, on both sides.
LETTERS = 40
#: Different words of one record that are indexed: a mail of many pages still fits.
_MOST_WORDS = 10_000
#: Words of a question that count; more narrow nothing down.
_MOST_ASKED = 8
#: Letters of a question that are read at all.
_MOST_TYPED = 400

#: A question: every term must be there; a term is there when one of its words begins a word of the record.
Question: TypeAlias = tuple[tuple[str, ...], ...]

_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"\d+|\D+")
_DIGIT = re.compile(r"\d")
_NO_DIGIT = re.compile(r"\D+")
#: Between a letter and a digit.
_EDGE = re.compile(r"(?<=[0-9])(?=[^0-9 \x1e])|(?<=[^0-9 \x1e])(?=[0-9])")
#: Stands between texts that are read as one.
_BETWEEN = "\x1e"
_HOME_ZERO = re.compile(r"\(\s*0\s*\)")
_CHUNK = re.compile(r"\S+")
#: Calling codes of one and two digits (ITU-T E.164); every other has three.
_CALLING_CODE = re.compile(r"1|7|20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3}")
#: Calling codes of countries that put no 0 before the number at home.
_NO_HOME_ZERO = {"1", "30", "34", "39", "45", "47", "48", "351", "352", "420", "423"}


def words(text: str) -> list[str]:
    """Return the folded words of a text as the index knows them: letters and digits only, cut at 40."""
    found = texts.words(text)
    if not all(map(str.isascii, found)):
        # A few letters (½, ligatures) fold to more than one word or to signs; the index would trip over those.
        found = [piece for word in found for piece in _WORD.findall(word)]
    return found if len(text) <= LETTERS // 3 else [word[:LETTERS] for word in found]


def words_of_many(many: Sequence[str]) -> list[str]:
    """Return the words of each of many texts with blanks between them, as `words` finds them, in less time."""
    found = texts.words_of_many(many, LETTERS)
    return [parts if parts.isascii() else " ".join(words(text)) for text, parts in zip(many, found, strict=True)]


def document(found: Iterable[str]) -> str:
    """Return the words of a record as one line for the index, each once, in the order they were found.

    What was found are words, or several with blanks between them.
    """
    different = dict.fromkeys(" ".join(found).split())
    return " ".join(different if len(different) <= _MOST_WORDS else list(different)[:_MOST_WORDS])


def of_code(code: str) -> list[str]:
    """Return the words of a number like A-2026-118: its parts, the whole, and its digits alone."""
    parts = words(code)
    if len(parts) < 2:
        return parts
    digits = "".join(part for part in parts if part.isdigit())
    return [*parts, _joined(parts), *([digits[:LETTERS]] if digits else [])]


def of_email(address: str) -> list[str]:
    """Return the words of an e-mail address: its parts, with digits apart from letters, and the whole.

    Digits apart, since a thousand different words that begin alike (schneider1, schneider2) are slow to go through.
    """
    return of_emails([address])[0].split()


def of_emails(addresses: Sequence[str]) -> list[str]:
    """Return the words of each of many e-mail addresses, with blanks between them."""
    found = words_of_many(addresses)
    apart = _EDGE.sub(" ", _BETWEEN.join(found)).split(_BETWEEN)
    return [
        f"{pieces} {parts.replace(' ', '')[:LETTERS]}" if " " in parts else parts
        for parts, pieces in zip(found, apart, strict=False)  # of no text, there is still one piece
    ]


def of_phone(value: str, normal: str) -> list[str]:
    """Return the digits of a phone number as they are dialled from abroad and at home, and as they were typed.

    `normal` is the number in the form of E.164, or "" where the typed one could not be understood.
    """
    found: list[str] = []
    if normal.startswith("+"):
        digits = _digits(normal)
        found.append(digits)
        code = _calling_code(digits[:3])
        if code:
            found.append(("" if code in _NO_HOME_ZERO else "0") + digits[len(code) :])
    if not normal or not value.lstrip().startswith(("+", "00")):
        typed = _digits(value)
        if typed:
            found.append(typed)
    return found


@cache
def _calling_code(beginning: str) -> str:
    """Return the calling code a number abroad begins with, by its first three digits."""
    code = _CALLING_CODE.match(beginning)
    return code[0] if code else ""


def readings(typed: str) -> list[Question]:
    """Return the ways to understand what was typed, the likeliest first; none when there is no word in it."""
    chunks = _CHUNK.findall(typed[:_MOST_TYPED])
    joined = _question(_join_chunks(chunks))
    parts = [word for chunk in chunks for word in words(chunk)]
    apart = _question((word,) for word in parts)
    quite_apart = _question((word,) for word in _apart(parts))
    return [question for question in dict.fromkeys((joined, apart, quite_apart)) if question]


def expression(question: Question) -> str:
    """Return a question in the language of FTS5. Words hold letters and digits only, so quoting them is enough."""
    return " AND ".join("(" + " OR ".join(f'"{word}"*' for word in term) + ")" for term in question)


def _question(terms: Iterable[tuple[str, ...]]) -> Question:
    """Leave out what another term implies (a word that begins another one), and what is too much."""
    found = tuple(dict.fromkeys(term for term in terms if any(term)))[:_MOST_ASKED]
    return tuple(term for term in found if not any(_implies(other, term) for other in found if other != term))


def _implies(term: Sequence[str], weaker: Sequence[str]) -> bool:
    return all(any(word.startswith(beginning) for beginning in weaker) for word in term)


def _join_chunks(chunks: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Read an address, a code or a phone number as one word, across blanks where only digits follow each other."""
    number = ""
    for chunk in chunks:
        parts = words(_HOME_ZERO.sub("", chunk))
        if parts and all(part.isdigit() for part in parts):
            number += ("+" if chunk.startswith("+") else "") + _joined(parts)
            continue
        yield from _number(number)
        number = ""
        if ("@" in chunk[1:] or _DIGIT.search(chunk)) and len(parts) > 1:
            yield (_joined(parts),)
        else:
            yield from ((part,) for part in parts)
    yield from _number(number)


def _number(digits: str) -> Iterator[tuple[str, ...]]:
    """Read the 00 before a number as it may be meant: dialled abroad, or part of it."""
    plain = _digits(digits)[:LETTERS]
    if plain.startswith("00") and len(plain) > 2:
        yield (plain, plain[2:])
    elif plain:
        yield (plain,)


def _apart(parts: Iterable[str]) -> list[str]:
    return [piece for part in parts for piece in (_RUN.findall(part) if not part.isalpha() else (part,))]


def _joined(parts: Sequence[str]) -> str:
    return "".join(parts)[:LETTERS]


def _digits(text: str) -> str:
    bare = text[1:] if text[:1] == "+" else text
    if bare.isascii() and bare.isdigit():
        return bare[:LETTERS]
    bare = bare.replace(" ", "")  # in groups, as most are typed
    if bare.isascii() and bare.isdigit():
        return bare[:LETTERS]
    return _NO_DIGIT.sub("", text)[:LETTERS]
