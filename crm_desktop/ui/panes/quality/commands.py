"""The commands of the pane in which the data is looked after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.registry import Command

#: Mends of which one can be chosen by its number.
_CHOICES = 4


class Acts(Protocol):
    """What the pane can do."""

    def merge(self) -> None:
        """Merge the pair in view."""

    def call_different(self) -> None:
        """Say that the pair in view are two."""

    def later(self) -> None:
        """Let the decision wait."""

    def confirm(self) -> None:
        """Say that what stands there is right."""

    def take_mend(self) -> None:
        """Take the mend that is proposed."""

    def change(self) -> None:
        """Type what is different now."""

    def not_reached(self) -> None:
        """Note that nobody answered."""

    def call(self) -> None:
        """Call whoever is in view."""

    def merge_sure(self) -> None:
        """Merge all pairs nobody doubts."""

    def keep_place(self, place: int) -> None:
        """Let one of the two stay, or take one of several mends."""

    def has_choice(self, place: int) -> bool:
        """Whether there is a mend of this number to choose."""

    def next_care(self) -> None:
        """Show the next kind of decisions."""

    def change_many(self) -> None:
        """Change one field of many contacts."""

    def look_again(self) -> None:
        """Look through all contacts again."""

    def has_pair(self) -> bool:
        """Whether a pair is in view."""

    def has_flaws(self) -> bool:
        """Whether a contact with flaws is in view."""

    def has_call(self) -> bool:
        """Whether somebody to call is in view."""

    def has_any(self) -> bool:
        """Whether a decision is in view."""


def commands(pane: Acts) -> list[Command]:
    """Return the commands of the pane."""
    pair, flaws, call = pane.has_pair, pane.has_flaws, pane.has_call
    return [
        _command("merge", lambda: _("Merge the two"), pane.merge, "M merge", pair),
        _command("different", lambda: _("They are two, never ask again"), pane.call_different, "V split", pair),
        _command("later", lambda: _("Decide later"), pane.later, "Z clock", pane.has_any),
        *(_numbered(pane, place) for place in range(_CHOICES)),
        _command("mend", lambda: _("Take the proposed value"), pane.take_mend, "U check", flaws),
        _command(
            "confirm", lambda: _("It is right as it is"), pane.confirm, "B circle-check", lambda: flaws() or call()
        ),
        _command("change", lambda: _("Something has changed"), pane.change, "G pencil", lambda: flaws() or call()),
        _command("not_reached", lambda: _("Not reached"), pane.not_reached, "N phone-missed", call),
        _command("call", lambda: _("Call to confirm"), pane.call, "C phone-call", call),
        _command("sure", lambda: _("Merge all sure ones"), pane.merge_sure, "list-checks"),
        _command("kind", lambda: _("Next kind of decisions"), pane.next_care, "W arrow-right"),
        _command("many", lambda: _("Find and change many …"), pane.change_many, "Ctrl+H replace"),
        _command("again", lambda: _("Look through all contacts again"), pane.look_again, "refresh-cw"),
    ]


def _numbered(pane: Acts, place: int) -> Command:
    """Return the command of a digit: which of the two stays, or which of several mends is taken."""
    words = (
        lambda: _("The first one stays, or the first value"),
        lambda: _("The second one stays, or the second value"),
        lambda: _("Take the third value"),
        lambda: _("Take the fourth value"),
    )[place]

    def allowed() -> bool:
        return pane.has_choice(place) or (place < 2 and pane.has_pair())

    return _command(f"place_{place + 1}", words, lambda: pane.keep_place(place), f"{place + 1} user", allowed)


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
