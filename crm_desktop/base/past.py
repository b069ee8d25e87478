"""Reads when something was, as people write it in German or English: yesterday 15:30, vor 2 Stunden, 14.11."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day, parse_day

_DAYS_BACK = {
    "today": 0, "heute": 0, "yesterday": 1, "gestern": 1, "vorgestern": 2, "now": 0, "jetzt": 0,
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate((
        "mo mon monday montag", "di tue tuesday dienstag", "mi wed wednesday mittwoch", "do thu thursday donnerstag",
        "fr fri friday freitag", "sa sat saturday samstag sonnabend", "so sun sunday sonntag",
    ))
    for name in names.split()
}  # fmt: skip
_SPANS = {
    "min": timedelta(minutes=1), "minute": timedelta(minutes=1), "minuten": timedelta(minutes=1),
    "minutes": timedelta(minutes=1), "h": timedelta(hours=1), "std": timedelta(hours=1), "hour": timedelta(hours=1),
    "hours": timedelta(hours=1), "stunde": timedelta(hours=1), "stunden": timedelta(hours=1),
    "day": timedelta(days=1), "days": timedelta(days=1), "tag": timedelta(days=1), "tagen": timedelta(days=1),
    "tage": timedelta(days=1), "week": timedelta(weeks=1), "weeks": timedelta(weeks=1), "woche": timedelta(weeks=1),
    "wochen": timedelta(weeks=1),
}  # fmt: skip
_AGO = re.compile(r"(?:vor\s+)?(\d{1,3}|einer|einem|an|a|one)\s*([a-zäöü]+)\.?(?:\s+ago)?")
_CLOCK = re.compile(r"(?:\b(?:um|at)\s+)?\b([01]?\d|2[0-3])(?:[:.]([0-5]\d))?\s*(uhr|h|am|pm)?$")
_SHORT_DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.?$")
#: Something of another day was, if nobody says when, at noon.
_NOON = time(12, 0)


def parse_past(text: str, now: datetime) -> datetime | None:
    """Read an instant in the past; None for an empty text. `now` is in UTC, and so is the answer.

    Raises BadInput for what is no time, or lies ahead.
    """
    words = " ".join(text.casefold().replace(",", " ").split()).rstrip(".") if text.strip() else ""
    if not words:
        return None
    at = _ago(words, now) or _on_a_day(words, now)
    if at is None:
        raise BadInput(
            _("“{text}” is no time.").format(text=text.strip()[:40]), _("Write it like “yesterday 15:30”."), field="at"
        )
    if at > now:
        raise BadInput(
            _("This lies in the future."), _("Add a task for what is planned, or choose an earlier time."), field="at"
        )
    return at


def _ago(words: str, now: datetime) -> datetime | None:
    """Read how long ago it was; "vor" or "ago" must say so."""
    found = _AGO.fullmatch(words)
    if found is None or not (words.startswith("vor ") or words.endswith(" ago")) or found[2] not in _SPANS:
        return None
    count = int(found[1]) if found[1].isdigit() else 1
    return now - count * _SPANS[found[2]]


def _on_a_day(words: str, now: datetime) -> datetime | None:
    today = local_day(now)
    day = _day(words, today)
    if day is not None:
        return now if day == today else _instant(day, _NOON)
    clock = _CLOCK.search(words)
    if clock is None:
        return None
    before = words[: clock.start()].strip().removesuffix(" um").removesuffix(" at").strip()
    day = today if before in ("", "um", "at") else _day(before, today)
    return None if day is None else _instant(day, _time(clock))


def _time(clock: re.Match[str]) -> time:
    hour = int(clock[1])
    if clock[3] == "pm" and hour < 12:
        hour += 12
    elif clock[3] == "am" and hour == 12:
        hour = 0
    return time(hour, int(clock[2] or 0))


def _day(words: str, today: date) -> date | None:
    if words in _DAYS_BACK:
        return today - timedelta(days=_DAYS_BACK[words])
    name = words.removeprefix("last ").removeprefix("letzten ").removeprefix("am ").removeprefix("on ").rstrip(".")
    if name in _WEEKDAYS:
        back = (today.weekday() - _WEEKDAYS[name]) % 7
        return today - timedelta(days=back or (7 if name != words else 0))
    short = _SHORT_DAY.fullmatch(words)
    if short is not None:
        return _latest(int(short[1]), int(short[2]), today)
    try:
        return None if " " in words else parse_day(words)
    except BadInput:
        return None


def _latest(day: int, month: int, today: date) -> date | None:
    """Return the latest such day that is not ahead."""
    for year in (today.year, today.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        if found <= today:
            return found
    return None


def _instant(day: date, at: time) -> datetime:
    return datetime.combine(day, at).astimezone(UTC)
