"""The head of the reports: what is looked at, the one period switch, printing and exporting."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _
from crm_desktop.base.period import Period
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Pane, row
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.text import Text, title

OVERVIEW, ALL = "overview", "all"
#: Widths at 100 % text below which the days give way, then the words of the buttons.
_DAYS, _WORDS = 960, 900


class Heading(Pane):
    """Signals: `period_chosen(kind)`, `view_chosen(key)`, `printed()`, `saved(ending)`, `composed()`, `aimed()`."""

    period_chosen = Signal(str)
    view_chosen = Signal(str)
    printed = Signal()
    saved = Signal(str)
    composed = Signal()
    aimed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._days = Text("", 13, 400, "text3")
        self.views = Segmented([Choice(OVERVIEW, _("Overview")), Choice(ALL, _("All reports"))], name=_("View"))
        self.views.choose(OVERVIEW)
        self.views.chosen.connect(self.view_chosen)
        self.periods = Segmented(
            [Choice("month", _("Month")), Choice("quarter", _("Quarter")), Choice("year", _("12 months"))],
            name=_("Period"),
        )
        self.periods.choose("year")
        self.periods.chosen.connect(self.period_chosen)
        self.print = Button(_("Print report"), "secondary", icon="printer", on=self.printed.emit)
        self.export = Button(_("Export"), "secondary", icon="download")
        self.export.set_menu(self._menu())
        row(
            self, title(_("Reports")), self._days, None, self.views, 4, self.periods, 4, self.print, self.export, gap=8,
            margins=(24, 14, 20, 14),
        )  # fmt: skip

    def show_period(self, kind: str, period: Period) -> None:
        """Show which days are looked at."""
        self.periods.choose(kind)
        self._days.setText(f"{day(period.first)} – {day(period.last)}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for."""
        super().resizeEvent(event)
        room = self.width() / look().scale
        self._days.setVisible(room >= _DAYS)
        for button in (self.print, self.export):
            button.set_compact(room < _WORDS)

    def _menu(self) -> Menu:
        menu = Menu(self.export)
        for ending, words, icon in (
            ("month", _("Monthly report as PDF …"), "file-text"), ("pdf", _("This report as PDF …"), "printer"),
            ("png", _("Chart as picture …"), "image"), ("csv", _("Table as CSV …"), "file-text"),
            ("xlsx", _("Table for Excel …"), "file-spreadsheet"),
        ):  # fmt: skip
            menu.entry(words, icon, on=partial(self.saved.emit, ending))
        menu.addSeparator()
        menu.entry(_("New report of your own …"), "plus", on=self.composed.emit)
        menu.entry(_("Targets …"), "target", on=self.aimed.emit)
        return menu
