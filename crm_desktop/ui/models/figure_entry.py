"""Figures as they are typed into cells: numbers, sums worked out on the spot (3*4,5), per cent, and amounts."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, localcontext
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _, spoken
from crm_desktop.base.money import HUNDRED, MOST_CENTS, Separators, parse_decimal, round_cents, to_decimal

_MOST_DECIMALS = 4
_PLACES = Decimal("0.0001")
_SIGNS = re.compile(r"\s*([-+*/×x:()])\s*")
#: A sum, and not a number with a sign before it.
_IS_SUM = re.compile(r"(?i)^\s*=|[\d)]\s*[-+*/×x:]\s*[-(\d]")
_MONEY = re.compile(r"(?i)(€|\$|£|eur|chf|usd|gbp|fr\.?)")
_MOST_PARTS = 60


class Reduction(NamedTuple):
    """A discount of a line: per cent, or an amount in cents."""

    percent: Decimal = Decimal(0)
    cents: int = 0


def exact(words: str, field: str) -> Decimal:
    """Read a number of four decimals at most; an empty cell is nought. Raises BadInput that names the field."""
    if not words.strip():
        return Decimal(0)
    if _IS_SUM.search(words):
        return _worked_out(words, field)
    value = parse_decimal(words, separators())
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_MOST_DECIMALS:
        raise BadInput(_("“{text}” has more than four decimals.").format(text=words[:40]), field=field)
    return value


def reduction(words: str) -> Reduction:
    """Read a discount: “5” and “5 %” are per cent, “50 €” is an amount. Raises BadInput."""
    if _MONEY.search(words):
        plain = _MONEY.sub("", words)
        return Reduction(cents=_cents(exact(plain, "discount_cents"), words))
    return Reduction(percent=exact(words, "discount_percent"))


def share_or_price(words: str) -> tuple[Decimal | None, Decimal]:
    """Read a surcharge: “10 %” is a share, anything else a price. Raises BadInput."""
    if "%" in words:
        return exact(words.replace("%", " "), "surcharge_percent"), Decimal(0)
    return None, exact(words, "unit_price")


def separators() -> Separators:
    """Return how numbers are written in the language in use."""
    return Separators("," if spoken() == "de" else ".")


def amount_words(cents: int) -> str:
    """Return an amount as a cell is opened with it, so that it is read as an amount again."""
    plain = f"{to_decimal(cents):.2f}"
    return f"{plain.replace('.', ',') if spoken() == 'de' else plain} €"


def _cents(value: Decimal, words: str) -> int:
    cents = round_cents(value)
    if abs(cents) > MOST_CENTS:
        raise BadInput(_("“{text}” is larger than any amount this program keeps.").format(text=words[:40]))
    return cents


def _worked_out(words: str, field: str) -> Decimal:
    """Work out a sum of numbers with + - * / and brackets, rounded to four decimals."""
    parts = [part.strip() for part in _SIGNS.split(words.strip().lstrip("=")) if part.strip()]
    if len(parts) > _MOST_PARTS:
        raise BadInput(_("“{text}” cannot be worked out.").format(text=words[:40]), field=field)
    try:
        with localcontext(Context(prec=40)):
            value = _Sum(parts).value().quantize(_PLACES, ROUND_HALF_UP)
    except (DivisionByZero, InvalidOperation, IndexError) as error:
        raise BadInput(_("“{text}” cannot be worked out.").format(text=words[:40]), field=field) from error
    if abs(value) > to_decimal(MOST_CENTS):
        raise BadInput(_("“{text}” is larger than any amount this program keeps.").format(text=words[:40]), field=field)
    return value.normalize() + 0 if value != value.to_integral() else Decimal(int(value))


class _Sum:
    """Reads the parts of a sum from left to right; IndexError where it breaks off."""

    def __init__(self, parts: list[str]) -> None:
        self._parts = [*parts, ""]
        self._at = 0

    def value(self) -> Decimal:
        """Return what all of it comes to."""
        found = self._added()
        if self._parts[self._at]:
            raise InvalidOperation
        return found

    def _added(self) -> Decimal:
        found = self._multiplied()
        while self._parts[self._at] in {"+", "-"}:
            found += self._multiplied() if self._take() == "+" else -self._multiplied()
        return found

    def _multiplied(self) -> Decimal:
        found = self._single()
        while self._parts[self._at] and self._parts[self._at] in "*×x/:":
            found = found * self._single() if self._take() in "*×x" else found / self._single()
        return found

    def _single(self) -> Decimal:
        part = self._take()
        if part == "-":
            return -self._single()
        if part == "(":
            found = self._added()
            if self._take() != ")":
                raise InvalidOperation
            return found
        if not part or part in "+*×x/:)":
            raise InvalidOperation
        share = part.endswith("%")
        return parse_decimal(part, separators()) / (HUNDRED if share else 1)

    def _take(self) -> str:
        part = self._parts[self._at]
        self._at += 1
        return part
