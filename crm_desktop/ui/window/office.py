"""What the composition root hands to a window: the file, the desk, the look, the settings, the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from crm_desktop.base.settings import Settings
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.commands.safe import Safe
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.theme.theme import Theme
from crm_desktop.ui.window.file_state import FileState


@dataclass(frozen=True)
class Office:
    """Everything one window stands on."""

    safe: Safe
    desk: Desk
    theme: Theme
    settings: Callable[[], Settings]
    #: Keeps new settings and applies them to the theme and the language.
    change_settings: Callable[[Settings], None]
    clock: Callable[[], datetime]
    #: What is remembered of the file from one day to the next.
    state: FileState = field(default_factory=FileState)
    #: Show a place in another window over the same file.
    open_window: Callable[[Place], None] = lambda _place: None
    #: How many windows there are over the file, and leaving all of them, to be opened again next time.
    windows: Callable[[], int] = lambda: 1
    quit: Callable[[], None] | None = None
    #: Put the demo firm away and begin a file of one's own; None where this is no demo firm.
    leave_demo: Callable[[], None] | None = None

    @property
    def path(self) -> Path:
        """The file."""
        return self.safe.path
