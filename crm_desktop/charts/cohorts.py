"""Shares as a table of tinted fields: one row a cohort, one column a step or a stretch of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from matplotlib.figure import Figure

from crm_desktop.base import formats
from crm_desktop.base.colour import contrast, over
from crm_desktop.charts.plate import Frame, Plate, Point
from crm_desktop.charts.style import ChartStyle, width_of
from crm_desktop.charts.units import named_value

_GAP, _STRONGEST = 2.0, 0.62


class Cohort(NamedTuple):
    """One row: its name, how many it is of, and a share a column (None: not known yet)."""

    name: str
    of: int
    shares: Sequence[float | None]


@dataclass(frozen=True)
class CohortsData:
    """Cohorts from top to bottom under the names of the columns."""

    columns: Sequence[str]
    rows: Sequence[Cohort]


def cohorts(data: CohortsData, style: ChartStyle, width: float, height: float) -> Figure:
    """Return the figure of a table of shares, of a size in units."""
    plate = Plate(width, height, style)
    if not data.rows or not data.columns:
        return plate.figure
    left = max(width_of(row.name, style.label) for row in data.rows) + 10
    count = max(width_of(str(row.of), style.label) for row in data.rows) + 14
    head = style.small * 2.0
    wide = (width - left - count - 4) / len(data.columns)
    tall = min((height - head) / len(data.rows), 34.0 * style.room)
    largest = max((share for row in data.rows for share in row.shares if share is not None), default=0.0) or 1.0
    for place, name in enumerate(data.columns):
        at = Point(left + count + wide * (place + 0.5), height - head / 2)
        plate.text(at, _cut(name, style, wide - 4), style.text3, style.small, across="center")
    for number, row in enumerate(data.rows):
        y = height - head - tall * (number + 0.5)
        plate.text(Point(0, y), row.name, style.text, style.label)
        plate.text(Point(left + count - 10, y), str(row.of), style.text3, style.label, across="right")
        for place, share in enumerate(row.shares):
            if share is None:
                continue
            x = left + count + wide * place
            ground = over(style.strong, style.ground, _STRONGEST * share / largest)
            box = Frame(x + _GAP / 2, y - tall / 2 + _GAP / 2, x + wide - _GAP / 2, y + tall / 2 - _GAP / 2)
            plate.box(box, ground, radius=3.0)
            ink = style.text if contrast(style.text, ground) >= contrast(style.ground, ground) else style.ground
            plate.text(Point(x + wide / 2, y), formats.percent(share), ink, style.label, across="center")
    return plate.figure


def cohorts_in_words(data: CohortsData) -> str:
    """Return what the figure shows as text, row by row."""
    return "; ".join(
        named_value(row.name, ", ".join(formats.percent(share) for share in row.shares if share is not None))
        for row in data.rows
    )


def _cut(name: str, style: ChartStyle, most: float) -> str:
    if width_of(name, style.small) <= most:
        return name
    while name and width_of(name + "…", style.small) > most:
        name = name[:-1]
    return name.rstrip() + "…"
