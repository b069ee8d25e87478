"""The commands that keep the data safe: backups and back to them, looking through, saving what is left, undo."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crm_desktop.store import driver
from crm_desktop.store.database import Database
from tests.cli.terminal import asked, at, damage


def test_a_backup_is_made_and_listed(firm: Path) -> None:
    (one,) = asked(firm, "backup")["backups"]
    assert set(one) == {"path", "made_at", "bytes"}
    assert Path(one["path"]).stat().st_size == one["bytes"]
    assert one["made_at"].endswith("Z")
    assert asked(firm, "backup", "--list")["backups"] == [one]
    assert one["path"] in at(firm, "backup", "--list").out


def test_going_back_to_the_newest_backup(firm: Path) -> None:
    (saved,) = asked(firm, "backup")["backups"]
    at(firm, "pipeline", "Repairs", "--stages", "Asked=10")
    assert asked(firm, "restore") == {"path": str(firm), "restored": saved["path"], "came_back": []}
    assert len(asked(firm, "pipeline")["pipelines"]) == 1
    assert len(asked(firm, "backup", "--list")["backups"]) == 2, "what was there before is kept"


def test_going_back_to_a_backup_that_is_named(firm: Path) -> None:
    (saved,) = asked(firm, "backup")["backups"]
    at(firm, "pipeline", "Repairs", "--stages", "Asked=10")
    at(firm, "backup")
    assert at(firm, "restore", saved["path"]).out.startswith("Restored “")
    assert len(asked(firm, "pipeline")["pipelines"]) == 1


def test_a_damaged_database_is_brought_back(firm: Path) -> None:
    asked(firm, "backup")
    damage(firm)
    assert at(firm, "restore").code == 0
    assert asked(firm, "check")["sound"]
    assert list(firm.parent.glob("firm-damaged-*.crm"))


@pytest.mark.parametrize(
    ("file", "complaint"),
    [
        ("none.crm", "There is no file “none.crm”."),
        ("letter.txt", "“letter.txt” is not a database."),
        (".", "“"),
        ("", "There is no backup of “firm.crm”."),
    ],
)
def test_what_is_no_backup_is_not_gone_back_to(file: str, complaint: str, firm: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir or Madam, " * 500, encoding="utf-8")
    before = firm.read_bytes()
    assert at(firm, "restore", *([file] if file else [])).refusal.startswith(complaint)
    assert firm.read_bytes() == before


def test_no_backup_is_gone_back_to_under_an_open_window(firm: Path) -> None:
    asked(firm, "backup")
    before = firm.read_bytes()
    with Database.open(firm).claim():
        assert "open" in at(firm, "restore").refusal
    assert firm.read_bytes() == before


def test_a_backup_without_a_place_is_refused(firm: Path, tmp_path: Path) -> None:
    (tmp_path / "home" / "data").mkdir(parents=True)
    (tmp_path / "home" / "data" / "backups").write_text("in the way", encoding="utf-8")
    assert at(firm, "backup").refusal


def test_a_sound_database_is_counted(firm: Path) -> None:
    found = asked(firm, "check")
    assert set(found) == {"sound", "findings", "rows"}
    assert (found["sound"], found["findings"], found["rows"]["firm"]) == (True, [], 1)
    assert at(firm, "check").out.startswith("Everything is in order.")


def test_what_is_damaged_is_said_for_programs_too(firm: Path) -> None:
    damage(firm)
    said = at(firm, "check", "--json")
    assert said.code == 1
    found = json.loads(said.out)
    assert not found["sound"]
    assert found["findings"]
    assert "“salvage”" in said.err


def test_what_another_program_planted_is_found_and_removed(firm: Path) -> None:
    connection = driver.connect_to_write(firm)
    connection.execute("create trigger planted after insert on contact begin delete from deal; end")
    driver.close(connection)
    assert "planted" in at(firm, "search", "x").refusal
    assert "Mend it with --repair." in at(firm, "check").err
    assert at(firm, "check", "--repair").code == 0
    assert at(firm, "search", "x").code == 0


def test_nothing_is_mended_under_an_open_window(firm: Path) -> None:
    connection = driver.connect_to_write(firm)
    connection.execute("create view planted as select 1")
    driver.close(connection)
    with Database.open(firm, read_only=True).claim():
        assert "already open" in at(firm, "check", "--repair").refusal


def test_what_is_left_of_a_database_is_saved_into_another(demo_firm: Path, tmp_path: Path) -> None:
    answer = asked(demo_firm, "salvage", "saved.crm")
    assert set(answer) == {"path", "rows"}
    assert answer["path"] == "saved.crm"
    assert answer["rows"]["contact"] == asked(demo_firm, "check")["rows"]["contact"]
    assert asked(tmp_path / "saved.crm", "check")["sound"]


@pytest.mark.parametrize(
    ("target", "complaint"), [("firm.crm", "“firm.crm” exists already."), ("none/saved.crm", "“saved.crm” could not")]
)
def test_nothing_is_saved_over_a_file_or_into_nowhere(target: str, complaint: str, firm: Path) -> None:
    assert at(firm, "salvage", target).refusal.startswith(complaint)


def test_nothing_is_saved_from_what_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir or Madam, " * 500, encoding="utf-8")
    assert "Nothing of CRM Desktop" in at(tmp_path / "letter.txt", "salvage", "saved.crm").refusal
    assert "There is no file" in at(tmp_path / "none.crm", "salvage", "saved.crm").refusal
    assert at(tmp_path, "salvage", "saved.crm").refusal
    assert not (tmp_path / "saved.crm").exists()


def test_a_step_is_taken_back_and_done_again(firm: Path) -> None:
    at(firm, "pipeline", "Repairs", "--stages", "Asked=10")
    undone = asked(firm, "undo")
    assert undone == {"undone": "Add sales process “Repairs”", "step": undone["step"]}
    assert isinstance(undone["step"], int)
    assert asked(firm, "redo") == {"redone": "Add sales process “Repairs”", "step": undone["step"]}
    assert at(firm, "undo").out == "Undone: Add sales process “Repairs”\n"
    assert at(firm, "redo").out == "Done again: Add sales process “Repairs”\n"


def test_there_is_an_end_to_undo_and_redo(database: Database) -> None:
    assert at(database.path, "undo").refusal
    assert at(database.path, "redo").refusal == "There is nothing to redo."
