"""Numbers, money and days as the reader's language writes them. Babel does the work and is loaded on first use."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from crm_desktop.base.i18n import _, spoken
from crm_desktop.base.money import to_decimal
from crm_desktop.base.times import local_day

if TYPE_CHECKING:
    from datetime import timedelta

#: The CLDR pattern of a number with as many decimals as it has, four at most.
_PLAIN = "#,##0.####"
_LOCALES = {"de": "de_DE", "en": "en_GB"}


def locale_of(language: str = "") -> str:
    """Return the locale whose forms a language uses; without one, that of the language in use."""
    return _LOCALES.get(language or spoken(), "en_GB")


def amount(cents: int, currency: str = "EUR", *, language: str = "", whole: bool = False) -> str:
    """Return money for reading: 1.234,56 €; with `whole`, rounded to full units: 1.235 €."""
    from babel.numbers import format_currency  # noqa: PLC0415 - not before the first window is painted

    form = None if not whole else ("#,##0 ¤" if locale_of(language) == "de_DE" else "¤#,##0")
    text: str = format_currency(
        to_decimal(cents), currency, form, locale=locale_of(language), currency_digits=not whole
    )
    return text.replace("-", "−")


def plain_amount(cents: int, *, language: str = "") -> str:
    """Return money without its currency, two decimals: 1.234,56."""
    return number(to_decimal(cents), language=language, form="#,##0.00")


def number(value: Decimal | float, *, language: str = "", form: str = _PLAIN) -> str:
    """Return a number for reading, by default with as many decimals as it has, four at most."""
    if isinstance(value, int) and form == _PLAIN:
        # Counts stand beside the first list, which is painted before Babel is there.
        figure = f"{value:,}".replace("-", "−")
        return figure.replace(",", ".") if locale_of(language) == "de_DE" else figure
    from babel.numbers import format_decimal  # noqa: PLC0415

    text: str = format_decimal(value, form, locale=locale_of(language))
    return text.replace("-", "−")


def percent(share: float, *, language: str = "", digits: int = 0) -> str:
    """Return a share of 1 as a percentage: 43 %."""
    figure = number(share * 100, language=language, form="#,##0" + ("." + "0" * digits if digits else ""))
    return f"{figure} %" if locale_of(language) == "de_DE" else f"{figure}%"


def day(value: date, *, language: str = "") -> str:
    """Return a day in figures: 24.11.2026 or 24/11/2026."""
    return value.strftime("%d.%m.%Y" if locale_of(language) == "de_DE" else "%d/%m/%Y")


def long_day(value: date, *, language: str = "") -> str:
    """Return a day with the month's name: 24. November 2026."""
    from babel.dates import format_date  # noqa: PLC0415

    return str(format_date(value, "long", locale=locale_of(language)))


def month(value: date, *, language: str = "", form: str = "LLL") -> str:
    """Return the name of a day's month, short by default (Nov); `form` is a CLDR pattern."""
    from babel.dates import format_date  # noqa: PLC0415

    return str(format_date(value, form, locale=locale_of(language)))


def clock_time(value: datetime) -> str:
    """Return the user's local time of an instant: 09:20."""
    return value.astimezone().strftime("%H:%M")


def near_day(value: date, today: date) -> str:
    """Return a day as people say it near today: Today, Yesterday, Fri, 14 Nov, 3 Mar 2024. Needs no library."""
    distance: timedelta = value - today
    if distance.days == 0:
        return _("Today")
    if distance.days == -1:
        return _("Yesterday")
    if distance.days == 1:
        return _("Tomorrow")
    if -6 <= distance.days <= 6:
        return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[value.weekday()]
    if spoken() == "de":
        return value.strftime("%d.%m.") if value.year == today.year else value.strftime("%d.%m.%y")
    return f"{value.day} {value:%b}" if value.year == today.year else f"{value.day} {value:%b %Y}"


def near_instant(at: datetime, today: date) -> str:
    """Return the day of an instant as people say it near today."""
    return near_day(local_day(at), today)
