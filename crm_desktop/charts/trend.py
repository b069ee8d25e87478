"""The small figures beside a key figure: each answers one question, none is a mere decoration.

Cumulated against the year before; what is expected with its range and the goal; a rate by quarter with the range it
may lie in; the middle half of times this year and last; and, on paper, twelve months as a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from matplotlib.figure import Figure

from crm_desktop.base import formats
from crm_desktop.base.i18n import _
from crm_desktop.charts.plate import Frame, Plate, Point
from crm_desktop.charts.scale import short_amount
from crm_desktop.charts.style import ChartStyle, width_of
from crm_desktop.charts.units import full_text, named_value
from crm_desktop.domain.evaluations import Unit


@dataclass(frozen=True)
class RunningData:
    """Sums that grow over the period, and how they had grown the year before; a value a day, week or month."""

    now: Sequence[float]
    before: Sequence[float]
    currency: str = "EUR"


@dataclass(frozen=True)
class RangeData:
    """What is expected, between what it lies with 50 and 80 per cent, and the goal if there is one (all in cents)."""

    p10: float
    p25: float
    expected: float
    p75: float
    p90: float
    target: float | None = None
    currency: str = "EUR"


class RatePoint(NamedTuple):
    """A share and the range it may lie in, of one quarter."""

    name: str
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class RatesData:
    """Rates one after the other; the line is the rate of all."""

    points: Sequence[RatePoint]
    whole: float


class Half(NamedTuple):
    """A year with the first quartile, the median and the third quartile of its times in days."""

    name: str
    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class HalvesData:
    """The middle halves of times, the year before first."""

    halves: Sequence[Half]


@dataclass(frozen=True)
class SparkData:
    """A line of values, the last one marked."""

    values: Sequence[float]


TrendData = RunningData | RangeData | RatesData | HalvesData | SparkData


def running(data: RunningData, style: ChartStyle, width: float, height: float) -> Figure:
    """Return the figure of growing sums: this period in full, the year before dashed, both ends named."""
    plate = Plate(width, height, style)
    ends = [(data.now, style.text, True), (data.before, style.text3, False)]
    words = [short_amount(values[-1], data.currency, unit=False) for values, _ink, _bold in ends if values]
    right = max((width_of(word, style.small, bold=True) for word in words), default=0.0) + 6
    largest = max([*data.now, *data.before, 1.0])
    room = Frame(2, 4, width - right, height - style.small * 0.7)

    def at(values: Sequence[float]) -> list[Point]:
        step = (room.right - room.left) / max(len(data.before or data.now) - 1, len(data.now) - 1, 1)
        return [
            Point(room.left + step * place, room.bottom + (room.top - room.bottom) * max(value, 0) / largest)
            for place, value in enumerate(values)
        ]

    if len(data.before) > 1:
        plate.line(at(data.before), style.text3, 1.1, dashes=(3, 2))
    if len(data.now) > 1:
        plate.line(at(data.now), style.text, 1.8)
    taken: float | None = None
    for values, ink, bold in ends:
        if not values:
            continue
        y = at(values)[-1].y
        if taken is not None and abs(y - taken) < style.small:
            y = taken - style.small if y <= taken else taken + style.small
        taken = y
        word = short_amount(values[-1], data.currency, unit=False)
        plate.text(Point(room.right + 5, max(y, style.small * 0.5)), word, ink, style.small, bold=bold)
    return plate.figure


def ranged(data: RangeData, style: ChartStyle, width: float, height: float) -> Figure:
    """Return the figure of an expectation: its ranges as bars, the expected and the goal as lines, ends named."""
    plate = Plate(width, height, style)
    ends = [data.p10, data.p90, *([data.target] if data.target else [])]
    low, high = min(ends), max(*ends, min(ends) + 1)
    margin = width * 0.14
    room, half = style.room, 6.0 * style.room

    def x(value: float) -> float:
        return margin + (width - 2 * margin) * (value - low) / (high - low)

    y = height * 0.5
    plate.line([Point(2, y), Point(width - 2, y)], style.base, 1.0)
    plate.box(Frame(x(data.p10), y - half, x(data.p90), y + half), style.band_80, radius=3)
    plate.box(Frame(x(data.p25), y - half, x(data.p75), y + half), style.band_50)
    plate.line([Point(x(data.expected), y - half - 2), Point(x(data.expected), y + half + 2)], style.expected, 2.4)
    below = y - half - 9 * room
    marks = [(data.p10, style.text2, False), (data.expected, style.text, True), (data.p90, style.text2, False)]
    for value, ink, bold in marks:
        word = short_amount(value, data.currency, unit=False, of=max(data.p90, 200_000))
        place = min(max(x(value), width_of(word, style.small) / 2), width - width_of(word, style.small) / 2)
        plate.text(Point(place, below), word, ink, style.small, across="center", bold=bold)
    if data.target:
        top = y + half + 5
        plate.line([Point(x(data.target), y - half - 1), Point(x(data.target), top)], style.text, 1.3, dashes=(2.5, 2))
        plate.text(Point(x(data.target), top + 7 * room), _("Goal"), style.text2, style.small, across="center")
    return plate.figure


def rates(data: RatesData, style: ChartStyle, width: float, height: float) -> Figure:
    """Return the figure of rates: a dot in the bar of its range, a line for the rate of all."""
    plate = Plate(width, height, style)
    if not data.points:
        return plate.figure
    foot = style.small * 1.7
    highest = max([0.05, *(point.high for point in data.points)])
    lowest = min([highest - 0.05, *(point.low for point in data.points)])

    def y(share: float) -> float:
        return foot + (height - foot - 2) * (share - lowest) / (highest - lowest)

    plate.line([Point(0, y(data.whole)), Point(width, y(data.whole))], style.base, 1.0)
    wide = width / len(data.points)
    half = min(wide * 0.22, 5.0)
    for place, point in enumerate(data.points):
        x = wide * (place + 0.5)
        plate.box(Frame(x - half, y(point.low), x + half, y(point.high)), style.base, radius=half)
        plate.dot(Point(x, y(point.share)), 3.0, style.text, ring=1.0)
        plate.text(Point(x, style.small * 0.5), point.name, style.text3, style.small, across="center")
    return plate.figure


def halves(data: HalvesData, style: ChartStyle, width: float, height: float) -> Figure:
    """Return the figure of middle halves: a bar a year with the median as a line and its days at the right."""
    plate = Plate(width, height, style)
    names = max((width_of(half.name, style.small) for half in data.halves), default=0.0) + 8
    values = max((width_of(str(round(half.middle)), style.small, bold=True) for half in data.halves), default=0.0) + 4
    longest = max((half.high for half in data.halves), default=1.0) or 1.0
    room = width - names - values - 8
    for number, half in enumerate(data.halves):
        last = number == len(data.halves) - 1
        y = height * (1 - (number + 0.5) / len(data.halves))
        tall = 6.0 * style.room
        plate.text(Point(0, y), half.name, style.text3, style.small)
        plate.line([Point(names, y), Point(names + room, y)], style.base, 1.0)
        ground = style.base if last else style.grid
        left, right = (names + room * value / longest for value in (half.low, half.high))
        plate.box(Frame(left, y - tall, max(right, left + 2), y + tall), ground, radius=3)
        x = names + room * half.middle / longest
        plate.line([Point(x, y - tall), Point(x, y + tall)], style.text if last else style.text3, 2.0)
        ink = style.text if last else style.text3
        plate.text(Point(width, y), str(round(half.middle)), ink, style.small, across="right", bold=last)
    return plate.figure


def spark(data: SparkData, style: ChartStyle, width: float, height: float) -> Figure:
    """Return the figure of a line of values, the last one marked."""
    plate = Plate(width, height, style)
    if len(data.values) < 2:
        return plate.figure
    low, high = min(data.values), max(data.values)
    step = (width - 8) / (len(data.values) - 1)
    tall = height - 8
    points = [
        Point(2 + step * place, 4 + tall * ((value - low) / (high - low) if high > low else 0.5))
        for place, value in enumerate(data.values)
    ]
    plate.line(points, style.history, 1.1)
    plate.dot(points[-1], 2.6, style.expected, ring=0.8)
    return plate.figure


def trend_in_words(data: TrendData) -> str:
    """Return what a small figure shows as text."""
    match data:
        case RunningData():
            now = full_text(Unit.MONEY, data.now[-1] if data.now else 0, data.currency)
            before = (
                full_text(Unit.MONEY, data.before[len(data.now) - 1 : len(data.now)][0], data.currency)
                if len(data.before) >= len(data.now) > 0
                else "–"
            )
            return _("{now} so far, {before} by then the year before").format(now=now, before=before)
        case RangeData():
            low, high = (full_text(Unit.MONEY, value, data.currency) for value in (data.p10, data.p90))
            return _("With 80 % between {low} and {high}").format(low=low, high=high)
        case RatesData():
            return "; ".join(named_value(point.name, formats.percent(point.share)) for point in data.points)
        case HalvesData():
            return "; ".join(named_value(half.name, full_text(Unit.DAYS, half.middle)) for half in data.halves)
        case SparkData():
            return ""
