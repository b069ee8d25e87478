"""Backups: a whole copy of the file under a name with its time, verified before it counts as one.

Made by `VACUUM INTO` on a connection of its own: one moment of the file, while others go on writing. Beside each copy
lies a manifest: what it held, table by table, as digests. The copy gets its name last, so what has the name of a backup
is complete. When and how often is for `backup_keeper`, which ones stay for `backup_rotation`.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from crm_desktop.base import files
from crm_desktop.base.errors import CrmError, DamagedFile, NotFound, Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.reasons import why_not
from crm_desktop.store import backup_manifest, digest, driver
from crm_desktop.store.backup_manifest import Manifest
from crm_desktop.store.digest import TableDigest
from crm_desktop.store.identity import check_identity
from crm_desktop.store.keys import NO_KEYS, Key, Keys

#: Beginning of the name of what is not a backup yet.
DRAFT = ".unfinished-"
_STAMP = "%Y%m%dT%H%M%SZ"
#: What such a backup is called; a second one within the same second has a number behind.
_NAME = re.compile(r"(?P<database>.+)-(?P<at>\d{8}T\d{6}Z)(-\d+)?")
_IN_WORK = timedelta(hours=1)


class Reason(StrEnum):
    """What a backup was made for."""

    TIMER = "timer"
    EXIT = "exit"
    USER = "user"
    MIGRATION = "migration"
    IMPORT = "import"
    RESTORE = "restore"
    MERGE = "merge"
    DELETE = "delete"


@dataclass(frozen=True)
class Backup:
    """One backup. Without a manifest it is a copy nobody can vouch for; it may still be restored."""

    path: Path
    made_at: datetime
    size: int
    manifest: Manifest | None = None

    @property
    def verified(self) -> bool:
        """Whether it was whole when last looked at."""
        return self.manifest is not None and self.manifest.verified_at is not None

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each table holds."""
        return {} if self.manifest is None else {table: one.rows for table, one in self.manifest.tables.items()}


def make(database: Path, folder: Path, *, now: datetime, reason: Reason, keys: Keys = NO_KEYS) -> Backup:
    """Copy a database into a folder, verify the copy and return it; that of an encrypted file has the same key.

    Raises Refused where it cannot be written (no space, no such place), DamagedFile where the database itself is
    damaged; in both cases nothing is left behind.
    """
    check_identity(database)
    key = keys.fitting(database)
    with _cannot_back_up(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _draft(folder) as draft:
            _copy_out(database, draft, key)
            try:
                manifest = examine(draft, database, reason.value, now, key)
            except DamagedFile as error:
                raise _damaged(database) from error
            _force_to_disk(draft)
            return _publish(draft, _free_name(folder, database, now), now, manifest)


def copy_to(backup: Backup, folder: Path) -> Backup:
    """Copy a backup with its manifest into a second folder (another medium), and verify the copy."""
    with _cannot_back_up(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _draft(folder) as draft:
            copy_file(backup.path, draft, backup.manifest.sha256 if backup.manifest else None)
            return _publish(draft, folder / backup.path.name, backup.made_at, backup.manifest)


def found_in(folder: Path, database: Path) -> list[Backup]:
    """Return the backups of a database that lie in a folder, the newest first.

    Those of another file of the same name are left out, as long as that file exists: it may also have been this one,
    before it was moved.
    """
    try:
        paths = list(folder.iterdir())
    except OSError:
        return []
    named = [(path, _NAME.fullmatch(path.stem)) for path in paths if path.suffix == database.suffix]
    ours = [path for path, parts in named if parts is not None and parts["database"] == database.stem]
    found = [one for path in ours if (one := _look_at(path)) is not None and not _is_of_another(one, database)]
    return sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True)


def at(path: Path) -> Backup:
    """Return the backup in a file the user chose. Raises NotFound, or what `check_identity` raises."""
    check_identity(path)
    found = _look_at(path)
    if found is None:
        raise NotFound(_("There is no backup “{path}”.").format(path=path), _("Check where it lies."))
    return found


def verify(backup: Backup, *, now: datetime, keys: Keys = NO_KEYS) -> Backup:
    """Look whether a backup is still whole, note the result in its manifest, and return it with the result.

    Raises DamagedFile where it is not.
    """
    try:
        check_identity(backup.path)
        if backup.manifest is None:
            _check_pages(backup.path, keys)
            return backup
        if sha256_of(backup.path) != backup.manifest.sha256:
            raise not_whole(backup.path)
    except (DamagedFile, OSError) as error:
        if backup.manifest is not None:
            backup_manifest.write(backup.path, replace(backup.manifest, verified_at=None))
        raise not_whole(backup.path) from error
    manifest = replace(backup.manifest, verified_at=now)
    backup_manifest.write(backup.path, manifest)
    return replace(backup, manifest=manifest)


def remove(backup: Backup) -> None:
    """Delete a backup and its manifest."""
    backup.path.unlink(missing_ok=True)
    backup_manifest.path_of(backup.path).unlink(missing_ok=True)


def sweep(folder: Path, *, now: datetime) -> None:
    """Delete what interrupted backups left in a folder: drafts, and manifests whose copy never got its name.

    Only what is an hour old: another program may be making a backup there just now.
    """
    with contextlib.suppress(OSError):
        drafts = list(folder.glob(f"{DRAFT}*"))
        alone = [path for path in folder.glob(f"*Z*{backup_manifest.ENDING}") if not path.with_suffix("").exists()]
        for path in (*drafts, *alone):
            if path.stat().st_mtime < (now - _IN_WORK).timestamp():
                path.unlink(missing_ok=True)


def copy_file(source: Path, target: Path, sha256: str | None) -> None:
    """Copy a file over another and force it to the disk. Raises DamagedFile when it is not what the digest says."""
    shutil.copyfile(source, target)
    _force_to_disk(target)
    if sha256 is not None and sha256_of(target) != sha256:
        raise not_whole(source)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_out(database: Path, draft: Path, key: Key | None) -> None:
    connection = driver.connect_to_read(database, key)
    try:
        connection.execute("vacuum into ?", (str(draft),))
    finally:
        connection.close()


def examine(draft: Path, database: Path, reason: str, now: datetime, key: Key | None) -> Manifest:
    """Look whether a copy is sound, and return what it holds. Raises DamagedFile where it is not."""
    connection = driver.connect_to_read(draft, key)
    try:
        _check_sound(connection, draft)
        mark = connection.execute("select max(seq) from sqlite_sequence where name = 'change'").fetchone()[0]
        return Manifest(
            reason=reason,
            database=str(database.resolve()),
            sha256=sha256_of(draft),
            schema=int(connection.execute("pragma user_version").fetchone()[0]),
            mark=int(mark or 0),
            tables=held_by(connection, key),
            dangling=len(connection.execute("pragma foreign_key_check").fetchall()),
            verified_at=now,
        )
    finally:
        connection.close()


def held_by(connection: driver.Connection, key: Key | None) -> dict[str, TableDigest]:
    """Return the digest of each table as a manifest has it.

    A manifest can be read by anybody: of an encrypted file it holds nothing by which its content could be guessed.
    """
    tables = digest.of_file(connection)
    if key is None:
        return tables
    return {
        name: one._replace(sha256=hmac.digest(key.raw, one.sha256.encode(), "sha256").hex())
        for name, one in tables.items()
    }


def _check_pages(path: Path, keys: Keys) -> None:
    with driver.Plainly():
        connection = driver.connect_to_read(path, keys.fitting(path))
        try:
            _check_sound(connection, path)
        finally:
            connection.close()


def _check_sound(connection: driver.Connection, path: Path) -> None:
    if connection.execute("pragma quick_check(1)").fetchone()[0] != "ok":
        raise not_whole(path)


def _publish(draft: Path, path: Path, made_at: datetime, manifest: Manifest | None) -> Backup:
    """Give the draft its name. The manifest goes first: a backup that is there is there with all that belongs to it."""
    if manifest is not None:
        backup_manifest.write(path, manifest)
    draft.replace(path)
    files.sync_folder(path.parent)
    return Backup(path, made_at, path.stat().st_size, manifest)


@contextlib.contextmanager
def _draft(folder: Path) -> Iterator[Path]:
    """Yield an empty file, readable by its owner alone, that is gone afterwards unless it was renamed."""
    handle, name = tempfile.mkstemp(prefix=DRAFT, dir=folder)
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)


@contextlib.contextmanager
def _cannot_back_up(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _no_backup(folder, why_not(error)) from error
    except (driver.Error, UnicodeDecodeError) as error:
        plain = driver.explain(error)
        if plain is None:
            raise
        if isinstance(plain, DamagedFile):
            raise plain from error
        raise _no_backup(folder, _("the disk is full or did not do what it was asked to")) from error


def _force_to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _free_name(folder: Path, database: Path, now: datetime) -> Path:
    stem = f"{database.stem}-{now.astimezone(UTC):{_STAMP}}"
    names = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
    return next(path for name in names if not (path := folder / (name + database.suffix)).exists())


def _look_at(path: Path) -> Backup | None:
    """Return what can be told of a backup without reading it; None when it is gone meanwhile."""
    parts = _NAME.fullmatch(path.stem)
    try:
        there = path.stat()
        made_at = datetime.strptime(parts["at"] if parts else "", _STAMP).replace(tzinfo=UTC)
    except OSError:
        return None
    except ValueError:  # a file the user gave a name of his own
        made_at = datetime.fromtimestamp(there.st_mtime, UTC).replace(microsecond=0)
    return Backup(path, made_at, there.st_size, backup_manifest.read(path))


def _is_of_another(backup: Backup, database: Path) -> bool:
    if backup.manifest is None:
        return False
    of = Path(backup.manifest.database)
    return of != database.resolve() and of.exists()


def not_whole(path: Path) -> DamagedFile:
    """Return the error for a backup that is not what it was."""
    return DamagedFile(
        _("The backup “{name}” is damaged.").format(name=path.name), _("Choose another one; this one is not used.")
    )


def _damaged(database: Path) -> DamagedFile:
    return DamagedFile(
        _("“{name}” is damaged, so no backup was made of it.").format(name=database.name),
        _("Restore the latest backup, or save what can be read with “crm-desktop salvage”."),
    )


def _no_backup(folder: Path, reason: str) -> CrmError:
    return Refused(
        _("No backup could be written to “{folder}”: {reason}.").format(folder=folder, reason=reason),
        _("Free some space or choose another folder for backups."),
    )
