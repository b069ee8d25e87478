"""Lying bars: the stages of the pipeline with what is open and what of it counts, and groups by size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from matplotlib.figure import Figure

from crm_desktop.base import formats
from crm_desktop.base.colour import over, ramp
from crm_desktop.base.i18n import _
from crm_desktop.charts.plate import Frame, Plate, Point
from crm_desktop.charts.scale import short_amount
from crm_desktop.charts.style import ChartStyle, width_of
from crm_desktop.charts.units import full_text, named_value, value_text
from crm_desktop.domain.evaluations import Unit

#: Height of a bar as a share of its row, and at most, in units.
_FILL, _MOST = 0.52, 20.0
#: Opacity of the part of a stage's bar that is not counted on.
_FAINT = 0.30
#: Names are cut beyond this share of the width.
_NAMES_AT_MOST = 0.34


class StageBar(NamedTuple):
    """One stage: its open amount, the part of it that counts, the chance behind that, and the number of deals."""

    name: str
    cents: int
    weighted_cents: int
    probability: float
    deals: int


class RankedBar(NamedTuple):
    """One group: its value (cents where it is money), a note at the right edge ("51 %"), its range if it has one."""

    name: str
    cents: float
    note: str = ""
    low: float | None = None
    high: float | None = None
    #: The other groups together: never the one that stands out.
    rest: bool = False


@dataclass(frozen=True)
class PipelineData:
    """The stages of a process from first to last."""

    stages: Sequence[StageBar]
    currency: str = "EUR"


@dataclass(frozen=True)
class RankedData:
    """Groups in the order they are shown, usually largest first; `heading` stands above the notes."""

    bars: Sequence[RankedBar]
    heading: str = ""
    currency: str = "EUR"
    unit: Unit = Unit.MONEY


@dataclass(frozen=True)
class _Row:
    """One row as it is drawn: length and counted part in cents, and its texts."""

    name: str
    cents: float
    strong_cents: float
    colour: str
    value: str
    note: str
    low: float | None = None
    high: float | None = None


def pipeline_bars(data: PipelineData, style: ChartStyle, width: float, height: float) -> Figure:
    """Return the figure of a pipeline: faint what is open, in full colour what counts, and the chance."""
    colours = ramp(style.stages, len(data.stages))
    largest = max((stage.cents for stage in data.stages), default=0)
    rows = [
        _Row(
            name=stage.name,
            cents=stage.cents,
            strong_cents=stage.weighted_cents,
            colour=colour,
            value=short_amount(stage.cents, data.currency, of=largest),
            note=formats.percent(stage.probability),
        )
        for stage, colour in zip(data.stages, colours, strict=True)
    ]
    return _drawn(rows, _("chance"), style, (width, height))


def ranked_bars(data: RankedData, style: ChartStyle, width: float, height: float) -> Figure:
    """Return the figure of groups by amount; the largest stands out."""
    largest = max((bar.cents for bar in data.bars), default=0)
    meant = max((bar.cents for bar in data.bars if not bar.rest), default=0)
    rows = [
        _Row(
            name=bar.name,
            cents=bar.cents,
            strong_cents=bar.cents,
            colour=style.strong if bar.cents == meant and not bar.rest else style.quiet,
            value=value_text(data.unit, bar.cents, data.currency, of=largest),
            note=bar.note,
            low=bar.low,
            high=bar.high,
        )
        for bar in data.bars
    ]
    return _drawn(rows, data.heading, style, (width, height))


def ranked_in_words(data: RankedData) -> str:
    """Return what the figure shows as text, for those who cannot see it."""
    return "; ".join(named_value(bar.name, full_text(data.unit, bar.cents, data.currency)) for bar in data.bars)


def pipeline_in_words(data: PipelineData) -> str:
    """Return what the figure shows as text, for those who cannot see it."""
    return "; ".join(
        _("{stage}: {amount} open in {deals} deals, chance {chance}").format(
            stage=stage.name,
            amount=formats.amount(stage.cents, data.currency, whole=True),
            deals=stage.deals,
            chance=formats.percent(stage.probability),
        )
        for stage in data.stages
    )


def _drawn(rows: Sequence[_Row], heading: str, style: ChartStyle, size: tuple[float, float]) -> Figure:
    plate = Plate(*size, style)
    if not rows:
        return plate.figure
    top = plate.height - (style.label * 1.8 if heading else 2.0)
    names = [_cut(row.name, style, plate.width * _NAMES_AT_MOST) for row in rows]
    left = max(width_of(name, style.label) for name in names) + 12
    notes = max(width_of(text, style.label) for text in (heading, *(row.note for row in rows)))
    values = max(width_of(row.value, style.label, bold=True) for row in rows)
    frame = Frame(left, 2.0, plate.width - 4 - notes - values - (18 if notes else 0) - 10, top)
    largest = max([value for row in rows for value in (row.cents, row.high or 0.0)]) or 1.0
    tall = (frame.top - frame.bottom) / len(rows)
    half = min(tall * _FILL, _MOST) / 2
    if heading:
        plate.text(
            Point(plate.width - 4, plate.height - 8 * style.room), heading, style.text3, style.small, across="right"
        )
    for place, (row, name) in enumerate(zip(rows, names, strict=True)):
        y = frame.top - tall * (place + 0.5)
        _draw_row(plate, frame, (y - half, y + half), row, largest)
        plate.text(Point(0, y), name, style.text, style.label)
        plate.text(Point(frame.right + 10 + values, y), row.value, style.text, style.label, across="right", bold=True)
        plate.text(Point(plate.width - 4, y), row.note, style.text3, style.label, across="right")
    return plate.figure


def _draw_row(plate: Plate, frame: Frame, edges: tuple[float, float], row: _Row, largest: float) -> None:
    """Draw the track, the whole amount faint, and the part that counts in full colour."""
    low, high = edges
    style, length = plate.style, frame.right - frame.left
    plate.box(Frame(frame.left, low, frame.right, high), style.track)
    whole = frame.left + length * max(row.cents, 0) / largest
    if row.strong_cents < row.cents:
        plate.box(Frame(frame.left, low, whole, high), over(row.colour, style.ground, _FAINT))
    strong = frame.left + length * max(min(row.strong_cents, row.cents), 0) / largest
    plate.box(Frame(frame.left, low, strong, high), row.colour)
    if row.low is not None and row.high is not None:
        middle = (low + high) / 2
        ends = [Point(frame.left + length * value / largest, middle) for value in (row.low, row.high)]
        plate.line(ends, style.text2, 1.2)
        for end in ends:
            plate.line([Point(end.x, middle - 3), Point(end.x, middle + 3)], style.text2, 1.2)


def _cut(name: str, style: ChartStyle, most: float) -> str:
    """Return a name that fits, shortened with dots where it does not."""
    if width_of(name, style.label) <= most:
        return name
    while name and width_of(name + "…", style.label) > most:
        name = name[:-1]
    return name.rstrip() + "…"
