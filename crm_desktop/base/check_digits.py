"""Numbers that carry their own proof: the check digits of bank accounts and of VAT ids.

Pure arithmetic; what to tell the user is said where the number is taken. Sources: ISO 13616 and ISO 7064 (IBAN), the
algorithms the tax offices of the countries publish for the VAT information exchange, and the Swiss UID register.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

#: Length of an IBAN by country; those of other countries are checked by their digits alone.
_IBAN_LENGTHS: Mapping[str, int] = MappingProxyType({
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18,
    "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21,
    "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24,
})  # fmt: skip
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_SEPARATORS = re.compile(r"[\s.\-/]")

#: What a VAT id of a country looks like.
_VAT_FORMS: Mapping[str, str] = MappingProxyType({
    "AT": r"U\d{8}", "BE": r"[01]\d{9}", "BG": r"\d{9,10}", "CHE": r"\d{9}(MWST|TVA|IVA)?", "CY": r"\d{8}[A-Z]",
    "CZ": r"\d{8,10}", "DE": r"[1-9]\d{8}", "DK": r"\d{8}", "EE": r"\d{9}", "EL": r"\d{9}",
    "ES": r"[A-Z0-9]\d{7}[A-Z0-9]",
    "FI": r"\d{8}", "FR": r"[A-Z0-9]{2}\d{9}", "GB": r"(\d{9}|\d{12}|GD\d{3}|HA\d{3})", "HR": r"\d{11}",
    "HU": r"\d{8}", "IE": r"\d[A-Z0-9+*]\d{5}[A-Z]{1,2}", "IT": r"\d{11}", "LT": r"(\d{9}|\d{12})", "LU": r"\d{8}",
    "LV": r"\d{11}", "MT": r"\d{8}", "NL": r"[A-Z0-9+*]{10}\d{2}", "PL": r"\d{10}", "PT": r"\d{9}", "RO": r"\d{2,10}",
    "SE": r"\d{12}", "SI": r"\d{8}", "SK": r"\d{10}",
})  # fmt: skip


def plain(number: str) -> str:
    """Return a number as it is compared: in capitals, without blanks, points, dashes and strokes."""
    return _SEPARATORS.sub("", number).upper()


def is_iban(number: str) -> bool:
    """Whether a plain number is an IBAN: its length is the country's, and its digits prove each other."""
    if not _IBAN.fullmatch(number) or len(number) != _IBAN_LENGTHS.get(number[:2], len(number)):
        return False
    return _mod_97(number[4:] + number[:4]) == 1


def has_vat_form(number: str) -> bool:
    """Whether a plain number looks like a VAT id of the country it begins with."""
    country, rest = _split(number)
    form = _VAT_FORMS.get(country)
    return form is not None and re.fullmatch(form, rest) is not None


def is_vat_id(number: str) -> bool:
    """Whether a plain number can be a VAT id: its form fits and, where the country defines one, its check digit."""
    country, rest = _split(number)
    proof = _PROOFS.get(country)
    return has_vat_form(number) and (proof is None or proof(rest))


def _split(number: str) -> tuple[str, str]:
    return (number[:3], number[3:]) if number.startswith("CHE") else (number[:2], number[2:])


def _mod_97(signs: str) -> int:
    return int("".join(str(int(sign, 36)) for sign in signs)) % 97


def _weighted(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def _germany(digits: str) -> bool:
    product = 10
    for digit in digits[:8]:
        product = 2 * ((int(digit) + product) % 10 or 10) % 11
    return (11 - product) % 10 == int(digits[8])


def _austria(rest: str) -> bool:
    digits = rest[1:]
    total = sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(digits[:7]))
    return (10 - (total + 4) % 10) % 10 == int(digits[7])


def _switzerland(rest: str) -> bool:
    return (11 - _weighted(rest[:8], (5, 4, 3, 2, 7, 6, 5, 4)) % 11) % 11 == int(rest[8])


def _belgium(digits: str) -> bool:
    return 97 - int(digits[:8]) % 97 == int(digits[8:])


def _denmark(digits: str) -> bool:
    return _weighted(digits, (2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def _france(rest: str) -> bool:
    if not rest[:2].isdigit():
        return True  # keys with letters follow rules of their own
    return (12 + 3 * (int(rest[2:]) % 97)) % 97 == int(rest[:2])


def _italy(digits: str) -> bool:
    total = sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(digits))
    return total % 10 == 0


def _luxembourg(digits: str) -> bool:
    return int(digits[:6]) % 89 == int(digits[6:])


def _netherlands(rest: str) -> bool:
    if rest[:9].isdigit() and _weighted(rest[:8], range(9, 1, -1)) % 11 == int(rest[8]):
        return True
    # Since 2020 firms of one owner have numbers proved like an IBAN; "+" and "*" count as 36 and 37.
    signs = f"NL{rest}".replace("+", "\0").replace("*", "\1")
    values = {"\0": "36", "\1": "37"}
    return int("".join(values.get(sign) or str(int(sign, 36)) for sign in signs)) % 97 == 1


def _poland(digits: str) -> bool:
    return _weighted(digits[:9], (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11 == int(digits[9])


_PROOFS: Mapping[str, Callable[[str], bool]] = MappingProxyType({
    "AT": _austria, "BE": _belgium, "CHE": _switzerland, "DE": _germany, "DK": _denmark, "FR": _france, "IT": _italy,
    "LU": _luxembourg, "NL": _netherlands, "PL": _poland,
})  # fmt: skip
