"""Values of a unit in a chart: the scale they are measured on, and how one is written beside its mark."""

from __future__ import annotations

from decimal import Decimal

from crm_desktop.base import formats
from crm_desktop.base.i18n import _, plural
from crm_desktop.charts.scale import Scale, count_scale, money_scale, short_amount
from crm_desktop.domain.evaluations import Unit


def scale_for(unit: Unit, largest: float, currency: str = "EUR", *, lines: float = 4.0) -> Scale:
    """Return the scale of values up to the largest; shares end at 100 % where they come near it."""
    if unit is Unit.MONEY:
        return money_scale(largest, currency, lines=lines)
    if unit is Unit.SHARE:
        return _share_scale(largest)
    return count_scale(largest, lines)


def value_text(unit: Unit, value: float, currency: str = "EUR", *, of: float | None = None) -> str:
    """Return a value as it stands beside its mark: 33 T€, 12, 43 %; `of` is the amount whose unit is used."""
    if unit is Unit.MONEY:
        return short_amount(value, currency, of=of)
    if unit is Unit.SHARE:
        return formats.percent(value)
    return formats.number(Decimal(round(value)))


def full_text(unit: Unit, value: float, currency: str = "EUR") -> str:
    """Return a value as it is said in a sentence or a cell: 33.120 €, 12, 43 %, 31 days."""
    if unit is Unit.MONEY:
        return formats.amount(round(value), currency, whole=True)
    if unit is Unit.SHARE:
        return formats.percent(value)
    if unit is Unit.DAYS:
        return plural("{n} day", "{n} days", round(value))
    return formats.number(Decimal(round(value)))


def named_value(name: str, value: str) -> str:
    """Return a name and its value as one piece of a description."""
    return _("{name}: {value}").format(name=name, value=value)


def _share_scale(largest: float) -> Scale:
    step = 0.25 if largest > 0.4 else 0.1 if largest > 0.12 else 0.05
    top = min(1.0, (int(max(largest, step) / step - 1e-9) + 1) * step)
    ticks = tuple(step * place for place in range(round(top / step) + 1))
    return Scale(ticks, tuple(formats.percent(tick) for tick in ticks), top * 1.03)
