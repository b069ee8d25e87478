"""How one total became another: two full bars at the ends, what came and went as steps between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from matplotlib.figure import Figure

from crm_desktop.base.colour import over
from crm_desktop.charts.columns import half_width, places_in
from crm_desktop.charts.frame import draw_grid, draw_names, frame_of, height_of
from crm_desktop.charts.plate import Frame, Plate, Point
from crm_desktop.charts.style import ChartStyle
from crm_desktop.charts.units import full_text, named_value, scale_for, value_text
from crm_desktop.domain.evaluations import Unit

#: Bad news is told by its place and words; its colour is soft.
_SOFT = 0.55


class Step(NamedTuple):
    """One bar: its name, what it changes, and whether that is what one hopes for ("good", "bad", "" for neither)."""

    name: str
    change: float
    tone: str = ""


@dataclass(frozen=True)
class WaterfallData:
    """The total at the beginning, the steps, and the total at the end; they add up."""

    start_name: str
    start: float
    steps: Sequence[Step]
    end_name: str
    end: float
    unit: Unit = Unit.MONEY
    currency: str = "EUR"


def waterfall(data: WaterfallData, style: ChartStyle, width: float, height: float) -> Figure:
    """Return the figure of a movement, of a size in units."""
    plate = Plate(width, height, style)
    levels = [data.start]
    for step in data.steps:
        levels.append(levels[-1] + step.change)
    scale = scale_for(data.unit, max([*levels, data.end, 0.0]), data.currency, lines=3.0)
    frame = frame_of(plate, scale, above=22.0)
    draw_grid(plate, frame, scale)
    places = places_in(frame, len(data.steps) + 2)
    half = half_width(frame, len(data.steps) + 2, 0.6)

    def bar(place: int, low: float, high: float, colour: str, text: str, *, bold: bool = False) -> None:
        x = places[place]
        bottom, top = (height_of(frame, scale, max(value, 0.0)) for value in (low, high))
        plate.box(Frame(x - half, bottom, x + half, max(top, bottom + 1.0)), colour)
        at = Point(x, max(top, bottom + 1.0) + 4)
        plate.text(at, text, style.text, style.label, across="center", up="baseline", bold=bold)

    def said(value: float, *, signed: bool) -> str:
        text = value_text(data.unit, value, data.currency, of=scale.ticks[-1])
        return f"+{text}" if signed and value > 0 else text

    bar(0, 0.0, data.start, style.history, said(data.start, signed=False), bold=True)
    colours = {"good": style.strong, "bad": over(style.missed, style.ground, _SOFT), "": style.quiet}
    for place, step in enumerate(data.steps, 1):
        before, after = levels[place - 1], levels[place]
        bar(place, min(before, after), max(before, after), colours[step.tone], said(step.change, signed=True))
        y = height_of(frame, scale, max(before, 0.0))
        plate.line([Point(places[place - 1] + half, y), Point(places[place] - half, y)], style.mark, style.grid_width)
    y = height_of(frame, scale, max(levels[-1], 0.0))
    plate.line([Point(places[-2] + half, y), Point(places[-1] - half, y)], style.mark, style.grid_width)
    bar(len(places) - 1, 0.0, data.end, style.text2, said(data.end, signed=False), bold=True)
    names = [data.start_name, *(step.name for step in data.steps), data.end_name]
    draw_names(plate, frame, list(zip(places, names, strict=True)), from_end=False)
    return plate.figure


def waterfall_in_words(data: WaterfallData) -> str:
    """Return what the figure shows as text, for those who cannot see it."""
    pieces = [
        (data.start_name, data.start),
        *((step.name, step.change) for step in data.steps),
        (data.end_name, data.end),
    ]
    return "; ".join(named_value(name, full_text(data.unit, value, data.currency)) for name, value in pieces)
