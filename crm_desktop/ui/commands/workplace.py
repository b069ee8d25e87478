"""What a pane or a command may use of the program, handed to it when it is made; nothing is looked up globally."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from crm_desktop.base.settings import Settings
from crm_desktop.base.times import local_day
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.commands.safe import Safe
from crm_desktop.ui.theme.theme import Theme


@dataclass(frozen=True)
class Place:
    """Somewhere to go: a pane, a record in it, and what to begin there ("new", "note", "call", "follow_up" ...)."""

    pane: str
    kind: str = ""
    ref: int = 0
    intent: str = ""
    #: What the intent starts from, where that is another record: the contact of a new offer.
    about: int = 0
    #: Words the intent starts with: a phone number for somebody new, a note to be written.
    words: str = ""
    #: The records an intent is about, where they are several: the customers of a figure.
    refs: tuple[int, ...] = ()


@dataclass(frozen=True)
class Notice:
    """One sentence for the user in a toast; `undo` offers to take the last step back, `action` something besides."""

    text: str
    undo: bool = False
    #: "" done, "warning", "danger".
    tone: str = ""
    action: str = ""
    run: Callable[[], None] | None = None


@dataclass(frozen=True)
class Subject:
    """The record the user is looking at: commands of the palette act on it."""

    kind: str
    ref: int
    title: str


@dataclass(frozen=True)
class Workplace:
    """The services of one window. Everything here may be called on the window's thread only."""

    desk: Desk
    theme: Theme
    #: The settings in force; `change_settings` applies and saves new ones at once.
    settings: Callable[[], Settings]
    change_settings: Callable[[Settings], None]
    #: Go somewhere; the way there is kept for Alt+Left.
    go: Callable[[Place], None]
    notify: Callable[[Notice], None]
    #: The record in view, or None.
    subject: Callable[[], Subject | None]
    clock: Callable[[], datetime]
    #: The file in use and its backups.
    safe: Safe
    #: Show a place in another window over the same file.
    open_window: Callable[[Place], None] = lambda _place: None
    #: Show the sheet of all shortcuts.
    show_keys: Callable[[], None] = lambda: None
    #: Put the demo firm away and begin a file of one's own; None where this is no demo firm.
    leave_demo: Callable[[], None] | None = None

    def today(self) -> date:
        """Return today's date for the user."""
        return local_day(self.clock())
