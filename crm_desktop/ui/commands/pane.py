"""What the window asks of every pane; it lies here because panes do not know each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.regions import regions_of
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Place, Subject, Workplace

if TYPE_CHECKING:
    from crm_desktop.ui.commands.shown import ShownList


class Pane(QWidget):
    """One place of the program. It is built on the first visit and again when language or text size change.

    A pane reads through `workplace.desk.ask` (with itself as the asker), writes through `workplace.desk.do`, and learns
    of every step through `refresh`.
    """

    #: The name used in Place, in settings and for pictures.
    name = ""
    #: Whether `print_view` does something; Ctrl+P is a command of the pane then, unless it has one of its own.
    prints = False
    #: Returns the list in view; a pane that has one can be exported by Ctrl+Shift+E and copied by Ctrl+Shift+C.
    list_in_view: Callable[[], ShownList] | None = None

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workplace = workplace

    def enter(self, place: Place) -> None:
        """Show a record or begin something; called each time the user comes here."""

    def refresh(self, told: Told) -> None:
        """Bring what is shown up to date after a step; also called while the pane is hidden."""

    def backed_up(self) -> None:
        """Called after a backup was made."""

    def first_sight(self) -> QWidget:
        """Return the part the user comes for; the window puts everything else off until it has been painted."""
        return self

    def is_filled(self) -> bool:
        """Whether that part has its content, so that the next paint shows it."""
        return True

    def subject(self) -> Subject | None:
        """Return the record in view, for commands and the palette."""
        return None

    def regions(self) -> list[QWidget]:
        """Return the parts F6 goes through, in reading order; found by what lies beside each other where not said."""
        return regions_of(self)

    def escape(self) -> bool:
        """Go one step back: close what is open, else release the filter, else the selection; False for nothing left."""
        return False

    def print_view(self) -> None:
        """Print what is in view, usually through a PDF; `prints` says whether a pane can."""

    def foot(self) -> int:
        """Return how many pixels at the lower edge messages leave free."""
        return 16

    def commands(self) -> list[Command]:
        """Return the commands that exist only here; their `place` is the pane's name."""
        return []

    def keep(self) -> dict[str, Any]:
        """Return what must survive a rebuild: the record, the scroll position, half-typed text. Settles open edits.

        What stands under "drafts" survives closing the window too, kept beside the file's settings; it must be made of
        texts, numbers, lists and dicts with texts or numbers as keys.
        """
        return {}

    def restore(self, kept: dict[str, Any]) -> None:
        """Take up where `keep` left off."""

    def leave(self) -> None:
        """Drop open questions; called before the pane is deleted."""
        self.workplace.desk.forget(self)
