"""The tables of the forecast report: month by month, what the sum is made of, and the open deals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crm_desktop.base.i18n import _, plural
from crm_desktop.base.period import Period, add_months
from crm_desktop.documents.report_sheet import Cell, Cents, Column, Share, Table, Titled
from crm_desktop.engine.forecast import DealForecast, Forecast, ReasonCode, word
from crm_desktop.operations.reports.words import Pen, open_deals, period_name, rounded


def year_before(forecast: Forecast) -> int | None:
    """Return what the months of the period brought a year before; None where that is not known for all of them."""
    past = {each.month.first: each.cents for each in forecast.history}
    months = list(_months(forecast.period))
    found = [past.get(add_months(month, -12)) for month in months]
    known = [cents for cents in found if cents is not None]
    return sum(known) if known and len(known) == len(months) else None


def _months(period: Period) -> Iterator[date]:
    month = period.first.replace(day=1)
    while month <= period.last:
        yield month
        month = add_months(month, 1)


class Made(NamedTuple):
    """What is expected in whole units, in cents, by where it comes from; the parts add up to the sum printed."""

    booked: int
    known: int
    new: int
    pace: int


def made(forecast: Forecast) -> Made:
    """Return the parts of what is expected as all tables and sentences print them."""
    parts = (forecast.booked_cents, forecast.known_cents, forecast.new_business_cents, forecast.adjustment_cents)
    return Made(*rounded(parts, forecast.expected_cents))


def contributions(forecast: Forecast) -> list[int]:
    """Return what each open deal contributes, in whole units; together they are what known deals bring."""
    return rounded([deal.contribution_cents for deal in forecast.deals], made(forecast).known)


def open_pipeline(forecast: Forecast, by: Pen) -> str:
    """Return number, value and weighted value of the open deals in words."""
    return _("{deals}, {open}, weighted by stage {weighted}").format(
        deals=open_deals(len(forecast.deals)),
        open=by.money(forecast.open_cents),
        weighted=by.money(forecast.weighted_cents),
    )


def months_table(forecast: Forecast, by: Pen) -> Table:
    """Return what is expected of each month ahead and of the whole period, beside the year before."""
    past = {each.month.first: each.cents for each in forecast.history}

    def before(month: date) -> Cents | None:
        cents = past.get(add_months(month, -12))
        return None if cents is None else Cents(cents)

    rows: list[list[Cell]] = [
        [
            period_name(each.month),
            Cents(each.p10_cents),
            Cents(each.expected_cents),
            Cents(each.p90_cents),
            before(each.month.first),
        ]
        for each in forecast.fan
    ]
    year = year_before(forecast)
    rows.append(
        [
            period_name(forecast.period),
            Cents(forecast.p10_cents),
            Cents(forecast.expected_cents),
            Cents(forecast.p90_cents),
            None if year is None else Cents(year),
        ]
    )
    columns = (
        Column(_("Period"), figures=False),
        Column(_("low ({share})").format(share=by.percent(0.1)), 29),
        Column(_("expected"), 29, strong=True),
        Column(_("high ({share})").format(share=by.percent(0.9)), 29),
        Column(_("a year before"), 31),
    )
    return Table(columns, rows)


def made_of(forecast: Forecast, by: Pen) -> Table:
    """Return the parts of what is expected; they add up to it."""
    amounts = made(forecast)
    parts = (
        (_("Won in the period already"), amounts.booked, ""),
        (
            _("From deals known today"),
            amounts.known,
            _("{deals}, {open}").format(deals=open_deals(len(forecast.deals)), open=by.money(forecast.open_cents)),
        ),
        (_("New business, not known yet"), amounts.new, _("as many and as large as lately")),
        (_("Going on as in the last weeks"), amounts.pace, _("what the run-rate adds or takes away")),
    )
    total = forecast.expected_cents
    rows: list[list[Cell]] = [
        [name, about, Cents(cents), Share(cents / total) if total else None] for name, cents, about in parts
    ]
    columns = (
        Column(_("Part"), 56, figures=False),
        Column(_("from"), figures=False),
        Column(_("Amount"), 25),
        Column(_("Share"), 18),
    )
    return Table(columns, rows, (_("Expected"), "", Cents(total), Share(1.0)))


def deals_table(forecast: Forecast, *, most: int | None = None) -> Table:
    """Return the open deals by contribution; beyond `most`, the others as one row."""
    deals, parts = forecast.deals, contributions(forecast)
    shown = len(deals) if most is None or len(deals) <= most else most - 1
    rows: list[list[Cell]] = [
        [
            Titled(deal.title, deal.customer),
            deal.stage,
            Cents(deal.amount_cents),
            Share(deal.win_probability),
            Share(deal.probability_in_period),
            Cents(cents),
            Titled("", why(deal)),
        ]
        for deal, cents in zip(deals[:shown], parts, strict=False)
    ]
    if shown < len(deals):
        others = plural("{n} other deal", "{n} other deals", len(deals) - shown)
        value = Cents(sum(deal.amount_cents for deal in deals[shown:]))
        rows.append([others, "", value, "", "", Cents(sum(parts[shown:])), ""])
    columns = (
        Column(_("Deal"), figures=False),
        Column(_("Stage"), 23, figures=False),
        Column(_("Value"), 17),
        Column(_("Chance"), 14),
        Column(_("in the period"), 14),
        Column(_("Contributes"), 19),
        Column(_("why"), 35, figures=False),
    )
    value = Cents(sum(deal.amount_cents for deal in deals))
    return Table(columns, rows, (_("Total"), "", value, "", "", Cents(sum(parts)), "") if deals else ())


def why(deal: DealForecast) -> str:
    """Return in a few words, with numbers of cases, why a deal has its chance; a line for each reason."""
    said: list[str] = []
    for reason in deal.reasons[:2]:
        if reason.code is ReasonCode.STAGE:
            won, cases = int(reason.figures["won"]), int(reason.figures["cases"])
            said.append(_("{won} of {cases} won").format(won=won, cases=cases))
        elif word(reason):
            said.append(word(reason))
    return "\n".join(said)
