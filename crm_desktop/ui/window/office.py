"""What the composition root hands to a window: the file, the desk, the look, the settings, the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crm_desktop.base.settings import Settings
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.commands.safe import Safe
from crm_desktop.ui.theme.theme import Theme


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

    @property
    def path(self) -> Path:
        """The file."""
        return self.safe.path
