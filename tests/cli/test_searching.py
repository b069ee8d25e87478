"""The commands that show: what the search box finds, the timeline of a contact, and the steps done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import Said, asked, at


def test_a_hit_says_what_it_is_and_where(demo_firm: Path) -> None:
    answer = asked(demo_firm, "search", "miriam", "kess")
    assert set(answer) == {"hits"}
    first = answer["hits"][0]
    assert set(first) == {"kind", "id", "title", "detail"}
    assert (first["kind"], first["title"]) == ("contact", "Miriam Kessler")
    assert isinstance(first["id"], int)


def test_a_person_at_a_terminal_reads_a_table(demo_firm: Path) -> None:
    heads, _rule, first, *_more = at(demo_firm, "search", "Miriam Kessler").out.splitlines()
    assert heads.split() == ["Kind", "Number", "Title", "Detail"]
    assert "Miriam Kessler" in first


def test_nothing_found_is_an_answer(demo_firm: Path) -> None:
    assert asked(demo_firm, "search", "xyzzyplugh") == {"hits": []}
    assert at(demo_firm, "search", "xyzzyplugh").out == "Nothing found.\n"


@pytest.mark.parametrize("text", ['"', "*", "a AND (", "'; drop table contact; --", "NEAR(", "\u0000", "🪚", "a" * 999])
def test_any_text_can_be_searched_for(text: str, demo_firm: Path) -> None:
    assert isinstance(asked(demo_firm, "search", text)["hits"], list)


def test_no_more_of_a_kind_is_shown_than_was_asked_for(demo_firm: Path) -> None:
    kinds = [hit["kind"] for hit in asked(demo_firm, "search", "gmbh", "--limit", "3")["hits"]]
    counts = {kind: kinds.count(kind) for kind in kinds}
    assert (counts["contact"], counts["deal"], counts["offer"], max(counts.values())) == (3, 3, 3, 3)


@pytest.mark.parametrize("command", [("search", "x"), ("history", "x"), ("steps",)])
@pytest.mark.parametrize("limit", ["0", "-1", "x", "1.5", "²", "9" * 20, "9" * 5000, ""])
def test_a_limit_is_a_number_of_lines(command: tuple[str, ...], limit: str, demo_firm: Path) -> None:
    assert "whole number between 1 and" in at(demo_firm, *command, f"--limit={limit}").usage


def test_the_timeline_of_a_contact_by_name_and_by_number(demo_firm: Path) -> None:
    by_name = asked(demo_firm, "history", "Miriam Kessler")
    assert set(by_name) == {"contact", "entries"}
    assert len(by_name["entries"]) > 3
    assert all(set(entry) == {"id", "at", "kind", "subject", "text"} for entry in by_name["entries"])
    times = [entry["at"] for entry in by_name["entries"]]
    assert times == sorted(times, reverse=True)
    assert asked(demo_firm, "history", str(by_name["contact"])) == by_name


def test_a_timeline_at_a_terminal_has_a_line_an_entry(demo_firm: Path) -> None:
    lines = at(demo_firm, "history", "Miriam Kessler", "--limit", "3").out.splitlines()
    assert lines[0].split() == ["Day", "Time", "Kind", "Subject"]
    assert len(lines) == 2 + 3


@pytest.mark.parametrize("name", ["xyzzyplugh", "999999", "9" * 19, "9" * 5000, "-3x"])
def test_nobody_has_no_timeline(name: str, demo_firm: Path) -> None:
    assert at(demo_firm, "history", "--", name).refusal == f"No contact fits “{name}”."


def test_digits_of_other_scripts_are_words(demo_firm: Path) -> None:
    assert "Traceback" not in at(demo_firm, "history", "²").err


def test_steps_are_listed_newest_first_with_their_state(busy_firm: Path) -> None:
    assert at(busy_firm, "pipeline", "Repairs", "--stages", "Asked=10").code == 0
    assert at(busy_firm, "undo").code == 0
    steps = asked(busy_firm, "steps")["steps"]
    assert all(set(step) == {"id", "at", "label", "undone", "final"} for step in steps)
    assert (steps[0]["label"], steps[0]["undone"], steps[0]["final"]) == ("Add sales process “Repairs”", True, False)
    assert steps[-1]["final"]


@pytest.mark.parametrize("command", ["search", "history"])
def test_missing_words_are_wrong_usage(command: str, demo_firm: Path) -> None:
    said: Said = at(demo_firm, command)
    assert said.usage.startswith("Missing: ")


def test_the_file_of_a_customer_is_written_as_pdf(demo_firm: Path, tmp_path: Path) -> None:
    target = tmp_path / "akte.pdf"
    answer = asked(demo_firm, "history", "Hotel Seeblick", "--pdf", str(target))
    assert answer["pages"] >= 1
    assert answer["files"] == {"pdf": str(target)}
    assert target.read_bytes().startswith(b"%PDF")
    assert at(demo_firm, "history", "xyzzyplugh", "--pdf", str(target)).code == 1
