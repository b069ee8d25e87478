"""Puts a backup in the place of the database: whole, or not at all, whatever interrupts it.

The backup is verified and copied beside the database first; what is there now is saved; then one rename replaces the
file. A -wal left beside it would be played into the restored file by SQLite, so it is emptied into the old file, or put
aside with it, before. Nothing may have the database open meanwhile: the caller closes its own connections, the lock
keeps out other windows.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crm_desktop.base import files
from crm_desktop.base.errors import CrmError, DamagedFile, ForeignFile, Locked, NewerFile, Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.reasons import why_not
from crm_desktop.store import backup, driver, encryption, lock
from crm_desktop.store.backup import Backup, Reason
from crm_desktop.store.backup_keeper import BackupKeeper, Saved
from crm_desktop.store.keys import NO_KEYS, Keys, salt_of
from crm_desktop.store.migrations import VERSION
from crm_desktop.store.reading import Reader
from crm_desktop.store.settling import settle

#: What SQLite keeps beside a database.
BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Restored:
    """What was put in place, and where that is which was there before: a backup, or the damaged file put aside."""

    backup: Backup
    before: Saved | None = None
    aside: Path | None = None


def restore(keeper: BackupKeeper, chosen: Backup, *, now: datetime) -> Restored:
    """Replace the keeper's database by a backup.

    Raises DamagedFile where the backup is not whole, NewerFile, Refused where it cannot be written, FileBusy where the
    database is open, Locked where the backup's key is not at hand; then everything is as it was.
    """
    chosen = backup.verify(chosen, now=now, keys=keeper.keys)
    database = keeper.database.resolve()  # what a link points to is replaced, not the link
    with lock.take(database), _copied_beside(database, chosen) as draft:
        _refuse_newer(draft, keeper.keys)
        _give_present_key(draft, database, keeper.keys)
        saved, aside = _save_present(keeper, now)
        _clear_beside(database)
        _replace(draft, database)
        return Restored(chosen, saved, aside)


def drill(chosen: Backup, *, now: datetime, keys: Keys = NO_KEYS) -> None:
    """Try whether a backup could be restored: copy it, open the copy and compare what it holds with its manifest.

    Raises DamagedFile where it could not.
    """
    chosen = backup.verify(chosen, now=now, keys=keys)
    with tempfile.TemporaryDirectory(prefix="crm-desktop-drill-") as folder:
        draft = Path(folder) / chosen.path.name
        backup.copy_file(chosen.path, draft, chosen.manifest.sha256 if chosen.manifest else None)
        with driver.Plainly():
            key = keys.fitting(draft)
            connection = driver.connect_to_read(draft, key)
            try:
                held = backup.held_by(connection, key)
            finally:
                connection.close()
    if chosen.manifest is not None and held != chosen.manifest.tables:
        raise backup.not_whole(chosen.path)


def put_aside(database: Path, *, now: datetime) -> Path:
    """Copy a damaged database, with what SQLite keeps beside it, under a name that says so; the original stays."""
    target = _free(database.with_name(f"{database.stem}-damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{database.suffix}"))
    try:
        for ending in ("", *BESIDE):
            source = database.with_name(database.name + ending)
            if source.exists():
                backup.copy_file(source, target.with_name(target.name + ending), None)
    except OSError as error:
        raise _cannot_restore(database, error) from error
    files.sync_folder(target.parent)
    return target


def _save_present(keeper: BackupKeeper, now: datetime) -> tuple[Saved | None, Path | None]:
    """Keep what is there now: as a backup, or, where it is too damaged for one, as it lies."""
    if not keeper.database.exists():
        return None, None
    try:
        saved = keeper.save(now=now, reason=Reason.RESTORE)
    except (DamagedFile, ForeignFile, Locked):
        return None, put_aside(keeper.database, now=now)
    settle(keeper.database, keeper.keys)
    return saved, None


def _refuse_newer(draft: Path, keys: Keys) -> None:
    with Reader.open(draft, keys) as reader:
        if int(reader.scalar("pragma user_version")) > VERSION:
            raise NewerFile(
                _("This backup was made by a newer version of CRM Desktop."),
                _("Install the newest version, then restore it."),
            )


def _give_present_key(draft: Path, database: Path, keys: Keys) -> None:
    """Encrypt what is to be restored as the file is that it replaces: nobody takes a password off by going back."""
    key = keys.by_salt(salt_of(database))
    if key is not None and salt_of(draft) != key.salt:
        anew = draft.with_name(f"{draft.name}.anew")
        encryption.rewrite(draft, anew, keys.fitting(draft), key)
        anew.replace(draft)


def _clear_beside(database: Path) -> None:
    """Remove what SQLite would take for a part of the restored file, and make sure it is gone before the rename."""
    for ending in BESIDE:
        database.with_name(database.name + ending).unlink(missing_ok=True)
    files.sync_folder(database.parent)


def _replace(draft: Path, database: Path) -> None:
    draft.replace(database)
    files.sync_folder(database.parent)


@contextlib.contextmanager
def _copied_beside(database: Path, chosen: Backup) -> Iterator[Path]:
    """Yield a verified copy of the backup in the folder of the database; gone afterwards unless it was renamed."""
    prefix = f".{database.name}.restoring-"
    try:
        for left in database.parent.glob(f"{prefix}*"):  # by a restore that was interrupted; the lock is ours now
            shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=database.parent))
    except OSError as error:
        raise _cannot_restore(database, error) from error
    try:
        draft = folder / database.name
        backup.copy_file(chosen.path, draft, chosen.manifest.sha256 if chosen.manifest else None)
        draft.chmod(0o600)
        yield draft
    except OSError as error:
        raise _cannot_restore(database, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free(path: Path) -> Path:
    names = (path, *(path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(2, 1000)))
    return next(name for name in names if not name.exists())


def _cannot_restore(database: Path, error: OSError) -> CrmError:
    return Refused(
        _("“{name}” could not be restored: {reason}.").format(name=database.name, reason=why_not(error)),
        _("Free some space or see whether the folder may be written to, then try again. Nothing was changed."),
    )
