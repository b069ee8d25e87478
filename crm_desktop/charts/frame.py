"""What charts with upright values share: the grid with its labels, the names below, the legend above."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.charts.plate import Frame, Plate, Point
from crm_desktop.charts.style import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.charts.scale import Scale

#: Between the labels of the scale and the figure, and from the base line down to the middle of the names.
_GAP, _DOWN = 6.0, 12.0


class LegendEntry(NamedTuple):
    """What a mark means; `mark` is "line", "square", "dot" or "diamond"."""

    mark: str
    text: str
    colour: str


def label_margin(plate: Plate, scale: Scale) -> float:
    """Return the room the labels of a scale need at the left, in units."""
    return max(width_of(label, plate.style.small) for label in scale.labels) + _GAP + 4


def height_of(frame: Frame, scale: Scale, value: float) -> float:
    """Return how high a value lies in a frame."""
    return frame.bottom + (frame.top - frame.bottom) * (value - scale.foot) / (scale.top - scale.foot)


def draw_grid(plate: Plate, frame: Frame, scale: Scale) -> None:
    """Draw the horizontal lines, the labels beside them, and the base line."""
    style = plate.style
    for value, label in zip(scale.ticks, scale.labels, strict=True):
        y = height_of(frame, scale, value)
        colour = style.base if value == scale.foot else style.grid
        plate.line([Point(frame.left, y), Point(frame.right, y)], colour, style.grid_width)
        plate.text(Point(frame.left - _GAP, y), label, style.text3, style.small, across="right")


def draw_names(plate: Plate, frame: Frame, names: Sequence[tuple[float, str]], *, from_end: bool = True) -> None:
    """Write names below the base line at given places, only every second, third … where they would touch."""
    if not names:
        return
    style = plate.style
    gap = (names[-1][0] - names[0][0]) / max(len(names) - 1, 1)
    widest = max(width_of(name, style.small) for _x, name in names) + 8
    every = max(1, -(-round(widest) // max(round(gap), 1))) if len(names) > 1 else 1
    first = (len(names) - 1) % every if from_end else 0
    for x, name in list(names)[first::every]:
        plate.text(Point(x, frame.bottom - _DOWN), name, style.text3, style.small, across="center")


def draw_legend(plate: Plate, entries: Sequence[LegendEntry]) -> None:
    """Write what marks mean, right aligned above the figure."""
    style = plate.style
    x, y = plate.width - 4, plate.height - 9
    for entry in reversed(entries):
        x -= width_of(entry.text, style.label)
        plate.text(Point(x, y), entry.text, style.text2, style.label)
        x -= 7
        wide = 13.0 if entry.mark == "line" else 9.0
        if entry.mark == "line":
            plate.line([Point(x - wide, y), Point(x, y)], entry.colour, style.expected_width)
        elif entry.mark == "square":
            plate.box(Frame(x - wide, y - wide / 2, x, y + wide / 2), entry.colour, radius=2.5)
        else:
            plate.dot(
                Point(x - wide / 2, y), 3.2, entry.colour, ring=1.3, shape="D" if entry.mark == "diamond" else "o"
            )
        x -= wide + 18


def legend_width(plate: Plate, entries: Sequence[LegendEntry]) -> float:
    """Return the room a legend needs, in units."""
    return sum(width_of(entry.text, plate.style.label) + 38 for entry in entries)
