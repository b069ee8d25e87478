"""The commands of the pane in which the data is looked after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.registry import Command


class Acts(Protocol):
    """What the pane can do."""

    def merge(self) -> None:
        """Merge the pair in view."""

    def call_different(self) -> None:
        """Say that the pair in view are two."""

    def later(self) -> None:
        """Let the decision wait."""

    def confirm(self) -> None:
        """Note that what is known is still right."""

    def take_mend(self) -> None:
        """Take the mend that is proposed."""

    def merge_sure(self) -> None:
        """Merge all pairs nobody doubts."""

    def keep_place(self, place: int) -> None:
        """Let one of the two stay."""

    def next_care(self) -> None:
        """Show the next kind of decisions."""

    def has_pair(self) -> bool:
        """Whether a pair is in view."""

    def has_flaws(self) -> bool:
        """Whether a contact with flaws is in view."""


def commands(pane: Acts) -> list[Command]:
    """Return the commands of the pane."""
    pair, flaws = pane.has_pair, pane.has_flaws
    return [
        _command("merge", lambda: _("Merge the two"), pane.merge, "M merge", pair),
        _command("different", lambda: _("They are two, never ask again"), pane.call_different, "V split", pair),
        _command("later", lambda: _("Decide later"), pane.later, "Z clock", lambda: pair() or flaws()),
        _command("first", lambda: _("The first one stays"), lambda: pane.keep_place(0), "1 user", pair),
        _command("second", lambda: _("The second one stays"), lambda: pane.keep_place(1), "2 user", pair),
        _command("confirm", lambda: _("All of it is still right"), pane.confirm, "B circle-check", flaws),
        _command("mend", lambda: _("Take the proposed value"), pane.take_mend, "U check", flaws),
        _command("sure", lambda: _("Merge all sure ones"), pane.merge_sure, "list-checks"),
        _command("kind", lambda: _("Next kind of decisions"), pane.next_care, "W arrow-right"),
    ]


def _command(
    name: str,
    words: Callable[[], str],
    act: Callable[[], None],
    face: str,
    allowed: Callable[[], bool] = lambda: True,
) -> Command:
    """Return a command; `face` is its icon, after its key where it has one."""
    keys, _gap, icon = face.rpartition(" ")
    return Command(f"quality.{name}", words, lambda _at: act(), keys, icon, "contact", "quality", lambda _at: allowed())
