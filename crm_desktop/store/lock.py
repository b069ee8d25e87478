"""One writer per file: a lock file beside the database that the system itself frees when its holder dies.

The lock is the operating system's (flock, or a locked byte on Windows), so a crash never leaves one behind that
frightens the user. The file says who holds it: process id and host. Where a drive cannot lock, what the file says
decides.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from crm_desktop.base.errors import FileBusy, Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.reasons import why_not

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        # A locked byte cannot be read by others, so it lies far behind what the file says.
        os.lseek(handle, 1 << 30, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


#: What systems answer when somebody else has the lock.
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class Holder(NamedTuple):
    """Who holds a file: the process and the machine it runs on."""

    pid: int
    host: str

    def is_alive(self) -> bool:
        """Whether that process may still run; one on another machine is believed to."""
        if self.host != this_host():
            return True
        try:
            os.kill(self.pid, 0) if os.name == "posix" else None
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return self.pid != os.getpid()


@dataclass(frozen=True)
class FileLock:
    """The right to write to one database file, until released or until the process ends."""

    path: Path
    file: io.FileIO

    def release(self) -> None:
        """Give the file free; harmless when done twice."""
        if self.file.closed:
            return
        if os.name == "nt":  # an open file cannot be removed there
            self.file.close()
        with contextlib.suppress(OSError):  # elsewhere it is removed while still held: it is certainly ours
            self.path.unlink()
        self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def this_host() -> str:
    """Return the name of this machine."""
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename


def lock_path(database: Path) -> Path:
    """Return where the lock of a database lies: beside the file itself, however it was reached (a link)."""
    real = database.resolve()
    return real.with_name(real.name + ".lock")


def take(database: Path) -> FileLock:
    """Claim a database for writing. Raises FileBusy when another window or program has it."""
    path = lock_path(database)
    while True:
        with contextlib.ExitStack() as otherwise:
            file = otherwise.enter_context(_open(path, database))
            _claim(file, path, database)
            if _is_still_there(file, path):
                _sign(file)
                otherwise.pop_all()
                return FileLock(path, file)
        # Removed by its last holder between our opening and our locking it: once more.


def holder(database: Path) -> Holder | None:
    """Return who holds a database, or None when nobody does."""
    path = lock_path(database)
    said = _read(path)
    if said is None:
        return None
    try:
        take(database).release()
    except FileBusy:
        return said
    return None


def _open(path: Path, database: Path) -> io.FileIO:
    try:
        return io.FileIO(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600), "r+")
    except OSError as error:
        raise Refused(
            _("“{name}” cannot be opened for writing: {reason}.").format(name=database.name, reason=why_not(error)),
            _("Open it for reading, or move it to a folder you may write to."),
        ) from error


def _claim(file: io.FileIO, path: Path, database: Path) -> None:
    try:
        _lock(file.fileno())
    except OSError as error:
        if error.errno in _TAKEN:
            raise _busy(database, _read(path)) from error
        # The drive cannot lock: believe what the file says.
        said = _read(path)
        if said is not None and said.is_alive():
            raise _busy(database, said) from error


def _is_still_there(file: io.FileIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _sign(file: io.FileIO) -> None:
    file.truncate(0)
    file.seek(0)
    file.write(f"{os.getpid()} {this_host()}".encode())


def _read(path: Path) -> Holder | None:
    try:
        pid, host = path.read_text(encoding="utf-8").split(maxsplit=1)
        return Holder(int(pid), host)
    except (OSError, ValueError):
        return None


def _busy(database: Path, said: Holder | None) -> FileBusy:
    if said is not None and said.host != this_host():
        message = _("“{name}” is open on another computer ({host}).").format(name=database.name, host=said.host)
    else:
        message = _("“{name}” is already open in another window.").format(name=database.name)
    return FileBusy(message, _("Close it there, then try again."))
