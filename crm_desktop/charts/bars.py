"""Upright bars: revenue by month, in groups on top of each other, and how many cases took how long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.figure import Figure

from crm_desktop.base import formats
from crm_desktop.base.i18n import _
from crm_desktop.charts.columns import ColumnsData, columns, half_width, places_in
from crm_desktop.charts.frame import draw_grid, draw_names, frame_of, height_of
from crm_desktop.charts.plate import Frame, Plate, Point
from crm_desktop.charts.scale import Scale, count_scale
from crm_desktop.charts.style import ChartStyle, width_of
from crm_desktop.charts.units import named_value
from crm_desktop.domain.evaluations import Unit


@dataclass(frozen=True)
class RevenueData:
    """Revenue by month and group; the groups in the order they are stacked, largest first, at most six."""

    months: Sequence[date]
    #: Amounts in cents by name of the group, one a month.
    groups: Mapping[str, Sequence[int]]
    #: What the same months brought a year before, as ticks across the bars; empty for none.
    year_before: Sequence[int] = ()
    currency: str = "EUR"
    legend: bool = True


@dataclass(frozen=True)
class CountData:
    """How many cases fall into each class; `middle` marks the class that holds the median, with its words."""

    names: Sequence[str]
    counts: Sequence[int]
    middle: int | None = None
    middle_text: str = ""


def revenue_bars(data: RevenueData, style: ChartStyle, width: float, height: float) -> Figure:
    """Return the figure of revenue by month, of a size in units; the highest month says its amount."""
    names = [formats.month(month) for month in data.months]
    return columns(
        ColumnsData(names, data.groups, data.year_before, Unit.MONEY, data.currency, data.legend), style, width, height
    )


def count_bars(data: CountData, style: ChartStyle, width: float, height: float) -> Figure:
    """Return the figure of a distribution in classes, of a size in units; the class of the median stands out."""
    plate = Plate(width, height, style)
    scale = count_scale(max(data.counts, default=0))
    frame = frame_of(plate, scale, above=24.0)
    draw_grid(plate, frame, scale)
    places = places_in(frame, len(data.counts))
    half = half_width(frame, len(data.counts), fill=0.78)
    for place, (x, count) in enumerate(zip(places, data.counts, strict=True)):
        colour = style.strong if place == data.middle else style.quiet
        plate.box(Frame(x - half, frame.bottom, x + half, height_of(frame, scale, count)), colour)
    if data.middle is not None:
        _median(plate, frame, scale, data)
    draw_names(plate, frame, list(zip(places, data.names, strict=True)), from_end=False)
    return plate.figure


def _median(plate: Plate, frame: Frame, scale: Scale, data: CountData) -> None:
    """Name the class of the median, above the bars its words would lie on."""
    if data.middle is None:
        return
    style, places = plate.style, places_in(frame, len(data.counts))
    x = places[data.middle]
    wide = width_of(data.middle_text, style.label, bold=True) + 30
    right = x + wide < plate.width
    reach = (x, x + wide) if right else (x - wide, x)
    half = half_width(frame, len(data.counts), fill=0.78)
    below = [
        count for place, count in zip(places, data.counts, strict=True) if reach[0] - half < place < reach[1] + half
    ]
    own = height_of(frame, scale, data.counts[data.middle])
    y = height_of(frame, scale, max(below)) + 13
    end = x + (20 if right else -20)
    plate.line([Point(x, own + 3), Point(x, y), Point(end, y)], style.mark, style.grid_width)
    at = Point(end + (5 if right else -5), y)
    plate.text(at, data.middle_text, style.text, style.label, across="left" if right else "right", bold=True)


def revenue_in_words(data: RevenueData) -> str:
    """Return what the figure shows as text, for those who cannot see it."""
    return "; ".join(
        _("{month}: {amount}").format(
            month=formats.month(month, form="LLLL y"),
            amount=formats.amount(sum(of_group[place] for of_group in data.groups.values()), data.currency, whole=True),
        )
        for place, month in enumerate(data.months)
    )


def counts_in_words(data: CountData) -> str:
    """Return what a distribution shows as text."""
    pieces = [named_value(name, str(count)) for name, count in zip(data.names, data.counts, strict=False)]
    return "; ".join([data.middle_text, *pieces] if data.middle_text else pieces)
