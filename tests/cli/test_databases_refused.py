"""Each command meets files it cannot work with: one message, no output, and the file stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.base import i18n
from crm_desktop.store.database import Database
from tests.cli.terminal import at, damage, make_newer

READING: tuple[tuple[str, ...], ...] = (
    ("search", "anybody"),
    ("history", "anybody"),
    ("steps",),
    ("forecast",),
    ("backtest",),
    ("report", "pipeline", "--pdf", "made"),
    ("pipeline",),
    ("offer", "A-1", "--pdf", "made"),
    ("export", "contacts", "made.csv"),
    ("export", "all", "made"),
    ("backup",),
    ("backup", "--list"),
)
WRITING: tuple[tuple[str, ...], ...] = (
    ("import", "given.csv"),
    ("undo",),
    ("redo",),
    ("pipeline", "Repairs", "--stages", "Asked=10"),
)
ALL = (*READING, *WRITING, ("check",))

each = pytest.mark.parametrize("command", ALL, ids=" ".join)


@pytest.fixture(autouse=True)
def given_file(tmp_path: Path) -> Path:
    path = tmp_path / "given.csv"
    path.write_text("company,email\nAcme,info@acme.test\n", encoding="utf-8")
    return path


def nothing_made(folder: Path) -> bool:
    return not list(folder.glob("made*"))


@each
def test_a_file_that_is_not_there_is_named_with_what_to_do(command: tuple[str, ...], tmp_path: Path) -> None:
    message = at(tmp_path / "none.crm", *command).refusal
    assert "none.crm" in message
    assert "“crm-desktop new”" in message
    assert not (tmp_path / "none.crm").exists()
    assert nothing_made(tmp_path)


@each
def test_what_is_no_database_is_left_alone(command: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, " * 500, encoding="utf-8")
    before = path.read_bytes()
    assert at(path, *command).refusal.startswith("“letter.txt” is not a database.")
    assert path.read_bytes() == before
    assert nothing_made(tmp_path)


@each
def test_an_empty_file_is_no_database(command: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "empty.crm"
    path.touch()
    assert at(path, *command).refusal.startswith("“empty.crm” is empty.")
    assert path.read_bytes() == b""


@each
def test_a_folder_is_no_database(command: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "folder.crm"
    path.mkdir()
    assert at(path, *command).refusal.startswith("“folder.crm” is a folder.")


@pytest.mark.parametrize("command", [*READING, *WRITING], ids=" ".join)
def test_a_file_of_a_newer_version_is_left_alone(command: tuple[str, ...], database: Database, tmp_path: Path) -> None:
    make_newer(database.path)
    before = database.path.read_bytes()
    assert "newer version of CRM Desktop" in at(database.path, *command).refusal
    assert database.path.read_bytes() == before
    assert nothing_made(tmp_path)


def test_a_file_of_a_newer_version_can_be_checked(database: Database) -> None:
    make_newer(database.path)
    before = database.path.read_bytes()
    assert at(database.path, "check", "--repair").code == 0
    assert database.path.read_bytes() == before


@each
def test_a_damaged_file_is_called_damaged(command: tuple[str, ...], firm: Path, tmp_path: Path) -> None:
    damage(firm)
    before = firm.read_bytes()
    said = at(firm, *command)
    assert said.code == 1
    assert "damaged" in said.err or "backup" in said.err
    assert "Traceback" not in said.err
    assert firm.read_bytes() == before
    assert nothing_made(tmp_path)


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_nothing_is_written_while_a_window_has_the_file(command: tuple[str, ...], firm: Path) -> None:
    before = firm.read_bytes()
    with Database.open(firm).claim():
        message = at(firm, *command).refusal
    assert message == f"“{firm.name}” is already open in another window. Close it there, then try again."
    assert firm.read_bytes() == before


def test_questions_are_answered_while_a_window_has_the_file(demo_firm: Path) -> None:
    with Database.open(demo_firm).claim():
        assert at(demo_firm, "search", "Seeblick").code == 0


def test_a_refusal_speaks_the_language_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    message = at(tmp_path / "keine.crm", "search", "x").refusal
    assert "gibt es keine Datenbank" in message
    assert i18n.spoken() == "de"
