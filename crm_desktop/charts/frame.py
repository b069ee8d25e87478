"""What charts with upright values share: the grid with its labels, the names below, the legend above."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.charts.plate import Frame, Plate, Point
from crm_desktop.charts.style import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.charts.scale import Scale

#: At usual size: between the labels of the scale and the figure; from the base line down to the middle of the names,
#: and to the lower edge; from the upper edge down to the middle of a legend; all of a legend.
_GAP, _DOWN, _FOOT, _LEGEND_MIDDLE, _LEGEND = 6.0, 12.0, 22.0, 9.0, 24.0

#: What a mark and the gaps beside it take, in units, and letters that are left of a name that is cut.
_MARK_AND_GAP, _SHORTEST = 34.0, 6


class LegendEntry(NamedTuple):
    """What a mark means; `mark` is "line", "square", "dot" or "diamond"."""

    mark: str
    text: str
    colour: str


def frame_of(plate: Plate, scale: Scale, *, right: float = 4.0, above: float = 10.0, legend: bool = False) -> Frame:
    """Return the part of a plate that is left for the figure, with some room above it and, if wanted, a legend."""
    room = plate.style.room
    top = plate.height - (above + (_LEGEND if legend else 0.0)) * room
    return Frame(label_margin(plate, scale), _FOOT * room, plate.width - right, top)


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
        plate.text(Point(x, frame.bottom - _DOWN * style.room), name, style.text3, style.small, across="center")


def _fitting(plate: Plate, entries: Sequence[LegendEntry]) -> list[str]:
    """Return the words of a legend, the longest ones cut where all of them do not fit."""
    size = plate.style.label
    words = [entry.text for entry in entries]
    room = plate.width - 8 - sum(_MARK_AND_GAP for _entry in entries)
    while sum(width_of(word, size) for word in words) > room:
        longest = max(range(len(words)), key=lambda place: width_of(words[place], size))
        if len(words[longest]) <= _SHORTEST:
            break
        words[longest] = words[longest].rstrip("…")[:-1].rstrip() + "…"
    return words


def fits_legend(plate: Plate, entries: Sequence[LegendEntry]) -> bool:
    """Say whether all words of a legend fit uncut."""
    return _fitting(plate, entries) == [entry.text for entry in entries]


def draw_legend(plate: Plate, entries: Sequence[LegendEntry]) -> None:
    """Write what marks mean, right aligned above the figure."""
    style = plate.style
    x, y = plate.width - 4, plate.height - _LEGEND_MIDDLE * style.room
    for entry, words in reversed(list(zip(entries, _fitting(plate, entries), strict=True))):
        x -= width_of(words, style.label)
        plate.text(Point(x, y), words, style.text2, style.label)
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
