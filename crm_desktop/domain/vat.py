"""Rates of VAT by country, class and day, and limits of small firms: as the law has them, and as a firm sets its own.

The day that counts is that of the delivery. Data, not code: a rate that changes gets a further row. Sources: § 12 and
§ 28 UStG (16 and 5 % in the second half of 2020), § 19 UStG; § 10 and § 6 para. 1 no. 27 UStG 1994 of Austria (4.9 %
on basic food from July 2026 after the government's bill); Art. 10 and 25 MWSTG of Switzerland, which is
Liechtenstein's law too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.domain.identity import Part
from crm_desktop.domain.products import TaxClass


class Rate(NamedTuple):
    """A rate and the first day it holds; it holds until the next one of its country and class."""

    country: str
    tax_class: TaxClass
    since: date
    percent: Decimal


class SmallLimit(NamedTuple):
    """Up to which turnover in cents a firm is small before the law: last year's and this year's."""

    country: str
    since: date
    last_year_cents: int
    this_year_cents: int


@dataclass(eq=False, kw_only=True)
class VatRate(Part):
    """A rate the firm has set itself: it goes before the law's of the same day, country and class."""

    country: str
    tax_class: TaxClass
    since: date
    percent: Decimal


_STANDARD, _REDUCED, _SPECIAL, _LOWEST = TaxClass.STANDARD, TaxClass.REDUCED, TaxClass.SPECIAL, TaxClass.LOWEST

RATES = tuple(
    Rate(country, tax_class, date.fromisoformat(since), Decimal(percent))
    for country, tax_class, since, percent in (
        ("DE", _STANDARD, "1998-04-01", "16"),
        ("DE", _STANDARD, "2007-01-01", "19"),
        ("DE", _STANDARD, "2020-07-01", "16"),
        ("DE", _STANDARD, "2021-01-01", "19"),
        ("DE", _REDUCED, "1983-07-01", "7"),
        ("DE", _REDUCED, "2020-07-01", "5"),
        ("DE", _REDUCED, "2021-01-01", "7"),
        ("AT", _STANDARD, "1984-01-01", "20"),
        ("AT", _REDUCED, "1984-01-01", "10"),
        ("AT", _SPECIAL, "2016-01-01", "13"),
        ("AT", _LOWEST, "2026-07-01", "4.9"),
        ("CH", _STANDARD, "2011-01-01", "8"),
        ("CH", _STANDARD, "2018-01-01", "7.7"),
        ("CH", _STANDARD, "2024-01-01", "8.1"),
        ("CH", _REDUCED, "2011-01-01", "2.5"),
        ("CH", _REDUCED, "2024-01-01", "2.6"),
        ("CH", _SPECIAL, "2011-01-01", "3.8"),
        ("CH", _SPECIAL, "2018-01-01", "3.7"),
        ("CH", _SPECIAL, "2024-01-01", "3.8"),
    )
)

LIMITS = (
    SmallLimit("DE", date(2020, 1, 1), 2_200_000, 5_000_000),
    SmallLimit("DE", date(2025, 1, 1), 2_500_000, 10_000_000),
    SmallLimit("AT", date(2020, 1, 1), 3_500_000, 3_500_000),
    SmallLimit("AT", date(2025, 1, 1), 5_500_000, 5_500_000),
    SmallLimit("CH", date(2010, 1, 1), 10_000_000, 10_000_000),
)

#: The countries of the European Union, for deliveries within and out of it.
EU = frozenset(
    (
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
        "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    )
)  # fmt: skip

#: Countries that share another one's law, and classes that fall back on another where a country has none.
_SAME_LAW = {"LI": "CH"}
_INSTEAD = {TaxClass.SPECIAL: TaxClass.REDUCED, TaxClass.LOWEST: TaxClass.REDUCED}


def together(own: Iterable[Rate]) -> tuple[Rate, ...]:
    """Return the law's rates with those a firm has set itself in their place."""
    rates = {rate[:3]: rate for rate in (*RATES, *own)}
    return tuple(rates.values())


def rate_on(rates: Sequence[Rate], tax_class: TaxClass, country: str, day: date) -> Decimal | None:
    """Return the rate of a class in a country on a day; None where none is known.

    A country without a special or lowest rate takes its reduced one.
    """
    if tax_class is TaxClass.ZERO:
        return Decimal(0)
    law = _SAME_LAW.get(country, country)
    for each in (tax_class, _INSTEAD.get(tax_class, tax_class)):
        known = [rate for rate in rates if rate.tax_class is each and rate.country == law and rate.since <= day]
        if known:
            return max(known, key=lambda rate: rate.since).percent
    return None


def moved(rates: Sequence[Rate], percent: Decimal, country: str, before: date, day: date) -> Decimal | None:
    """Return what a rate that held on one day has become on another.

    None where it still holds then as a rate of its country, and where it was none: what somebody typed stays.
    """
    then = {each: rate_on(rates, each, country, day) for each in TaxClass}
    if percent in then.values():
        return None
    classes = [each for each in TaxClass if rate_on(rates, each, country, before) == percent]
    return then[classes[0]] if classes else None


def small_limit(country: str, day: date) -> SmallLimit | None:
    """Return the limit of small firms in a country on a day; None where none is known."""
    law = _SAME_LAW.get(country, country)
    known = [limit for limit in LIMITS if limit.country == law and limit.since <= day]
    return max(known, key=lambda limit: limit.since) if known else None
