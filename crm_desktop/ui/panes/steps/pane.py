"""The pane of what was done and what was deleted: steps that can be undone, records that can be restored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Place, Workplace
from crm_desktop.ui.panes.steps.bin_page import BinPage
from crm_desktop.ui.panes.steps.history_page import HistoryPage
from crm_desktop.ui.widgets.panes import Line, column, row
from crm_desktop.ui.widgets.panes import Pane as Area
from crm_desktop.ui.widgets.tabs import Tabs
from crm_desktop.ui.widgets.text import title

#: The pages, which an intent names.
STEPS, BIN = "steps", "bin"


class StepsPane(Pane):
    """Two pages: the steps, and the bin."""

    name = "steps"

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self.history, self.bin = HistoryPage(workplace), BinPage(workplace)
        self.tabs = Tabs(name=_("Changes and bin"))
        self.tabs.add(STEPS, _("What was done"))
        self.tabs.add(BIN, _("Bin"))
        self.tabs.chosen.connect(self._choose)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.history)
        self._stack.addWidget(self.bin)
        head = Area("surface")
        column(
            head, row(None, title(_("Changes and bin")), None, margins=(24, 18, 20, 6)),
            row(None, self.tabs, margins=(16, 0, 16, 0)), gap=0,
        )  # fmt: skip
        body = Area("surface")
        column(body, self._stack, gap=0)
        column(self, head, Line(), body, gap=0).setStretch(2, 1)
        self.history.read()
        self.bin.read()

    def enter(self, place: Place) -> None:
        """Show the page the intent names."""
        self._choose(place.intent if place.intent in (STEPS, BIN) else self.tabs.value())
        (self.bin.list if self.tabs.value() == BIN else self.history.list).setFocus()

    def refresh(self, told: Told) -> None:
        """Read again after each step: it is one more, and may have filled or emptied the bin."""
        self.history.read()
        if told.outcome.changes:
            self.bin.read()

    def keep(self) -> dict[str, Any]:
        """Keep the page."""
        return {"page": self.tabs.value()}

    def restore(self, kept: dict[str, Any]) -> None:
        """Show the same page."""
        self._choose(kept["page"])

    def leave(self) -> None:
        """Drop open questions."""
        super().leave()
        self.workplace.desk.forget(self.history)
        self.workplace.desk.forget(self.bin)

    def commands(self) -> list[Command]:
        """Return what can be done here."""

        def command(  # noqa: PLR0917 - a table below, one command a line
            name: str, words: Callable[[], str], on: Callable[[], object], keys: str, icon: str,
            able: Callable[[], bool],
        ) -> Command:  # fmt: skip
            """Return one command of the pane."""

            def run(_workplace: Workplace) -> None:
                """Do it."""
                on()

            return Command(f"steps.{name}", words, run, keys, icon, "edit", "steps", lambda _at: able())

        def chosen() -> bool:
            """Whether something in the bin is chosen."""
            return self.tabs.value() == BIN and self.bin.has_chosen()

        def filled() -> bool:
            """Whether something is in the bin."""
            return self.bin.total() > 0

        def step() -> bool:
            """Whether there is a step to go back to."""
            return self.tabs.value() == STEPS and self.history.can_go()

        def alone() -> bool:
            """Whether a step can be taken back alone."""
            return self.tabs.value() == STEPS and self.history.can_go_alone()

        history = self.history
        return [
            command("alone", lambda: _("Take back this step alone"), history.take_back_alone, "A", "undo-2", alone),
            command("go_back", lambda: _("Go back to the chosen step"), self.history.go_back_to, "U", "history", step),
            command("restore", lambda: _("Restore from the bin"), self.bin.restore, "R", "archive-restore", chosen),
            command("delete", lambda: _("Delete for good …"), self.bin.delete_for_good, "Shift+Del", "trash-2", chosen),
            command("empty", lambda: _("Empty the bin …"), self.bin.empty_bin, "", "trash-2", filled),
        ]

    def _choose(self, page: str) -> None:
        self.tabs.choose(page)
        self._stack.setCurrentWidget(self.bin if page == BIN else self.history)
