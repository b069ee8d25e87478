"""Days and times as people say them, in German and English: “morgen”, “in 2 weeks”, “Fr 14:00”, “3.12. 9 Uhr”.

Both languages are understood at once, so that nobody has to think of which one the window speaks.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.period import add_months
from crm_desktop.base.text import fold
from crm_desktop.base.times import parse_day


class Moment(NamedTuple):
    """A day, and the local time of day as HH:MM, "" where none was said."""

    day: date
    time: str = ""


_DAYS = {
    "heute": 0, "today": 0, "morgen": 1, "tomorrow": 1, "tmr": 1, "ubermorgen": 2,
    "gestern": -1, "yesterday": -1,
}  # fmt: skip
#: The beginnings of weekdays in both languages, Monday first; at least two letters are needed.
_WEEKDAYS = (
    ("montag", "monday"), ("dienstag", "tuesday"), ("mittwoch", "wednesday"), ("donnerstag", "thursday"),
    ("freitag", "friday"), ("samstag", "saturday"), ("sonntag", "sunday"),
)  # fmt: skip
_MONTHS = (
    ("januar", "january", "janner"), ("februar", "february"), ("marz", "march"), ("april",), ("mai", "may"),
    ("juni", "june"), ("juli", "july"), ("august",), ("september",), ("oktober", "october"), ("november",),
    ("dezember", "december"),
)  # fmt: skip
_NUMBERS = {
    "ein": 1, "eine": 1, "einem": 1, "einer": 1, "a": 1, "an": 1, "one": 1, "zwei": 2, "two": 2, "drei": 3, "three": 3,
    "vier": 4, "four": 4, "funf": 5, "five": 5, "sechs": 6, "six": 6, "sieben": 7, "seven": 7, "acht": 8, "eight": 8,
    "neun": 9, "nine": 9, "zehn": 10, "ten": 10,
}  # fmt: skip
#: Times of day that have a name.
_PARTS = {
    "fruh": "08:00", "morgens": "08:00", "vormittag": "10:00", "vormittags": "10:00", "mittag": "12:00",
    "mittags": "12:00", "noon": "12:00", "nachmittag": "14:00", "nachmittags": "14:00", "afternoon": "14:00",
    "abend": "18:00", "abends": "18:00", "evening": "18:00",
}  # fmt: skip
_FILLERS = frozenset({"am", "um", "at", "on", "den", "der", "dem", "the", "von", "of", "this", "diesen", "in"})
_NEXT = frozenset({"nachste", "nachsten", "nachster", "nachstes", "next", "kommende", "kommenden", "kommender"})

_CLOCK = re.compile(
    r"(?<![\d.])(?:(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d)(?!\d)|\.(?P<dotted>[0-5]\d)(?=\s*(?:uhr|h|am|pm)))"
    r"\s*(?P<half>am|pm|uhr|h)?|(?P<full>[01]?\d|2[0-4])\s*(?P<word>uhr|h|am|pm|o.clock))(?!\w)",
)
_IN = re.compile(r"^(?:in\s+)?(\d{1,3}|[a-z]+)\s*(tag|tage|tagen|t|d|day|days|woche|wochen|w|week|weeks|monat|monate|"
                 r"monaten|month|months|jahr|jahre|jahren|year|years)$")  # fmt: skip
_DAY_MONTH = re.compile(r"^(\d{1,2})[./](\d{1,2})\.?$")
_DAY_NAME = re.compile(r"^(\d{1,2})\.?(?:st|nd|rd|th)?\s+([a-z]+)\.?(?:\s+(\d{4}))?$")
_NAME_DAY = re.compile(r"^([a-z]+)\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?$")
_FARTHEST = 36_500


def parse_moment(text: str, today: date) -> Moment:
    """Read a day and perhaps a time of day; a time alone is meant for today. Raises BadInput for what is neither.

    A weekday is the next one to come: on a Tuesday, “Tue” is in a week.
    """
    words, time = _without_time(_plain(text))
    if not words:
        if not time:
            raise _no_day(text)
        return Moment(today, time)
    try:
        found = _day_of(words, today)
    except (ValueError, OverflowError):
        found = None
    if found is None or not abs((found - today).days) <= _FARTHEST:
        raise _no_day(text)
    return Moment(found, time)


def _plain(text: str) -> str:
    """Return a text in small letters, umlauts as their vowels, one blank between words."""
    return " ".join(fold(text[:80]).replace(",", " ").split())


def _without_time(text: str) -> tuple[str, str]:
    """Return what is left of a text without its time of day, and that time."""
    match = _CLOCK.search(text)
    time = "" if match is None else _clock(match)
    rest = text if not time or match is None else f"{text[: match.start()]} {text[match.end() :]}"
    words = rest.split()
    for word in list(words):
        # “morgen früh” has a time with a name; “heute morgen” is said rarely enough to be tomorrow.
        if word in _PARTS and (time or len(words) >= 1):
            words.remove(word)
            time = time or _PARTS[word]
    kept = [word for word in words if word not in _FILLERS or (word == "in" and word is not words[-1])]
    return " ".join(kept), time


def _clock(match: re.Match[str]) -> str:
    """Return a matched time as HH:MM, "" where it is none (13 pm, 24:30)."""
    hour, minute = int(match["hour"] or match["full"]), int(match["minute"] or match["dotted"] or 0)
    half = match["half"] or match["word"] or ""
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 else "" if minute else "00:00"


def _day_of(text: str, today: date) -> date | None:
    if text in _DAYS:
        return today + timedelta(days=_DAYS[text])
    if text == "day after tomorrow":
        return today + timedelta(days=2)
    return _in_a_while(text, today) or _next_span(text, today) or _on_weekday(text, today) or _dated(text, today)


def _in_a_while(text: str, today: date) -> date | None:
    match = _IN.fullmatch(text)
    if match is None:
        return None
    number = int(match[1]) if match[1].isdigit() else _NUMBERS.get(match[1])
    return None if number is None else _later(today, number, match[2][0])


def _later(today: date, number: int, unit: str) -> date:
    if unit in "td":
        return today + timedelta(days=number)
    if unit == "w":
        return today + timedelta(weeks=number)
    return add_months(today, number * (12 if unit in "jy" else 1))


def _next_span(text: str, today: date) -> date | None:
    """Read “next week” (its Monday), “next month” (its first), “end of the month”."""
    first, _blank, rest = text.partition(" ")
    if first in _NEXT and rest in ("woche", "week"):
        return today + timedelta(days=7 - today.weekday())
    if first in _NEXT and rest in ("monat", "month"):
        return add_months(today.replace(day=1), 1)
    if text in ("monatsende", "ende monat", "end month"):
        return add_months(today.replace(day=1), 1) - timedelta(days=1)
    if text in ("ende woche", "wochenende", "weekend"):
        return today + timedelta(days=(5 - today.weekday()) % 7 or 7)
    return None


def _on_weekday(text: str, today: date) -> date | None:
    words = text.split()
    if words and words[0] in _NEXT:
        words = words[1:]
    if len(words) != 1:
        return None
    wanted = _place(words[0].rstrip("."), _WEEKDAYS)
    return None if wanted is None else today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _dated(text: str, today: date) -> date | None:
    words = text.split()
    if len(words) > 1 and _place(words[0].rstrip("."), _WEEKDAYS) is not None:
        text = " ".join(words[1:])
    if match := _DAY_MONTH.fullmatch(text):
        return _coming(int(match[1]), int(match[2]), today)
    for pattern, number, name in ((_DAY_NAME, 1, 2), (_NAME_DAY, 2, 1)):
        match = pattern.fullmatch(text)
        month = _place(match[name], _MONTHS, least=3) if match else None
        if match and month is not None:
            if match[3]:
                return date(int(match[3]), month + 1, int(match[number]))
            return _coming(int(match[number]), month + 1, today)
    try:
        return parse_day(text)
    except BadInput:
        return None


def _coming(day: int, month: int, today: date) -> date:
    """Return a day without a year: this year's, or next year's where that has passed."""
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


def _place(word: str, names: tuple[tuple[str, ...], ...], *, least: int = 2) -> int | None:
    """Return which of several names a word is the beginning of."""
    if len(word) < least:
        return None
    return next((place for place, given in enumerate(names) if any(name.startswith(word) for name in given)), None)


def _no_day(text: str) -> BadInput:
    return BadInput(
        _("“{text}” is not a day.").format(text=text[:40]),
        _("Write it like tomorrow, Fri 14:00, in 2 weeks or 2026-12-31."),
        field="due_on",
    )
