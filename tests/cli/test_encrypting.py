"""Encryption at the command line: the password comes from the environment or a prompt, never from an argument."""

from __future__ import annotations

import getpass
import io
import os
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

import pdfplumber
import pytest

from crm_desktop.base.recovery_code import key_of
from crm_desktop.cli import secrets
from crm_desktop.cli.main import known_commands
from crm_desktop.operations.firm import system_keys
from crm_desktop.store import driver, encryption, keys
from crm_desktop.store.keys import salt_of
from tests.cli.terminal import asked, at
from tests.store.encrypting import made_up_key

pytestmark = pytest.mark.skipif(not driver.can_encrypt(), reason="this SQLite cannot encrypt")


@pytest.fixture(autouse=True)
def no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system have no key store, and the environment no passwords."""
    monkeypatch.setattr(system_keys, "system_store", lambda: None)
    monkeypatch.setattr(keys, "_ROUNDS", 500)  # making a key takes no time
    for name in (secrets.PASSWORD, secrets.NEW_PASSWORD):
        monkeypatch.delenv(name, raising=False)


def test_a_firm_is_encrypted_worked_on_changed_and_opened_again(
    firm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert at(firm, "backup").code == 0
    monkeypatch.setenv(secrets.NEW_PASSWORD, "correct horse")
    done = asked(firm, "encryption", "set")
    assert done == {"encrypted": True, "backups": 1, "left": []}
    first = salt_of(firm)
    assert first
    assert "is encrypted" in at(firm, "check").refusal
    monkeypatch.setenv(secrets.PASSWORD, "wrong horse")
    assert "does not open with this password" in at(firm, "check").refusal
    monkeypatch.setenv(secrets.PASSWORD, "correct horse")
    assert asked(firm, "check")["sound"]
    assert asked(firm, "backup")["backups"][0]["path"]
    assert all(salt_of(Path(one["path"])) == first for one in asked(firm, "backup", "--list")["backups"])
    assert at(firm, "restore").code == 0
    assert at(firm, "export", "all", str(tmp_path / "out")).code == 0
    sheet = tmp_path / "sheet.pdf"
    assert at(firm, "encryption", "sheet", sheet).code == 0
    words = written(sheet)
    monkeypatch.setenv(secrets.PASSWORD, words)
    assert asked(firm, "check")["sound"]
    monkeypatch.setenv(secrets.NEW_PASSWORD, "another horse")
    assert asked(firm, "encryption", "set")["backups"] >= 1
    assert salt_of(firm) != first
    assert "earlier password" in at(firm, "check").refusal
    monkeypatch.setenv(secrets.PASSWORD, "another horse")
    assert asked(firm, "encryption", "remove")["encrypted"] is False
    assert asked(firm, "encryption") == {"path": str(firm), "encrypted": False, "remembered": False, "sheet": ""}
    assert asked(firm, "check")["sound"]


def test_a_demo_firm_is_encrypted_from_the_beginning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new.crm"
    assert "A new password is needed" in at(path, "new", "--encrypt").refusal
    assert not path.exists()
    monkeypatch.setenv(secrets.NEW_PASSWORD, "short")
    assert "at least 8 letters" in at(path, "new", "--encrypt").refusal
    monkeypatch.setenv(secrets.NEW_PASSWORD, "correct horse")
    assert at(path, "new", "--encrypt").code == 0
    monkeypatch.setenv(secrets.PASSWORD, "correct horse")
    assert asked(path, "check")["sound"]


def test_at_a_terminal_the_password_is_asked_for_and_may_be_mistyped_twice(
    firm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(secrets.NEW_PASSWORD, "correct horse")
    assert at(firm, "encryption", "set").code == 0
    answers = iter(["wrong", "correct horse", "wrong", "wrong", "wrong"])
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", lambda *_: next(answers))
    assert at(firm, "check").code == 0
    assert at(firm, "check").code == 1


def test_no_command_takes_a_password_as_an_argument() -> None:
    for command in known_commands():
        parser = ArgumentParser()
        command.arguments(parser)
        assert "password " not in parser.format_usage().casefold()


@pytest.mark.slow
def test_where_sqlite_cannot_encrypt_that_is_said_and_plain_files_work(firm: Path, tmp_path: Path) -> None:
    locked = Path(shutil.copyfile(firm, tmp_path / "locked.crm"))
    encryption.convert(locked, keys.NO_KEYS, made_up_key(1))
    start = "import sys; sys.modules['sqlcipher3'] = None; from crm_desktop.cli.main import run; "
    for path, wanted, said in (
        (locked, ["check"], "this computer’s SQLite cannot encrypt"),
        (firm, ["encryption", "set"], "this computer’s SQLite cannot encrypt"),
        (firm, ["check"], ""),
    ):
        code = f"{start}sys.exit(run({[wanted[0], '--database', str(path), *wanted[1:]]!r}, {{}}))"
        environment = {**os.environ, secrets.PASSWORD: "correct horse", secrets.NEW_PASSWORD: "correct horse"}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False
        )
        assert (done.returncode, said in done.stderr) == (int(bool(said)), True), done.stderr
    assert salt_of(firm) == b""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def written(sheet: Path) -> str:
    """Return the recovery key as somebody types it who has the sheet before him."""
    with pdfplumber.open(sheet) as file:
        assert len(file.pages) == 1
        signs = [one for one in file.pages[0].chars if one["size"] > 23]
    found = "".join(one["text"] for one in sorted(signs, key=lambda one: (round(one["top"]), one["x0"])))
    key_of(found)
    return found


@pytest.mark.slow
def test_what_is_left_of_a_damaged_file_is_saved_with_its_password_also_where_its_beginning_is_lost(
    busy_firm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(secrets.NEW_PASSWORD, "correct horse")
    assert at(busy_firm, "encryption", "set").code == 0
    assert "without its key" in at(busy_firm, "salvage", tmp_path / "none.crm").refusal
    monkeypatch.setenv(secrets.PASSWORD, "correct horse")
    assert at(busy_firm, "backup").code == 0
    monkeypatch.setenv(secrets.PASSWORD, "wrong horse")
    assert "does not open with this password" in at(busy_firm, "salvage", tmp_path / "none.crm").refusal
    assert not (tmp_path / "none.crm").exists()
    content = bytearray(busy_firm.read_bytes())
    content[:4096] = bytes(4096)  # the salt lies there; the backup has it too
    busy_firm.write_bytes(content)
    monkeypatch.setenv(secrets.PASSWORD, "correct horse")
    saved = tmp_path / "saved.crm"
    assert asked(busy_firm, "salvage", saved)["rows"]["contact"] > 200
    assert asked(saved, "check")["sound"]
