"""Upright bars: revenue by month, in groups on top of each other, and how many cases took how long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.figure import Figure

from crm_desktop.base import formats
from crm_desktop.base.i18n import _
from crm_desktop.charts.frame import (
    LegendEntry,
    draw_grid,
    draw_legend,
    draw_names,
    frame_of,
    height_of,
)
from crm_desktop.charts.plate import Frame, Plate, Point
from crm_desktop.charts.scale import Scale, count_scale, money_scale, short_amount
from crm_desktop.charts.style import ChartStyle, width_of

#: Share of its place a bar fills, and what separates parts of one bar, in units.
_FILL, _SEAM = 0.52, 1.2


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
    plate = Plate(width, height, style)
    totals = [sum(max(amounts[place], 0) for amounts in data.groups.values()) for place in range(len(data.months))]
    scale = money_scale(max([*totals, *data.year_before], default=0), data.currency, lines=4)
    frame = frame_of(plate, scale, above=18.0, legend=data.legend and len(data.groups) > 1)
    draw_grid(plate, frame, scale)
    places = _places(frame, len(data.months))
    half = _half_width(frame, len(data.months))
    colours = _group_colours(data, style)
    for place, x in enumerate(places):
        amounts = (of_group[place] for of_group in data.groups.values())
        _stack(plate, frame, scale, (x - half, x + half), zip(amounts, colours, strict=False))
    past = [(x, height_of(frame, scale, cents)) for x, cents in zip(places, data.year_before, strict=False)]
    _year_before(plate, frame, past, half)
    if totals and max(totals) > 0:
        place = max(range(len(totals)), key=totals.__getitem__)
        text = short_amount(totals[place], data.currency, of=scale.ticks[-1])
        reach = width_of(text, style.label, bold=True) / 2
        x = min(max(places[place], frame.left + reach), frame.right - reach)
        at = Point(x, height_of(frame, scale, totals[place]) + 4)
        plate.text(at, text, style.text, style.label, across="center", up="baseline", bold=True)
    draw_names(plate, frame, [(x, formats.month(month)) for x, month in zip(places, data.months, strict=True)])
    if data.legend and len(data.groups) > 1:
        entries = [LegendEntry("square", name, colour) for name, colour in zip(data.groups, colours, strict=False)]
        draw_legend(plate, entries)
    return plate.figure


def count_bars(data: CountData, style: ChartStyle, width: float, height: float) -> Figure:
    """Return the figure of a distribution in classes, of a size in units; the class of the median stands out."""
    plate = Plate(width, height, style)
    scale = count_scale(max(data.counts, default=0))
    frame = frame_of(plate, scale, above=24.0)
    draw_grid(plate, frame, scale)
    places = _places(frame, len(data.counts))
    half = _half_width(frame, len(data.counts), fill=0.78)
    for place, (x, count) in enumerate(zip(places, data.counts, strict=True)):
        colour = style.strong if place == data.middle else style.quiet
        plate.box(Frame(x - half, frame.bottom, x + half, height_of(frame, scale, count)), colour)
    if data.middle is not None:
        x, y = places[data.middle], height_of(frame, scale, data.counts[data.middle])
        right = x + width_of(data.middle_text, style.label, bold=True) + 30 < width
        end = x + (20 if right else -20)
        plate.line([Point(x, y + 3), Point(x, y + 13), Point(end, y + 13)], style.mark, style.grid_width)
        across = "left" if right else "right"
        at = Point(end + (5 if right else -5), y + 13)
        plate.text(at, data.middle_text, style.text, style.label, across=across, bold=True)
    draw_names(plate, frame, list(zip(places, data.names, strict=True)), from_end=False)
    return plate.figure


def revenue_in_words(data: RevenueData) -> str:
    """Return what the figure shows as text, for those who cannot see it."""
    return "; ".join(
        _("{month}: {amount}").format(
            month=formats.month(month, form="LLLL y"),
            amount=formats.amount(sum(of_group[place] for of_group in data.groups.values()), data.currency, whole=True),
        )
        for place, month in enumerate(data.months)
    )


def _places(frame: Frame, number: int) -> list[float]:
    gap = (frame.right - frame.left) / max(number, 1)
    return [frame.left + gap * (place + 0.5) for place in range(number)]


def _half_width(frame: Frame, number: int, fill: float = _FILL) -> float:
    return min((frame.right - frame.left) / max(number, 1) * fill / 2, 28.0)


def _group_colours(data: RevenueData, style: ChartStyle) -> tuple[str, ...]:
    if len(data.groups) == 1:
        return (style.quiet,)
    return style.categories[: len(data.groups)]


def _stack(
    plate: Plate, frame: Frame, scale: Scale, sides: tuple[float, float], parts: Iterable[tuple[int, str]]
) -> None:
    """Draw the parts of one bar, a seam of the ground between them; what is below 0 cannot be stacked."""
    below = 0.0
    for cents, colour in parts:
        if cents <= 0:
            continue
        low, high = height_of(frame, scale, below), height_of(frame, scale, below + cents)
        seam = _SEAM if below > 0 and high - low > 2 * _SEAM else 0.0
        plate.box(Frame(sides[0], low + seam, sides[1], high), colour)
        below += cents


def _year_before(plate: Plate, frame: Frame, places: Sequence[tuple[float, float]], half: float) -> None:
    for x, y in places:
        if y > frame.bottom:
            plate.line([Point(x - half - 4, y), Point(x + half + 4, y)], plate.style.text, 1.4)
