"""The key store of a Linux desktop, the real one: a session of its own with GNOME's keyring, unlocked and locked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("dbus-run-session") is None or shutil.which("gnome-keyring-daemon") is None,
        reason="there is no keyring to try",
    ),
]

_TRY = """
import sys
from pathlib import Path
from crm_desktop.base.errors import Refused
from crm_desktop.operations.firm import system_keys
from crm_desktop.store.keys import TAG, Key

first, second = (Key(TAG + bytes([n]) * 12, bytes(range(n, n + 32))) for n in (1, 2))
path = Path(sys.argv[1])
path.write_bytes(first.salt + bytes(4080))
store = system_keys.system_store()
print(type(store).__module__)
print(system_keys.remembered(path, store))
try:
    system_keys.remember(first, store)
except Refused as error:
    print(error)
    sys.exit()
print(system_keys.remembered(path, store) == first)
system_keys.forget_and_remember(first, second, store)
print(system_keys.remembered(path, store))
path.write_bytes(second.salt + bytes(4080))
print(system_keys.remembered(path, store) == second)
system_keys.forget(second, store)
print(system_keys.remembered(path, store))
"""
#: The daemon answers a moment after it has begun; asked before, the bus would start another one, which is locked.
_THERE = (
    "until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner"
    " string:org.freedesktop.secrets | grep -q 'boolean true'; do sleep 0.05; done"
)
_UNLOCKED = "printf 'pw\\n' | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1"
_LOCKED = "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1"


def tried(folder: Path, begin: str) -> list[str]:
    """Return what the attempt says in a session that begins so."""
    script = folder / "attempt.py"
    script.write_text(_TRY, encoding="utf-8")
    around = {
        **os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "XDG_RUNTIME_DIR": str(folder),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }  # fmt: skip
    around.pop("PYTHON_KEYRING_BACKEND", None)
    made = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c",
         f"{begin}; {_THERE}; exec '{sys.executable}' '{script}' '{folder / 'a.crm'}'"],
        env=around, cwd=folder, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return made.stdout.splitlines()


def test_a_key_is_remembered_changed_and_forgotten(tmp_path: Path) -> None:
    assert tried(tmp_path, _UNLOCKED) == ["keyring.backends.SecretService", "None", "True", "None", "True", "None"]


def test_a_store_that_stays_locked_means_that_the_password_is_asked_for(tmp_path: Path) -> None:
    module, remembered, refusal = tried(tmp_path, _LOCKED)
    assert (module, remembered) == ("keyring.backends.SecretService", "None")
    assert refusal.startswith("The system’s key store did not take the key.")
