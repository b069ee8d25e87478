"""The first page of the monthly report: four figures with twelve months each, and revenue by product group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from matplotlib.figure import Figure

from crm_desktop.base.i18n import _, plural
from crm_desktop.base.period import Period, add_months, month_of
from crm_desktop.charts.columns import ColumnsData, columns, columns_in_words
from crm_desktop.charts.style import print_style
from crm_desktop.charts.trend import SparkData, spark
from crm_desktop.documents.report_sheet import (
    Cell,
    Cents,
    Change,
    Chart,
    Column,
    Heading,
    Kpi,
    Note,
    Part,
    Share,
    Table,
    Tone,
)
from crm_desktop.domain.evaluations import Drawn, Measure, Question, Subject
from crm_desktop.operations.reports.asking import LEAST_RATED, Asked, answer, too_few
from crm_desktop.operations.reports.findings import Line
from crm_desktop.operations.reports.times import LEAST_WON, median
from crm_desktop.operations.reports.words import FULL, Pen, period_name, rounded
from crm_desktop.store.queries import report_figures as queries
from crm_desktop.store.reading import Reader

_MONTHS, _CHART, _SPARK = 12, 190.0, (108.0, 30.0)
#: Lines of the table of groups: with the total they end on the first page.
_GROUPS = 7


class MonthFigures(NamedTuple):
    """Twelve months up to the one reported, and what the same month brought a year before."""

    revenue: Sequence[float]
    year_before: float
    won: Sequence[float]
    #: Won and closed deals of the last twelve months and of the twelve before them.
    rates: tuple[tuple[int, int], tuple[int, int]]
    monthly_rates: Sequence[float]
    #: Median days and cases, likewise.
    times: tuple[tuple[float, int], tuple[float, int]]
    monthly_times: Sequence[float]


def month_figures(reader: Reader, month: Period, by: Pen) -> MonthFigures:
    """Return the figures of a month with the year around it."""
    year = Period(add_months(month.first, 1 - _MONTHS), month.last)
    past = Period(add_months(year.first, -12), month_of(add_months(month.first, -12)).last)
    asked = Asked(year, by.currency)
    revenue = answer(reader, Question(Subject.REVENUE, Measure.AMOUNT, "month"), asked)
    won = answer(reader, Question(Subject.CLOSED, Measure.AMOUNT, "month"), asked)
    months = [month_of(add_months(year.first, number)) for number in range(_MONTHS)]
    closed = [queries.closed_in(reader, one, currency=by.currency) for one in months]
    lasted = [queries.won_durations(reader, one, currency=by.currency) for one in months]
    now, then = (queries.won_durations(reader, span, currency=by.currency) for span in (year, past))
    return MonthFigures(
        [line.value for line in revenue.lines],
        (revenue.lines[-1].before or 0.0) if revenue.lines else 0.0,
        [line.value for line in won.lines],
        (
            queries.closed_in(reader, year, currency=by.currency),
            queries.closed_in(reader, past, currency=by.currency),
        ),
        [good / number for good, number in closed if number],
        (
            (median(now), sum(one.deals for one in now)),
            (median(then), sum(one.deals for one in then)),
        ),
        [median(found) for found in lasted if found],
    )


def month_kpis(found: MonthFigures, by: Pen) -> Iterator[Kpi]:
    """Yield revenue, orders won, win rate and time, each with what it is compared with."""
    revenue = found.revenue[-1] if found.revenue else 0.0
    note, tone = _("no figures of a year before"), Tone.PLAIN
    if found.year_before > 0:
        note, tone = _compared(revenue / found.year_before - 1, by)
    yield Kpi(_("Revenue of the month"), by.money(round(revenue)), note, tone, _line(found.revenue))
    won, before = (found.won[-1], found.won[-2]) if len(found.won) > 1 else (0.0, 0.0)
    words = _("{amount} more than the month before") if won >= before else _("{amount} less than the month before")
    better = Tone.PLAIN if won == before else Tone.GOOD if won > before else Tone.BAD
    change = words.format(amount=by.money(abs(round(won - before))))
    yield Kpi(_("Won deals of the month"), by.money(round(won)), change, better, _line(found.won))
    yield _rate(found, by)
    yield _time(found)


def revenue_parts(reader: Reader, month: Period, by: Pen) -> tuple[list[Part], Table, Figure | None]:
    """Return chart and table of revenue by product group, and both for files."""
    year = Period(add_months(month.first, 1 - _MONTHS), month.last)
    question = Question(Subject.REVENUE, Measure.AMOUNT, "month", "group", drawn=Drawn.COLUMNS)
    shown = answer(reader, question, Asked(year, by.currency))
    table = _groups(reader, month, year, by)
    if shown.missing or not isinstance(shown.chart, ColumnsData):
        return [Note(_("No sale was recorded in these twelve months."))], table, None
    # The line below the heading says what the ticks are.
    figure = columns(replace(shown.chart, before_name=""), print_style(), FULL, _CHART)
    hint = _("by product group, net; the black tick is the same month a year before")
    parts: list[Part] = [
        Heading(_("Revenue of the last twelve months"), hint), Chart(figure, columns_in_words(shown.chart)), table,
    ]  # fmt: skip
    return parts, table, figure


def _groups(reader: Reader, month: Period, year: Period, by: Pen) -> Table:
    """Return revenue by group: the month, three months, twelve, the share, and against the year before."""
    question = Question(Subject.REVENUE, Measure.AMOUNT, "group")
    quarter = Period(add_months(month.first, -2), month.last)
    sums = [
        {line.name: line for line in answer(reader, question, Asked(span, by.currency)).lines}
        for span in (month, quarter, year)
    ]
    sums = [_folded(of, list(sums[2])) for of in sums]
    names = list(sums[2])
    total = sum(line.value for line in sums[2].values())
    columns_of = [rounded([round(of[name].value) if name in of else 0 for name in names]) for of in sums]
    rows: list[list[Cell]] = []
    for place, name in enumerate(names):
        line = sums[2][name]
        rows.append([
            name, *(Cents(column[place]) for column in columns_of), Share(line.value / total if total else 0.0),
            Change(line.value / line.before - 1) if line.before else None,
        ])  # fmt: skip
    before = sum(line.before or 0.0 for line in sums[2].values())
    whole: list[Cell] = [
        _("Total"), *(Cents(sum(column)) for column in columns_of), Share(1.0 if total else 0.0),
        Change(total / before - 1) if before else None,
    ]  # fmt: skip
    heads = (
        Column(_("Product group"), figures=False), Column(period_name(month), 30, strong=True),
        Column(_("3 months"), 26), Column(_("12 months"), 28), Column(_("Share"), 20), Column(_("on the year"), 24),
    )  # fmt: skip
    return Table(heads, rows, whole if rows else ())


def _folded(lines: dict[str, Line], names: list[str]) -> dict[str, Line]:
    """Return the largest groups, and the others as one line where they are too many for the page."""
    if len(names) <= _GROUPS:
        return {name: lines[name] for name in names if name in lines}
    rest = [lines[name] for name in names[_GROUPS - 1 :] if name in lines]
    before = sum(line.before or 0.0 for line in rest)
    others = Line(_("Others"), sum(line.value for line in rest), before or None)
    kept = {name: lines[name] for name in names[: _GROUPS - 1] if name in lines}
    return {**kept, others.name: others}


def _rate(found: MonthFigures, by: Pen) -> Kpi:
    (won, closed), (before_won, before_closed) = found.rates
    if closed < LEAST_RATED:
        return Kpi(_("Win rate"), "–", too_few(closed, LEAST_RATED, _("closed deals")))
    note, tone = _("{n} cases in twelve months").format(n=closed), Tone.PLAIN
    if before_closed >= LEAST_RATED:
        points = round(100 * won / closed) - round(100 * before_won / before_closed)
        sign = "+" if points > 0 else "−" if points < 0 else "±"
        note = _("{sign}{n} points on the year, {cases} cases").format(sign=sign, n=abs(points), cases=closed)
        tone = Tone.GOOD if points > 0 else Tone.BAD if points < 0 else Tone.PLAIN
    return Kpi(_("Win rate"), by.percent(won / closed), note, tone, _line(found.monthly_rates))


def _time(found: MonthFigures) -> Kpi:
    (days, cases), (before, before_cases) = found.times
    if cases < LEAST_WON:
        return Kpi(_("Inquiry to order"), "–", too_few(cases, LEAST_WON, _("won deals")))
    note, tone = _("{n} cases in twelve months").format(n=cases), Tone.PLAIN
    off = round(days) - round(before)
    if before_cases >= LEAST_WON and off:
        words = _("{days} longer than the year before") if off > 0 else _("{days} shorter than the year before")
        note = words.format(days=plural("{n} day", "{n} days", abs(off)))
        tone = Tone.BAD if off > 0 else Tone.GOOD
    return Kpi(
        _("Inquiry to order"), plural("{n} day", "{n} days", round(days)), note, tone, _line(found.monthly_times)
    )


def _compared(change: float, by: Pen) -> tuple[str, Tone]:
    words = _("{share} more than a year before") if change >= 0 else _("{share} less than a year before")
    return words.format(share=by.percent(abs(change))), Tone.GOOD if change >= 0 else Tone.BAD


def _line(values: Sequence[float]) -> Figure | None:
    return spark(SparkData(values), print_style(), *_SPARK) if len(values) > 1 else None
