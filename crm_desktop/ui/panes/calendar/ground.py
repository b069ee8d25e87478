"""Draws what entries stand on: the days, the hours with their names, and the line of now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crm_desktop.ui.panes.calendar.layout import clock
from crm_desktop.ui.theme.drawing import RIGHT, line, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import Look
from crm_desktop.ui.widgets.painted import Painted

_SATURDAY = 5
#: Half the height of the line of now: the room of its dot.
_DOT = 5


class Ground(NamedTuple):
    """Which days stand between which edges, how high an hour is, and what time it is (below 0 for none)."""

    days: Sequence[date]
    edges: Sequence[float]
    hour: float
    today: date
    now: int


def draw_days(painter: QPainter, now: Look, area: QRectF, ground: Ground) -> None:
    """Draw the columns of the days and the lines of the hours."""
    for at, on in enumerate(ground.days):
        column = QRectF(ground.edges[at], 0, ground.edges[at + 1] - ground.edges[at], area.height())
        if on == ground.today or (on.weekday() >= _SATURDAY and len(ground.days) > 1):
            painter.fillRect(column, now.colour("sunken"))
        painter.fillRect(QRectF(round(column.x()), 0, 1, area.height()), now.colour("line"))
    for hour in range(1, 24):
        line(painter, ground.edges[0] - 6, hour * ground.hour, area.right())


def draw_times(painter: QPainter, now: Look, ground: Ground) -> None:
    """Draw the names of the hours, and the clock of now."""
    high, wide = now.px(16), ground.edges[0] - 12
    here = ground.now if ground.today in ground.days else -1
    for hour in range(1, 24):
        if here >= 0 and abs(hour * 60 - here) * ground.hour / 60 < high:
            continue  # the clock of now stands there
        at = QRectF(0, hour * ground.hour - high / 2, wide, high)
        text(painter, at, f"{hour}:00", font(11, tabular=True), now.colour("text3"), align=RIGHT)
    if here < 0:
        return
    y, ink = here * ground.hour / 60, now.colour("danger")
    text(painter, QRectF(0, y - high / 2, wide, high), clock(here), font(11, 600, tabular=True), ink, align=RIGHT)


class NowLine(Painted):
    """The line of now: above what stands on the day, and never in the way of the pointer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def place(self, ground: Ground) -> None:
        """Lie across today at the minute of now; out of sight on other days."""
        here = ground.now >= 0 and ground.today in ground.days
        self.setVisible(here)
        if here:
            day, y = ground.days.index(ground.today), ground.now * ground.hour / 60
            left = round(ground.edges[day]) - _DOT
            self.setGeometry(left, round(y) - _DOT, round(ground.edges[day + 1]) - left, 2 * _DOT)
            self.raise_()

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the line with its dot on the edge of the day."""
        ink, y = now.colour("danger"), area.center().y()
        painter.fillRect(QRectF(_DOT, y - 0.75, area.width() - _DOT, 1.5), ink)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(QPointF(_DOT, y), 4, 4)
