"""Until when something is wanted: days, weeks, months and seasons as inquiries name them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from crm_desktop.base.errors import BadInput
from crm_desktop.base.natural_days import parse_moment
from crm_desktop.base.period import add_months
from crm_desktop.base.text import fold
from crm_desktop.exchange.inquiries.lines import Span, span

_MONTHS = (
    "januar|january|jänner|jan", "februar|february|feb", "märz|maerz|march|mar", "april|apr", "mai|may",
    "juni|june|jun", "juli|july|jul", "august|aug", "september|sept|sep", "oktober|october|okt|oct", "november|nov",
    "dezember|december|dez|dec",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_LEAD = (
    r"(?:spätestens\s|möglichst\s|gerne\s)?(?:bis\s(?:spätestens\s)?(?:zum\s|zur\s|ende\s|"
    r"anfang\s|mitte\s)?|zum\s|ab\s(?:dem\s)?|am\s|vor\s(?:dem\s)?|"
    r"im\s|in\s(?:der\s)?|für\s(?:den\s)?|by\s(?:the\s)?(?:end\sof\s)?|before\s|until\s|"
    r"from\s|on\s|in\s|for\s|around\s|spätestens\s|ende\s|anfang\s|mitte\s|"
    r"early\s(?:in\s)?|mid[- ]|late\s|end\sof\s|fertig\s|termin:?\s|ca\.\s)"
)
_DAY = re.compile(
    rf"(?P<lead>(?<!\w){_LEAD})?(?<![\w.])(?P<day>\d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?(?:20)?\d{{2}})?(?!\d)"
    r"|20\d\d-\d\d-\d\d|"
    rf"\d{{1,2}}(?:\.|st|nd|rd|th)?\s(?:of\s)?(?:{_MONTH})\b\.?(?:\s20\d\d)?|(?:{_MONTH})\s\d{{1,2}}(?"
    r":st|nd|rd|th)?(?!\d)(?:,?\s20\d\d)?)",
    re.IGNORECASE,
)
_IN_MONTH = re.compile(
    rf"(?P<lead>(?<!\w){_LEAD})(?P<part>ende\s|anfang\s|mitte\s|early\s|mid[- ]|late\s|"
    rf"end\sof\s)?(?P<month>{_MONTH})\b\.?(?:\s?(?P<year>20\d\d))?(?!\s?\d)",
    re.IGNORECASE,
)
_NAMED_MONTH = re.compile(
    rf"(?<!\w)(?P<part>ende\s|anfang\s|mitte\s)?(?P<month>{_MONTH})\s(?P<year>20\d\d)\b", re.IGNORECASE
)
_WEEK = re.compile(
    r"\b(?:KW|Kalenderwoche|calendar week|week)\s?(?P<week>\d{1,2})(?:\s?/\s?(?P<year>20\d\d)|"
    r"\s(?P<year2>20\d\d))?\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"\bQ(?P<q>[1-4])(?:\s?/?\s?(?P<year>20\d\d))?|(?P<q2>[1-4])\.\s?Quartal(?:\s(?P<year2>20\d\d))?", re.IGNORECASE
)
_SEASON = re.compile(
    r"\b(?:im|in|bis|zum|nächste[ns]?|kommende[ns]?|this|next|by|before)\s(?:den\s|zum\s|"
    r"the\s|nächste[ns]?\s|kommende[ns]?\s)?"
    r"(?P<season>frühjahr|frühling|sommer|herbst|winter|weihnachten|jahresende|ende des jahres|"
    r"spring|summer|autumn|fall|"
    r"christmas|year's end|the end of the year)(?:\s(?P<year>20\d\d))?\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(?:(?:innerhalb|in) (?:der|von|den)?\s?(?:nächsten|kommenden)?\s?|within (?:the next )?|"
    r"in (?:the next )?|in )"
    r"(?P<n>\d{1,2}|zwei|drei|vier|fünf|sechs|acht|zehn|zwölf|einem|einer|two|three|four|six|eight|a)\s"
    r"(?P<unit>wochen?|monate?n?|weeks?|months?|tagen?|days?)\b",
    re.IGNORECASE,
)
_SEASONS = {
    "fruhjahr": (5, 31), "fruhling": (5, 31), "spring": (5, 31), "sommer": (8, 31), "summer": (8, 31),
    "herbst": (11, 30), "autumn": (11, 30),
    "fall": (11, 30), "winter": (2, 28), "weihnachten": (12, 23), "christmas": (12, 23),
    "jahresende": (12, 31), "ende des jahres": (12, 31), "year's end": (12, 31), "the end of the year": (12, 31),
}  # fmt: skip


def wanted_day(text: str, today: date) -> tuple[date, Span, bool] | None:
    """Return until when something is wanted, where that stands, and whether it is sure; only days still to come."""
    for read in (_by_day, _by_month, _by_week, _by_quarter, _by_season, _by_span):
        for found in read(text, today):
            if found[0] >= today and (found[0] - today).days < 3 * 366:
                return found
    return None


Days = list[tuple[date, Span, bool]]


def _by_day(text: str, today: date) -> Days:
    found = []
    for match in _DAY.finditer(text):
        said = re.sub(r"(?<=\d\.)\s(?=\d)", "", match["day"]).replace(" of ", " ")
        try:
            day = parse_moment(said, today).day
        except BadInput:
            continue
        led = (match["lead"] or "").strip().lower()
        found.append(
            (day, span(text, match.start("day"), match.end("day")), bool(led) and not led.startswith(("am", "on")))
        )
    return sorted(found, key=lambda one: not one[2])


def _by_month(text: str, today: date) -> Days:
    found = []
    for pattern in (_IN_MONTH, _NAMED_MONTH):
        for match in pattern.finditer(text):
            month = next(
                at for at, names in enumerate(_MONTHS, 1) if fold(match["month"]) in map(fold, names.split("|"))
            )
            if len(match["month"]) < 4 and not match["year"] and fold(match["month"]) not in {"mai", "may"}:
                continue
            lead = match.groupdict().get("lead") or ""
            part = fold(f"{lead} {match['part'] or ''}")
            year = int(match["year"]) if match["year"] else today.year + (month < today.month)
            place = span(text, match.start("part") if match["part"] else match.start("month"), match.end())
            found.append((_in_month(year, month, part), place, True))
    return found


def _in_month(year: int, month: int, part: str) -> date:
    if "anfang" in part or "early" in part:
        return date(year, month, 10)
    if "mitte" in part or "mid" in part:
        return date(year, month, 15)
    if part.strip().endswith(("vor", "before")):
        return date(year, month, 1) - timedelta(days=1)
    return add_months(date(year, month, 1), 1) - timedelta(days=1)


def _by_week(text: str, today: date) -> Days:
    found = []
    for match in _WEEK.finditer(text):
        week, said = int(match["week"]), match["year"] or match["year2"]
        if 1 <= week <= 52:
            year = int(said) if said else today.year
            friday = date.fromisocalendar(year, week, 5)
            if not said and friday < today:
                friday = date.fromisocalendar(year + 1, week, 5)
            found.append((friday, span(text, match.start(), match.end()), True))
    return found


def _by_quarter(text: str, today: date) -> Days:
    found = []
    for match in _QUARTER.finditer(text):
        month, said = 3 * int(match["q"] or match["q2"]), match["year"] or match["year2"]
        year = int(said) if said else today.year + (month < today.month)
        last = add_months(date(year, month, 1), 1) - timedelta(days=1)
        found.append((last, span(text, match.start(), match.end()), False))
    return found


def _by_season(text: str, today: date) -> Days:
    found = []
    for match in _SEASON.finditer(text):
        month, day = _SEASONS[fold(match["season"])]
        year = int(match["year"]) if match["year"] else today.year
        last = date(year, month, day)
        if last < today and not match["year"]:
            last = date(year + 1, month, day)
        found.append((last, span(text, match.start("season"), match.end()), False))
    return found


def _by_span(text: str, today: date) -> Days:
    found = []
    for match in _SPAN.finditer(text):
        try:
            day = parse_moment(f"in {match['n']} {match['unit']}", today).day
        except BadInput:
            continue
        found.append((day, span(text, match.start(), match.end()), False))
    return found
