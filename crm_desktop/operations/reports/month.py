"""The monthly report: figures of the last whole month, the forecast and its record, the pipeline, whom to call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from crm_desktop.base.i18n import _, speaking
from crm_desktop.base.period import Period, add_months, month_of
from crm_desktop.charts.drawing import draw_any, in_words
from crm_desktop.charts.style import print_style
from crm_desktop.documents.report_sheet import Chapter, Chart, Heading, Note, Part, Sentence, Table
from crm_desktop.domain.evaluations import Measure, Question, Subject
from crm_desktop.engine.forecast.result import Forecast
from crm_desktop.operations.reports.asking import Asked, answer
from crm_desktop.operations.reports.exporting import table_of
from crm_desktop.operations.reports.findings import Finding
from crm_desktop.operations.reports.forecast import forecast_chapter
from crm_desktop.operations.reports.month_figures import MonthFigures, month_figures, month_kpis, revenue_parts
from crm_desktop.operations.reports.month_people import people_parts
from crm_desktop.operations.reports.movement import movement
from crm_desktop.operations.reports.pipeline import pipeline_parts
from crm_desktop.operations.reports.words import FULL, Pen, Report, pen, period_name, report_language
from crm_desktop.store.reading import Reader

_WATERFALL, _ROW, _SIDE = 170.0, 17.0, 6


def make_monthly_report(reader: Reader, *, as_of: date, language: str = "") -> Report:
    """Work the monthly report out: of the month that ends on a day, else of the last whole one before it."""
    chosen = report_language(reader, language)
    month = last_month(as_of)
    with speaking(chosen):
        return _made(reader, month, pen(reader, as_of=month.last, language=chosen), as_of)


def last_month(as_of: date) -> Period:
    """Return the month that is over at the end of a day."""
    this = month_of(as_of)
    return this if this.last == as_of else month_of(this.first - timedelta(days=1))


def _made(reader: Reader, month: Period, by: Pen, today: date) -> Report:
    figures = month_figures(reader, month, by)
    forecast, ahead = forecast_chapter(reader, by)
    opening, table, figure = revenue_parts(reader, month, by)
    sheet = by.sheet(
        title=period_name(month),
        subtitle=_("Monthly report: figures, forecast, pipeline, customers"),
        sentences=tuple(_sentences(reader, month, figures, forecast, by)),
        kpis=tuple(month_kpis(figures, by)),
        opening=opening,
        chapters=[ahead, _pipeline(reader, month, by, today), _people(reader, month, by)],
    )
    return Report(sheet, table, figure)


def _sentences(reader: Reader, month: Period, figures: MonthFigures, forecast: Forecast, by: Pen) -> Iterator[Sentence]:
    """Yield what happened: the month beside the year before, what is expected, and what is left lying."""
    revenue = by.money(round(figures.revenue[-1]))
    said = _("{month} brought revenue of {amount}").format(month=period_name(month), amount=revenue)
    best = figures.revenue[-1] > 0 and figures.revenue[-1] == max(figures.revenue)
    if figures.year_before > 0:
        change = figures.revenue[-1] / figures.year_before - 1
        words = _("{share} more than a year before") if change >= 0 else _("{share} less than a year before")
        said += ", " + words.format(share=by.percent(abs(change)))
    if best:
        said += ", " + _("the best month of the last twelve")
    yield Sentence(f"{said}.", (revenue,))
    if forecast.deals or forecast.closed_deals:
        amount = by.money(forecast.expected_cents)
        yield Sentence(
            _("For {period} we expect {amount}; with a chance of {share} it lies between {low} and {high}.").format(
                period=period_name(forecast.period),
                amount=amount,
                share=by.percent(0.8),
                low=by.money(forecast.p10_cents),
                high=by.money(forecast.p90_cents),
            ),
            (amount,),
        )
    won = answer(reader, Question(Subject.CLOSED, Measure.COUNT, "pipeline"), Asked(month, by.currency))
    if won.total is not None:
        yield Sentence(
            _("Of {n} deals closed in the month {won} were won.").format(n=won.total.cases, won=won.total.hits)
        )


def _pipeline(reader: Reader, month: Period, by: Pen, today: date) -> Chapter:
    """Return the chapter on what changed, what is open, and why deals were won and lost."""
    moved = movement(reader, Asked(month, by.currency), today)
    parts: list[Part] = [Heading(_("What changed in {month}").format(month=period_name(month)))]
    if moved.chart is not None:
        parts.append(Chart(draw_any(moved.chart, print_style(), FULL, _WATERFALL), in_words(moved.chart)))
        parts.append(Note(moved.sentence))
    else:
        parts.append(Note(moved.missing))
    if today == month.last or (today - month.last).days < 45:
        parts += pipeline_parts(reader, by._replace(as_of=today))
    return Chapter(_("Pipeline and movement"), parts)


def _reasons(found: Finding, heading: str) -> Sequence[Part]:
    if found.chart is None:
        return (Heading(heading), Note(found.missing))
    bars = min(len(found.lines), _SIDE)
    height = _ROW * max(bars, len(getattr(found.chart, "bars", ()))) + 16.0
    figure = draw_any(found.chart, print_style(), FULL, height)
    return (Heading(heading, _("last twelve months")), Chart(figure, in_words(found.chart)))


def _people(reader: Reader, month: Period, by: Pen) -> Chapter:
    """Return the chapter used with a pencil: whom to call and whom to win back, and where orders come from."""
    parts = list(people_parts(reader, by))
    asked = Asked(Period(add_months(month.first, -11), month.last), by.currency)
    channels = answer(reader, Question(Subject.REVENUE, Measure.AMOUNT, "channel"), asked)
    if channels.lines:
        table: Table = table_of(channels)
        parts += [Heading(_("Revenue by channel"), _("last twelve months")), table]
    for what, heading in (("argument", _("What convinced")), ("reason", _("Why deals were lost"))):
        parts += _reasons(answer(reader, Question(Subject.CLOSED, Measure.COUNT, what), asked), heading)
    return Chapter(_("Customers and reasons"), parts)
