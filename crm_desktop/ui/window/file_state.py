"""What windows over one file remember of it from one day to the next: recents, drafts, their places and shapes.

It is a small JSON file of this machine, beside the settings: the firm's file itself stays as it is.
"""

from __future__ import annotations

import json
import logging
import zlib
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from crm_desktop.base.errors import CrmError
from crm_desktop.base.files import write_whole
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.window.plain import from_plain, to_plain

_log = logging.getLogger("crm_desktop.window")

#: Records and commands used last that are remembered.
_RECENTS = 30


class Recent(NamedTuple):
    """Something used lately: a record by its id, or a command (kind "command") by its name."""

    kind: str
    ref: int | str


class Shape(NamedTuple):
    """Where a window stood, as Qt writes it, and what it showed."""

    geometry: str
    place: Place


def key_of(path: Path) -> str:
    """Return a short name for a file that no other of the few a user has will share."""
    place = str(path.resolve()).encode()
    return f"{path.stem[:40]}-{zlib.crc32(place):08x}{zlib.adler32(place):08x}"


class FileState:
    """One for all windows over a file; without a path it lasts as long as they do."""

    def __init__(self, path: Path | None = None, *, secret: bool = False) -> None:
        self._path = path
        #: The file is encrypted: nothing of its content may lie beside the settings.
        self._secret = secret
        self._sheet = ""
        self._read = False
        self._recents: list[Recent] = []
        self._kept: dict[str, Any] = {}
        self._windows: list[Shape] = []

    def recents(self) -> list[Recent]:
        """Return what was used last, the latest first."""
        self._load()
        return list(self._recents)

    def used(self, kind: str, ref: int | str) -> None:
        """Remember that a record was opened or a command chosen."""
        self._load()
        now = Recent(kind, ref)
        self._recents = [now, *(one for one in self._recents if one != now)][:_RECENTS]

    def take_kept(self) -> dict[str, dict[str, Any]]:
        """Return what panes had half typed when the last window closed, once."""
        self._load()
        kept, self._kept = self._kept, {}
        try:
            return {name: from_plain(one) for name, one in kept.items()}
        except (ValueError, TypeError, KeyError):
            _log.exception("drafts cannot be read")
            return {}

    def keep(self, kept: dict[str, dict[str, Any]]) -> None:
        """Remember what panes with something half typed have told."""
        for name, one in kept.items():
            if not one.get("drafts"):
                continue
            try:
                self._kept[name] = to_plain(one)
            except TypeError:
                _log.exception("drafts of %s cannot be kept", name)

    def sheet(self) -> str:
        """Return the number of the recovery sheet that was printed or saved last, "" for none."""
        self._load()
        return self._sheet

    def set_sheet(self, number: str) -> None:
        """Remember which recovery sheet was printed or saved."""
        self._load()
        self._sheet = number

    def windows(self) -> list[Shape]:
        """Return the windows that were open together when the program was left, the first one not among them."""
        self._load()
        return list(self._windows)

    def set_windows(self, windows: list[Shape]) -> None:
        """Remember windows to be opened again."""
        self._load()
        self._windows = windows

    def save(self) -> None:
        """Write it down; where that cannot be, the log says why and nothing is lost but this."""
        if self._path is None or not self._read:
            return
        content = {
            "recents": self._recents,
            "kept": {} if self._secret else self._kept,
            "windows": [{"geometry": one.geometry, "place": self._plain(one.place)} for one in self._windows],
            "sheet": self._sheet,
        }
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(self._path, json.dumps(content, ensure_ascii=False).encode())
        except (OSError, CrmError):
            _log.exception("%s not saved", self._path)

    def _plain(self, place: Place) -> dict[str, Any]:
        return asdict(Place(place.pane, place.kind, place.ref) if self._secret else place)

    def _load(self) -> None:
        if self._read:
            return
        self._read = True
        if self._path is None or not self._path.exists():
            return
        try:
            given = json.loads(self._path.read_text(encoding="utf-8"))
            self._recents = [Recent(str(kind), ref) for kind, ref in given["recents"]]
            self._windows = [Shape(str(one["geometry"]), _place(one["place"])) for one in given["windows"]]
            self._kept = dict(given["kept"])
            self._sheet = str(given.get("sheet", ""))
        except (OSError, ValueError, TypeError, KeyError):
            _log.exception("%s cannot be read", self._path)


def _place(plain: dict[str, Any]) -> Place:
    """Return a place as it was kept; JSON knows no tuples."""
    made: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
    return Place(**made)
