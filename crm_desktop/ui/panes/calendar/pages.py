"""The pages of the calendar: hours under their strip, and the month; where each is scrolled to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from crm_desktop.ui.models.calendar import Face, in_strip
from crm_desktop.ui.panes.calendar import layout
from crm_desktop.ui.panes.calendar.area import Area
from crm_desktop.ui.panes.calendar.heads import Heads
from crm_desktop.ui.panes.calendar.month_grid import MonthGrid
from crm_desktop.ui.panes.calendar.strip import Strip
from crm_desktop.ui.panes.calendar.time_grid import LEAST_HOUR, TimeGrid
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.theme.palette import GROUNDS
from crm_desktop.ui.widgets.panes import Line, column

#: The hours in sight, where the window is high enough.
FIRST_HOUR, LAST_HOUR = 7, 18
_WEEK = 7
#: So much is in sight above the first hour, so that its name is whole.
_ABOVE = 10


class Pages(QStackedWidget):
    """`pages.show_days(view, day, faces, today)`; `view` is "day", "week" or "month"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heads, self.strip, self.grid = Heads(), Strip(), TimeGrid()
        self.month_heads, self.month = Heads(numbers=False), MonthGrid()
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The days above the hours would not stand above them if a scroll bar took some of their width.
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setBackgroundRole(GROUNDS["surface"])
        self._scroll.setWidget(self.grid)
        self._scroll.viewport().installEventFilter(self)
        #: The first minute in sight; what the user scrolls to stays first when the window changes its size.
        self._top = FIRST_HOUR * 60
        self._sizing = False
        self._scroll.verticalScrollBar().valueChanged.connect(self._note_top)
        hours, weeks = QWidget(), QWidget()
        column(hours, self.heads, Line(), self.strip, Line(), self._scroll, gap=0).setStretch(4, 1)
        column(weeks, self.month_heads, self.month, gap=0).setStretch(1, 1)
        self.addWidget(hours)
        self.addWidget(weeks)
        self.grid.seen.connect(self._bring_into_sight)

    @property
    def areas(self) -> tuple[Area, ...]:
        """Everything entries stand in."""
        return (self.strip, self.grid, self.month)

    def main(self, view: str) -> TimeGrid | MonthGrid:
        """Return what the keys act on in a view."""
        return self.month if view == "month" else self.grid

    def show_days(self, view: str, day: date, faces: Sequence[Face], today: date) -> None:
        """Show a day, its week or its month."""
        days = days_of(view, day)
        if view == "month":
            self.month_heads.show_days(days[:_WEEK], today)
            self.month.show_month(day.month, days, faces, today)
        else:
            self.heads.show_days(days, today)
            self.strip.show_days(days, [face for face in faces if in_strip(face)], today)
            self.grid.show_days(days, [face for face in faces if not in_strip(face)], today)
        self.setCurrentIndex(int(view == "month"))

    def top_minute(self) -> int:
        """Return the first minute in sight, to be kept."""
        return self._top

    def scroll_to(self, minute: int) -> None:
        """Let a minute be the first in sight."""
        self._top = minute
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the working day fill the height there is."""
        if event.type() == QEvent.Type.Resize and watched is self._scroll.viewport():
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self._sizing = True
        view = self._scroll.viewport()
        self.grid.set_hour(max(float(look().px(LEAST_HOUR)), view.height() / (LAST_HOUR - FIRST_HOUR)))
        self.grid.resize(view.width(), self.grid.sizeHint().height())
        bar, top = self._scroll.verticalScrollBar(), round(self.grid.top_of(self._top)) - look().px(_ABOVE)
        bar.setRange(0, max(0, self.grid.height() - view.height()))
        bar.setValue(top)
        self._sizing = False

    def _note_top(self, value: int) -> None:
        if not self._sizing:
            self._top = round((value + look().px(_ABOVE)) / max(self.grid.top_of(60), 1) * 60)

    def _bring_into_sight(self, rect: QRect) -> None:
        bar, high = self._scroll.verticalScrollBar(), self._scroll.viewport().height()
        if rect.top() < bar.value():
            bar.setValue(rect.top() - look().px(8))
        elif rect.bottom() > bar.value() + high:
            bar.setValue(min(rect.bottom() + look().px(8) - high, rect.top() - look().px(8)))


def days_of(view: str, day: date) -> list[date]:
    """Return the days a view shows."""
    if view == "day":
        return [day]
    return layout.month_days(day) if view == "month" else layout.week_of(day)
