"""How earlier forecasts did: the range foreseen for each period, what was expected, and what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from matplotlib.figure import Figure

from crm_desktop.base import formats
from crm_desktop.base.i18n import _
from crm_desktop.charts.frame import draw_grid, draw_names, frame_of, height_of
from crm_desktop.charts.plate import Frame, Plate, Point
from crm_desktop.charts.scale import money_scale
from crm_desktop.charts.style import ChartStyle

_HALF_BAR = 8.0


class PastForecast(NamedTuple):
    """One past period: its short name, what was foreseen with 80 per cent, and what came."""

    name: str
    p10_cents: int
    expected_cents: int
    p90_cents: int
    actual_cents: int

    @property
    def inside(self) -> bool:
        """Whether what came lay inside the range."""
        return self.p10_cents <= self.actual_cents <= self.p90_cents


@dataclass(frozen=True)
class RecordData:
    """Past forecasts in order of time."""

    periods: Sequence[PastForecast]
    currency: str = "EUR"


def record_bars(data: RecordData, style: ChartStyle, width: float, height: float) -> Figure:
    """Return the figure of past forecasts: a bar for the range, a line for the expected, a dot for what came."""
    plate = Plate(width, height, style)
    largest = max((max(each.p90_cents, each.actual_cents) for each in data.periods), default=0)
    smallest = min((min(each.p10_cents, each.actual_cents) for each in data.periods), default=0)
    scale = money_scale(largest, data.currency, smallest_cents=smallest)
    frame = frame_of(plate, scale)
    draw_grid(plate, frame, scale)
    gap = (frame.right - frame.left) / max(len(data.periods), 1)
    half = min(_HALF_BAR, gap * 0.32)
    names = []
    for place, each in enumerate(data.periods):
        x = frame.left + gap * (place + 0.5)
        low, middle, high, actual = (
            height_of(frame, scale, cents)
            for cents in (each.p10_cents, each.expected_cents, each.p90_cents, each.actual_cents)
        )
        plate.box(Frame(x - half, low, x + half, high), style.band_80, radius=3.0)
        plate.line([Point(x - half, middle), Point(x + half, middle)], style.expected, style.expected_width)
        plate.dot(Point(x, actual), 3.6, style.text if each.inside else style.missed)
        names.append((x, each.name))
    draw_names(plate, frame, names)
    return plate.figure


def record_in_words(data: RecordData) -> str:
    """Return what the figure shows as text, for those who cannot see it."""
    return "; ".join(
        _("{period}: {amount} came in, foreseen between {low} and {high}").format(
            period=each.name,
            amount=formats.amount(each.actual_cents, data.currency, whole=True),
            low=formats.amount(each.p10_cents, data.currency, whole=True),
            high=formats.amount(each.p90_cents, data.currency, whole=True),
        )
        for each in data.periods
    )
