"""How large a share has got somewhere after so many days: steps, with the range they may lie in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from matplotlib.figure import Figure

from crm_desktop.base.i18n import _, plural
from crm_desktop.charts.frame import draw_grid, draw_names, frame_of, height_of
from crm_desktop.charts.plate import Frame, Plate, Point
from crm_desktop.charts.style import ChartStyle, width_of
from crm_desktop.charts.units import full_text, named_value, scale_for
from crm_desktop.domain.evaluations import Unit


class Reached(NamedTuple):
    """From a day on, this share has got there, with its range."""

    day: float
    share: float
    low: float
    high: float


class Curve(NamedTuple):
    """One way to end: its name and its steps, the first one at day 0."""

    name: str
    steps: Sequence[Reached]


@dataclass(frozen=True)
class CurvesData:
    """Ways to end that rule each other out, the first one meant; `last_day` is where the figure ends."""

    curves: Sequence[Curve]
    last_day: float
    #: Marked with a line down: the day by which half of those that get there have done so.
    middle: float | None = None


def curves(data: CurvesData, style: ChartStyle, width: float, height: float) -> Figure:
    """Return the figure of shares over days, of a size in units."""
    plate = Plate(width, height, style)
    largest = max((step.high for curve in data.curves[:1] for step in curve.steps), default=0.0)
    largest = max([largest, *(step.share for curve in data.curves for step in curve.steps)])
    scale = scale_for(Unit.SHARE, largest)
    right = max((width_of(curve.name, style.label) for curve in data.curves), default=0.0) + 14
    frame = frame_of(plate, scale, right=right, above=14.0)
    draw_grid(plate, frame, scale)
    long = max(data.last_day, 1.0)

    def x(day: float) -> float:
        return frame.left + (frame.right - frame.left) * min(day, long) / long

    if data.curves:
        _band(plate, [(x(one.day), height_of(frame, scale, one.low), height_of(frame, scale, one.high))
                      for one in data.curves[0].steps], x(long))  # fmt: skip
    taken: list[float] = []
    for number, (curve, colour) in enumerate(zip(data.curves, (style.strong, style.history, style.mark), strict=False)):
        points = [Point(x(one.day), height_of(frame, scale, one.share)) for one in curve.steps]
        if not points:
            continue
        plate.line(_stairs(points, x(long)), colour, style.expected_width if not number else style.history_width)
        y = points[-1].y
        while any(abs(y - other) < style.label * 1.25 for other in taken):
            y += style.label * 0.3
        taken.append(y)
        ink = style.text if not number else style.text2
        plate.text(Point(frame.right + 7, y), curve.name, ink, style.label, bold=not number)
    if data.middle is not None:
        at = x(data.middle)
        plate.line([Point(at, frame.bottom), Point(at, frame.top)], style.mark, style.grid_width, dashes=(3, 3))
        words = plural("{n} day", "{n} days", round(data.middle))
        plate.text(Point(at + 5, frame.top - 4), words, style.text, style.label, bold=True)
    draw_names(plate, frame, [(x(day), str(round(day))) for day in _days(long)], from_end=False)
    return plate.figure


def curves_in_words(data: CurvesData) -> str:
    """Return what the figure shows as text: how far each way has come at the end."""
    pieces = [
        named_value(curve.name, full_text(Unit.SHARE, curve.steps[-1].share)) for curve in data.curves if curve.steps
    ]
    return _("after {days} days: {shares}").format(days=round(data.last_day), shares="; ".join(pieces))


def _band(plate: Plate, steps: Sequence[tuple[float, float, float]], end: float) -> None:
    ends = [*(one[0] for one in steps[1:]), end]
    for (start, low, high), until in zip(steps, ends, strict=True):
        if until > start and high > low:
            plate.box(Frame(start, low, until, high), plate.style.band_80)


def _stairs(points: Sequence[Point], end: float) -> list[Point]:
    drawn = [points[0]]
    for before, after in pairwise(points):
        drawn += [Point(after.x, before.y), after]
    return [*drawn, Point(end, points[-1].y)]


def _days(long: float) -> list[float]:
    step = next((each for each in (7, 14, 30, 60, 90, 180, 365, 730) if long / each <= 8), 1460)
    return [float(day) for day in range(0, int(long) + 1, step)]
