"""What can be done on the board by key, menu or palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Workplace


class Board(Protocol):
    """What the commands need of the pane."""

    def has_deal(self) -> bool:
        """Whether a deal is under the cursor."""

    def add(self) -> object:
        """Open the form for a new deal."""

    def open_deal(self) -> object:
        """Open the deal under the cursor."""

    def win(self) -> object:
        """Win what is selected."""

    def lose(self) -> object:
        """Lose what is selected."""

    def park(self) -> object:
        """Park what is selected."""

    def shift(self, by: int) -> object:
        """Move what is selected to a neighbouring lane."""

    def bin(self) -> object:
        """Put what is selected into the bin."""

    def reopen(self) -> object:
        """Open closed deals again."""

    def open_steps(self) -> object:
        """Show what is planned for the deal under the cursor."""

    def open_filter(self) -> object:
        """Open the filter."""

    def clear_filter(self) -> object:
        """Show everything again."""

    def next_view(self) -> object:
        """Look at the deals the next way."""

    def fold(self) -> object:
        """Fold the lane the cursor is in."""

    def toggle_compact(self) -> object:
        """Draw cards briefly, or at length again."""

    def save_view(self) -> object:
        """Keep filter and order under a name."""

    def tag(self) -> object:
        """Put words on what is selected."""

    def set_date(self) -> object:
        """Say when what is selected is expected to be closed."""


def board_commands(board: Board) -> list[Command]:
    """Return the commands of the board."""

    def command(
        name: str, words: Callable[[], str], on: Callable[[], object], keys: str, icon: str, *, always: bool = False,
        menu: str = "deal",
    ) -> Command:  # fmt: skip
        def run(_workplace: Workplace) -> None:
            on()

        def usable(_workplace: Workplace) -> bool:
            return always or board.has_deal()

        return Command(f"board.{name}", words, run, keys, icon, menu, "board", usable)

    return [
        command("new", lambda: _("New deal"), board.add, "N", "plus", always=True),
        command("open", lambda: _("Open the deal"), board.open_deal, "", "square-kanban"),
        command("steps", lambda: _("Next steps of the deal …"), board.open_steps, "S", "list-checks"),
        command("win", lambda: _("Deal won …"), board.win, "W", "trophy"),
        command("lose", lambda: _("Deal lost …"), board.lose, "L", "circle-x"),
        command("park", lambda: _("Park the deal …"), board.park, "Z", "moon"),
        command("left", lambda: _("Move one stage back"), lambda: board.shift(-1), "Shift+Left", "arrow-left"),
        command("right", lambda: _("Move one stage on"), lambda: board.shift(1), "Shift+Right", "arrow-right"),
        command("reopen", lambda: _("Reopen the deal"), board.reopen, "R", "archive-restore"),
        command("tag", lambda: _("Tag the deal …"), board.tag, "", "tag"),
        command("date", lambda: _("Set the expected close …"), board.set_date, "", "calendar"),
        command("bin", lambda: _("Delete the deal"), board.bin, "Del", "trash-2"),
        command("filter", lambda: _("Filter the board …"), board.open_filter, "/", "list-filter", always=True,
                menu="view"),
        command("clear_filter", lambda: _("Clear filter"), board.clear_filter, "", "funnel-x", always=True,
                menu="view"),
        command("save_view", lambda: _("Save as a view …"), board.save_view, "", "bookmark", always=True, menu="view"),
        command("next_view", lambda: _("Board, list or months"), board.next_view, "T", "table", always=True,
                menu="view"),
        command("fold", lambda: _("Fold the lane"), board.fold, "C", "minimize", menu="view"),
        command("compact", lambda: _("Brief cards"), board.toggle_compact, "B", "sliders-horizontal", always=True,
                menu="view"),
    ]  # fmt: skip
