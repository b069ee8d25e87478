"""The command line as a whole: usage, exit codes, languages, letters, and being stopped."""

from __future__ import annotations

import argparse
import errno
import json
import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.base import i18n
from crm_desktop.base.errors import Refused
from crm_desktop.cli.main import FAILED, STOPPED, build_parser, known_commands, run
from crm_desktop.cli.parser import Parser
from tests.cli.terminal import call

ROOT = Path(__file__).resolve().parents[2]


def program(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "crm_desktop", *map(str, arguments)],
        cwd=ROOT, env=os.environ | environment, capture_output=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("xyzzy",), "There is no command “xyzzy”."),
        (("serch",), "There is no command “serch”. Did you mean “search”?"),
        (("--shoes",), "Not known here: --shoes."),
        (("search", "x", "--shoes"), "Not known here: --shoes."),
        (("search",), "Missing: TEXT."),
        (("--database",), "--database needs a value."),
        (("search", "x", "--database"), "--database needs a value."),
        (("rules", "dance"), "“dance” is not known here. There is: list, ready, dry-run, run, on, off, log."),
        (("demo", "--size", "huge"), "--size cannot be “huge”. There is: small, large."),
        (("letters", "--contact", "x"), "--contact: “x” is not a number."),
        (("letters", "--contact", "1", "--segment", "A"), "--segment and --contact exclude each other."),
        (("steps", "--json=1"), "--json takes no value, “1” was given."),
        (("search", "--li", "0", "x"), "--limit: “0” is not a whole number between 1 and 1000000."),
        (("labels", "--right", "nan"), "--right: “nan” is not a number of millimetres up to 297."),
    ],
)
def test_wrong_usage_is_told_with_code_2(arguments: tuple[str, ...], told: str) -> None:
    assert call(*arguments).usage == told


@pytest.fixture
def german(tmp_path: Path) -> Iterator[None]:
    settings = tmp_path / "home" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('language = "de"\n', encoding="utf-8")
    yield
    i18n.speak("en")


@pytest.mark.usefixtures("german")
def test_help_and_wrong_usage_speak_german() -> None:
    said = call("letters", "--help")
    assert said.out.startswith("Aufruf: crm-desktop letters")
    for english in ("usage", "options", "show this", "FILE", "print serial letters"):
        assert english not in said.out
    assert call("serch").usage == "Den Befehl „serch“ gibt es nicht. Meinten Sie „search“?"


def test_every_argument_says_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    silent: list[tuple[str, ...]] = []
    added = argparse.ArgumentParser.add_argument

    def heard(parser: Any, *names: Any, **options: Any) -> argparse.Action:
        if not options.get("help"):
            silent.append((parser.prog, *names))
        return added(parser, *names, **options)

    monkeypatch.setattr(Parser, "add_argument", heard)
    build_parser()
    assert silent == []


def test_a_fault_of_the_program_ends_it_with_one_line_and_goes_into_the_log(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def tour(_options: Namespace) -> int:
        return 1 // 0

    assert run(["tour", "folder"], {"tour": tour}) == FAILED
    assert capsys.readouterr().err.startswith("crm-desktop tour: This is a fault of the program")
    assert "ZeroDivisionError" in caplog.text


def test_what_the_system_refuses_is_told_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    def tour(_options: Namespace) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    assert run(["tour", "folder"], {"tour": tour}) == FAILED
    assert capsys.readouterr().err == "crm-desktop tour: The system refused: the disk is full.\n"


@pytest.mark.parametrize("name", [command.name for command in known_commands()])
def test_every_command_has_a_help(name: str) -> None:
    said = call(name, "--help")
    assert said.code == 0
    assert said.out.startswith(f"usage: crm-desktop {name}")


def test_the_version_is_told() -> None:
    assert call("--version").out.startswith("crm-desktop 0.")


def test_options_may_stand_before_and_behind_the_command(firm: Path) -> None:
    before = call("--database", firm, "--json", "steps")
    assert before.document == call("steps", "--json", "--database", firm).document


def test_nothing_but_the_document_is_on_stdout(firm: Path) -> None:
    said = call("backup", "--database", firm, "--json")
    assert said.document["backups"]
    assert said.err.startswith("Backed up to “")


def test_without_a_command_the_window_opens(tmp_path: Path) -> None:
    asked_for: list[str] = []

    def window(options: Namespace) -> int:
        asked_for.append(options.database)
        return 0

    assert run([], {"": window}) == 0
    assert run(["--database", "a.crm"], {"": window}) == 0
    assert run(["--database=b.crm"], {"": window}) == 0
    assert asked_for == ["", "a.crm", "b.crm"]


def test_a_refusal_of_what_opens_windows_is_told_like_any_other(capsys: pytest.CaptureFixture[str]) -> None:
    def tour(_options: Namespace) -> int:
        raise Refused("There is no space left.", "Free some.")

    assert run(["tour", "folder"], {"tour": tour}) == FAILED
    assert capsys.readouterr().err == "crm-desktop tour: There is no space left. Free some.\n"


def test_being_stopped_is_no_error_of_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    def tour(_options: Namespace) -> int:
        raise KeyboardInterrupt

    assert run(["tour", "folder"], {"tour": tour}) == STOPPED
    assert capsys.readouterr().err == "Stopped.\n"


def test_a_log_that_cannot_be_written_keeps_nobody_from_working(firm: Path, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way", encoding="utf-8")
    assert call("steps", "--database", firm, "--json").document["steps"]


def test_settings_that_are_broken_keep_nobody_from_working(firm: Path, tmp_path: Path) -> None:
    settings = tmp_path / "home" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_bytes(b"language = [[[\xff")
    assert call("steps", "--database", firm).code == 0
    assert settings.with_suffix(".toml.broken").exists()


def test_the_language_chosen_for_the_window_is_spoken(tmp_path: Path) -> None:
    settings = tmp_path / "home" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('language = "de"\n', encoding="utf-8")
    assert "Datenbank" in call("steps", "--database", "none.crm").refusal


def test_every_letter_goes_through_a_pipe_whatever_the_system_speaks(demo_firm: Path) -> None:
    done = program(
        "search", "--database", demo_firm, "Öztürk", "--json", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0"
    )
    assert done.returncode == 0, done.stderr
    assert any("Öztürk" in hit["title"] for hit in json.loads(done.stdout.decode("utf-8"))["hits"])


def test_a_process_ends_with_the_code_and_one_line(tmp_path: Path) -> None:
    done = program("search", "x", "--database", tmp_path / "none.crm", LC_ALL="C.UTF-8")
    assert (done.returncode, done.stdout) == (1, b"")
    assert len(done.stderr.decode().splitlines()) == 1


def test_a_reader_that_has_seen_enough_ends_it_quietly(demo_firm: Path) -> None:
    arguments = [sys.executable, "-m", "crm_desktop", "search", "--database", str(demo_firm), "--json", "gmbh"]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=60) == 0
