"""Charts as pictures for the screen; the first one imports matplotlib, in a lane and not on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from crm_desktop.base.tokens import Tokens

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Draws data in a style and size: one of the functions of `charts`.
Draw = Callable[[Any, Any, float, float], "Figure"]


def chart_image(
    draw: Callable[[], Draw], data: object, *, tokens: Tokens, scale: float, size: QSize, ratio: float
) -> QImage:
    """Return a chart as a picture of a size in points; `draw` imports and returns the function that draws it."""
    from crm_desktop.charts.plate import figure_pixels
    from crm_desktop.charts.style import screen_style

    figure = draw()(data, screen_style(tokens, scale), size.width(), size.height())
    width, height, pixels = figure_pixels(figure, scale=ratio)
    image = QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(ratio)
    return image
