"""What can be done with rules, as commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Workplace

if TYPE_CHECKING:
    from crm_desktop.ui.panes.rules.pane import RulesPane


def commands(pane: RulesPane) -> list[Command]:
    """Return the commands of the pane."""

    def command(  # noqa: PLR0917 - a table below, one command a line
        name: str, words: Callable[[], str], on: Callable[[], object], keys: str = "", icon: str = "",
        able: Callable[[], bool] = lambda: True,
    ) -> Command:  # fmt: skip
        def run(_workplace: Workplace) -> None:
            on()

        return Command(f"rules.{name}", words, run, keys, icon, "edit", "rules", lambda _at: able())

    kept = pane.has_rule
    return [
        command("new", lambda: _("New rule"), pane.show_ready, "N", "plus"),
        command("own", lambda: _("Write a rule yourself"), pane.begin, "Shift+N", "pen-line"),
        command("save", lambda: _("Save the rule and switch it on"), pane.save_on, "Ctrl+Return", "check",
                pane.has_draft),
        command("switch", lambda: _("Switch the rule on or off"), pane.turn, "T", "workflow", kept),
        command("log", lambda: _("Show the log of the rules"), pane.show_log, "L", "history"),
        command("copy", lambda: _("Copy the rule"), pane.copy, "", "copy", kept),
        command("up", lambda: _("Move the rule up"), lambda: pane.shift(-1), "Alt+Up", "arrow-up", kept),
        command("down", lambda: _("Move the rule down"), lambda: pane.shift(1), "Alt+Down", "arrow-down", kept),
        command("delete", lambda: _("Delete the rule"), pane.delete, "Del", "trash-2", kept),
    ]  # fmt: skip
