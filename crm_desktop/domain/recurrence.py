"""How something comes again: the part of RFC 5545's RRULE that people plan with, and the day it comes next.

Every day, week, month or year, or every so many of them; on some days of the week; so many times, or until a day.
What comes on the 31st comes on the last day of a shorter month, and on the 31st again afterwards.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import count as counting
from itertools import islice
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.period import add_months

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BY_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
#: No rule is followed further than this; one that comes on no day at all (the fifth Friday of February) ends here.
_HORIZON = timedelta(days=366 * 30)
_MOST = 999
#: Days a rule leaves out at most, and how they are kept.
_MOST_LEFT_OUT = 400
_LEFT_OUT = re.compile(r";EXDATE=[0-9,]*")
_LONGEST_MONTH, _LEAP_DAY = 31, 29
#: Late days of the month as they are kept here, and as RFC 5545 says them without leaving a shorter month out.
_LAST_DAYS = {
    "FREQ=YEARLY;BYMONTHDAY=29": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
    "BYMONTHDAY=31": "BYMONTHDAY=-1",
    "BYMONTHDAY=30": "BYMONTHDAY=28,29,30;BYSETPOS=-1",
    "BYMONTHDAY=29": "BYMONTHDAY=28,29;BYSETPOS=-1",
}
_OWN_DAY = re.compile(r"FREQ=YEARLY;BYMONTHDAY=29|BYMONTHDAY=(?:29|30|31)\b")


class Every(StrEnum):
    """The unit a rule counts in, under the name RFC 5545 gives it."""

    DAY = "DAILY"
    WEEK = "WEEKLY"
    MONTH = "MONTHLY"
    YEAR = "YEARLY"


class Weekday(NamedTuple):
    """A day of the week, Monday is 0; `nth` says which one of the month, the last is -1, 0 is each."""

    day: int
    nth: int = 0

    def text(self) -> str:
        """Return it as RRULE writes it: MO, 2TU, -1FR."""
        return f"{self.nth or ''}{_DAYS[self.day]}"


@dataclass(frozen=True)
class Rule:
    """When something comes again; `count` includes the first time, `until` is the last day it may come."""

    every: Every
    interval: int = 1
    days: tuple[Weekday, ...] = ()
    count: int | None = None
    until: date | None = None
    #: The day of the month where the day it is due now does not say it: the 31st, in a shorter month.
    month_day: int | None = None
    #: Days it would come on and does not: EXDATE of calendars. They count as times all the same.
    without: tuple[date, ...] = ()

    def text(self) -> str:
        """Return the rule as RRULE writes it."""
        parts = [f"FREQ={self.every}"]
        if self.month_day is not None:
            parts.append(f"BYMONTHDAY={self.month_day}")
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.days:
            parts.append("BYDAY=" + ",".join(day.text() for day in self.days))
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if self.until is not None:
            parts.append(f"UNTIL={self.until:%Y%m%d}")
        if self.without:
            parts.append("EXDATE=" + ",".join(f"{day:%Y%m%d}" for day in self.without))
        return ";".join(parts)

    def leaving_out(self, days: Iterable[date]) -> Rule:
        """Return the rule without these days as well."""
        return replace(self, without=tuple(sorted({*self.without, *days})[:_MOST_LEFT_OUT]))

    def days_from(self, start: date) -> Iterator[date]:
        """Yield the days it comes on, the start itself first, each later than the one before."""
        yield start
        yield from (day for day in islice(self._all_from(start), 1, None) if day not in self.without)

    def _all_from(self, start: date) -> Iterator[date]:
        """Yield the days it would come on, those left out as well."""
        yield start
        given = 1
        for day in _unbounded(self, start):
            given += 1
            late = self.until is not None and day > self.until
            if late or (self.count is not None and given > self.count) or day - start > _HORIZON:
                return
            yield day


def parse(text: str) -> Rule:
    """Read a rule as RRULE writes it. Raises BadInput for one that is none, or that uses what is not known here."""
    plain = text.strip().upper().removeprefix("RRULE:")
    for own, theirs in _LAST_DAYS.items():
        plain = plain.replace(theirs, own)
    fields = dict(part.partition("=")[::2] for part in plain.split(";") if part)
    # The first day of a calendar's week makes no difference to what is read here.
    unknown = fields.keys() - {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "COUNT", "UNTIL", "WKST", "EXDATE"}
    if unknown or ("COUNT" in fields and "UNTIL" in fields):
        raise _not_known(text)
    try:
        rule = Rule(
            every=Every(fields["FREQ"]),
            interval=_number(fields.get("INTERVAL", "1")),
            days=tuple(_weekday(part) for part in fields.get("BYDAY", "").split(",") if part),
            count=_number(fields["COUNT"]) if "COUNT" in fields else None,
            until=date.fromisoformat(fields["UNTIL"][:8]) if "UNTIL" in fields else None,
            month_day=_month_day(fields["BYMONTHDAY"]) if "BYMONTHDAY" in fields else None,
            without=tuple(date.fromisoformat(day[:8]) for day in fields.get("EXDATE", "").split(",") if day),
        )
    except (KeyError, ValueError) as error:
        raise _not_known(text) from error
    if rule.days and (rule.every is Every.YEAR or (rule.every is not Every.MONTH and any(d.nth for d in rule.days))):
        raise _not_known(text)
    leap_day = rule.every is Every.YEAR and rule.month_day == _LEAP_DAY
    if rule.month_day is not None and (rule.days or not (rule.every is Every.MONTH or leap_day)):
        raise _not_known(text)
    return rule


def as_calendars_say(text: str) -> str:
    """Return a rule for other programs: to them a 31st is none in shorter months, unless it is called the last day.

    Days left out are no part of a rule to them, but lines of their own.
    """
    return _OWN_DAY.sub(lambda found: _LAST_DAYS[found[0]], _LEFT_OUT.sub("", text))


def following(rule: Rule, due: date, today: date) -> tuple[date, Rule] | None:
    """Return when something that was due comes again, and the rule that holds from then on; None when it was the last.

    What was missed meanwhile is not made up for: the next time is neither on the day it was due nor before today.
    """
    for passed, day in enumerate(rule._all_from(due)):  # noqa: SLF001 - what is left out counts as a time, too
        if passed and day >= today and day not in rule.without:
            left = None if rule.count is None else rule.count - passed
            without = tuple(one for one in rule.without if one > day)
            return day, replace(rule, count=left, month_day=_kept_day(rule, due, day), without=without)
    return None


def _kept_day(rule: Rule, due: date, day: date) -> int | None:
    """Return the day of the month a rule has to remember, as the next time lies in a shorter month."""
    if rule.month_day is None and not rule.days and rule.every in (Every.MONTH, Every.YEAR) and day.day < due.day:
        return due.day
    return rule.month_day


def _unbounded(rule: Rule, start: date) -> Iterator[date]:
    if rule.every is Every.DAY:
        wanted = {day.day for day in rule.days} or set(range(7))
        days = (start + timedelta(days=rule.interval * step) for step in range(1, _HORIZON.days + 2))
        return (day for day in days if day.weekday() in wanted)
    if rule.every is Every.WEEK:
        return _weeks(rule, start)
    if rule.every is Every.MONTH and rule.days:
        return _weekdays_of_months(rule, start)
    months = rule.interval * (12 if rule.every is Every.YEAR else 1)
    if rule.month_day is not None:
        first = (add_months(start.replace(day=1), months * step) for step in range(12 * 32))
        return (day for day in (_at_most(month, rule.month_day) for month in first) if day > start)
    return (add_months(start, months * step) for step in range(1, 12 * 32))


def _weeks(rule: Rule, start: date) -> Iterator[date]:
    wanted = sorted({day.day for day in rule.days} or {start.weekday()})
    monday = start - timedelta(days=start.weekday())
    for step in counting():
        week = monday + timedelta(weeks=rule.interval * step)
        yield from (day for day in (week + timedelta(days=place) for place in wanted) if day > start)


def _weekdays_of_months(rule: Rule, start: date) -> Iterator[date]:
    first = start.replace(day=1)
    for step in range(12 * 32):
        month = add_months(first, rule.interval * step)
        yield from (day for day in sorted(_in_month(month, rule.days)) if day > start)


def _in_month(month: date, wanted: tuple[Weekday, ...]) -> set[date]:
    days = [month.replace(day=number) for number in range(1, monthrange(month.year, month.month)[1] + 1)]
    found: set[date] = set()
    for weekday, nth in wanted:
        of_day = [day for day in days if day.weekday() == weekday]
        place = nth - 1 if nth > 0 else nth
        found.update(of_day if not nth else of_day[place : place + 1 or None])
    return found


def _at_most(month: date, day: int) -> date:
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))


def _month_day(text: str) -> int:
    found = int(text)
    if not 1 <= found <= _LONGEST_MONTH:
        raise ValueError(text)
    return found


def _weekday(text: str) -> Weekday:
    match = _BY_DAY.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return Weekday(_DAYS.index(match[2]), int(match[1] or 0))


def _number(text: str) -> int:
    found = int(text)
    if not 1 <= found <= _MOST:
        raise ValueError(text)
    return found


def _not_known(text: str) -> BadInput:
    return BadInput(
        _("“{text}” is no repetition that is known here.").format(text=text[:60]),
        _("Choose one: every day, week, month or year."),
        field="recurrence",
    )
