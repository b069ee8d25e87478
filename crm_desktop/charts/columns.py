"""Upright bars of any unit: a place a month or class, in groups on top of each other, what was before as a tick."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from matplotlib.figure import Figure

from crm_desktop.charts.frame import LegendEntry, draw_grid, draw_legend, draw_names, fits_legend, frame_of, height_of
from crm_desktop.charts.plate import Frame, Plate, Point
from crm_desktop.charts.scale import Scale
from crm_desktop.charts.style import ChartStyle, width_of
from crm_desktop.charts.units import full_text, named_value, scale_for, value_text
from crm_desktop.domain.evaluations import Unit

#: Share of its place a bar fills, and what separates parts of one bar, in units.
_FILL, _SEAM = 0.52, 1.2


@dataclass(frozen=True)
class ColumnsData:
    """Values by place and group; the groups in the order they are stacked, largest first, at most six."""

    names: Sequence[str]
    groups: Mapping[str, Sequence[float]]
    #: What the same places had before, as ticks across the bars; empty for none.
    before: Sequence[float] = ()
    unit: Unit = Unit.MONEY
    currency: str = "EUR"
    legend: bool = True
    #: The place whose bar stands out where there is one group; by default the highest.
    strong: int | None = None
    #: Names in full where the ones below the bars are short.
    long_names: Sequence[str] = field(default=())
    #: What `before` was, for the legend.
    before_name: str = ""


def columns(data: ColumnsData, style: ChartStyle, width: float, height: float) -> Figure:
    """Return the figure of upright bars, of a size in units; the highest says its value."""
    plate = Plate(width, height, style)
    totals = [sum(max(values[place], 0) for values in data.groups.values()) for place in range(len(data.names))]
    scale = scale_for(data.unit, max([*totals, *data.before], default=0), data.currency)
    legend = data.legend and len(data.groups) > 1
    frame = frame_of(plate, scale, above=18.0, legend=legend)
    draw_grid(plate, frame, scale)
    places = places_in(frame, len(data.names))
    half = half_width(frame, len(data.names))
    colours = _colours(data, style)
    for place, x in enumerate(places):
        values = (of_group[place] for of_group in data.groups.values())
        inks = (style.strong,) if len(data.groups) == 1 and place == data.strong else colours
        _stack(plate, frame, scale, (x - half, x + half), zip(values, inks, strict=False))
    past = [(x, height_of(frame, scale, value)) for x, value in zip(places, data.before, strict=False)]
    _ticks(plate, frame, past, half)
    _highest(plate, frame, scale, data, totals)
    draw_names(plate, frame, list(zip(places, data.names, strict=True)))
    if legend:
        entries = [LegendEntry("square", name, colour) for name, colour in zip(data.groups, colours, strict=False)]
        past_entry = LegendEntry("line", data.before_name, style.text)
        if data.before_name and any(data.before) and fits_legend(plate, [*entries, past_entry]):
            entries.append(past_entry)
        draw_legend(plate, entries)
    return plate.figure


def columns_in_words(data: ColumnsData) -> str:
    """Return what the figure shows as text, for those who cannot see it."""
    names = data.long_names or data.names
    totals = [sum(values[place] for values in data.groups.values()) for place in range(len(names))]
    return "; ".join(
        named_value(name, full_text(data.unit, total, data.currency))
        for name, total in zip(names, totals, strict=False)
    )


def places_in(frame: Frame, number: int) -> list[float]:
    """Return the middles of so many even places across a frame."""
    gap = (frame.right - frame.left) / max(number, 1)
    return [frame.left + gap * (place + 0.5) for place in range(number)]


def half_width(frame: Frame, number: int, fill: float = _FILL) -> float:
    """Return half the width of a bar that fills a share of its place."""
    return min((frame.right - frame.left) / max(number, 1) * fill / 2, 28.0)


def _highest(plate: Plate, frame: Frame, scale: Scale, data: ColumnsData, totals: Sequence[float]) -> None:
    if not totals or max(totals) <= 0:
        return
    style, places = plate.style, places_in(frame, len(totals))
    place = max(range(len(totals)), key=totals.__getitem__)
    text = value_text(data.unit, totals[place], data.currency, of=scale.ticks[-1])
    reach = width_of(text, style.label, bold=True) / 2
    x = min(max(places[place], frame.left + reach), frame.right - reach)
    at = Point(x, height_of(frame, scale, totals[place]) + 4)
    plate.text(at, text, style.text, style.label, across="center", up="baseline", bold=True)


def _colours(data: ColumnsData, style: ChartStyle) -> tuple[str, ...]:
    if len(data.groups) == 1:
        return (style.quiet,)
    return style.categories[: len(data.groups)]


def _stack(
    plate: Plate, frame: Frame, scale: Scale, sides: tuple[float, float], parts: Iterable[tuple[float, str]]
) -> None:
    """Draw the parts of one bar, a seam of the ground between them; what is below 0 cannot be stacked."""
    below = 0.0
    for value, colour in parts:
        if value <= 0:
            continue
        low, high = height_of(frame, scale, below), height_of(frame, scale, below + value)
        seam = _SEAM if below > 0 and high - low > 2 * _SEAM else 0.0
        plate.box(Frame(sides[0], low + seam, sides[1], high), colour)
        below += value


def _ticks(plate: Plate, frame: Frame, places: Sequence[tuple[float, float]], half: float) -> None:
    for x, y in places:
        if y > frame.bottom:
            plate.line([Point(x - half - 4, y), Point(x + half + 4, y)], plate.style.text, 1.4)
