"""The lock: one holder, freed by release and by death, and told apart from what is left of one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from crm_desktop.base.errors import FileBusy
from crm_desktop.store import lock

if TYPE_CHECKING:
    from pathlib import Path

_HOLD = """
import sys, time
from pathlib import Path
from crm_desktop.store import lock
held = lock.take(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def test_a_file_is_held_once_and_says_by_whom(tmp_path: Path) -> None:
    path = tmp_path / "firm.crm"
    assert lock.holder(path) is None
    with lock.take(path):
        assert lock.holder(path) == lock.Holder(os.getpid(), lock.this_host())
        with pytest.raises(FileBusy, match="another window"):
            lock.take(path)
    assert lock.holder(path) is None
    assert not lock.lock_path(path).exists()


def test_releasing_twice_does_not_free_what_another_has_taken(tmp_path: Path) -> None:
    path = tmp_path / "firm.crm"
    first = lock.take(path)
    first.release()
    second = lock.take(path)
    first.release()
    with pytest.raises(FileBusy):
        lock.take(path)
    second.release()


def test_a_killed_holder_frees_the_file(tmp_path: Path) -> None:
    path = tmp_path / "firm.crm"
    with subprocess.Popen([sys.executable, "-c", _HOLD, str(path)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(FileBusy):
            lock.take(path)
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert lock.lock_path(path).exists(), "the dead leave their file, not their lock"
    lock.take(path).release()


def test_whatever_an_old_lock_file_says_it_is_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "firm.crm"
    for left in (b"", b"nonsense", b"1", b"1 elsewhere", b"\xff\xfe 1"):
        lock.lock_path(path).write_bytes(left)
        lock.take(path).release()


def test_a_link_leads_to_the_same_lock(tmp_path: Path) -> None:
    path = tmp_path / "firm.crm"
    path.touch()
    (tmp_path / "other.crm").symlink_to(path)
    with lock.take(path), pytest.raises(FileBusy):
        lock.take(tmp_path / "other.crm")


def test_the_living_and_the_dead_are_told_apart(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    child.wait()
    assert not lock.Holder(child.pid, lock.this_host()).is_alive()
    assert lock.Holder(os.getppid(), lock.this_host()).is_alive()
    assert lock.Holder(child.pid, "another machine").is_alive()
