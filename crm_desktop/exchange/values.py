"""One cell of text becomes one value: numbers, days, instants, and the words other programs use for ours.

Every function takes clean text that is not empty and raises BadInput for what it cannot take.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.money import MOST_CENTS, Separators, parse_decimal
from crm_desktop.base.text import fold
from crm_desktop.base.times import start_of_day

_PLAIN = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,9})?")
#: 1.250,- is 1.250,00 as a German writes it by hand.
_NO_CENTS = re.compile(r"[,.][-–—]+(?=\s*(€|EUR)?$)")
_LARGEST = Decimal(MOST_CENTS) / 100
_DAY = re.compile(r"([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{1,4})")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_WORDY = re.compile(r"([0-9]{1,2})[.\s-]*([^\W\d_]{3,9})[.,\s-]*([0-9]{4}|[0-9]{2})")
_WORDY_US = re.compile(r"([^\W\d_]{3,9})\.?\s+([0-9]{1,2}),?\s+([0-9]{4})")
#: What a spreadsheet counts as days since 1899-12-30, from 1954 to 2119, with a fraction for the time.
_SERIAL = re.compile(r"[2-7][0-9]{4}(?:\.[0-9]+)?")
_TIME = re.compile(
    r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?(?:[:.]?([0-9]{2})(?:[.,][0-9]+)?)?\s*([ap])?\.?m?\.?(?:\s*uhr)?\s*(z|utc|[+-][0-9]{2}:?[0-9]{2})?",
    re.IGNORECASE,
)
_MONTHS = ["jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"]
_MONTHS_ENGLISH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_RANGE = re.compile(r"([0-9]+)\s*(?:[-–]|bis|to)\s*([0-9]+)|([0-9]+)\s*\+")


def number(text: str, decimal: str = ",") -> Decimal:
    """Read a number of any usual form; `decimal` is the column's decimal sign."""
    if _PLAIN.fullmatch(text) and (decimal == "." or "." not in text):
        return Decimal(text)
    bare = _NO_CENTS.sub("", text)
    if bare.endswith("-") or (bare.startswith("(") and bare.endswith(")")):
        bare = f"-{bare.strip('()-')}"
    value = parse_decimal(bare, Separators(decimal))
    if abs(value) > _LARGEST:
        raise BadInput(_("“{text}” is larger than any amount this program keeps.").format(text=text[:40]))
    return value


def percent(text: str, decimal: str = ",") -> Decimal:
    """Read a percentage from 0 to 100, with or without the sign."""
    value = number(text, decimal)
    if not 0 <= value <= 100:
        raise BadInput(_("“{text}” is not a percentage from 0 to 100.").format(text=text[:40]))
    return value


def whole(text: str, decimal: str = ",") -> int:
    """Read a count; of a range like 10-49 or 250+ the lower end."""
    if match := _RANGE.fullmatch(text):
        return int(match[1] or match[3])
    value = number(text, decimal)
    if value != int(value) or value < 0:
        raise BadInput(_("“{text}” is not a whole number.").format(text=text[:40]))
    return int(value)


def year(text: str) -> int:
    """Read a year from 1000 to 2200; of a day its year."""
    if re.fullmatch(r"[0-9]{4}", text):
        found = int(text)
        if 1000 <= found <= 2200:
            return found
        raise BadInput(_("“{text}” is not a year.").format(text=text))
    return day(text).year


def day(text: str, *, month_first: bool = False) -> date:
    """Read a day between 1800 and 2200, with or without a time behind it, as people and programs write it."""
    found, rest = _day_and_rest(text, month_first=month_first, latest_short=68)
    if rest and not _TIME.fullmatch(rest.strip(" ,T")):
        raise _no_date(text)
    return found


def birthday(text: str, *, month_first: bool = False) -> date:
    """Read a day of birth: of two figures for the year, all above 15 lie in the last century."""
    found, rest = _day_and_rest(text, month_first=month_first, latest_short=15)
    if rest and not _TIME.fullmatch(rest.strip(" ,T")):
        raise _no_date(text)
    return found


def instant(text: str, *, month_first: bool = False) -> datetime:
    """Read an instant as UTC; without a zone it is the user's own time, without a time the beginning of the day."""
    found, rest = _day_and_rest(text, month_first=month_first, latest_short=68)
    rest = rest.strip(" ,T")
    if not rest:
        return start_of_day(found)
    match = _TIME.fullmatch(rest)
    if not match:
        raise _no_date(text)
    hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match[4]:
        hour = hour % 12 + (12 if match[4].lower() == "p" else 0)
    try:
        at = datetime(found.year, found.month, found.day, hour, minute, second, tzinfo=_zone(match[5]))
        return at.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        # Windows cannot shift times before 1970 and says so with an OSError.
        raise _no_date(text) from None


def _day_and_rest(text: str, *, month_first: bool, latest_short: int) -> tuple[date, str]:
    """Split a text into its day and what follows it."""
    if match := _DAY.match(text):
        first, second, last = match[1], match[3], match[4]
        if len(first) == 4:
            parts = (first, second, last)
        elif month_first and match[2] != ".":
            parts = (last, first, second)
        else:
            parts = (last, second, first)
        return _checked(*parts, text, latest_short), text[match.end() :]
    if _SERIAL.fullmatch(text):
        at = datetime(1899, 12, 30, tzinfo=UTC) + timedelta(days=float(text))
        return at.date(), "" if at.hour == at.minute == 0 else f"{at:%H:%M:%S}"
    if match := _COMPACT.match(text):
        return _checked(match[1], match[2], match[3], text, latest_short), text[match.end() :]
    if match := _WORDY.match(text):
        return _checked(match[3], _month(match[2], text), match[1], text, latest_short), text[match.end() :]
    if match := _WORDY_US.match(text):
        return _checked(match[3], _month(match[1], text), match[2], text, latest_short), text[match.end() :]
    raise _no_date(text)


def _checked(year: str, month: str, day: str, text: str, latest_short: int) -> date:
    """Return a day that exists and lies in the years a firm deals with."""
    full = int(year)
    if len(year) == 2:
        full += 2000 if full <= latest_short else 1900
    try:
        found = date(full, int(month), int(day))
    except ValueError:
        raise _no_date(text) from None
    if not 1800 <= found.year <= 2200 or len(year) == 3:
        raise _no_date(text)
    return found


def _month(word: str, text: str) -> str:
    """Return the number of a month named in German or English."""
    start = fold(word)[:3].replace("mrz", "mar")
    for months in (_MONTHS, _MONTHS_ENGLISH):
        if start in months:
            return str(months.index(start) + 1)
    raise _no_date(text)


def _zone(text: str | None) -> timezone | None:
    """Return the zone a time is given in; None is the user's own."""
    if not text:
        return None
    if text.lower() in {"z", "utc"}:
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _no_date(text: str) -> BadInput:
    return BadInput(_("“{text}” is not a date.").format(text=text[:40]), _("Write it like 2026-12-31."))
