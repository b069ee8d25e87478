"""What can be done with rules, as commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Workplace


class Abilities(Protocol):
    """What the pane can do."""

    def has_rule(self) -> bool:
        """Whether a kept rule is in view."""

    def has_draft(self) -> bool:
        """Whether there is something to be saved or switched on."""

    def show_ready(self) -> None:
        """Show what a new rule can begin with."""

    def begin(self) -> None:
        """Begin a rule of one's own."""

    def save_on(self) -> None:
        """Keep the rule and switch it on."""

    def turn(self) -> None:
        """Switch the rule on or off."""

    def show_log(self) -> None:
        """Show the log of all rules."""

    def copy(self) -> None:
        """Copy the rule."""

    def shift(self, by: int) -> None:
        """Move the rule up or down."""

    def delete(self) -> None:
        """Delete the rule."""


def commands(pane: Abilities) -> list[Command]:
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
