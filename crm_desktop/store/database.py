"""One database file: making it, opening it, and the readers and the writer over it.

Opening looks before it touches: a foreign, newer or damaged file is never written to. Only an older file is changed, by
the migrations it lacks, after a backup. SQLAlchemy and alembic are imported where a writer or a migration needs them.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.base.errors import ForeignFile, NewerFile, Refused
from crm_desktop.base.files import sync_folder
from crm_desktop.base.i18n import _
from crm_desktop.base.reasons import why_not
from crm_desktop.store import lock
from crm_desktop.store.identity import APPLICATION_ID, check_identity
from crm_desktop.store.keys import NO_KEYS, Key, Keys
from crm_desktop.store.migrations import VERSION
from crm_desktop.store.reading import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crm_desktop.base.times import Clock
    from crm_desktop.store.unit_of_work import Follow, Writer

#: What SQLite keeps beside a file while it is open.
_BESIDE = ("-wal", "-shm", "-journal")
#: How the folder is called in which a file is written anew with another key.
DRAFTS = ".{}.encrypting-"


@dataclass(frozen=True)
class Database:
    """A file that has been found to be ours and current. `read_only` where it may be read but not written."""

    path: Path
    read_only: bool = False
    #: What opens it and its backups, where they are encrypted.
    keys: Keys = field(default=NO_KEYS, repr=False)

    @classmethod
    def create(cls, path: Path, key: Key | None = None) -> Database:
        """Make a new, empty database, encrypted where a key is given.

        Raises Refused when the file exists or the folder cannot be written to.
        """
        from crm_desktop.store.migrations import runner  # noqa: PLC0415 - alembic, only here and below

        path = path.absolute()
        with _fresh_file(path) as draft:
            runner.upgrade(draft, application_id=APPLICATION_ID, key=key)
        return cls(path, keys=NO_KEYS.with_key(key))

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        before_migration: Callable[[Path], object] | None = None,
        keys: Keys = NO_KEYS,
    ) -> Database:
        """Open an existing database, bringing an older one to this version after `before_migration` has saved it.

        With `read_only`, a newer or strange file may be read too, and nothing is changed. Raises NotFound, Refused,
        ForeignFile, DamagedFile; NewerFile for a file of a newer version; FileBusy where a migration is needed and
        somebody else has the file; Locked for an encrypted file that none of the keys fits.
        """
        path = path.absolute()
        check_identity(path)
        with Reader.open(path, keys) as reader:
            version = int(reader.scalar("pragma user_version"))
            strangers = [] if read_only else foreign_parts(reader)
        if read_only:
            return cls(path, read_only=True, keys=keys)
        if version > VERSION:
            raise _newer(path)
        if strangers:
            raise _planted(path, strangers)
        if version < VERSION:
            _migrate(path, before_migration, keys)
        return cls(path, keys=keys)

    def reader(self) -> Reader:
        """Return a reader for the calling thread."""
        return Reader.open(self.path, self.keys)

    def claim(self) -> lock.FileLock:
        """Claim the file for writing before the writer is opened. Raises FileBusy when somebody else has it."""
        held = lock.take(self.path)
        sweep_drafts(self.path)
        return held

    def writer(self, clock: Clock, *, claimed: lock.FileLock | None = None, follow: Follow | None = None) -> Writer:
        """Return the one writer, for the calling thread; it claims the file unless that has been done, and frees it.

        `follow` goes on in each of its steps: the rules of the file.
        Raises FileBusy when another window or program has the file, Refused when it was opened for reading only.
        """
        from crm_desktop.store import writing  # noqa: PLC0415 - SQLAlchemy is imported after the first picture

        if self.read_only:
            raise Refused(_("“{name}” is open for reading only.").format(name=self.path.name))
        held = claimed or self.claim()
        with contextlib.ExitStack() as otherwise:
            otherwise.callback(held.release)
            writer = writing.open_writer(self.path, clock, follow=follow, release=held.release, keys=self.keys)
            otherwise.pop_all()
        return writer


def sweep_drafts(path: Path) -> None:
    """Delete what an interrupted conversion left beside the file: it may lie there in plain."""
    for left in path.parent.glob(f"{DRAFTS.format(path.name)}*"):
        import shutil  # noqa: PLC0415 - next to never

        shutil.rmtree(left, ignore_errors=True)


def foreign_parts(reader: Reader) -> list[str]:
    """Return the names of triggers and views in the file: we make none there, so they are somebody else's."""
    return reader.rows(str, "select name from main.sqlite_schema where type in ('trigger', 'view') order by name")


def _migrate(path: Path, before: Callable[[Path], object] | None, keys: Keys) -> None:
    from crm_desktop.store.migrations import runner  # noqa: PLC0415

    with lock.take(path):
        if before is not None:
            before(path)
        runner.upgrade(path, application_id=APPLICATION_ID, key=keys.fitting(path))


@contextlib.contextmanager
def _fresh_file(path: Path) -> Iterator[Path]:
    """Yield a draft beside the file to be made, readable by its owner alone, and give it its name once it is whole."""
    _refuse_what_is_there(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        os.close(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise _cannot_make(path, error) from error
    try:
        yield draft
        _refuse_what_is_there(path)
        draft.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise _cannot_make(path, error) from error
    finally:
        for ending in ("", *_BESIDE):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _refuse_what_is_there(path: Path) -> None:
    if path.exists():
        raise Refused(_("“{name}” exists already.").format(name=path.name), _("Choose another name, or open it."))
    for ending in _BESIDE:
        left = path.with_name(path.name + ending)
        if left.exists():  # SQLite would play it into the new file
            raise Refused(
                _("“{name}” is left over from another database of this name.").format(name=left.name),
                _("Choose another name, or move that file away."),
            )


def _cannot_make(path: Path, error: OSError) -> Refused:
    return Refused(
        _("“{name}” could not be created: {reason}.").format(name=path.name, reason=why_not(error)),
        _("Choose another folder or free some space, then try again."),
    )


def _newer(path: Path) -> NewerFile:
    return NewerFile(
        _("“{name}” was written by a newer version of CRM Desktop.").format(name=path.name),
        _("Install the newest version, or open the file for reading only."),
    )


def _planted(path: Path, names: list[str]) -> ForeignFile:
    return ForeignFile(
        _("Another program has put something of its own into “{name}”: {parts}.").format(
            name=path.name, parts=", ".join(names[:5])
        ),
        _("Repair it with “crm-desktop check --repair”, which removes that and nothing else, or open it for reading."),
    )
