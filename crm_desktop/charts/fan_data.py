"""What a fan shows of a forecast, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm_desktop.base import formats
from crm_desktop.base.i18n import _
from crm_desktop.base.period import Period, add_months
from crm_desktop.engine.forecast.result import Forecast


class MonthAmount(NamedTuple):
    """An amount of a month, given by any of its days."""

    month: date
    cents: int


class MonthRange(NamedTuple):
    """What is expected of a month, given by any of its days."""

    month: date
    expected_cents: int
    p10_cents: int
    p25_cents: int
    p75_cents: int
    p90_cents: int


@dataclass(frozen=True)
class FanData:
    """What a fan shows: `history` are whole months before that of `today`, `ahead` begins with that of `today`."""

    today: date
    history: Sequence[MonthAmount]
    ahead: Sequence[MonthRange]
    #: The chosen period, shaded, and its name.
    period: Period | None = None
    period_name: str = ""
    #: What came in months a year before those ahead, given by the months ahead.
    year_before: Sequence[MonthAmount] = ()
    #: Expected without the deals left out, as many as `ahead`.
    what_if: Sequence[int] = ()
    currency: str = "EUR"
    legend: bool = True


def fan_of(
    found: Forecast,
    *,
    months_back: int = 8,
    period_name: str = "",
    what_if: Forecast | None = None,
    currency: str = "EUR",
) -> FanData:
    """Return what a fan shows of a forecast; `what_if` is the same one without the deals left out."""
    past = {each.month.first: each.cents for each in found.history}
    ahead = [
        MonthRange(m.month.first, m.expected_cents, m.p10_cents, m.p25_cents, m.p75_cents, m.p90_cents)
        for m in found.fan
    ]
    return FanData(
        today=found.as_of,
        history=[MonthAmount(each.month.first, each.cents) for each in found.history[-months_back:]],
        ahead=ahead,
        period=found.period,
        period_name=period_name,
        year_before=[
            MonthAmount(month.month, past[before])
            for month in ahead
            if (before := add_months(month.month, -12)) in past and month.month >= found.period.first
        ],
        what_if=[] if what_if is None else [month.expected_cents for month in what_if.fan],
        currency=currency,
    )


def fan_in_words(data: FanData) -> str:
    """Return what the figure shows as text, for those who cannot see it."""
    parts = [
        _("{month}: {amount} came in").format(month=_long_month(each.month), amount=_whole(each.cents, data))
        for each in data.history
    ]
    parts += [
        _("{month}: {amount} expected, between {low} and {high} with 80 percent").format(
            month=_long_month(each.month),
            amount=_whole(each.expected_cents, data),
            low=_whole(each.p10_cents, data),
            high=_whole(each.p90_cents, data),
        )
        for each in data.ahead
    ]
    return "; ".join(parts)


def _long_month(month: date) -> str:
    return formats.month(month, form="LLLL y")


def _whole(cents: int, data: FanData) -> str:
    return formats.amount(cents, data.currency, whole=True)
