"""Values over time as lines: one thick and meant, others thin beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from crm_desktop.charts.columns import places_in
from crm_desktop.charts.frame import LegendEntry, draw_grid, draw_legend, draw_names, frame_of, height_of
from crm_desktop.charts.plate import Plate, Point
from crm_desktop.charts.style import ChartStyle
from crm_desktop.charts.units import full_text, named_value, scale_for, value_text
from crm_desktop.domain.evaluations import Unit


@dataclass(frozen=True)
class LinesData:
    """Lines by name, the first one meant; a line may end early (what is still to come)."""

    names: Sequence[str]
    lines: Mapping[str, Sequence[float]]
    unit: Unit = Unit.MONEY
    currency: str = "EUR"


def lines(data: LinesData, style: ChartStyle, width: float, height: float) -> Figure:
    """Return the figure of lines over time, of a size in units."""
    plate = Plate(width, height, style)
    largest = max((value for values in data.lines.values() for value in values), default=0)
    scale = scale_for(data.unit, largest, data.currency)
    several = len(data.lines) > 1
    frame = frame_of(plate, scale, above=18.0, legend=several)
    draw_grid(plate, frame, scale)
    places = places_in(frame, len(data.names))
    colours = [style.strong, style.history, *style.categories[1:]][: len(data.lines)]
    for number, (values, colour) in reversed(list(enumerate(zip(data.lines.values(), colours, strict=False)))):
        points = [Point(x, height_of(frame, scale, value)) for x, value in zip(places, values, strict=False)]
        if len(points) > 1:
            plate.line(points, colour, style.expected_width if not number else style.history_width)
        if points and not number:
            plate.dot(points[-1], 3.4, colour)
            said = value_text(data.unit, list(values)[-1], data.currency, of=scale.ticks[-1])
            at = Point(points[-1].x, points[-1].y + 7)
            plate.text(at, said, style.text, style.label, across="right", up="baseline", bold=True)
    draw_names(plate, frame, list(zip(places, data.names, strict=True)))
    if several:
        draw_legend(plate, [LegendEntry("line", name, ink) for name, ink in zip(data.lines, colours, strict=False)])
    return plate.figure


def lines_in_words(data: LinesData) -> str:
    """Return what the figure shows as text: the line that is meant, place by place."""
    first = next(iter(data.lines.values()), ())
    return "; ".join(
        named_value(name, full_text(data.unit, value, data.currency))
        for name, value in zip(data.names, first, strict=False)
    )
