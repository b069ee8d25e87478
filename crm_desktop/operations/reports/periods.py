"""The periods reports look at: the running month or quarter, or twelve months up to today, and what was before each."""

from __future__ import annotations

from datetime import date, timedelta

from crm_desktop.base.i18n import _
from crm_desktop.base.period import Period, add_months, month_of, quarter_of

#: The kinds a period can be chosen of.
MONTH, QUARTER, YEAR = "month", "quarter", "year"
KINDS = (MONTH, QUARTER, YEAR)
#: Periods up to this many days are looked at week by week.
_WEEKS_UP_TO = 100


def period_of(kind: str, today: date) -> Period:
    """Return the period of a kind up to today: from the first of the month or quarter, or of the month a year ago."""
    if kind == MONTH:
        return Period(month_of(today).first, today)
    if kind == QUARTER:
        return Period(quarter_of(today).first, today)
    return Period(add_months(month_of(today).first, -11), today)


def before(period: Period) -> Period:
    """Return what a period is compared with: as much of the month, quarter or year before it."""
    months = 12 if period.days > _WEEKS_UP_TO else 3 if period.days > 31 or _is_quarter(period) else 1
    return Period(add_months(period.first, -months), add_months(period.last, -months))


def whole_months(last: Period, months: int = 12) -> Period:
    """Return so many whole months up to the end of a period."""
    return Period(add_months(month_of(last.last).first, 1 - months), month_of(last.last).last)


def is_short(period: Period) -> bool:
    """Whether a period is looked at week by week."""
    return period.days <= _WEEKS_UP_TO


def before_words(period: Period) -> str:
    """Return what a comparison is with, as the head of a column."""
    earlier = before(period)
    if earlier.first.year == period.first.year - 1 and earlier.first.month == period.first.month:
        return _("year before")
    return _("quarter before") if (period.first - earlier.first).days > 31 else _("month before")


def months_in(period: Period) -> list[date]:
    """Return the first days of the months a period touches."""
    count = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    start = month_of(period.first).first
    return [add_months(start, number) for number in range(count)]


def weeks_in(period: Period) -> list[date]:
    """Return the Mondays of the weeks a period touches."""
    monday = period.first - timedelta(days=period.first.weekday())
    count = (period.last - monday).days // 7 + 1
    return [monday + timedelta(weeks=number) for number in range(count)]


def _is_quarter(period: Period) -> bool:
    """Whether a short period began with a quarter; a month that begins one is told by its last day lying in it."""
    return period.first == quarter_of(period.first).first and period.last > month_of(period.first).last
