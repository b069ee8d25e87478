"""The key of an encrypted file as words on paper: four lines of three groups, the last two signs of each proving it.

Thirteen signs of five bits carry a line's share of the 256 bits; the other ten bits are the line's number times a
prime's remainder, so that a line says by itself that it has a slip, and that it stands in the wrong place.
"""

from __future__ import annotations

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _

#: Signs nobody confuses on paper (Crockford): no I, L, O, U.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: What people read instead.
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
KEY_BYTES = 32
LINES = 4
_SHARE, _PROOF, _GROUP = 13, 2, 5
_LINE = _SHARE + _PROOF
#: The greatest prime below 32 x 32: no single sign and no two that changed places leave the remainder as it was.
_PRIME = 1021


def lines_of(key: bytes) -> list[str]:
    """Return a key as it is printed: four lines such as “7Q2KD 0M9XW 4TRF8”."""
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    number = int.from_bytes(key, "big")
    shares = [number >> (5 * _SHARE * (LINES - 1 - line)) & ((1 << 5 * _SHARE) - 1) for line in range(LINES)]
    return [_grouped(_signs(share, _SHARE) + _signs(_proof(share, line), _PROOF)) for line, share in enumerate(shares)]


def key_of(typed: str) -> bytes:
    """Return the key that was typed, in any spelling; raises BadInput with the line that has a slip."""
    signs = _plain(typed)
    if len(signs) != LINES * _LINE:
        raise BadInput(
            _("A recovery key has {n} letters and digits; {there} were typed.").format(
                n=LINES * _LINE, there=len(signs)
            ),
            _("Type all four lines of the sheet."),
        )
    number = 0
    for line in range(LINES):
        piece = signs[line * _LINE : (line + 1) * _LINE]
        share, proof = _value(piece[:_SHARE]), _value(piece[_SHARE:])
        if share < 0 or proof != _proof(share, line):
            raise BadInput(
                _("There is a slip in line {n} of the recovery key.").format(n=line + 1),
                _("Compare the line with the sheet."),
            )
        number = number << (5 * _SHARE) | share
    if number >> (8 * KEY_BYTES):
        raise BadInput(_("There is a slip in line {n} of the recovery key.").format(n=1))
    return number.to_bytes(KEY_BYTES, "big")


def looks_like_one(typed: str) -> bool:
    """Whether something typed where a password is asked for is meant as a recovery key."""
    signs = _plain(typed)
    return abs(len(signs) - LINES * _LINE) <= 3 and all(sign in _SIGNS for sign in signs)


def _plain(typed: str) -> str:
    return "".join(sign for sign in typed.upper() if sign not in " -–—.\t\r\n\u00a0").translate(_MISREAD)


def _proof(share: int, line: int) -> int:
    return (share + 101 * (line + 1)) % _PRIME


def _value(signs: str) -> int:
    """Return the number signs stand for, -1 where one of them is none."""
    number = 0
    for sign in signs:
        place = _SIGNS.find(sign)
        if place < 0:
            return -1
        number = number << 5 | place
    return number


def _signs(number: int, count: int) -> str:
    return "".join(_SIGNS[number >> 5 * place & 31] for place in reversed(range(count)))


def _grouped(line: str) -> str:
    return " ".join(line[start : start + _GROUP] for start in range(0, len(line), _GROUP))
