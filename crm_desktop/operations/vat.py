"""Rates of VAT by country, class and day. The day that counts is that of the delivery.

Sources: § 12 and § 28 UStG (16 and 5 % in the second half of 2020), § 10 UStG of Austria, Art. 25 MWSTG of Switzerland.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.domain.products import TaxClass


class Rate(NamedTuple):
    """A rate and the first day it holds; it holds until the next one of its country and class."""

    country: str
    tax_class: TaxClass
    since: date
    percent: Decimal


_STANDARD, _REDUCED, _SPECIAL = TaxClass.STANDARD, TaxClass.REDUCED, TaxClass.SPECIAL

RATES = tuple(
    Rate(country, tax_class, date.fromisoformat(since), Decimal(percent))
    for country, tax_class, since, percent in (
        ("DE", _STANDARD, "2007-01-01", "19"),
        ("DE", _STANDARD, "2020-07-01", "16"),
        ("DE", _STANDARD, "2021-01-01", "19"),
        ("DE", _REDUCED, "1983-07-01", "7"),
        ("DE", _REDUCED, "2020-07-01", "5"),
        ("DE", _REDUCED, "2021-01-01", "7"),
        ("AT", _STANDARD, "1984-01-01", "20"),
        ("AT", _REDUCED, "1984-01-01", "10"),
        ("AT", _SPECIAL, "2016-01-01", "13"),
        ("CH", _STANDARD, "2018-01-01", "7.7"),
        ("CH", _STANDARD, "2024-01-01", "8.1"),
        ("CH", _REDUCED, "2011-01-01", "2.5"),
        ("CH", _REDUCED, "2024-01-01", "2.6"),
        ("CH", _SPECIAL, "2018-01-01", "3.7"),
        ("CH", _SPECIAL, "2024-01-01", "3.8"),
    )
)


def vat_percent(tax_class: TaxClass, country: str, day: date, *, usual: Decimal = Decimal(0)) -> Decimal:
    """Return the rate of a class in a country on a day; where none is known, the firm's usual one.

    A country without a special rate takes its reduced one.
    """
    if tax_class is TaxClass.ZERO:
        return Decimal(0)
    wanted = (tax_class, TaxClass.REDUCED) if tax_class is TaxClass.SPECIAL else (tax_class,)
    for each in wanted:
        known = [rate for rate in RATES if (rate.country, rate.tax_class) == (country, each) and rate.since <= day]
        if known:
            return max(known, key=lambda rate: rate.since).percent
    return usual
