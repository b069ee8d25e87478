"""The figures on top of the dashboard: each with a comparison that says whether the change can be chance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from math import sqrt

from crm_desktop.base.formats import amount, percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.period import Period, add_months, quarter_of
from crm_desktop.charts.trend import Half, HalvesData, RangeData, RatePoint, RatesData, RunningData
from crm_desktop.domain.evaluations import Measure, Question, Subject
from crm_desktop.engine.chance import Z80, difference, wilson
from crm_desktop.engine.forecast import Forecaster
from crm_desktop.operations.forecasts.forecasts import Outlook, outlook
from crm_desktop.operations.reports import periods
from crm_desktop.operations.reports.asking import LEAST_RATED, Asked, answer, too_few
from crm_desktop.operations.reports.findings import KeyFigure
from crm_desktop.operations.reports.words import period_name
from crm_desktop.store.queries import report_figures as queries
from crm_desktop.store.reading import Reader

#: A median of fewer orders says nothing.
_LEAST_TIMES = 8


def key_figures(reader: Reader, asked: Asked) -> list[KeyFigure]:
    """Return revenue, win rate and time to the order; what is expected comes from the forecast, which takes longer."""
    return [_revenue(reader, asked), _win_rate(reader, asked), _time(reader, asked)]


def expected_figure(reader: Reader, today: date, engine: Forecaster | None = None) -> tuple[KeyFigure, Outlook]:
    """Return what the next quarter brings with its range and goal, and the outlook it is from.

    `engine` is a forecaster of the facts as they are, where one is at hand.
    """
    found = outlook(reader, as_of=today, engine=engine)
    ahead = found.forecast
    trend = RangeData(
        ahead.p10_cents, ahead.p25_cents, ahead.expected_cents, ahead.p75_cents, ahead.p90_cents,
        found.target_cents, found.currency,
    )  # fmt: skip
    low, high = (amount(cents, found.currency, whole=True) for cents in (ahead.p10_cents, ahead.p90_cents))
    change = _("With 80 % between {low} and {high}").format(low=low, high=high)
    icon = "info"
    if found.target_cents is not None and found.target_chance is not None:
        goal = amount(found.target_cents, found.currency, whole=True)
        change = _("Chance of {goal}: {chance}").format(goal=goal, chance=percent(found.target_chance))
        icon = "target"
    figure = KeyFigure(
        name="expected",
        label=_("Expected in {period}").format(period=period_name(ahead.period)),
        value=amount(ahead.expected_cents, found.currency, whole=True),
        change=change,
        icon=icon,
        trend=trend,
        opens="forecast",
        tip=_("Open deals with their learned chances, and business that is not known yet."),
    )
    return figure, found


def _revenue(reader: Reader, asked: Asked) -> KeyFigure:
    earlier = periods.before(asked.period)
    now = queries.revenue_spread(reader, asked.period, currency=asked.currency)
    then = queries.revenue_spread(reader, earlier, currency=asked.currency)
    by_month = answer(reader, Question(Subject.REVENUE, Measure.AMOUNT, "month"), asked)
    running = list(accumulate(line.value for line in by_month.lines))
    past = list(accumulate(line.before or 0.0 for line in by_month.lines))
    change, tone, icon = _("nothing to compare with"), "", "info"
    if then.cents > 0:
        share = now.cents / then.cents - 1
        beyond = abs(now.cents - then.cents) > Z80 * sqrt(now.squares + then.squares)
        tone = ("good" if share > 0 else "bad") if beyond else ""
        change = _("{change} on the {before}").format(change=_signed(share), before=periods.before_words(asked.period))
        icon = "trending-up" if share >= 0 else "trending-down"
        if not beyond:
            change = _("{change}, can be chance").format(change=_signed(share))
            icon = "circle-question-mark"
    return KeyFigure(
        name="revenue",
        label=_("Revenue"),
        value=amount(now.cents, asked.currency, whole=True),
        of=plural("{n} order", "{n} orders", now.orders),
        change=change,
        tone=tone,
        icon=icon,
        aside=periods.before_words(asked.period) if then.cents else "",
        trend=RunningData(running, past if then.cents else [], asked.currency) if now.orders else None,
        opens="revenue-month",
        tip=_("Orders by their day, net; dashed: by then in the period before."),
    )


def _win_rate(reader: Reader, asked: Asked) -> KeyFigure:
    won, closed = queries.closed_in(reader, asked.period, currency=asked.currency)
    points = _quarters(reader, asked)
    label, opens = _("Win rate"), "win-channel"
    tip = _("Won of all deals that were won or lost; the bars hold the true rate with 80 %.")
    if closed < LEAST_RATED:
        return KeyFigure(
            name="rate", label=label, value="–", change=too_few(closed, LEAST_RATED, _("closed deals")),
            icon="info", opens=opens, tip=tip,
        )  # fmt: skip
    rate = won / closed
    before_won, before_closed = queries.closed_in(reader, periods.before(asked.period), currency=asked.currency)
    change, tone, icon = _("nothing to compare with"), "", "info"
    if before_closed >= LEAST_RATED:
        points_off = round(100 * rate) - round(100 * before_won / before_closed)
        sign = "+" if points_off > 0 else "−" if points_off < 0 else "±"
        change = _("{sign}{n} points").format(sign=sign, n=abs(points_off))
        gap = difference(won, closed, before_won, before_closed, Z80)
        beyond = gap.low > 0 or gap.high < 0
        tone = ("good" if points_off > 0 else "bad") if beyond else ""
        icon = "trending-up" if points_off >= 0 else "trending-down"
        if not beyond:
            change = _("{change}, can be chance").format(change=change)
            icon = "circle-question-mark"
    return KeyFigure(
        name="rate",
        label=label,
        value=percent(rate),
        of=_("{n} of {of}").format(n=won, of=closed),
        change=change,
        tone=tone,
        icon=icon,
        trend=RatesData(points, rate) if points else None,
        opens=opens,
        tip=tip,
    )


def _quarters(reader: Reader, asked: Asked) -> list[RatePoint]:
    """Return the rates of the last four quarters that have closed deals."""
    this = quarter_of(asked.period.last).first
    points: list[RatePoint] = []
    for back in (9, 6, 3, 0):
        quarter = quarter_of(add_months(this, -back))
        won, closed = queries.closed_in(reader, quarter, currency=asked.currency)
        if closed:
            low, high = wilson(won, closed, Z80)
            points.append(RatePoint(f"Q{(quarter.first.month + 2) // 3}", won / closed, low, high))
    return points


def _time(reader: Reader, asked: Asked) -> KeyFigure:
    now = _spread(queries.won_durations(reader, asked.period, currency=asked.currency))
    earlier = periods.before(asked.period)
    then = _spread(queries.won_durations(reader, earlier, currency=asked.currency))
    label, opens = _("Inquiry to order"), "time-to-order"
    tip = _("Days from the inquiry to the order, of deals won in the period; the bars are the middle half.")
    if len(now) < _LEAST_TIMES:
        return KeyFigure(
            name="time", label=label, value="–", change=too_few(len(now), _LEAST_TIMES, _("won deals")), icon="info",
            opens=opens, tip=tip,
        )  # fmt: skip
    half = _half(_short(asked.period), now)
    change, tone, icon, past = _("nothing to compare with"), "", "info", list[Half]()
    if len(then) >= _LEAST_TIMES:
        other = _half(_short(earlier), then)
        past = [other]
        off = round(half.middle) - round(other.middle)
        words = (
            plural("{n} day longer", "{n} days longer", abs(off))
            if off > 0
            else plural("{n} day shorter", "{n} days shorter", abs(off))
        )
        beyond = abs(off) > sqrt(_error(half, len(now)) ** 2 + _error(other, len(then)) ** 2)
        change = (
            (words if off else _("as before"))
            if beyond or not off
            else _("{change}, can be chance").format(change=words)
        )
        tone = ("bad" if off > 0 else "good") if beyond and off else ""
        icon = ("trending-up" if off > 0 else "trending-down") if beyond else "circle-question-mark"
    return KeyFigure(
        name="time",
        label=label,
        value=plural("{n} day", "{n} days", round(half.middle)),
        change=change,
        tone=tone,
        icon=icon,
        aside=f"n = {len(now)}",
        trend=HalvesData([*past, half]),
        opens=opens,
        tip=tip,
    )


def _spread(found: Sequence[queries.Duration]) -> list[int]:
    return [duration.days for duration in found for _each in range(duration.deals)]


def _half(name: str, days: Sequence[int]) -> Half:
    ordered = sorted(days)
    low, middle, high = (_quantile(ordered, share) for share in (0.25, 0.5, 0.75))
    return Half(name, low, middle, high)


def _quantile(ordered: Sequence[int], share: float) -> float:
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def _error(half: Half, number: int) -> float:
    """Return how far a median may be off with 80 % (McGill, Tukey and Larsen, American Statistician 32, 1978)."""
    return Z80 * 1.25 * (half.high - half.low) / (1.35 * sqrt(number))


def _short(period: Period) -> str:
    return f"{period.last:%y}" if period.days > 100 else f"{period.last.month}/{period.last:%y}"


def _signed(share: float) -> str:
    return f"+{percent(share)}" if share > 0 else f"−{percent(-share)}" if share < 0 else f"±{percent(0.0)}"
