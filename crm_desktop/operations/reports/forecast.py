"""The forecast as a report to print: what is expected, from what, and how right earlier forecasts were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from matplotlib.figure import Figure

from crm_desktop.base.i18n import _, speaking
from crm_desktop.base.period import add_months, month_of, quarter_of, year_of
from crm_desktop.charts.fan import fan_in_words, fan_of, forecast_fan
from crm_desktop.charts.scale import short_amount
from crm_desktop.charts.style import print_style
from crm_desktop.documents.report import render_report
from crm_desktop.documents.report_sheet import (
    Chapter,
    Chart,
    Heading,
    Kpi,
    Note,
    Part,
    Sentence,
    Tone,
)
from crm_desktop.engine.forecast import Basis, Forecast, sentence
from crm_desktop.operations.forecasts import forecasts
from crm_desktop.operations.forecasts.forecasts import Outlook
from crm_desktop.operations.reports.forecast_tables import (
    contributions,
    deals_table,
    made,
    made_of,
    months_table,
    open_pipeline,
    year_before,
)
from crm_desktop.operations.reports.record import record_chapter, record_parts
from crm_desktop.operations.reports.words import FULL, Pen, Report, open_deals, pen, period_name, report_language
from crm_desktop.store.reading import Reader

#: Rows of the table of deals on paper; the others are summed up in one.
_MOST_DEALS = 16
#: Past periods looked back at, at most.
_MOST_PERIODS = 8
_CHART_HEIGHT = 226.0


def forecast_report(reader: Reader, *, as_of: date, language: str = "") -> bytes:
    """Return the forecast report as PDF, in a language or the firm's own; the same facts give the same bytes.

    Raises NotFound in a database that was never set up.
    """
    return render_report(make_forecast_report(reader, as_of=as_of, language=language).sheet).pdf


def make_forecast_report(reader: Reader, *, as_of: date, language: str = "") -> Report:
    """Work the forecast report out: for the period one plans for on a day, from what was known at its end."""
    chosen = report_language(reader, language)
    with speaking(chosen):
        return _made(reader, pen(reader, as_of=as_of, language=chosen))


def _made(reader: Reader, by: Pen) -> Report:
    found = forecasts.outlook(reader, as_of=by.as_of)
    forecast = found.forecast
    name = period_name(forecast.period)
    deals = deals_table(forecast)
    figure = _fan(forecast, name, by) if forecast.history else None
    sheet = by.sheet(
        title=_("Forecast {period}").format(period=name),
        subtitle=_("Orders we expect, from what was known on {day}").format(day=by.day(by.as_of)),
        sentences=tuple(_sentences(found, name, by)),
        kpis=tuple(_kpis(found, by)) if _has_facts(forecast) else (),
        warnings=[sentence(warning, by.currency) for warning in forecast.warnings] if _has_facts(forecast) else (),
        opening=_opening(forecast, figure, by),
        chapters=_chapters(reader, forecast, by) if _has_facts(forecast) else (),
    )
    return Report(sheet, deals, figure)


def forecast_chapter(reader: Reader, by: Pen) -> tuple[Forecast, Chapter]:
    """Return the forecast of the period to plan for, and its page: the months ahead, and how good it was."""
    forecast = forecasts.outlook(reader, as_of=by.as_of).forecast
    if not _has_facts(forecast) or not forecast.history:
        return forecast, Chapter(_("What we expect"), [Note(_("A forecast needs deals."))])
    name = period_name(forecast.period)
    record = forecasts.track_record(
        reader, known_by=by.as_of, like=forecast.period, periods=_periods_recorded(forecast)
    )
    parts = [*_opening(forecast, _fan(forecast, name, by), by), *record_parts(record, forecast.period, by)]
    hint = _("{period}; {deals}").format(period=name, deals=open_pipeline(forecast, by))
    return forecast, Chapter(_("What we expect"), parts, hint)


def _has_facts(forecast: Forecast) -> bool:
    return bool(forecast.deals or forecast.closed_deals)


def _sentences(found: Outlook, name: str, by: Pen) -> Iterator[Sentence]:
    """Yield what happens: what is expected, what that means, and what it hangs on."""
    forecast = found.forecast
    if not _has_facts(forecast):
        yield Sentence(
            _("No deal was recorded up to {day}, so there is nothing to foresee.").format(day=by.day(by.as_of))
        )
        return
    expected = by.money(forecast.expected_cents)
    yield Sentence(
        _(
            "For {period} we expect orders of {amount}; with a chance of {share} they lie between {low} and {high}."
        ).format(
            period=name,
            amount=expected,
            share=by.percent(0.8),
            low=by.money(forecast.p10_cents),
            high=by.money(forecast.p90_cents),
        ),
        (expected,),
    )
    yield from _meaning(found, by)
    if forecast.deals:
        largest, first = max(zip(contributions(forecast), forecast.deals, strict=True), key=lambda pair: pair[0])
        yield Sentence(
            _(
                "Of this, {known} comes from deals known today ({deals}, {open}); the largest part, {amount}, "
                "from “{title}”."
            ).format(
                deals=open_deals(len(forecast.deals)),
                open=by.money(forecast.open_cents),
                known=by.money(made(forecast).known),
                title=first.title,
                amount=by.money(largest),
            )
        )


def _meaning(found: Outlook, by: Pen) -> Iterator[Sentence]:
    """Yield what the figure means beside the goal, or beside what the same months brought a year before."""
    if found.target_cents is not None and found.target_chance is not None:
        chance = by.percent(found.target_chance)
        yield Sentence(
            _("The goal of {goal} is reached with a chance of {chance}.").format(
                goal=by.money(found.target_cents), chance=chance
            ),
            (chance,),
        )
        return
    before = year_before(found.forecast)
    if before:
        yield Sentence(
            _("The same months brought {amount} a year before.").format(amount=by.money(before)), (by.money(before),)
        )


def _kpis(found: Outlook, by: Pen) -> Iterator[Kpi]:
    forecast = found.forecast
    note, tone = _compared(forecast, by)
    parts = made(forecast)
    yield Kpi(_("Expected"), by.money(forecast.expected_cents), note, tone)
    yield Kpi(
        _("Range with {share}").format(share=by.percent(0.8)),
        _range(forecast.p10_cents, forecast.p90_cents, by),
        _("with {share}: {range}").format(
            share=by.percent(0.5), range=_range(forecast.p25_cents, forecast.p75_cents, by)
        ),
    )
    if found.target_cents is not None and found.target_chance is not None:
        gap = forecast.expected_cents - found.target_cents
        above = _("{amount} above the goal") if gap >= 0 else _("{amount} below the goal")
        yield Kpi(
            _("Chance to reach the goal"),
            by.percent(found.target_chance),
            above.format(amount=by.money(abs(gap))),
            Tone.GOOD if gap >= 0 else Tone.BAD,
        )
    else:
        yield Kpi(_("Chance to reach the goal"), "–", _("no goal is set for the year"))
    yield Kpi(
        _("From known deals"),
        by.money(parts.known + parts.booked),
        _("new business: {amount}").format(amount=by.money(parts.new)),
    )


def _range(low: int, high: int, by: Pen) -> str:
    """Return a range in the unit of its upper end: 85 – 303 k €."""
    return f"{short_amount(low, by.currency, unit=False, of=high)} – {short_amount(high, by.currency, of=high)}"


def _compared(forecast: Forecast, by: Pen) -> tuple[str, Tone]:
    """Return a comparison with the year before in words, and whether it is good news."""
    before = year_before(forecast)
    if not before:
        return _("no figures of a year before"), Tone.PLAIN
    change = forecast.expected_cents / before - 1
    if change >= 0:
        return _("{share} more than a year before").format(share=by.percent(change)), Tone.GOOD
    return _("{share} less than a year before").format(share=by.percent(-change)), Tone.BAD


def _fan(forecast: Forecast, name: str, by: Pen) -> Figure:
    data = fan_of(forecast, period_name=name, currency=by.currency)
    return forecast_fan(data, print_style(), FULL, _CHART_HEIGHT)


def _opening(forecast: Forecast, figure: Figure | None, by: Pen) -> list[Part]:
    if not _has_facts(forecast):
        return []
    if figure is None:
        return [Note(_("The chart by month needs a whole month of history."))]
    words = fan_in_words(fan_of(forecast, currency=by.currency))
    return [
        Heading(
            _("Orders by month"),
            _("below “low” and above “high” it ends in one case of ten each"),
        ),
        Chart(figure, words),
        months_table(forecast, by),
    ]


def _chapters(reader: Reader, forecast: Forecast, by: Pen) -> list[Chapter]:
    record = forecasts.track_record(
        reader, known_by=by.as_of, like=forecast.period, periods=_periods_recorded(forecast)
    )
    deals = deals_table(forecast, most=_MOST_DEALS)
    parts: list[Part] = [
        Heading(_("What it is made of")),
        made_of(forecast, by),
        Heading(_("Open deals"), _("each with its chance, and the part of it that falls into the period")),
    ]
    parts += [deals] if forecast.deals else [Note(_("No deal is open."))]
    return [
        Chapter(
            _("What we expect"), parts, _("All sales processes; {deals}").format(deals=open_pipeline(forecast, by))
        ),
        record_chapter(record, forecast.period, by, method=_method(forecast)),
    ]


def _periods_recorded(forecast: Forecast) -> int:
    """Return how many whole periods lie between the beginning of the records and now, eight at most."""
    if not forecast.history:
        return 0
    months = 1 if forecast.period.days <= 31 else 3 if forecast.period.days <= 92 else 12
    of = {1: month_of, 3: quarter_of, 12: year_of}[months]
    began, running = forecast.history[0].month.first, of(forecast.as_of).first
    return sum(1 for back in range(1, _MOST_PERIODS + 1) if add_months(running, -months * back) >= began)


def _method(forecast: Forecast) -> str:
    if forecast.basis is Basis.CONFIGURED:
        return _(
            "How this forecast is made: too few deals are closed to learn from ({n}), so each open deal counts with "
            "the chance you set for its stage. Lost deals count as nothing."
        ).format(n=forecast.closed_deals)
    return _(
        "How this forecast is made: the chance of each deal and the day it closes follow from {n} closed deals of this "
        "firm, by stage and time in it. Lost deals count as nothing. New business is what came in lately. The range "
        "covers the luck of single deals and what is uncertain about the chances themselves."
    ).format(n=forecast.closed_deals)
