"""The forecast by month: what came, what is expected, and between what it lies with 50 and 80 per cent."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

from matplotlib.figure import Figure

from crm_desktop.base import formats
from crm_desktop.base.i18n import _
from crm_desktop.charts.fan_data import FanData, MonthAmount, MonthRange, fan_in_words, fan_of
from crm_desktop.charts.frame import LegendEntry, draw_grid, draw_legend, draw_names, frame_of, height_of
from crm_desktop.charts.plate import Frame, Plate, Point
from crm_desktop.charts.scale import Scale, money_scale, short_amount
from crm_desktop.charts.style import ChartStyle, width_of

__all__ = ["FanData", "MonthAmount", "MonthRange", "fan_in_words", "fan_of", "forecast_fan"]

#: Labels at the right edge stand at least this many times their size apart.
_APART = 1.25


@dataclass
class _Fan:
    """A fan being drawn: the plate, and where months and amounts lie on it."""

    data: FanData
    plate: Plate
    frame: Frame
    scale: Scale
    months: list[date] = field(default_factory=list)

    def x(self, day: date) -> float:
        """Return where a month lies, given by any of its days: months are evenly spaced."""
        return self.at(self.months.index(day.replace(day=1)))

    def at(self, place: float) -> float:
        """Return where a place between months lies (0 is the first month)."""
        gap = (self.frame.right - self.frame.left) / max(len(self.months), 1)
        return self.frame.left + gap * (place + 0.5)

    def y(self, cents: float) -> float:
        """Return the height of an amount."""
        return height_of(self.frame, self.scale, cents)


def forecast_fan(data: FanData, style: ChartStyle, width: float, height: float) -> Figure:
    """Return the figure of a forecast by month, of a size in units."""
    plate = Plate(width, height, style)
    fan = _Fan(data, plate, Frame(0, 0, 1, 1), _scale(data), _months(data))
    fan.frame = frame_of(plate, fan.scale, right=_right_margin(data, style), above=20.0, legend=data.legend)
    _period(fan)
    draw_grid(plate, fan.frame, fan.scale)
    draw_names(plate, fan.frame, [(fan.at(place), formats.month(month)) for place, month in enumerate(fan.months)])
    start = _start(fan)
    if data.ahead:
        _bands(fan, start)
    _history(fan)
    _today(fan)
    if data.ahead:
        _expected(fan, start)
        _edge_labels(fan)
    if data.legend:
        draw_legend(plate, _legend(data, style))
    return plate.figure


def _scale(data: FanData) -> Scale:
    amounts = [each.cents for each in (*data.history, *data.year_before)]
    amounts += [each.p90_cents for each in data.ahead]
    return money_scale(max(amounts, default=0), data.currency)


def _months(data: FanData) -> list[date]:
    found = {each.month.replace(day=1) for each in data.history} | {each.month.replace(day=1) for each in data.ahead}
    return sorted(found)


def _right_margin(data: FanData, style: ChartStyle) -> float:
    labels = [text for text, _colour, _bold, _cents in _edge_texts(data, style)]
    return max((width_of(text, style.label, bold=True) for text in labels), default=0.0) + 12


def _period(fan: _Fan) -> None:
    """Shade the chosen period, with its name at the top."""
    period = fan.data.period
    if period is None:
        return
    inside = [place for place, month in enumerate(fan.months) if period.first <= month <= period.last]
    if not inside:
        return
    frame = Frame(
        fan.at(inside[0] - 0.5), fan.frame.bottom, fan.at(inside[-1] + 0.5), fan.frame.top + 18 * fan.plate.style.room
    )
    fan.plate.box(frame, fan.plate.style.period)
    middle = Point((frame.left + frame.right) / 2, frame.top - 9 * fan.plate.style.room)
    fan.plate.text(middle, fan.data.period_name, fan.plate.style.text3, fan.plate.style.small, across="center")


def _start(fan: _Fan) -> Point:
    """Return where history ends and the fan begins: at the last whole month, or the first one foreseen."""
    data = fan.data
    if data.history:
        last = data.history[-1]
        return Point(fan.x(last.month), fan.y(last.cents))
    if data.ahead:
        return Point(fan.x(data.ahead[0].month), fan.y(data.ahead[0].expected_cents))
    return Point(0, 0)


def _today_x(fan: _Fan) -> float:
    today = fan.data.today
    month = today.replace(day=1)
    if month not in fan.months:
        return fan.at(len(fan.data.history) - 0.5)
    days = monthrange(today.year, today.month)[1]
    return fan.at(fan.months.index(month) + today.day / days - 0.5)


def _bands(fan: _Fan, start: Point) -> None:
    """Fill the ranges, from nothing at the last whole month to their width at each month."""
    style, after = fan.plate.style, fan.data.ahead
    for low, high, colour in (
        ([each.p10_cents for each in after], [each.p90_cents for each in after], style.band_80),
        ([each.p25_cents for each in after], [each.p75_cents for each in after], style.band_50),
    ):
        xs = [fan.x(each.month) for each in after]
        above = [Point(x, fan.y(cents)) for x, cents in zip(xs, high, strict=True)]
        below = [Point(x, fan.y(cents)) for x, cents in zip(xs, low, strict=True)]
        fan.plate.area([start, *above, *reversed(below)], colour)


def _history(fan: _Fan) -> None:
    style = fan.plate.style
    points = [Point(fan.x(each.month), fan.y(each.cents)) for each in fan.data.history]
    if len(points) > 1:
        fan.plate.line(points, style.history, style.history_width)
    for point in points:
        fan.plate.dot(point, 2.0, style.history, ring=1.2)


def _today(fan: _Fan) -> None:
    style, x = fan.plate.style, _today_x(fan)
    foot, head = Point(x, fan.frame.bottom), Point(x, fan.frame.top + 14 * style.room)
    fan.plate.line([foot, head], style.mark, style.grid_width, dashes=(3.5, 3.5))
    fan.plate.text(
        Point(x - 5, fan.frame.bottom + 9 * style.room), _("today"), style.text3, style.small, across="right"
    )


def _expected(fan: _Fan, start: Point) -> None:
    """Draw the expected line with a dot a month, figures above those of the period, and what was a year before."""
    style, data = fan.plate.style, fan.data
    if data.what_if:
        left_out = [
            Point(fan.x(each.month), fan.y(cents)) for each, cents in zip(data.ahead, data.what_if, strict=True)
        ]
        fan.plate.line([start, *left_out], style.what_if, style.history_width, dashes=(5, 3))
    line = [start, *(Point(fan.x(each.month), fan.y(each.expected_cents)) for each in data.ahead)]
    if len(line) > 1:
        fan.plate.line(line, style.expected, style.expected_width)
    for past in data.year_before:
        if past.month.replace(day=1) in fan.months:
            fan.plate.dot(Point(fan.x(past.month), fan.y(past.cents)), 3.2, style.text3, ring=1.3, shape="D")
    for each in data.ahead:
        at = Point(fan.x(each.month), fan.y(each.expected_cents))
        fan.plate.dot(at, 3.4, style.expected)
        if data.period is not None and data.period.holds(each.month.replace(day=1)):
            text = short_amount(each.expected_cents, data.currency, unit=False, of=fan.scale.top)
            above = Point(at.x, at.y + 7)
            fan.plate.text(above, text, style.text, style.label, across="center", up="bottom", bold=True)


def _edge_texts(data: FanData, style: ChartStyle) -> list[tuple[str, str, bool, float]]:
    """Return the labels at the right edge with colour, weight and the amount they belong to, highest first."""
    if not data.ahead:
        return []
    last = data.ahead[-1]
    expected = short_amount(last.expected_cents, data.currency) if data.period is None else _("expected")
    texts = [
        (formats.percent(0.8), style.text3, False, float(last.p90_cents)),
        (formats.percent(0.5), style.text3, False, float(last.p75_cents)),
        (expected, style.text, True, float(last.expected_cents)),
    ]
    if data.what_if:
        texts.append((_("what if"), style.what_if, True, float(data.what_if[-1])))
    return texts


def _edge_labels(fan: _Fan) -> None:
    """Write the labels at the right edge, moved apart where they would touch."""
    style = fan.plate.style
    texts = _edge_texts(fan.data, style)
    apart = style.label * _APART
    heights = [fan.y(cents) for _text, _colour, _bold, cents in texts]
    middle = min(2, len(heights) - 1)
    for place in range(middle - 1, -1, -1):
        heights[place] = max(heights[place], heights[place + 1] + apart)
    for place in range(middle + 1, len(heights)):
        heights[place] = min(heights[place], heights[place - 1] - apart)
    x = fan.at(len(fan.months) - 1) + 9
    x = max(x, fan.frame.right + 6)
    for (text, colour, bold, _cents), y in zip(texts, heights, strict=True):
        fan.plate.text(Point(x, y), text, colour, style.label, bold=bold)


def _legend(data: FanData, style: ChartStyle) -> list[LegendEntry]:
    entries = [LegendEntry("line", _("came in"), style.history)]
    if data.ahead:
        entries.append(LegendEntry("line", _("expected"), style.expected))
    if data.year_before:
        entries.append(LegendEntry("diamond", _("a year before"), style.text3))
    return entries
