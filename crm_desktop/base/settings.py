"""What the user set for this machine: language, look, last file. Kept as TOML in the platform's config folder.

What belongs to the firm (name, bank, tax) lives in the database, so that it moves with the file.
"""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crm_desktop.base.files import write_whole

FILE_NAME = "settings.toml"


@dataclass(frozen=True)
class Settings:
    """One value a setting; every one has a default, so that none is ever needed."""

    #: "" follows the system, else "de" or "en".
    language: str = ""
    #: "system", "light" or "dark".
    scheme: str = "system"
    #: Text size in percent: 90, 100, 115, 130 or 150.
    text_size: int = 100
    #: "compact", "normal" or "relaxed".
    density: str = "normal"
    #: Colours with stronger edges and no light grey text.
    high_contrast: bool = False
    #: No movement on the screen.
    reduced_motion: bool = False
    #: Single letters act as commands while no text field has the focus.
    single_keys: bool = True
    #: The file opened last; opened again at the next start.
    last_file: str = ""
    #: The pane shown last.
    last_pane: str = "today"
    #: Closing the window leaves the program in the tray, where the system has one, so that reminders still come.
    stay_in_tray: bool = False
    #: Folder for a second copy of each backup, "" for none.
    second_backup_folder: str = ""
    #: Minutes without a key or a move after which the window is locked, 0 for never.
    lock_after_minutes: int = 0


_ALLOWED: dict[str, tuple[object, ...]] = {
    "language": ("", "de", "en"),
    "scheme": ("system", "light", "dark"),
    "text_size": (90, 100, 115, 130, 150),
    "density": ("compact", "normal", "relaxed"),
    "lock_after_minutes": (0, 2, 5, 10, 30),
}


def load(folder: Path) -> Settings:
    """Read the settings; what is missing, of the wrong type or unknown falls back to its default.

    A file that is not TOML at all is kept aside as settings.toml.broken, and the defaults are used.
    """
    path = folder / FILE_NAME
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        _keep_aside(path)
        return Settings()
    return dataclasses.replace(Settings(), **_usable(given))


def save(folder: Path, settings: Settings) -> None:
    """Write the settings, whole or not at all."""
    import tomli_w  # noqa: PLC0415 - only needed when something was changed

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(folder / FILE_NAME, tomli_w.dumps(dataclasses.asdict(settings)).encode())


def _usable(given: dict[str, Any]) -> dict[str, Any]:
    defaults = dataclasses.asdict(Settings())
    return {
        name: value
        for name, value in given.items()
        if name in defaults and type(value) is type(defaults[name]) and value in _ALLOWED.get(name, (value,))
    }


def _keep_aside(path: Path) -> None:
    try:
        path.replace(path.with_suffix(".toml.broken"))
    except OSError:
        # Nothing can be kept where nothing can be written; the defaults do no harm.
        return
