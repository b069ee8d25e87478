"""The tables of the forecast report: month by month, what the sum is made of, and the open deals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from crm_desktop.base.i18n import _, plural
from crm_desktop.base.period import Period, add_months
from crm_desktop.documents.report_sheet import Cell, Cents, Column, Share, Table, Titled
from crm_desktop.engine.forecast import DealForecast, Forecast, ReasonCode, word
from crm_desktop.operations.report_words import Pen, period_name, rounded


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


def open_pipeline(forecast: Forecast, by: Pen) -> str:
    """Return number, value and weighted value of the open deals in words."""
    return _("{deals}, {open}, weighted by stage {weighted}").format(
        deals=plural("{n} open deal", "{n} open deals", len(forecast.deals)),
        open=by.money(forecast.open_cents),
        weighted=by.money(forecast.weighted_cents),
    )


def months_table(forecast: Forecast) -> Table:
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
        Column(_("low (10 %)"), 29),
        Column(_("expected"), 29, strong=True),
        Column(_("high (90 %)"), 29),
        Column(_("a year before"), 31),
    )
    return Table(columns, rows)


def made_of(forecast: Forecast, by: Pen) -> Table:
    """Return the parts of what is expected; they add up to it."""
    parts = (
        (_("Won in the period already"), forecast.booked_cents, ""),
        (_("From deals known today"), forecast.known_cents, open_pipeline(forecast, by)),
        (_("New business, not known yet"), forecast.new_business_cents, _("as many and as large as lately")),
        (_("Going on as in the last weeks"), forecast.adjustment_cents, _("what the run-rate adds or takes away")),
    )
    amounts = rounded([cents for _name, cents, _about in parts])
    total = forecast.expected_cents
    rows: list[list[Cell]] = [
        [name, about, Cents(cents), Share(cents / total) if total else None]
        for (name, _cents, about), cents in zip(parts, amounts, strict=True)
    ]
    columns = (
        Column(_("Part"), 52, figures=False),
        Column(_("from"), figures=False),
        Column(_("Amount"), 25),
        Column(_("Share"), 18),
    )
    return Table(columns, rows, (_("Expected"), "", Cents(total), Share(1.0)))


def deals_table(deals: tuple[DealForecast, ...], *, most: int | None = None) -> Table:
    """Return the open deals by contribution; beyond `most`, the others as one row."""
    parts = rounded([deal.contribution_cents for deal in deals])
    shown = len(deals) if most is None or len(deals) <= most else most - 1
    rows: list[list[Cell]] = [
        [
            Titled(deal.title, deal.customer),
            deal.stage,
            Cents(deal.amount_cents),
            Share(deal.win_probability),
            Share(deal.probability_in_period),
            Cents(cents),
            why(deal),
        ]
        for deal, cents in zip(deals[:shown], parts, strict=False)
    ]
    if shown < len(deals):
        others = plural("{n} other deal", "{n} other deals", len(deals) - shown)
        value = Cents(sum(deal.amount_cents for deal in deals[shown:]))
        rows.append([others, "", value, None, None, Cents(sum(parts[shown:])), ""])
    columns = (
        Column(_("Deal"), figures=False),
        Column(_("Stage"), 24, figures=False),
        Column(_("Value"), 17),
        Column(_("Chance"), 15),
        Column(_("in the period"), 15),
        Column(_("Contributes"), 20),
        Column(_("why"), 34, figures=False),
    )
    value = Cents(sum(deal.amount_cents for deal in deals))
    return Table(columns, rows, (_("Total"), "", value, None, None, Cents(sum(parts)), "") if deals else ())


def why(deal: DealForecast) -> str:
    """Return in a few words, with numbers of cases, why a deal has its chance."""
    said: list[str] = []
    for reason in deal.reasons[:2]:
        if reason.code is ReasonCode.STAGE:
            won, cases = int(reason.figures["won"]), int(reason.figures["cases"])
            said.append(_("{won} of {cases} won").format(won=won, cases=cases))
        elif word(reason):
            said.append(word(reason))
    return ", ".join(said)
