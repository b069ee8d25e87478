"""A child that encrypts, changes or decrypts a file and is killed at its n-th touch; forked by tests."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from crm_desktop.store import encryption
from crm_desktop.store.encryption import Watch
from crm_desktop.store.keys import TAG, Key, Keys

#: What Python tells of before it happens; SQLite's own writing in between is met through its progress.
_TOUCHES = {"open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "os.rmdir", "shutil.rmtree", "os.listdir"}


def made_up_key(number: int) -> Key:
    """Return a key no password was stretched for, which takes no time."""
    return Key(TAG + bytes([number]) * 12, bytes(range(number, number + 32)))


def dies(path: Path, keys: Keys, wanted: Key | None, *, after: int) -> bool:
    """Convert a file in a process killed at a touch; return whether it was killed before its end."""
    child = os.fork()
    if child == 0:
        _convert(path, keys, wanted, after)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the child failed instead of dying"
    return os.WIFSIGNALED(status)


def _convert(path: Path, keys: Keys, wanted: Key | None, after: int) -> None:
    left = [after]

    def count(*_what: object) -> None:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(event: str, _arguments: tuple[object, ...]) -> None:
        if event in _TOUCHES:
            count()

    code = 1
    try:
        sys.addaudithook(heard)
        encryption.convert(path, keys, wanted, Watch(count))
        code = 0
    finally:
        os._exit(code)
