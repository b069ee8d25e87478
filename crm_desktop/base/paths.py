"""Where things lie on this machine: the user's files, settings, logs, and the program's own resources."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

APP = "CRM Desktop"


@dataclass(frozen=True)
class Places:
    """The folders the program uses; tests and portable installations give their own."""

    data: Path
    config: Path
    state: Path

    def make(self) -> Places:
        """Create the folders, readable by their owner alone, and return them."""
        for folder in (self.data, self.config, self.state):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self


def places() -> Places:
    """Return the platform's usual folders, or those below CRM_DESKTOP_HOME where that variable is set."""
    home = os.environ.get("CRM_DESKTOP_HOME")
    if home:
        root = Path(home)
        return Places(root / "data", root / "config", root / "state")
    import platformdirs  # noqa: PLC0415 - not needed by portable installations

    return Places(
        Path(platformdirs.user_data_dir(APP, appauthor=False)),
        Path(platformdirs.user_config_dir(APP, appauthor=False)),
        Path(platformdirs.user_state_dir(APP, appauthor=False)),
    )


@cache
def resources() -> Path:
    """Return the folder of icons, fonts and texts: in the source tree, in the wheel, or in the frozen program."""
    package = Path(__file__).resolve().parent.parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / "resources"] if frozen else []
    candidates += [package / "_resources", package.parent / "resources"]
    for candidate in candidates:
        if (candidate / "fonts").is_dir():
            return candidate
    raise FileNotFoundError(f"resources not found beside {package}")
