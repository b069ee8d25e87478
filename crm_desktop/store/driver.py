"""The one place that chooses the SQLite library, for the whole process, and how a file is opened with it.

Two SQLite libraries in one process do not see each other's locks and destroy the file both have open (measured: half
of the rows gone). So nothing else imports `sqlite3` or `sqlcipher3`, tests included. SQLCipher's build is a current
SQLite; Python's own stands in where there is no wheel. This module is imported before the first picture is painted: it
must stay light, and SQLAlchemy is not for it.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from crm_desktop.base.errors import Cancelled, CrmError, DamagedFile, FileBusy, Refused
from crm_desktop.base.i18n import _
from crm_desktop.store.restricting import restricted_why, restricted_words

if TYPE_CHECKING:
    import sqlite3 as dbapi
    from types import TracebackType

    from crm_desktop.store.keys import Key
else:
    try:
        from sqlcipher3 import dbapi2 as dbapi
    except ImportError:
        import sqlite3 as dbapi

Connection = dbapi.Connection
Cursor = dbapi.Cursor
Error = dbapi.Error
IntegrityError = dbapi.IntegrityError

#: What a value may be on its way into a statement or out of a row.
Value = str | int | float | bytes | None

#: Milliseconds a statement waits for another program's lock before it gives up.
PATIENCE_MS = 5_000
#: Memory for pages of each connection, in KiB; taken only as far as it is used.
_CACHE_KIB = 65_536
#: More of it where each page has to be decrypted when it is read again.
_CACHE_KIB_ENCRYPTED = 262_144

_EVERYWHERE = (
    "pragma foreign_keys=on",
    "pragma trusted_schema=off",  # SQL planted in a file may not call functions with side effects
    "pragma cell_size_check=on",
    "pragma mmap_size=0",  # a fault of the disk becomes an error, not a crash
    "pragma temp_store=memory",
    f"pragma busy_timeout={PATIENCE_MS}",
    f"pragma cache_size=-{_CACHE_KIB}",
)
_FOR_ENCRYPTED = (f"pragma cache_size=-{_CACHE_KIB_ENCRYPTED}",)
_FOR_WRITING = (
    "pragma synchronous=full",  # with less, a power cut takes acknowledged steps with it (measured)
    "pragma recursive_triggers=on",  # otherwise REPLACE deletes rows without telling the journal
    "pragma secure_delete=on",  # what is deleted is overwritten: the law asks for erasure
)
#: Meets the errors of a file at its opening instead of at the first question.
_PROBE = ("pragma schema_version",)
_FOR_WRITING_ON_MACOS = ("pragma fullfsync=on", "pragma checkpoint_fullfsync=on")


def version() -> str:
    """Return the version of the SQLite library in use."""
    return dbapi.sqlite_version


def module() -> object:
    """Return the driver's module itself, for SQLAlchemy."""
    return dbapi


def can_encrypt() -> bool:
    """Whether the library in use is one that can encrypt."""
    return dbapi.__name__.startswith("sqlcipher3")


def connect_to_read(path: Path, key: Key | None = None) -> Connection:
    """Open a file that cannot be written to through this connection. It belongs to the thread that opened it."""
    try:
        return _connect(path, "ro", _PROBE, Connection, key)
    except Error:
        if path.with_name(path.name + "-wal").exists() or os.access(path.parent, os.W_OK):
            raise
    # On a medium that cannot be written to there is no place for the shared memory of a -wal, and no need of it.
    return _connect(path, "ro&immutable=1", _PROBE, Connection, key)


def connect_to_write(path: Path, key: Key | None = None, *, factory: type[Connection] = Connection) -> Connection:
    """Open an existing file for the one connection that writes; transactions are begun and ended by SQL alone.

    `factory` is for tests that record what is executed.
    """
    connection = _connect(
        path, "rw", (*_FOR_WRITING, *(_FOR_WRITING_ON_MACOS if sys.platform == "darwin" else ())), factory, key
    )
    # Where the file system cannot share memory (a network drive), the answer is "delete", which is as safe and slower.
    connection.execute("pragma journal_mode=wal").fetchall()
    return connection


def connect_to_migrate(path: Path, key: Key | None = None) -> Connection:
    """Open a file, new or old, to change its tables: as for writing, with foreign keys unchecked until the end.

    With keys checked, rebuilding a table deletes the rows that point to it (measured).
    """
    connection = _connect(path, "rwc", (*_FOR_WRITING, "pragma foreign_keys=off"), Connection, key)
    connection.execute("pragma journal_mode=wal").fetchall()
    return connection


def _connect(path: Path, mode: str, pragmas: tuple[str, ...], factory: type[Connection], key: Key | None) -> Connection:
    """Open a file in one of SQLite's modes and set what holds for this connection.

    Raises DamagedFile where the file has names that are no text: the library fails to read its own message about them.
    """
    connection = dbapi.connect(
        f"{as_uri(path)}?mode={mode}", uri=True, isolation_level=None, cached_statements=256, factory=factory
    )
    with contextlib.ExitStack() as otherwise:
        otherwise.callback(connection.close)
        try:
            for pragma in (*_unlocking(key), *_EVERYWHERE, *pragmas, *(_FOR_ENCRYPTED if key else ())):
                connection.execute(pragma)
            connection.create_function("restricted_words", 0, restricted_words)
            connection.create_function("restricted_why", 1, restricted_why)
        except UnicodeDecodeError as error:
            raise _damaged() from error
        otherwise.pop_all()
    return connection


def _unlocking(key: Key | None) -> tuple[str, ...]:
    """Return what has to be said before anything else of an encrypted file."""
    if key is None:
        return ()
    if not can_encrypt():
        raise cannot_encrypt()
    # The library would tell of each page that does not fit on the terminal of whoever began it.
    return "pragma cipher_log_level=none", f'pragma key="{key.spec}"'


def cannot_encrypt() -> Refused:
    """Return the error where the library in use knows no encryption."""
    return Refused(
        _("Encrypted files cannot be opened here: this computer’s SQLite cannot encrypt."),
        _("Install “sqlcipher3” (pip install sqlcipher3) and start CRM Desktop again."),
    )


def as_uri(path: Path) -> str:
    """Return a path as SQLite takes it; a share (//server/folder) keeps its slashes, whatever stands in a name."""
    name = path.absolute().as_posix()
    return "file://" + ("" if name.startswith("/") else "/") + quote(os.fsencode(name), safe="/:")


def close(connection: Connection) -> None:
    """Close a writing connection so that its file stands alone: everything moved out of the -wal beside it."""
    with contextlib.suppress(Error):  # another program may hold the file; then its last connection tidies up
        connection.execute("pragma wal_checkpoint(truncate)").fetchall()
    connection.close()


class Plainly:
    """A `with` that turns the library's errors into those a user can be told; others pass unchanged."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _at: TracebackType | None
    ) -> None:
        # SQLAlchemy wraps the driver's errors and keeps the original one here.
        cause = getattr(error, "orig", error)
        plain = explain(cause) if isinstance(cause, (Error, UnicodeDecodeError)) else None
        if plain is not None:
            raise plain from error


def explain(error: Error | UnicodeDecodeError) -> CrmError | None:
    """Return what a user should be told of an error of the library; None where the program is at fault."""
    # SQLite quotes the names it finds in a damaged schema, and the driver fails to read its message.
    if isinstance(error, UnicodeDecodeError) or str(error).startswith(_DAMAGE_WITHOUT_CODE):
        return _damaged()
    name: str = getattr(error, "sqlite_errorname", "") or ""
    make = next((make for start, make in _EXPLAINED.items() if name.startswith(start)), None)
    return None if make is None else make()


def _interrupted() -> CrmError:
    return Cancelled(_("This was stopped."))


def _busy() -> CrmError:
    return FileBusy(
        _("Another program is writing to the database."),
        _("Close the other program or wait a moment, then try again."),
    )


def _damaged() -> CrmError:
    return DamagedFile(
        _("The database file is damaged."),
        _("Restore the latest backup, or save what can be read with “crm-desktop salvage”."),
    )


def _full() -> CrmError:
    return Refused(
        _("There is no space left for the database; nothing was changed."), _("Free some space, then try again.")
    )


def _read_only() -> CrmError:
    return Refused(_("The database is open for reading only; nothing was changed."))


def _disk() -> CrmError:
    return Refused(
        _("The disk did not do what it was asked to; nothing was changed."),
        _("See whether the drive is connected and its folder may be written to, then try again."),
    )


#: Damage that has a text but no code of its own: a header SQLite does not know, a text that is none (by the driver).
_DAMAGE_WITHOUT_CODE = ("unsupported file format", "Could not decode to UTF-8")

_EXPLAINED = {
    "SQLITE_INTERRUPT": _interrupted,
    "SQLITE_BUSY": _busy,
    "SQLITE_LOCKED": _busy,
    "SQLITE_CORRUPT": _damaged,
    "SQLITE_NOTADB": _damaged,
    "SQLITE_FULL": _full,
    "SQLITE_READONLY": _read_only,
    "SQLITE_IOERR": _disk,
    "SQLITE_CANTOPEN": _disk,
}
