"""How long it takes from the inquiry to the order: won deals by week, and all inquiries with those open counted."""

from __future__ import annotations

from datetime import date

from crm_desktop.base.formats import percent
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.base.period import Period
from crm_desktop.charts.bars import CountData
from crm_desktop.charts.curve import Curve, CurvesData, Reached
from crm_desktop.domain.evaluations import Subject, Unit
from crm_desktop.engine.survival import OPEN, Stay, gone
from crm_desktop.operations.reports import periods
from crm_desktop.operations.reports.asking import Asked, narrows_of, only_deals, too_few
from crm_desktop.operations.reports.findings import Behind, Extra, Finding, Line
from crm_desktop.store.queries import report_figures as queries
from crm_desktop.store.queries.report_figures import Duration
from crm_desktop.store.reading import Reader

#: Fewer orders say nothing about how long they take.
LEAST_WON = 8
#: Classes of the figure, and the lengths in days one of them may have.
_WEEK = 7
_CLASSES, _LENGTHS = 13, (_WEEK, 14, 30, 60, 90, 180)


def cycle_times(reader: Reader, asked: Asked, _today: date) -> Finding:
    """Return how many won deals took how long."""
    found = queries.won_durations(reader, asked.period, currency=asked.currency, only=only_deals(asked))
    earlier = queries.won_durations(
        reader, periods.before(asked.period), currency=asked.currency, only=only_deals(asked)
    )
    number = sum(one.deals for one in found)
    length = _length(found)
    counts, past = _counts(found, length), _counts(earlier, length)
    past = [*past, *[0] * (len(counts) - len(past))][: len(counts)]
    middle = median(found)
    lines = tuple(
        Line(
            _name(place, length, last=place == _CLASSES - 1),
            count,
            float(before) if earlier else None,
            cases=count,
            behind=Behind(
                kind="won_within", keys=(place * length, (place + 1) * length if place < _CLASSES - 1 else 10**6)
            ),
        )
        for place, (count, before) in enumerate(zip(counts, past, strict=True))
    )
    missing = too_few(number, LEAST_WON, _("won deals")) if number < LEAST_WON else ""
    said = plural("{n} day", "{n} days", round(middle))
    chart = None
    if not missing:
        names = [_short(place, length) for place in range(len(counts))]
        chart = CountData(
            names, counts, min(int(middle // length), len(counts) - 1), _("Median {days}").format(days=said)
        )
    return Finding(
        name="time-to-order",
        title=_("Time from inquiry to order"),
        subtitle=(
            _("{n} won deals by the weeks they took") if length == _WEEK else _("{n} won deals by the days they took")
        ).format(n=number),
        period=asked.period,
        unit=Unit.COUNT,
        by=_("Time"),
        measure=_("Won deals"),
        lines=lines if number else (),
        currency=asked.currency,
        compared=periods.before_words(asked.period),
        total=Line(_("Total"), number, float(sum(past)) or None, cases=number) if number else None,
        extras=(Extra(_("Share"), Unit.SHARE, tuple(count / number for count in counts)),) if number else (),
        chart=chart,
        sentence=missing or _("Half of the won deals took at most {days}.").format(days=said),
        missing=missing,
        accounts=asked.accounts,
        filters=asked.filters,
        narrows=narrows_of(Subject.CLOSED),
    )


def outcomes(reader: Reader, asked: Asked, today: date) -> Finding:
    """Return the share of inquiries won, and lost, by the days since; open ones count with the days they have lasted.

    The inquiries of twice the period are looked at, so that some have had the time to be decided.
    """
    span = Period(periods.before(asked.period).first, asked.period.last)
    found = queries.all_durations(reader, span, currency=asked.currency, now=today, only=only_deals(asked))
    ends = {"won": 1, "lost": 2}
    stays = [Stay(one.days, ends.get(one.status, OPEN), one.deals) for one in found]
    won, lost = gone(stays, 1), gone(stays, 2)
    missing = too_few(won.ended, LEAST_WON, _("won deals")) if won.ended < LEAST_WON else ""
    last_day = _last_day(found)
    marks = [day for day in (7, 14, 30, 60, 90, 120, 180, 270, 365) if day <= last_day]
    lines = tuple(
        Line(
            plural("after {n} day", "after {n} days", day),
            won.at(day),
            cases=_at_risk(stays, day),
            behind=Behind(kind="won_by_day", keys=(day,)),
        )
        for day in marks
    )
    names = (meant("of a deal", "Won"), meant("of a deal", "Lost"))
    drawn = [
        Curve(
            name, [Reached(0.0, 0.0, 0.0, 0.0), *(Reached(*step[:4]) for step in course.steps if step.day <= last_day)]
        )
        for name, course in zip(names, (won, lost), strict=True)
    ]
    still = sum(one.deals for one in found if one.status not in ends)
    said = _("Of {n} inquiries {won} are won in the end as far as can be seen; {open} are still open.").format(
        n=sum(one.deals for one in found), won=percent(won.steps[-1].share if won.steps else 0.0), open=still
    )
    return Finding(
        name="outcomes",
        title=_("What becomes of inquiries"),
        subtitle=_("share won and lost by days since the inquiry, open ones counted"),
        period=span,
        unit=Unit.SHARE,
        by=_("Time"),
        measure=meant("of a deal", "Won"),
        lines=lines if not missing else (),
        currency=asked.currency,
        extras=(
            Extra(meant("of a deal", "Lost"), Unit.SHARE, tuple(lost.at(day) for day in marks)),
            Extra(_("looked at"), Unit.COUNT, tuple(float(_at_risk(stays, day)) for day in marks)),
        ),
        chart=None if missing else CurvesData(drawn, last_day, won.day_of(won.steps[-1].share / 2)),
        sentence=missing or said,
        note=_(
            "Aalen and Johansen's estimate: winning and losing rule each other out. Tinted: where it lies with 95 %."
        ),
        missing=missing,
        accounts=asked.accounts,
        filters=asked.filters,
        narrows=narrows_of(Subject.CLOSED),
    )


def _last_day(found: list[Duration]) -> float:
    """Return the day up to which enough deals were followed: later only one in fifty is left."""
    days = sorted(one.days for one in found for _each in range(one.deals))
    return float(days[min(int(len(days) * 0.98), len(days) - 1)]) if days else 1.0


def _at_risk(stays: list[Stay], day: float) -> int:
    return sum(stay.cases for stay in stays if stay.days >= day)


def median(found: list[Duration]) -> float:
    """Return the middle of the days, 0 without any."""
    days = sorted(one.days for one in found for _each in range(one.deals))
    if not days:
        return 0.0
    half = len(days) // 2
    return float(days[half]) if len(days) % 2 else (days[half - 1] + days[half]) / 2


def _length(found: list[Duration]) -> int:
    """Return how many days a class has, so that nearly all deals lie in so many classes."""
    days = sorted(one.days for one in found for _each in range(one.deals))
    most = days[int(len(days) * 0.97)] if days else 0
    return next((length for length in _LENGTHS if most < length * _CLASSES), _LENGTHS[-1])


def _counts(found: list[Duration], length: int) -> list[int]:
    if not found:
        return []
    highest = min(max(one.days for one in found) // length, _CLASSES - 1)
    counts = [0] * (highest + 1)
    for one in found:
        counts[min(one.days // length, highest)] += one.deals
    return counts


def _name(place: int, length: int, *, last: bool) -> str:
    if last:
        return _("from day {n} on").format(n=place * length)
    return _("day {first} to {last}").format(first=place * length, last=(place + 1) * length - 1)


def _short(place: int, length: int) -> str:
    if length == _WEEK:
        return _("wk {n}").format(n=place + 1)
    return str(place * length)
