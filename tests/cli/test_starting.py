"""The commands that make a database: an empty one, one with a firm in it, and none where that cannot be."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from crm_desktop.cli.main import build_parser
from crm_desktop.cli.starting import demo
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.store.database import Database
from tests.cli.terminal import Said, asked, at, call


def test_a_new_database_is_sound_and_has_a_sales_process(tmp_path: Path) -> None:
    path = tmp_path / "new.crm"
    assert asked(path, "new") == {"path": str(path)}
    assert asked(path, "check")["sound"] is True
    assert [process["name"] for process in asked(path, "pipeline")["pipelines"]] == ["Sales"]


def test_a_new_database_speaks_german_where_that_is_wanted(tmp_path: Path) -> None:
    assert at(tmp_path / "neu.crm", "new", "--language", "de").code == 0
    assert asked(tmp_path / "neu.crm", "pipeline")["pipelines"][0]["stages"][1]["name"] == "Nachfassen"


def test_a_new_database_speaks_the_language_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    said = at(tmp_path / "neu.crm", "new")
    assert said.out.startswith("„")
    assert asked(tmp_path / "neu.crm", "pipeline")["pipelines"][0]["name"] == "Vertrieb"


def test_the_name_of_the_firm_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "new.crm"
    assert at(path, "new", "--firm", "Tischlerei Weiß").code == 0
    with Database.open(path).reader() as reader:
        assert reader.scalar("select name from firm") == "Tischlerei Weiß"


def test_a_bare_name_means_a_file_in_the_data_folder(tmp_path: Path) -> None:
    assert Path(call("new", "--database", "workshop", "--json").document["path"]) == tmp_path / "home/data/workshop.crm"
    assert call("steps", "--database", "workshop", "--json").document["steps"]


def test_without_a_name_the_usual_file_is_made(tmp_path: Path) -> None:
    assert Path(call("new", "--json").document["path"]) == tmp_path / "home/data/My firm.crm"


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    assert at(tmp_path / "a" / "b" / "new.crm", "new").code == 0


@pytest.mark.parametrize("command", ["new", "demo"])
class TestNoDatabaseIsMade:
    def test_where_a_file_is_already(self, command: str, firm: Path) -> None:
        before = firm.read_bytes()
        assert "exists already" in at(firm, command).refusal
        assert firm.read_bytes() == before

    def test_below_a_file(self, command: str, firm: Path) -> None:
        assert "could not be created" in at(firm / "new.crm", command).refusal

    def test_where_no_folder_can_be_made(self, command: str) -> None:
        assert "could not be created" in at(Path("/proc/none/new.crm"), command).refusal


def test_the_demo_firm_is_counted(tmp_path: Path) -> None:
    answer = asked(tmp_path / "demo.crm", "demo", "--today", "2024-11-26", "--seed", "7")
    assert answer["path"] == str(tmp_path / "demo.crm")
    assert answer["rows"]["contact"] > 200
    assert answer["rows"]["deal"] > 100


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--today", "tomorrow"), "“tomorrow” is not a date."),
        (("--today", "2024-02-30"), "“2024-02-30” is not a date."),
    ],
)
def test_a_wrong_day_leaves_no_file(arguments: tuple[str, ...], complaint: str, tmp_path: Path) -> None:
    assert at(tmp_path / "demo.crm", "demo", *arguments).refusal.startswith(complaint)
    assert not (tmp_path / "demo.crm").exists()


@pytest.mark.parametrize(
    "arguments", [("--size", "huge"), ("--seed", "x"), ("--seed", "-1"), ("--seed", "9" * 5000), ("--colour", "red")]
)
def test_wrong_arguments_are_wrong_usage(arguments: tuple[str, ...], tmp_path: Path) -> None:
    said: Said = at(tmp_path / "demo.crm", "demo", *arguments)
    assert arguments[0] in said.usage
    assert not (tmp_path / "demo.crm").exists()


class StoppingTerminal(io.StringIO):
    """A terminal at which Ctrl+C is pressed as soon as something is shown."""

    def isatty(self) -> bool:
        return True

    def write(self, _text: str) -> int:
        raise KeyboardInterrupt


def test_a_demo_that_is_stopped_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "demo.crm"
    options = build_parser().parse_args(["demo"])
    with pytest.raises(KeyboardInterrupt):
        demo(Surroundings(database=str(path), err=StoppingTerminal()), options)
    assert not list(tmp_path.glob("*demo.crm*"))
