"""Numbers, money and days as the reader's language writes them.

The forms are those of CLDR for German and British English, and tests compare them with Babel. Babel itself is asked
only for other currencies than the euro: loading its tables takes longer than painting the whole window.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from crm_desktop.base.i18n import _, spoken
from crm_desktop.base.money import to_decimal
from crm_desktop.base.times import local_day

if TYPE_CHECKING:
    from datetime import timedelta

#: A number with as many decimals as it has, four at most; in forms "0" is always written, "#" where there is something.
_PLAIN = "#,##0.####"
_LOCALES = {"de": "de_DE", "en": "en_GB"}
_EURO = {"de_DE": "{figure}\N{NO-BREAK SPACE}€", "en_GB": "€{figure}"}
_MONTHS = {
    "de_DE": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),  # noqa: SIM905
    "en_GB": "January February March April May June July August September October November December".split(),  # noqa: SIM905
}
#: Months as charts and tables name them where there is little room.
_SHORT = {
    "de_DE": "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez".split(),  # noqa: SIM905
    "en_GB": "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec".split(),  # noqa: SIM905
}
_SWAPPED = str.maketrans(",.", ".,")
_MONTH_FIELDS = re.compile("LLLL|LLL|yy|y")


def locale_of(language: str = "") -> str:
    """Return the locale whose forms a language uses; without one, that of the language in use."""
    return _LOCALES.get(language or spoken(), "en_GB")


def amount(cents: int, currency: str = "EUR", *, language: str = "", whole: bool = False) -> str:
    """Return money for reading: 1.234,56 €; with `whole`, rounded to full units: 1.235 €."""
    locale = locale_of(language)
    if currency == "EUR":
        sign, figure = "−" if cents < 0 else "", _figure(abs(to_decimal(cents)), 0 if whole else 2, 0 if whole else 2)
        return sign + _EURO[locale].format(figure=_in_language(figure, locale))
    from babel.numbers import format_currency  # noqa: PLC0415 - large, and needed for other currencies alone

    form = None if not whole else ("#,##0 ¤" if locale == "de_DE" else "¤#,##0")
    text: str = format_currency(to_decimal(cents), currency, form, locale=locale, currency_digits=not whole)
    return text.replace("-", "−")


def plain_amount(cents: int, *, language: str = "") -> str:
    """Return money without its currency, two decimals: 1.234,56."""
    return number(to_decimal(cents), language=language, form="#,##0.00")


def number(value: Decimal | float, *, language: str = "", form: str = _PLAIN) -> str:
    """Return a number for reading, by default with as many decimals as it has, four at most."""
    decimals = form.partition(".")[2]
    figure = _figure(Decimal(str(value)), decimals.count("0"), len(decimals))
    return _in_language(figure, locale_of(language)).replace("-", "−")


def percent(share: float, *, language: str = "", digits: int = 0) -> str:
    """Return a share of 1 as a percentage: 43 %."""
    figure = (
        number(share * 100, language=language, form="#,##0." + "0" * digits)
        if digits
        else number(round(share * 100), language=language)
    )
    return f"{figure} %" if locale_of(language) == "de_DE" else f"{figure}%"


def day(value: date, *, language: str = "") -> str:
    """Return a day in figures: 24.11.2026 or 24/11/2026."""
    return value.strftime("%d.%m.%Y" if locale_of(language) == "de_DE" else "%d/%m/%Y")


def long_day(value: date, *, language: str = "") -> str:
    """Return a day with the month's name: 24. November 2026."""
    locale = locale_of(language)
    name = _MONTHS[locale][value.month - 1]
    return f"{value.day}. {name} {value.year}" if locale == "de_DE" else f"{value.day} {name} {value.year}"


def month(value: date, *, language: str = "", form: str = "LLL") -> str:
    """Return the name of a day's month, short by default (Nov); `form` is a CLDR pattern of LLL, LLLL, yy and y."""
    locale = locale_of(language)
    fields = {
        "LLLL": _MONTHS[locale][value.month - 1],
        "LLL": _SHORT[locale][value.month - 1],
        "yy": f"{value.year % 100:02}",
        "y": str(value.year),
    }
    return _MONTH_FIELDS.sub(lambda found: fields[found[0]], form)


def clock_time(value: datetime) -> str:
    """Return the user's local time of an instant: 09:20."""
    return value.astimezone().strftime("%H:%M")


#: Days around today that are said by their weekday.
_NEAR = 6


def near_day(value: date, today: date) -> str:
    """Return a day as people say it near today: Today, Yesterday, Fri, 14 Nov, 3 Mar 2024. Needs no library."""
    distance: timedelta = value - today
    if distance.days == 0:
        return _("Today")
    if distance.days == -1:
        return _("Yesterday")
    if distance.days == 1:
        return _("Tomorrow")
    if -_NEAR <= distance.days <= _NEAR:
        return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[value.weekday()]
    if spoken() == "de":
        return value.strftime("%d.%m.") if value.year == today.year else value.strftime("%d.%m.%y")
    return f"{value.day} {value:%b}" if value.year == today.year else f"{value.day} {value:%b %Y}"


def planned_day(value: date, today: date) -> str:
    """Return a day of a plan: near today with weekday and date, as the weekday alone leaves open which week."""
    near = near_day(value, today)
    distance = abs((value - today).days)
    if distance <= 1 or distance > _NEAR:
        return near
    date_words = value.strftime("%d.%m.") if spoken() == "de" else f"{value.day} {value:%b}"
    return f"{near} {date_words}"


def near_instant(at: datetime, today: date) -> str:
    """Return the day of an instant as people say it near today."""
    return near_day(local_day(at), today)


def _figure(value: Decimal, least: int, most: int) -> str:
    """Return a number with groups and decimals as English writes them; at least and at most so many decimals."""
    rounded = value.quantize(Decimal(1).scaleb(-most), rounding=ROUND_HALF_EVEN)
    text = f"{rounded or abs(rounded):,f}"  # a zero without a sign
    if most > least:
        kept = len(text) - most + least
        text = text[:kept] + text[kept:].rstrip("0")
    return text.rstrip(".")


def _in_language(figure: str, locale: str) -> str:
    return figure.translate(_SWAPPED) if locale == "de_DE" else figure
