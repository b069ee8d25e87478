"""Money and exact numbers: whole cents with a currency, commercial rounding, sharing without losing a cent.

Source: EN 16931 (rounding of sums and of VAT per rate), DIN 1333 (half away from zero).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _

ZERO = Decimal(0)
HUNDRED = Decimal(100)
#: No amount of a small firm is larger; sums of many such amounts still fit a 64-bit integer.
MOST_CENTS = 10**15

_GROUPED = re.compile(r"^[+-]?[1-9]\d{0,2}([.,'’   ]\d{3})+$")


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in whole cents of one currency (ISO 4217 code)."""

    cents: int
    currency: str = "EUR"


def round_cents(amount: Decimal) -> int:
    """Return an amount in currency units as whole cents, half away from zero."""
    return int((amount * HUNDRED).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def to_decimal(cents: int) -> Decimal:
    """Return whole cents as currency units."""
    return Decimal(cents) / HUNDRED


def percent_of(cents: int, percent: Decimal) -> int:
    """Return `percent` of an amount, rounded to whole cents, half away from zero."""
    return int((Decimal(cents) * percent / HUNDRED).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def allocate(cents: int, weights: Sequence[int]) -> list[int]:
    """Share an amount in proportion to weights (largest remainder), so that the parts add up exactly.

    The same amount with the other sign gives the same parts with the other sign. With no weight at all, nothing can be
    shared and every part is 0.
    """
    total = sum(weights)
    if total == 0:
        return [0] * len(weights)
    size, sign = abs(cents), -1 if cents < 0 else 1
    shares = [weight * (1 if total > 0 else -1) for weight in weights]
    parts = [size * share // abs(total) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda i: (-(size * shares[i] % abs(total)), i))
    for i in by_remainder[: size - sum(parts)]:
        parts[i] += 1
    return [sign * part for part in parts]


#: Letters of a number with everything around it; to look through a long text takes time with the square of it.
_LONGEST = 100


class Separators(NamedTuple):
    """Which sign stands before the decimals in a text, where the text leaves it open."""

    decimal: str = ","


def parse_decimal(text: str, separators: Separators | None = None) -> Decimal:
    """Read a number as people write it: 1.234,56 - 1,234.56 - 1'234.55 - 1 234,5 - -5.

    `separators` decides where the text alone does not (1.234 is a thousand in German, one and a bit in English);
    the default is German. Raises BadInput for anything else, also for infinities, digits of other scripts and numbers
    with more digits than anything that is counted here.
    """
    if len(text) > _LONGEST:
        raise _not_a_number(text)
    decimal = (separators or Separators()).decimal
    raw = text.strip().replace("−", "-").replace(" ", " ").replace(" ", " ")
    plain = re.sub(r"\s*(EUR|€|CHF|USD|\$|GBP|£|%)\s*", "", raw).strip()
    if not plain.isascii() and "’" not in plain:
        raise _not_a_number(text)
    plain = plain.replace("’", "'")
    last_comma, last_point = plain.rfind(","), plain.rfind(".")
    if last_comma >= 0 and last_point >= 0:
        mark = "," if last_comma > last_point else "."
    elif (
        plain.count(",") > 1
        or plain.count(".") > 1
        or (_GROUPED.match(plain) and (("," in plain and decimal == ".") or ("." in plain and decimal == ",")))
    ):
        mark = ""
    else:
        mark = "," if "," in plain else "."
    whole, _mark, fraction = plain.partition(mark) if mark else (plain, "", "")
    if re.search(r"[.,' ]", whole) and not _GROUPED.match(whole):
        raise _not_a_number(text)
    digits = re.sub(r"[.,' ]", "", whole) + ("." + fraction if fraction else "")
    if not re.fullmatch(r"[+-]?(\d+(\.\d+)?|\.\d+)", digits):
        raise _not_a_number(text)
    try:
        found = Decimal(digits)
    except InvalidOperation:
        raise _not_a_number(text) from None
    if abs(found) > MOST_CENTS:  # more digits than arithmetic keeps
        raise BadInput(_("“{text}” is larger than any amount this program keeps.").format(text=text[:40]))
    return found


def parse_cents(text: str, separators: Separators | None = None) -> int:
    """Read an amount of money as whole cents; raises BadInput when it is no number or too large to be true."""
    cents = round_cents(parse_decimal(text, separators))
    if abs(cents) > MOST_CENTS:
        raise BadInput(_("“{text}” is larger than any amount this program keeps.").format(text=text))
    return cents


def _not_a_number(text: str) -> BadInput:
    return BadInput(_("“{text}” is not a number.").format(text=text[:40]), _("Write it like 1,234.50."))
