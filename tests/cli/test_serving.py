"""Service cases on the command line: listed, opened, noted, solved, taken up again."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import asked, at


def test_cases_are_opened_listed_solved_and_taken_up_again(firm: Path, demo_firm: Path) -> None:
    opened = asked(demo_firm, "cases")["cases"]
    assert len(opened) == 3
    assert {one["status"] for one in opened} <= {"open", "waiting"}
    assert len(asked(demo_firm, "cases", "--tab", "all")["cases"]) == 5
    word = opened[0]["title"].split()[0]
    assert opened[0] in asked(demo_firm, "cases", "list", word)["cases"]
    assert opened[0]["title"] in at(demo_firm, "cases").out
    assert at(firm, "cases").out == "No service case here.\n"


def test_a_case_goes_its_way(busy_firm: Path) -> None:
    new = asked(busy_firm, "cases", "add", "Miriam Kessler", "--title", "Griff fehlt", "--kind", "complaint")["case"]
    assert asked(busy_firm, "cases", "note", new, "--text", "Griff bestellt")["case"] == new
    assert asked(busy_firm, "cases", "solve", new, "--text", "Griff angeschraubt")["case"] == new
    (kept,) = [one for one in asked(busy_firm, "cases", "--tab", "solved")["cases"] if one["id"] == new]
    assert (kept["name"], kept["solution"]) == ("Miriam Kessler", "Griff angeschraubt")
    asked(busy_firm, "cases", "reopen", new)
    assert new in [one["id"] for one in asked(busy_firm, "cases")["cases"]]


def test_what_is_missing_is_told(demo_firm: Path) -> None:
    assert "--title" in at(demo_firm, "cases", "add", "Miriam Kessler").refusal
    assert "“cases” lists them" in at(demo_firm, "cases", "solve", "Griff").refusal
    assert "There is no service case" in at(demo_firm, "cases", "solve", "9999").refusal
    assert "is not known here" in at(demo_firm, "cases", "burn").usage
