"""The file a window works on and what keeps it safe, as panes and commands may use it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.guard import Guard


class BackupFile(Protocol):
    """What is shown of a backup."""

    @property
    def made_at(self) -> Any:
        """When it was made."""
        ...

    @property
    def size(self) -> int:
        """Its size in bytes."""
        ...


def _none() -> Sequence[BackupFile]:
    return ()


def _nothing() -> None:
    pass


def _nobody(_reader: Reader) -> Sequence[int]:
    return ()


def _not_here(_backup: BackupFile) -> None:
    pass


@dataclass(frozen=True)
class Safe:
    """Only the path is needed; a window without the rest (for a picture) makes no backups."""

    path: Path
    #: Where backups lie.
    folder: Path
    #: Make a backup now and say so.
    back_up: Callable[[], None] = _nothing
    #: Make a backup before an import, or raise why there can be none; called on the writing lane.
    before_import: Callable[[], None] = _nothing
    #: Read what backups there are, newest first; may be called on any thread.
    backups: Callable[[], Sequence[BackupFile]] = _none
    #: Who was erased once and is here again, as the backups know; asked like a question.
    came_back: Callable[[Reader], Sequence[int]] = _nobody
    #: Close the window, put a backup in the place of the file (which is backed up before), and open it again.
    restore: Callable[[Any], None] = _not_here
    #: The password of the file, and the lock over its windows.
    guard: Guard = field(default_factory=Guard)
