"""The command about reports: the list, the files, and what cannot be made."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.terminal import asked, at, call


def test_the_reports_are_listed_without_a_database() -> None:
    listed = call("report", "--json").document["reports"]
    assert {one["name"] for one in listed} >= {"forecast", "pipeline", "revenue"}
    assert all(set(one) == {"name", "title", "about"} for one in listed)
    assert "revenue" in call("report").out


def test_a_report_is_written_to_print_to_compute_with_and_to_show(demo_firm: Path, tmp_path: Path) -> None:
    files = {"pdf": "made.pdf", "csv": "made.csv", "png": "made.png"}
    options = [word for kind, name in files.items() for word in (f"--{kind}", name)]
    answer = asked(demo_firm, "report", "revenue", "--as-of", "2024-11-26", *options)
    assert answer == {"report": "revenue", "as_of": "2024-11-26", "files": files}
    assert (tmp_path / "made.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "made.png").read_bytes().startswith(b"\x89PNG")
    with (tmp_path / "made.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert len(list(csv.reader(lines))) > 2


def test_the_evaluation_of_offers_is_told_to_programs_without_a_file(demo_firm: Path) -> None:
    answer = asked(demo_firm, "report", "offers", "--as-of", "2024-11-26")
    total = answer["total"]
    assert 0 < total["ordered"] < total["of"] <= answer["offers"]
    assert total["low"] < total["rate"] < total["high"]
    assert sum(group["of"] for group in answer["by_value"]) == total["of"]
    assert [step["share"] for step in answer["ordered_within"]] == sorted(
        step["share"] for step in answer["ordered_within"]
    )
    assert at(demo_firm, "report", "offers").refusal.startswith("Name the file to write")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("shoes", "--pdf", "made.pdf"), "There is no report “shoes”."),
        (("revenue",), "Name the file to write"),
        (("revenue", "--pdf", "made.pdf", "--as-of", "x"), "“x” is not a date."),
        (("revenue", "--pdf", "made.pdf", "--as-of", "2199-01-01"), "A report shows what is known"),
        (("revenue", "--as-of", "2024-11-26", "--csv", "none/made.csv"), "“made.csv” could not be written"),
    ],
)
def test_what_cannot_be_made_leaves_nothing(
    arguments: tuple[str, ...], complaint: str, demo_firm: Path, tmp_path: Path
) -> None:
    assert at(demo_firm, "report", *arguments).refusal.startswith(complaint)
    assert not list(tmp_path.glob("made*"))


def test_a_language_that_is_not_spoken_is_wrong_usage(demo_firm: Path) -> None:
    assert "--language" in at(demo_firm, "report", "revenue", "--language", "fr").usage
