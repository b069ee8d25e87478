"""A figure to draw on in units, and what becomes of it: PNG, PDF, or pixels for the window.

No axes of matplotlib's own are shown: grid, ticks and labels are drawn where the design wants them, from text that is
measured, so that nothing is cut off and nothing has to be guessed.
"""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Polygon, Rectangle

from crm_desktop.charts.style import font

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from crm_desktop.charts.style import ChartStyle

#: Units an inch: a unit is a point on paper, and a pixel at this resolution.
_UNITS_AN_INCH = 72


class Point(NamedTuple):
    """A place in units from the lower left corner."""

    x: float
    y: float


class Frame(NamedTuple):
    """The part of a plate in which figures are drawn, in units."""

    left: float
    bottom: float
    right: float
    top: float


class Plate:
    """A transparent figure of a size in units on which lines, areas and texts are placed."""

    def __init__(self, width: float, height: float, style: ChartStyle) -> None:
        self.width, self.height, self.style = width, height, style
        self.figure = Figure(figsize=(width / _UNITS_AN_INCH, height / _UNITS_AN_INCH), dpi=_UNITS_AN_INCH)
        self.figure.patch.set_alpha(0.0)
        self._axes: Axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(0, height)
        self._placed = 0

    def line(
        self, points: Sequence[Point], colour: str, width: float, *, dashes: tuple[float, float] | None = None
    ) -> None:
        """Draw a line through points; `dashes` are the lengths of dash and gap in units."""
        drawn = Line2D(
            [point.x for point in points],
            [point.y for point in points],
            color=colour,
            linewidth=width,
            solid_joinstyle="round",
            solid_capstyle="round" if dashes is None and len(points) > 2 else "butt",
        )
        if dashes is not None:
            drawn.set_linestyle((0, (dashes[0] / width, dashes[1] / width)))
        self._add(drawn)

    def area(self, points: Sequence[Point], colour: str) -> None:
        """Fill the area within points."""
        self._add(Polygon([tuple(point) for point in points], closed=True, facecolor=colour, edgecolor="none", lw=0))

    def box(self, frame: Frame, colour: str, *, radius: float = 0.0) -> None:
        """Fill a rectangle, its corners rounded where there is room."""
        width, height = frame.right - frame.left, frame.top - frame.bottom
        radius = min(radius, abs(width) / 2, abs(height) / 2)
        if radius <= 0:
            self._add(Rectangle((frame.left, frame.bottom), width, height, facecolor=colour, edgecolor="none", lw=0))
            return
        shape = f"round,pad=0,rounding_size={radius}"
        place = (frame.left, frame.bottom)
        self._add(FancyBboxPatch(place, width, height, boxstyle=shape, facecolor=colour, edgecolor="none", lw=0))

    def dot(self, at: Point, radius: float, colour: str, *, ring: float = 1.5, shape: str = "o") -> None:
        """Draw a dot with a ring of the ground around it, or another marker ("D" for a diamond, not filled)."""
        hollow = shape == "D"
        self._add(
            Line2D(
                [at.x],
                [at.y],
                marker=shape,
                markersize=2 * radius + (0 if hollow else ring),
                markerfacecolor=self.style.ground if hollow else colour,
                markeredgecolor=colour if hollow else self.style.ground,
                markeredgewidth=ring,
                linestyle="none",
            )
        )

    def text(
        self,
        at: Point,
        text: str,
        colour: str,
        size: float,
        *,
        across: str = "left",
        up: str = "center",
        bold: bool = False,
    ) -> None:
        """Write a text; `across` is left, center or right of the point, `up` center, baseline, bottom or top."""
        # The middle of figures and capitals, not of the face's box, is what the eye takes for the middle.
        down = 0.36 * size if up == "center" else 0.0
        self._axes.text(
            at.x,
            at.y - down,
            text,
            color=colour,
            fontproperties=font(size, bold=bold),
            ha=across,
            va="baseline" if up == "center" else up,
            parse_math=False,
            zorder=self._next(),
        )

    def _add(self, artist: Artist) -> None:
        artist.set_zorder(self._next())
        self._axes.add_artist(artist)

    def _next(self) -> int:
        """Return the place of the next thing drawn: always on top of those before."""
        self._placed += 1
        return self._placed


def figure_png(figure: Figure, *, scale: float = 2.0) -> bytes:
    """Return a figure as a PNG with a transparent ground; `scale` is pixels a unit."""
    stream = BytesIO()
    with _sharp():
        canvas = FigureCanvasAgg(figure)
        canvas.print_figure(stream, format="png", dpi=scale * _UNITS_AN_INCH, metadata={"Software": None})
    return stream.getvalue()


def figure_pixels(figure: Figure, *, scale: float = 1.0) -> tuple[int, int, bytes]:
    """Return width, height and pixels (a byte each of red, green, blue, alpha, not premultiplied) of a figure."""
    stream = BytesIO()
    with _sharp():
        FigureCanvasAgg(figure).print_figure(stream, format="rgba", dpi=scale * _UNITS_AN_INCH)
    pixels = stream.getvalue()
    width = int(figure.get_figwidth() * scale * _UNITS_AN_INCH)
    return width, len(pixels) // (4 * width), pixels


@contextmanager
def _sharp() -> Iterator[None]:
    """Draw letters where they are meant to stand (no hinting), and lines as given."""
    settings = mpl.rc_context({"text.hinting": "none", "path.simplify": False})
    with settings:
        yield
