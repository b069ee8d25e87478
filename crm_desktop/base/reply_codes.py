"""Codes on letters by which an answer is known again: six signs nobody confuses, the last one proving the others.

A code is the number of a recipient, scattered so that two letters on one desk do not look alike. The signs are 31, a
prime: the weighted sum over them finds every single mistake and every two signs that changed places.
"""

from __future__ import annotations

import re

#: Without 0, O, 1, I and L.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_BASE = len(_SIGNS)
_LENGTH = 5
#: How many recipients have codes of the usual length; further ones get longer ones.
_ROOM = _BASE**_LENGTH
#: Has no factor with the room in common, so that no two numbers meet.
_SPREAD, _SHIFT = 17_320_508, 4_142_135
_BACK = pow(_SPREAD, -1, _ROOM)

_CODE = re.compile(rf"(?<![A-Z0-9])([{_SIGNS}]{{3,5}})[ \u2010-\u2013-]?([{_SIGNS}]{{3}})(?![A-Z0-9])", re.IGNORECASE)


def code_of(number: int) -> str:
    """Return the code of a number from 1 on, as it is printed: K7Q-3FM."""
    high, low = divmod(number, _ROOM)
    value = (low * _SPREAD + _SHIFT) % _ROOM
    digits = []
    for _place in range(_LENGTH):
        value, digit = divmod(value, _BASE)
        digits.append(digit)
    while high:
        high, digit = divmod(high, _BASE)
        digits.append(digit)
    digits.append(_proof(digits))
    signs = "".join(_SIGNS[digit] for digit in digits)
    return f"{signs[:-3]}-{signs[-3:]}"


def number_of(code: str) -> int | None:
    """Return the number a code stands for, in any spelling; None for one with a slip in it."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    if not _LENGTH < len(signs) <= _LENGTH + 3 or any(sign not in _SIGNS for sign in signs):
        return None
    *digits, proof = (_SIGNS.index(sign) for sign in signs)
    if proof != _proof(digits):
        return None
    low = high = 0
    for digit in reversed(digits[:_LENGTH]):
        low = low * _BASE + digit
    for digit in reversed(digits[_LENGTH:]):
        high = high * _BASE + digit
    return int(high * _ROOM + (low - _SHIFT) * _BACK % _ROOM)


def codes_in(text: str) -> list[str]:
    """Return the codes a text holds, in their order; a word of six letters alone is none."""
    found = []
    for match in _CODE.finditer(text):
        whole = match.group(0)
        if (not whole.isalpha() or whole.isupper()) and number_of(whole) is not None:
            found.append(f"{match.group(1)}-{match.group(2)}".upper())
    return list(dict.fromkeys(found))


def _proof(digits: list[int]) -> int:
    return -sum(digit * weight for weight, digit in enumerate(digits, 2)) % _BASE
