"""Numbers, money and days as a document's language and country write them.

Not Babel: a long offer prints thousands of numbers, and formatting them would cost more than drawing them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$"}
_NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Figures:
    """The signs one language and country write numbers with."""

    group: str
    point: str
    #: Between a number and its per cent sign.
    percent_gap: str
    #: Where the currency stands: "50 €" or "€50".
    currency_first: bool
    months: tuple[str, ...]
    #: How a day is written in columns and in sentences; {d}, {dd}, {mm}, {month}, {year}.
    short_day: str
    long_day: str

    def cents(self, cents: int, *, signed: bool = False) -> str:
        """Return cents as an amount without currency: 1.234,56, −5,00; with `signed` also +5,00."""
        sign = "−" if cents < 0 else "+" if signed and cents > 0 else ""
        whole, rest = divmod(abs(cents), 100)
        return f"{sign}{self._grouped(whole)}{self.point}{rest:02d}"

    def money(self, cents: int, currency: str) -> str:
        """Return cents with their currency: 1.234,56 €, €1,234.56, CHF 1’234.55."""
        symbol = _SYMBOLS.get(currency, currency)
        if self.currency_first or symbol == currency:
            gap = _NBSP if symbol == currency else ""
            return f"{symbol}{gap}{self.cents(cents)}"
        return f"{self.cents(cents)}{_NBSP}{symbol}"

    def priced(self, value: Decimal, currency: str) -> str:
        """Return a price with its currency and all the decimals it has, at least two: 7,485 €."""
        symbol, text = _SYMBOLS.get(currency, currency), self.number(value, least=2)
        if self.currency_first or symbol == currency:
            return f"{symbol}{_NBSP if symbol == currency else ''}{text}"
        return f"{text}{_NBSP}{symbol}"

    def whole(self, cents: int, currency: str = "") -> str:
        """Return cents rounded to whole units: 1.235; with a currency 1.235 €."""
        rounded = int((Decimal(cents) / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
        text = f"{'−' if rounded < 0 else ''}{self._grouped(abs(rounded))}"
        symbol = _SYMBOLS.get(currency, currency)
        gap = _NBSP if symbol == currency or not self.currency_first else ""
        if not currency:
            return text
        return f"{symbol}{gap}{text}" if self.currency_first or symbol == currency else f"{text}{gap}{symbol}"

    def number(self, value: Decimal, *, least: int = 0) -> str:
        """Return a number with the decimals it has, at least `least`: 12,5, 7,485, 74,00."""
        whole, _dot, rest = f"{abs(value):f}".partition(".")
        rest = rest.rstrip("0").ljust(least, "0")
        sign = "−" if value < 0 else ""
        return f"{sign}{self._grouped(int(whole))}{self.point + rest if rest else ''}"

    def percent(self, value: Decimal) -> str:
        """Return a percentage: 19 %, 12,5 %."""
        return f"{self.number(value)}{self.percent_gap}%"

    def day(self, value: date) -> str:
        """Return a day for tables and labels: 20.11.2026."""
        return self._day(self.short_day, value)

    def day_in_words(self, value: date) -> str:
        """Return a day for sentences: 20. November 2026."""
        return self._day(self.long_day, value)

    def _day(self, form: str, value: date) -> str:
        month = self.months[value.month - 1]
        return form.format(d=value.day, dd=f"{value.day:02d}", mm=f"{value.month:02d}", month=month, year=value.year)

    def _grouped(self, whole: int) -> str:
        return f"{whole:,}".replace(",", self.group)


def symbol(currency: str) -> str:
    """Return what column heads call a currency: €, CHF."""
    return _SYMBOLS.get(currency, currency)


_GERMAN_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_GERMAN = Figures(
    group=".",
    point=",",
    percent_gap=_NBSP,
    currency_first=False,
    months=_GERMAN_MONTHS,
    short_day="{dd}.{mm}.{year}",
    long_day=f"{{d}}.{_NBSP}{{month}} {{year}}",
)
_SWISS = Figures(
    group="’",
    point=".",
    percent_gap=_NBSP,
    currency_first=True,
    months=_GERMAN_MONTHS,
    short_day="{dd}.{mm}.{year}",
    long_day=f"{{d}}.{_NBSP}{{month}} {{year}}",
)
_ENGLISH = Figures(
    group=",",
    point=".",
    percent_gap="",
    currency_first=True,
    months=_ENGLISH_MONTHS,
    short_day=f"{{d}}{_NBSP}{{month}} {{year}}",
    long_day=f"{{d}}{_NBSP}{{month}} {{year}}",
)


def figures(language: str, country: str = "") -> Figures:
    """Return how numbers are written; an unknown language writes them as English does."""
    if language == "de":
        return _SWISS if country in {"CH", "LI"} else _GERMAN
    return _ENGLISH
