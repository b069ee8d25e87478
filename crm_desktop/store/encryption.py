"""Encrypts a file, gives it another password, or takes the encryption off: whole, or not at all.

The file is written anew beside itself, compared with the old one table by table, forced to the disk and renamed over
it: killed at any moment, the old file is there or the new one. A password is never changed in place: with the new one
comes a new key, so the old password, or an old recovery sheet, opens nothing that is written from then on. Nothing may
have the file open meanwhile: the caller closes its own connections, the lock keeps out other windows.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from crm_desktop.base import files
from crm_desktop.base.errors import Cancelled, CrmError, DamagedFile, Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.reasons import why_not
from crm_desktop.store import backup, backup_manifest, digest, driver, lock
from crm_desktop.store.backup import Backup
from crm_desktop.store.backup_keeper import BackupKeeper
from crm_desktop.store.database import DRAFTS, sweep_drafts
from crm_desktop.store.identity import check_identity
from crm_desktop.store.keys import Key, Keys, salt_of
from crm_desktop.store.settling import settle
from crm_desktop.store.triggers import quoted

#: Steps of SQLite's machine between two looks at how far it is and whether to stop.
_LOOK_EVERY = 20_000
#: What writing is of the whole; the rest is comparing.
_WRITING = 60


class Watch(NamedTuple):
    """Who is told how far it is, of how much, and asked whether to stop."""

    progress: Callable[[int, int], None] = lambda _done, _total: None
    cancelled: Callable[[], bool] = lambda: False


_NOBODY = Watch()


class Converted(NamedTuple):
    """How many backups have the new key, and which could not be given it."""

    done: int
    left: tuple[Path, ...]
    #: The second folder, where it cannot be reached now: what lies there stays as it is.
    away: Path | None = None


def convert(database: Path, keys: Keys, wanted: Key | None, watch: Watch = _NOBODY) -> None:
    """Write a file anew with the key that is wanted, or with none, and put it in its place.

    Raises Locked where the file's present key is not at hand, FileBusy where it is open, DamagedFile where it cannot be
    read to its end, Refused where there is no space, Cancelled when stopped; then the file is as it was.
    """
    if not driver.can_encrypt():
        raise driver.cannot_encrypt()
    check_identity(database)
    database = database.resolve()  # what a link points to is replaced, not the link
    with lock.take(database), _beside(database) as draft:
        settle(database, keys)
        rewrite(database, draft, keys.fitting(database), wanted, watch)
        draft.replace(database)
        files.sync_folder(database.parent)


def rewrite(source: Path, draft: Path, key: Key | None, wanted: Key | None, watch: Watch = _NOBODY) -> None:
    """Write a file's content into a draft with another key, compare the two, and force the draft to the disk."""
    with driver.Plainly():
        connection = driver.connect_to_read(source, key)
        try:
            _refuse_changed_pages(connection, source)
            _write(connection, source, draft, wanted, watch)
            _compare(connection, draft, wanted, watch)
        finally:
            connection.close()
    draft.chmod(0o600)
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    watch.progress(100, 100)


def convert_backups(
    keeper: BackupKeeper,
    keys: Keys,
    wanted: Key | None,
    *,
    now: datetime,
    watch: Watch = _NOBODY,
) -> Converted:
    """Give the backups that lie in both folders the key their file has now, each whole or not at all.

    One that is damaged or has a key not at hand stays as it is, and is named.
    """
    folders = [folder for folder in (keeper.folder, keeper.second) if folder is not None]
    there = [one for folder in folders for one in backup.found_in(folder, keeper.database)]
    salt = b"" if wanted is None else wanted.salt
    left, done = list[Path](), 0
    for number, one in enumerate(there):
        watch.progress(number, len(there))
        if salt_of(one.path) == salt:
            continue
        if watch.cancelled():
            left.append(one.path)
            continue
        try:
            _convert_backup(one, keys, wanted, now)
            done += 1
        except (CrmError, OSError):
            left.append(one.path)
    watch.progress(len(there), len(there))
    away = keeper.second if keeper.second is not None and not keeper.second.is_dir() else None
    return Converted(done, tuple(left), away)


def opens(path: Path, key: Key) -> bool:
    """Whether a key opens a file. Raises DamagedFile where something else is wrong with it."""
    try:
        driver.connect_to_read(path, key).close()
    except driver.Error as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
            return False
        raise driver.explain(error) or error from error
    return True


def _convert_backup(one: Backup, keys: Keys, wanted: Key | None, now: datetime) -> None:
    """Write one backup anew. The new manifest comes after it: without it for a moment, it is a copy nobody vouches for.

    The old manifest has to go first, or it would call the new file damaged.
    """
    backup.verify(one, now=now, keys=keys)
    with _beside(one.path) as draft:
        rewrite(one.path, draft, keys.fitting(one.path), wanted)
        before = one.manifest
        made = None
        if before is not None:
            made = backup.examine(draft, Path(before.database), before.reason, now, wanted)
        backup_manifest.path_of(one.path).unlink(missing_ok=True)
        draft.replace(one.path)
        files.sync_folder(one.path.parent)
        if made is not None:
            backup_manifest.write(one.path, made)


def _refuse_changed_pages(connection: driver.Connection, source: Path) -> None:
    if connection.execute("pragma quick_check(1)").fetchone()[0] != "ok":
        raise DamagedFile(
            _("“{name}” is damaged, so it was not written anew.").format(name=source.name),
            _("Restore the latest backup, or save what can be read with “crm-desktop salvage”."),
        )


def _write(connection: driver.Connection, source: Path, draft: Path, wanted: Key | None, watch: Watch) -> None:
    size = max(source.stat().st_size, 1)
    stopped: list[bool] = []

    def look() -> int:
        there = draft.stat().st_size if draft.exists() else 0
        watch.progress(min(_WRITING * there // size, _WRITING), 100)
        if watch.cancelled():
            stopped.append(True)
        return len(stopped)

    pragmas = {
        name: connection.execute(f"pragma main.{name}").fetchone()[0] for name in ("user_version", "application_id")
    }
    connection.execute("attach ? as anew key ?", (draft_uri(draft), "" if wanted is None else wanted.spec))
    connection.execute("pragma anew.journal_mode=off").fetchall()  # a draft needs none: it is thrown away
    connection.execute("pragma anew.synchronous=off")
    connection.set_progress_handler(look, _LOOK_EVERY)
    try:
        connection.execute("select sqlcipher_export('anew')").fetchall()
    except driver.Error as error:
        if stopped:  # the library gives this no code of its own
            raise Cancelled(_("This was stopped.")) from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
    for name, value in pragmas.items():
        connection.execute(f"pragma anew.{name}={int(value)}")
    connection.execute("detach anew")


def draft_uri(draft: Path) -> str:
    """Return a draft as `attach` takes it on a connection that reads only: with the right to write to it."""
    return f"{driver.as_uri(draft)}?mode=rwc"


def _compare(connection: driver.Connection, draft: Path, wanted: Key | None, watch: Watch) -> None:
    """Raise DamagedFile unless the draft is sound and holds what the file holds, table by table."""
    written = driver.connect_to_read(draft, wanted)
    try:
        if written.execute("pragma quick_check(1)").fetchone()[0] != "ok":
            raise _differs()
        tables = _tables(connection)
        if tables != _tables(written):
            raise _differs()
        for number, table in enumerate(tables):
            if watch.cancelled():
                raise Cancelled(_("This was stopped."))
            watch.progress(_WRITING + (100 - _WRITING) * number // len(tables), 100)
            if _content(connection, table) != _content(written, table):
                raise _differs()
        for pragma in ("user_version", "application_id"):
            if _only(connection, f"pragma {pragma}") != _only(written, f"pragma {pragma}"):
                raise _differs()
    finally:
        written.close()


def _tables(connection: driver.Connection) -> list[tuple[Any, ...]]:
    return connection.execute("select type, name, sql from main.sqlite_schema order by type, name").fetchall()


def _content(connection: driver.Connection, entry: tuple[Any, ...]) -> object:
    kind, name, sql = entry
    if kind != "table":
        return None
    if name in digest.tables(connection):
        return digest.of_table(connection, name)
    if str(sql).casefold().startswith("create virtual"):
        return None
    return _only(connection, f"select count(*) from {quoted(name)}")


def _only(connection: driver.Connection, sql: str) -> object:
    return connection.execute(sql).fetchone()[0]


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Yield a place for a draft in the file's own folder; gone afterwards unless it was renamed."""
    sweep_drafts(path)
    try:
        with tempfile.TemporaryDirectory(prefix=DRAFTS.format(path.name), dir=path.parent) as folder:
            yield Path(folder) / path.name
    except OSError as error:
        raise Refused(
            _("“{name}” could not be written: {reason}.").format(name=path.name, reason=why_not(error)),
            _("Free some space or see whether the folder may be written to, then try again. Nothing was changed."),
        ) from error


def _differs() -> DamagedFile:
    return DamagedFile(
        _("The new file was not what the old one is, so it was thrown away; nothing was changed."),
        _("Check the database, then try again."),
    )
