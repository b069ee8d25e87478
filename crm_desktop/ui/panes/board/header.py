"""The head of the board: which process, how it is looked at, the filter, and a new deal."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.panes.board.data import BoardData
from crm_desktop.ui.panes.board.views import BOARD, LIST, MONTHS
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Pane, row
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.text import title

#: Width at 100 % text below which the filter button shows its icon alone.
_NARROW = 720


class Header(Pane):
    """Signals: `process_chosen(id)`, `processes_asked()`, `view_chosen(key)`, `filter_asked()`, `new_asked()`."""

    process_chosen = Signal(int)
    processes_asked = Signal()
    view_chosen = Signal(str)
    filter_asked = Signal()
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self.process = Button("", "text")
        self.switch = Segmented(
            [Choice(BOARD, _("Board")), Choice(LIST, _("List")), Choice(MONTHS, _("Months"))], name=_("View")
        )
        self.switch.chosen.connect(self.view_chosen)
        self.filter = Button(_("Filter"), "ghost", icon="list-filter", on=self.filter_asked.emit)
        self.new = Button(_("New deal"), "primary", icon="plus", key="N", on=self.new_asked.emit)
        row(self, title(_("Pipeline")), self.process, None, self.switch, self.filter, self.new, gap=10,
            margins=(24, 14, 20, 14))  # fmt: skip

    def show_processes(self, data: BoardData) -> None:
        """Show the process, and the others in a menu."""
        chosen = next((found for found in data.pipelines if found.id == data.pipeline_id), None)
        self.process.setText(chosen.name if chosen else "")
        self.process.setAccessibleName(_("Sales process: {name}").format(name=chosen.name) if chosen else "")
        self.process.setVisible(chosen is not None)
        menu = Menu(self.process)
        for found in data.pipelines:
            menu.entry(found.name, on=partial(self.process_chosen.emit, found.id), checked=found is chosen)
        menu.addSeparator()
        menu.entry(_("Processes and stages …"), "settings", on=self.processes_asked.emit)
        self.process.set_menu(menu)

    def show_first(self, first: bool) -> None:
        """Leave the one primary button to the board without deals."""
        role = "secondary" if first else "primary"
        if self.new.property("role") != role:
            self.new.setProperty("role", role)
            self.new.update()
        self.filter.setVisible(not first)

    def show_filter(self, count: int) -> None:
        """Show how many conditions are in force."""
        self.filter.set_count(str(count) if count else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the icon of the filter where there is little room."""
        super().resizeEvent(event)
        self.filter.set_compact(self.width() / look().scale < _NARROW)
