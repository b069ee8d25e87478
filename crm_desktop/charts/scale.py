"""Where the lines of a grid lie, and what stands beside them: round figures, the unit only at the top one."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.base import formats
from crm_desktop.base.i18n import _

_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$"}
_ROUND = (1, 2, 2.5, 5, 10)
#: The figure is this much higher than its largest value.
_AIR = 1.03
#: A scale may begin above 0 when the smallest amount is more than this share of the largest.
_FAR_FROM_ZERO = 0.4
#: Nor does it begin higher than this share, or small differences would look large.
_HIGHEST_FOOT = 0.7


class Scale(NamedTuple):
    """Values at grid lines with their labels, and the values at the foot and the top of the figure."""

    ticks: tuple[float, ...]
    labels: tuple[str, ...]
    top: float
    foot: float = 0.0


def money_scale(
    largest_cents: float, currency: str = "EUR", *, lines: float = 3.0, smallest_cents: float = 0.0
) -> Scale:
    """Return a scale for amounts up to the largest, with about so many lines above the lowest; a little air above.

    It begins at 0, or near the smallest amount where that is far from 0: give one only where no bar begins at 0.
    """
    largest = max(largest_cents, 100.0)
    divisor, unit = _unit(largest, currency)
    begin = min(smallest_cents, largest * _HIGHEST_FOOT) if smallest_cents > largest * _FAR_FROM_ZERO else 0.0
    step = _round_step((largest - begin) / divisor / lines)
    first = math.floor(begin / divisor / step) * step
    figures = [first + figure for figure in _figures(largest / divisor - first, step)]
    labels = [formats.number(Decimal(str(round(figure, 6)))) for figure in figures]
    labels[-1] = unit.format(number=labels[-1])
    ticks = tuple(figure * divisor for figure in figures)
    top = max(largest, ticks[-1])
    return Scale(ticks, tuple(labels), top + (top - ticks[0]) * (_AIR - 1), ticks[0])


def count_scale(largest: float, lines: float = 3.0) -> Scale:
    """Return a scale for whole numbers."""
    step = max(1.0, float(round(_round_step(max(largest, 1.0) / lines))))
    figures = _figures(max(largest, 1.0), step)
    labels = tuple(formats.number(Decimal(round(figure))) for figure in figures)
    return Scale(tuple(figures), labels, max(largest, figures[-1]) * _AIR)


def _figures(largest: float, step: float) -> list[float]:
    """Return the multiples of a step up to the largest value, at least one above 0."""
    return [step * place for place in range(max(1, math.floor(largest / step + 0.12)) + 1)]


def short_amount(cents: float, currency: str = "EUR", *, unit: bool = True, of: float | None = None) -> str:
    """Return an amount as it stands beside a bar or point: 33 T€; `of` is the amount whose unit is to be used."""
    divisor, with_unit = _unit(abs(cents) if of is None else of, currency)
    figure = cents / divisor
    digits = 1 if abs(figure) < 10 and divisor > 100 else 0
    text = formats.number(Decimal(str(round(figure, digits))))
    return with_unit.format(number=text) if unit else text


def _unit(largest_cents: float, currency: str) -> tuple[float, str]:
    """Return how many cents one unit of the scale has, and how a number is written with it."""
    symbol = _SYMBOLS.get(currency, currency)
    if largest_cents >= 200_000_000:
        return 100_000_000.0, _("{number} m {currency}").replace("{currency}", symbol)
    if largest_cents >= 200_000:
        return 100_000.0, _("{number} k {currency}").replace("{currency}", symbol)
    return 100.0, _("{number} {currency}").replace("{currency}", symbol)


def _round_step(step: float) -> float:
    """Return the round step nearest to one, as the eye counts it: by ratio."""
    power = 10.0 ** math.floor(math.log10(step))
    return min((power * each for each in _ROUND), key=lambda each: abs(math.log(each / step)))
