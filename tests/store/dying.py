"""A process that makes or restores a backup and is killed at its n-th touch of the disk; started by tests."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from crm_desktop.store import backup
from crm_desktop.store.backup import Reason
from crm_desktop.store.backup_keeper import BackupKeeper
from crm_desktop.store.lock import take
from crm_desktop.store.restore import restore
from tests.builders import NOW

_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
#: What Python tells of before it happens; SQLite's own writing in between is as it is.
_TOUCHES = {"open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "os.rmdir", "tempfile.mkstemp", "shutil.rmtree"}


def dies(action: str, keeper: BackupKeeper, *, after: int, chosen: Path | None = None) -> bool:
    """Do an action ("save", "restore") in a process killed at a touch; return whether it was killed before its end."""
    command = [sys.executable, "-m", "tests.store.dying", action, str(keeper.database), str(keeper.folder), str(after)]
    root = Path(__file__).parents[2]
    done = subprocess.run([*command, str(chosen or "")], check=False, cwd=root, capture_output=True, timeout=60)
    assert done.returncode in {0, -_KILL}, done.stderr.decode()
    return done.returncode != 0


def _main(action: str, database: str, folder: str, after: str, chosen: str) -> None:
    keeper = BackupKeeper(Path(database), Path(folder))
    backups = keeper.all()
    take(keeper.database).release()  # what is imported late is imported now
    _die_at(int(after))
    if action == "save":
        keeper.save(now=NOW + timedelta(days=400), reason=Reason.EXIT)
    else:
        restore(keeper, backup.at(Path(chosen)) if chosen else backups[0], now=NOW + timedelta(hours=1))


def _die_at(touch: int) -> None:
    left = [touch]

    def count(event: str, _arguments: tuple[object, ...]) -> None:
        if event in _TOUCHES:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), _KILL)

    sys.addaudithook(count)


if __name__ == "__main__":
    _main(*sys.argv[1:])
