"""The chapter of a report that says how right earlier forecasts were, beside simpler ones."""

from __future__ import annotations

from datetime import timedelta

from crm_desktop.base.i18n import _
from crm_desktop.base.period import Period, month_of, quarter_of, year_of
from crm_desktop.charts.record import PastForecast, RecordData, record_bars, record_in_words
from crm_desktop.charts.style import print_style
from crm_desktop.documents.report_sheet import (
    Alert,
    Bar,
    Beside,
    Cell,
    Cents,
    Chapter,
    Chart,
    Column,
    Heading,
    Note,
    Part,
    Share,
    Table,
)
from crm_desktop.engine.backtest import PROGRAM, Backtest, Window
from crm_desktop.operations.reports.words import BESIDE, Pen, period_name

#: Fewer past periods prove nothing.
_LEAST = 4
_CHART_HEIGHT = 205.0


def record_chapter(found: Backtest, like: Period, by: Pen, *, method: str) -> Chapter:
    """Return the chapter on past forecasts of the same kind of period; without enough of them it says so in a line."""
    title = _("How good were the forecasts?")
    if len(found.windows) < _LEAST:
        few = _("Not enough past yet: from {n} finished periods on, this page shows how right the forecast was.")
        return Chapter(title, (Note(few.format(n=_LEAST)), Note(method)), new_page=False)
    names = [period_name(_period(window, like)) for window in found.windows]
    parts: list[Part] = [
        _beside(found, like, by),
        Heading(_("Period by period"), _("foreseen on the eve of each period, against what came")),
        _windows_table(found, names, by),
        Heading(_("Beside simpler forecasts"), _("errors as shares of the mean result; lower is better")),
        _scores_table(found),
    ]
    if found.deals.brier is not None and found.deals.ece is not None:
        parts.append(
            Note(
                _(
                    "Single deals: {n} chances were said in these forecasts; on average they were {share} away from "
                    "the share that was won."
                ).format(n=found.deals.n, share=by.percent(found.deals.ece))
            )
        )
    parts.append(Note(method))
    hint = _("Each forecast knew only what was known on its day; {n} periods").format(n=len(found.windows))
    return Chapter(title, parts, hint)


def record_parts(found: Backtest, like: Period, by: Pen) -> list[Part]:
    """Return how right earlier forecasts were in half a page: picture, errors beside simpler ones."""
    heading = Heading(
        _("How good were the forecasts?"),
        _("Each forecast knew only what was known on its day; {n} periods").format(n=len(found.windows)),
    )
    if len(found.windows) < _LEAST:
        few = _("Not enough past yet: from {n} finished periods on, this page shows how right the forecast was.")
        return [heading, Note(few.format(n=_LEAST))]
    return [heading, _beside(found, like, by)]


def _period(window: Window, like: Period) -> Period:
    """Return the calendar period a window stands for."""
    first = window.as_of + timedelta(days=1)
    of = month_of if like.days <= 31 else quarter_of if like.days <= 92 else year_of
    return of(first)


def _beside(found: Backtest, like: Period, by: Pen) -> Beside:
    periods = [
        PastForecast(
            period_name(_period(window, like), short=True),
            window.p10_cents,
            window.expected_cents,
            window.p90_cents,
            window.actual_cents,
        )
        for window in found.windows
    ]
    data = RecordData(periods, by.currency)
    inside, n = sum(each.inside for each in periods), len(periods)
    errors = {name: score.wape for name, score in found.scores.items() if score.wape is not None}
    largest = max(errors.values(), default=1.0) or 1.0
    named = _names()
    bars = [
        Bar(named[name], error / largest, by.percent(error), strong=name == PROGRAM) for name, error in errors.items()
    ]
    return Beside(
        Chart(record_bars(data, print_style(), BESIDE, _CHART_HEIGHT), record_in_words(data)),
        _("{inside} of {n}").format(inside=inside, n=n),
        _("results lay in the range of {share}; with honest ranges {expected} were to be expected.").format(
            share=by.percent(0.8), expected=_share_of(n)
        ),
        _("Mean error"),
        bars,
    )


def _share_of(number: int) -> str:
    """Return how many of some results an honest range of 80 per cent holds: 8, or 5 or 6."""
    low, rest = divmod(8 * number, 10)
    return _("{low} or {high}").format(low=low, high=low + 1) if rest else str(low)


def _windows_table(found: Backtest, names: list[str], by: Pen) -> Table:
    rows: list[list[Cell]] = [
        [
            name,
            Cents(window.p10_cents),
            Cents(window.expected_cents),
            Cents(window.p90_cents),
            Cents(window.actual_cents),
            _("yes") if window.p10_cents <= window.actual_cents <= window.p90_cents else Alert(_("outside")),
        ]
        for name, window in zip(names, found.windows, strict=True)
    ]
    columns = (
        Column(_("Period"), figures=False),
        Column(_("low ({share})").format(share=by.percent(0.1)), 27),
        Column(_("expected"), 27),
        Column(_("high ({share})").format(share=by.percent(0.9)), 27),
        Column(_("came in"), 27, strong=True),
        Column(_("in the range"), 26, figures=False),
    )
    return Table(columns, rows)


def _scores_table(found: Backtest) -> Table:
    named = _names()
    rows: list[list[Cell]] = [
        [
            named[name],
            *(None if value is None else Share(value) for value in (score.wape, score.bias, score.crps)),
            None if score.coverage_80 is None else Share(score.coverage_80),
        ]
        for name, score in found.scores.items()
    ]
    columns = (
        Column(_("Method"), figures=False),
        Column(_("Mean error"), 25),
        Column(_("Bias"), 25),
        Column(_("Error of the whole range"), 32),
        Column(_("In the range"), 28),
    )
    return Table(columns, rows)


def _names() -> dict[str, str]:
    """Return what the forecasts that are compared are called."""
    return {
        PROGRAM: _("This program"),
        "static": _("Fixed chances by stage"),
        "run_rate": _("Rate of the last weeks"),
        "naive_bayes": _("Traits of the deal alone"),
        "last_period": _("Same as last period"),
        "last_year": _("Same as a year before"),
    }
