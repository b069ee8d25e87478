"""Keeps the backups of one database: makes one when it is due, copies it to a second place, lets old ones go."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from crm_desktop.base.errors import CrmError, DamagedFile, Locked
from crm_desktop.store import backup, backup_rotation
from crm_desktop.store.backup import Backup, Reason
from crm_desktop.store.keys import NO_KEYS, Keys
from crm_desktop.store.reading import Reader


@dataclass(frozen=True)
class Saved:
    """A backup that was made. `problem` says why there is no second copy of it, "" where there is or none is wanted."""

    backup: Backup
    second: Backup | None = None
    problem: str = ""
    #: How many old backups made room.
    removed: int = 0


@dataclass(frozen=True)
class BackupKeeper:
    """The backups of one database in one folder, and a copy of each in a second one where the user chose that."""

    database: Path
    folder: Path
    second: Path | None = None
    cap_bytes: int = backup_rotation.CAP_BYTES
    #: What opens the database and its backups, where they are encrypted.
    keys: Keys = field(default=NO_KEYS, repr=False)

    def save(self, *, now: datetime, reason: Reason) -> Saved:
        """Make a backup at once, copy it, and thin out the old ones.

        Raises what `backup.make` raises; that the second copy failed (a drive that is not connected) is no error.
        """
        backup.sweep(self.folder, now=now)
        made = backup.make(self.database, self.folder, now=now, reason=reason, keys=self.keys)
        second, problem = self._copy(made, now)
        return Saved(made, second, problem, self._thin_out(now))

    def is_due(self, reader: Reader, now: datetime) -> bool:
        """Whether it is time for a backup while the user works."""
        last = self.newest()
        return backup_rotation.due(now, last.made_at if last else None, changed=self.has_changed(reader))

    def has_changed(self, reader: Reader) -> bool:
        """Whether anything was done since the newest backup; asked on exit."""
        last = self.newest()
        return last is None or last.manifest is None or last.manifest.mark != mark(reader)

    def newest(self) -> Backup | None:
        """Return the newest backup, whatever its state."""
        return next(iter(self.all()), None)

    def newest_whole(self, *, now: datetime) -> Backup | None:
        """Return the newest backup that is found whole when looked at now; for when the database is damaged."""
        for one in self.all():
            try:
                return backup.verify(one, now=now, keys=self.keys)
            except (DamagedFile, Locked):
                continue
        return None

    def all(self) -> list[Backup]:
        """Return the backups in the folder, the newest first."""
        return backup.found_in(self.folder, self.database)

    def _copy(self, made: Backup, now: datetime) -> tuple[Backup | None, str]:
        if self.second is None:
            return None, ""
        try:
            backup.sweep(self.second, now=now)
            return backup.copy_to(made, self.second), ""
        except CrmError as error:
            return None, str(error)

    def _thin_out(self, now: datetime) -> int:
        removed = 0
        for folder in (self.folder, self.second):
            if folder is not None:
                there = backup.found_in(folder, self.database)
                for one in backup_rotation.to_remove(there, now, cap_bytes=self.cap_bytes):
                    backup.remove(one)
                    removed += 1
        return removed


def mark(reader: Reader) -> int:
    """Return how far the journal has come: another number after every step, undo and redo."""
    return int(reader.scalar("select max(seq) from sqlite_sequence where name = 'change'") or 0)
