"""What the forecast expects month by month, as one of the reports."""

from __future__ import annotations

from datetime import date

from crm_desktop.base.formats import amount
from crm_desktop.base.i18n import _
from crm_desktop.charts.fan_data import FanData, MonthAmount, MonthRange
from crm_desktop.domain.evaluations import Unit
from crm_desktop.engine.forecast.result import Basis
from crm_desktop.operations.forecasts.forecasts import Outlook, outlook
from crm_desktop.operations.reports.asking import Asked
from crm_desktop.operations.reports.findings import Behind, Extra, Finding, Line
from crm_desktop.operations.reports.names import place_names
from crm_desktop.operations.reports.words import period_name
from crm_desktop.store.reading import Reader


def expected_orders(reader: Reader, asked: Asked, today: date) -> Finding:
    """Return the forecast as a report."""
    return expected_of(outlook(reader, as_of=today, months_back=6), asked, today)


def expected_of(found: Outlook, asked: Asked, today: date) -> Finding:
    """Return a forecast worked out before as a report."""
    ahead = found.forecast
    fan = [
        MonthRange(one.month.first, one.expected_cents, one.p10_cents, one.p25_cents, one.p75_cents, one.p90_cents)
        for one in ahead.fan
    ]
    months = {one.month for one in fan}
    history = [MonthAmount(one.month.first, one.won_cents) for one in found.history if one.month.first not in months]
    lines = tuple(
        Line(
            place_names("month", one.month.first, long=True),
            one.expected_cents,
            # What is overdue is expected in the month that runs.
            behind=Behind(
                kind="due", keys=((one.month.first if place else date.min).isoformat(), one.month.last.isoformat())
            ),
        )
        for place, one in enumerate(ahead.fan)
    )
    low, high = (amount(cents, found.currency, whole=True) for cents in (ahead.p10_cents, ahead.p90_cents))
    missing = "" if ahead.deals or ahead.closed_deals else _("A forecast needs deals.")
    said = _("In {period} {amount} are expected; with 80 % between {low} and {high}.").format(
        period=period_name(ahead.period),
        amount=amount(ahead.expected_cents, found.currency, whole=True),
        low=low,
        high=high,
    )
    notes = [_("A line opens the deals that are due in its month; what is expected counts every deal by its chance.")]
    if ahead.basis is not Basis.LEARNED:
        notes.insert(0, _("This rests on few closed deals."))
    return Finding(
        name="expected",
        title=_("Expected orders"),
        subtitle=_("a month, with the range of 50 and 80 %"),
        period=asked.period,
        unit=Unit.MONEY,
        by=_("Month"),
        measure=_("Expected"),
        lines=lines,
        currency=found.currency,
        extras=(
            Extra(_("at least, with 90 %"), Unit.MONEY, tuple(float(one.p10_cents) for one in ahead.fan)),
            Extra(_("at most, with 90 %"), Unit.MONEY, tuple(float(one.p90_cents) for one in ahead.fan)),
        ),
        chart=None
        if missing
        else FanData(today=today, history=history, ahead=fan, currency=found.currency, legend=False),
        sentence=missing or said,
        note=" ".join(notes),
        missing=missing,
    )
