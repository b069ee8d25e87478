"""The names of the days above the hours; today stands on ink."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.formats import day as day_words
from crm_desktop.base.i18n import _
from crm_desktop.ui.panes.calendar import layout
from crm_desktop.ui.panes.calendar.time_grid import MARGIN
from crm_desktop.ui.theme.drawing import CENTRE, box, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.painted import Painted

_SATURDAY = 5


class Heads(Painted):
    """`heads.show_days(days, today)`; above a month the names of the days alone."""

    def __init__(self, *, numbers: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: list[date] = []
        self._today = date.min
        self._numbers = numbers
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(self, days: Sequence[date], today: date) -> None:
        """Show other days."""
        self._days, self._today = list(days), today
        self.setAccessibleName(", ".join(map(day_words, days)))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a head."""
        return QSize(look().px(400), look().px(48 if self._numbers else 30))

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the names."""
        painter.fillRect(area, now.colour("surface"))
        if not self._days:
            return
        edges = self._edges(area.width())
        for at, day in enumerate(self._days):
            column = QRectF(edges[at], 0, edges[at + 1] - edges[at], area.height())
            weekend = day.weekday() >= _SATURDAY
            if self._numbers and (day == self._today or (weekend and len(self._days) > 1)):
                painter.fillRect(column, now.colour("sunken"))
            if self._numbers:
                painter.fillRect(QRectF(round(column.x()), 0, 1, column.height()), now.colour("line"))
            self._draw_name(painter, now, column, day, weekend=weekend)

    def _draw_name(self, painter: QPainter, now: Look, column: QRectF, day: date, *, weekend: bool) -> None:
        name = weekday(day)
        words = f"{name} {day.day}" if self._numbers else name
        if self._numbers and day == self._today:
            wide, high = text_width(words, font(13, 600)) + now.px(26), now.px(30)
            pill = QRectF(0, 0, min(wide, column.width() - 4), high)
            pill.moveCenter(column.center())
            box(painter, pill, high / 2, now.colour("text"))
            text(painter, pill, words, font(13, 600), now.colour("canvas"), align=CENTRE)
            return
        ink = now.colour("text2" if weekend or not self._numbers else "text")
        text(painter, column.adjusted(2, 0, -2, 0), words, font(12 if weekend else 13, 500), ink, align=CENTRE)

    def _edges(self, width: float) -> list[float]:
        if self._numbers:
            return layout.day_edges(self._days, width, look().px(MARGIN))
        return [width * at / len(self._days) for at in range(len(self._days) + 1)]


def weekday(day: date) -> str:
    """Return the short name of a day of the week."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[day.weekday()]
