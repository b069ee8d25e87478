"""Figures of matplotlib as marks on paper: lines, areas and letters in the document's own faces, nothing of dots.

The letters are set through the same door as all text, so they can be found and copied, and no face is embedded twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath
from typing import Any, Literal

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Transform
from matplotlib.typing import ColorType

from crm_desktop.documents.faces import face
from crm_desktop.documents.paper import MM, Style
from crm_desktop.documents.strips import Glyphs, Mark, Row, Shape
from crm_desktop.documents.typesetting import Typesetter

_POINTS_AN_INCH = 72
#: Above the base line, and below it, as shares of the size; what letters of these faces reach.
_ASCENT, _DESCENT = 0.76, 0.21
#: Fainter than this is not there.
_VISIBLE = 0.01


def chart_row(figure: Figure, setter: Typesetter, *, x: float) -> Row:
    """Return a figure as one row that begins at x (mm); one unit of the figure is a point."""
    height = figure.get_figheight() * _POINTS_AN_INCH
    artist = _Marks(figure, setter, x=x)
    figure.draw(artist)
    return Row(height / MM, tuple(artist.marks))


class _Marks(RendererBase):
    """Draws a figure by collecting marks; y of the marks counts downwards from the figure's upper edge."""

    def __init__(self, figure: Figure, setter: Typesetter, *, x: float) -> None:
        super().__init__()
        self.marks: list[Mark] = []
        self._size = (figure.get_figwidth() * _POINTS_AN_INCH, figure.get_figheight() * _POINTS_AN_INCH)
        self._setter, self._x = setter, x

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: ColorType | None = None,  # noqa: N803
    ) -> None:
        """Collect a path with its fill and its line; what is transparent is left out."""
        fill = _ink(rgbFace) if rgbFace is not None else ""
        weight = float(gc.get_linewidth())
        line = _ink(gc.get_rgb()) if weight > 0 else ""
        if not fill and not line:
            return
        _offset, lengths = gc.get_dashes()
        dashes: Iterable[Any] = () if lengths is None else lengths  # type: ignore[assignment]
        self.marks.append(
            Shape(
                x=self._x,
                y=self._size[1] / MM,
                path=" ".join(_operators(path, transform)),
                fill=fill,
                ink=line,
                weight=weight,
                dashes=tuple(float(length) for length in dashes),
                round=gc.get_capstyle() == "round",
            )
        )

    def draw_text(  # noqa: PLR0917 - matplotlib calls it so
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: bool | Literal["TeX"] = False,  # noqa: FBT001, FBT002 - matplotlib's own form
        mtext: Text | None = None,
    ) -> None:
        """Collect an upright text; its place is where its base line begins."""
        del angle, ismath, mtext
        style = _style(prop)._replace(ink=_ink(gc.get_rgb()))
        line = self._setter.line(s, style)
        self.marks.append(Glyphs(self._x + x / MM, (self._size[1] - y) / MM, line))

    def get_text_width_height_descent(
        self,
        s: str,
        prop: FontProperties,
        ismath: bool | Literal["TeX"],  # noqa: FBT001
    ) -> tuple[float, float, float]:
        """Return how large a text is, as it will be set on paper."""
        del ismath
        style = _style(prop)
        size = style.size
        return self._setter.line(s, style).width * MM, size * (_ASCENT + _DESCENT), size * _DESCENT

    def flipy(self) -> bool:
        """Count y upwards."""
        return False

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the size of the figure."""
        return self._size


def _style(prop: FontProperties) -> Style:
    name = FilePath(str(prop.get_file())).stem
    face(name)
    return Style(name, float(prop.get_size_in_points()), float(prop.get_size_in_points()))


def _ink(colour: Any) -> str:
    """Return a colour of shares of 1 as #RRGGBB; empty when it cannot be seen."""
    red, green, blue, *alpha = colour
    if alpha and alpha[0] < _VISIBLE:
        return ""
    return "#" + "".join(f"{round(part * 255):02X}" for part in (red, green, blue))


def _operators(path: Path, transform: Transform) -> Iterator[str]:
    """Yield the operators of a path; curves with one handle become such with two."""
    at = (0.0, 0.0)
    for points, code in path.iter_segments(transform, simplify=False, curves=True):
        values = [float(value) for value in points]
        if code == Path.CLOSEPOLY:
            yield "h"
            continue
        if code == Path.CURVE3:
            (x0, y0), (cx, cy, x1, y1) = at, values
            values = [
                x0 + (cx - x0) * 2 / 3,
                y0 + (cy - y0) * 2 / 3,
                x1 + (cx - x1) * 2 / 3,
                y1 + (cy - y1) * 2 / 3,
                x1,
                y1,
            ]
        operator = {Path.MOVETO: "m", Path.LINETO: "l"}.get(code, "c")
        yield " ".join((*(f"{value:.2f}" for value in values), operator))
        at = (values[-2], values[-1])
