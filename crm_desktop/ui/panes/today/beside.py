"""The right column: the day, what to expect of the quarter, and the week beside a usual one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crm_desktop.ui.commands.workplace import Place, Workplace
from crm_desktop.ui.panes.today.day_plan import DayCard
from crm_desktop.ui.panes.today.figures import ForecastCard, WeekCard
from crm_desktop.ui.widgets.panes import column

#: Where what is counted can be seen.
_PLACES = {
    "board": Place("board"), "offers": Place("offers"), "won": Place("board"), "history": Place("contacts"),
}  # fmt: skip


class Beside(QWidget):
    """The three cards."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = DayCard(workplace.today())
        self.forecast = ForecastCard(lambda: workplace.go(Place("forecast")))
        self.week = WeekCard(lambda where: workplace.go(_PLACES[where]))
        column(self, self.day, self.forecast, self.week, None, gap=16)
