"""The picture of a forecast by month, drawn in a lane, and what periods are called."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtGui import QImage

from crm_desktop.base.formats import month
from crm_desktop.base.period import Period, add_months
from crm_desktop.operations.forecasts.forecasts import Outlook
from crm_desktop.ui.models.chart_image import Draw, chart_image


def period_name(period: Period, *, short: bool = False) -> str:
    """Return what people call a month, quarter or year: November 2026, Q4 2026, 2026; short: 11/26, 4/26, 2026."""
    first = period.first
    if period.days > 100:
        return str(first.year)
    if period.days > 31:
        quarter = (first.month + 2) // 3
        return f"{quarter}/{first:%y}" if short else f"Q{quarter} {first.year}"
    return f"{first:%m/%y}" if short else f"{month(first, form='LLLL')} {first.year}"


def fan_image(
    *, first: Outlook, what_if: Outlook | None, today: date, period_words: str, **look_of: Any
) -> tuple[QImage, str]:
    """Draw the fan; runs in a lane, where matplotlib is imported."""
    from crm_desktop.charts.fan_data import FanData, MonthAmount, MonthRange, fan_in_words

    forecast = first.forecast
    ahead = [
        MonthRange(one.month.first, one.expected_cents, one.p10_cents, one.p25_cents, one.p75_cents, one.p90_cents)
        for one in forecast.fan
    ]
    months_ahead = {one.month for one in ahead}
    data = FanData(
        today=today,
        history=[
            MonthAmount(one.month.first, one.won_cents) for one in first.history if one.month.first not in months_ahead
        ],
        ahead=ahead,
        period=forecast.period,
        period_name=period_words,
        year_before=[
            MonthAmount(after, one.won_cents)
            for one in first.year_before
            if (after := add_months(one.month.first, 12)) >= forecast.period.first
        ],
        what_if=[one.expected_cents for one in what_if.forecast.fan] if what_if else (),
        currency=first.currency,
    )
    return chart_image(_forecast_fan, data, **look_of), fan_in_words(data)


def _forecast_fan() -> Draw:
    from crm_desktop.charts.fan import forecast_fan

    return forecast_fan
