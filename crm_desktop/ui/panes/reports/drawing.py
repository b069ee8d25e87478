"""Charts for the pane: drawn on a lane, kept as long as data and looks stay the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.chart_image import Draw, chart_image
from crm_desktop.ui.theme.look import look

#: Pictures that are kept; the oldest ones go first.
_KEPT = 80

Then = Callable[[QImage, str], None]


class Drawer:
    """`drawer.draw("revenue", data, size, ratio, then)`; `forget()` when the data changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        #: The data is kept with its picture, so that its id is not given to other data.
        self._kept: dict[tuple[object, ...], tuple[object, QImage, str]] = {}

    def draw(self, name: str, data: object, size: QSize, ratio: float, then: Then) -> None:
        """Hand a chart to `then`: at once where it was drawn before, else when the lane is done."""
        now = look()
        key = (name, id(data), size.width(), size.height(), ratio, now.tokens.dark, now.scale)
        known = self._kept.get(key)
        if known is not None:
            then(known[1], known[2])
            return
        self._desk.compute(
            _drawn, data=data, tokens=now.tokens, scale=now.scale, size=size, ratio=ratio,
            then=partial(self._keep, key, then, data), asker=self, topic=name, lane="charts",
        )  # fmt: skip

    def forget(self) -> None:
        """Keep no picture any more."""
        self._kept.clear()

    def leave(self) -> None:
        """Drop what is being drawn."""
        self._desk.forget(self)

    def _keep(self, key: tuple[object, ...], then: Then, data: object, drawn: tuple[QImage, str]) -> None:
        while len(self._kept) >= _KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[key] = (data, *drawn)
        then(*drawn)


def _drawn(*, data: object, **look_of: Any) -> tuple[QImage, str]:
    """Draw a chart; runs in a lane, where matplotlib is imported."""
    from crm_desktop.charts.drawing import in_words  # matplotlib

    return chart_image(_any, data, **look_of), in_words(data)


def _any() -> Draw:
    from crm_desktop.charts.drawing import draw_any  # matplotlib, in the lane

    return draw_any
