"""The settings pane: groups at the left, one page at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.workplace import Place, Workplace
from crm_desktop.ui.panes.settings.data_page import DataPage
from crm_desktop.ui.panes.settings.firm_page import FirmPage
from crm_desktop.ui.panes.settings.look_page import LanguagePage, LookPage
from crm_desktop.ui.panes.settings.stages_page import StagesPage
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.panes import Line, column, row
from crm_desktop.ui.widgets.panes import Pane as Area
from crm_desktop.ui.widgets.text import Text, title

_LIST = 250


class SettingsPane(Pane):
    """Everything applies at once and what changes data can be undone."""

    name = "settings"

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._makers: dict[str, Callable[[], QWidget]] = {
            "firm": lambda: FirmPage(workplace), "stages": lambda: StagesPage(workplace),
            "look": lambda: LookPage(workplace), "language": lambda: LanguagePage(workplace),
            "data": lambda: DataPage(workplace),
        }  # fmt: skip
        self._pages: dict[str, QWidget] = {}
        self._buttons: dict[str, Button] = {}
        self._stack = QStackedWidget()
        self._here = "firm"
        head = Area("surface")
        row(
            head,
            title(_("Settings")),
            Text(_("apply at once, Ctrl+Z takes changes of data back"), 13, 400, "text3"),
            None,
            gap=10,
            margins=(24, 14, 20, 14),
        )
        body = QWidget()
        both = row(body, self._groups(), Line(upright=True), self._stack, gap=0)
        both.setStretch(2, 1)
        column(self, head, Line(), body, gap=0).setStretch(2, 1)

    def enter(self, place: Place) -> None:
        """Show a page; the intent names it."""
        self._choose(place.intent if place.intent in self._makers else self._here)

    def refresh(self, told: Told) -> None:
        """Read the firm and the stages again when they changed."""
        changes = told.outcome.changes
        page = self._pages.get("firm")
        if changes.touch("firm") and isinstance(page, FirmPage):
            page.ask()

    def keep(self) -> dict[str, Any]:
        """Keep the page; a field being edited is left first."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        return {"page": self._here}

    def restore(self, kept: dict[str, Any]) -> None:
        """Show the same page."""
        self._choose(kept["page"])

    def leave(self) -> None:
        """Drop open questions."""
        super().leave()
        for page in self._pages.values():
            self.workplace.desk.forget(page)

    def _groups(self) -> QWidget:
        area = Area("surface")
        area.setFixedWidth(look().px(_LIST))
        words = {
            "firm": (_("Firm"), "building-2"), "stages": (_("Stages and processes"), "square-kanban"),
            "look": (_("Appearance"), "sun-moon"), "language": (_("Language"), "languages"),
            "data": (_("Data and backups"), "hard-drive"),
        }  # fmt: skip
        for key, (name, icon) in words.items():
            button = Button(name, "rail", icon=icon, exclusive=True)
            button.clicked.connect(lambda _checked=False, chosen=key: self._choose(chosen))
            self._buttons[key] = button
        column(area, *self._buttons.values(), None, gap=3, margins=(10, 16, 10, 16))
        return area

    def _choose(self, key: str) -> None:
        self._here = key
        if key not in self._pages:
            self._pages[key] = self._makers[key]()
            self._stack.addWidget(self._pages[key])
        self._stack.setCurrentWidget(self._pages[key])
        self._buttons[key].setChecked(True)
