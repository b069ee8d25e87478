"""`quality` tells what is wrong with its mend, `change` changes one field of many contacts or shows what it would."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import asked, at


@pytest.fixture
def slips(firm: Path, tmp_path: Path) -> Path:
    """Return a firm with slips in an address and in names."""
    file = tmp_path / "slips.csv"
    rows = "Graf KG,,,info@gmial.com,1067,Dresden\n,EVA,GRAF,eva@graf.example,21335,Lüneburg\n"
    file.write_text(f"company,given_name,family_name,email,postal_code,city\n{rows}", encoding="utf-8")
    at(firm, "import", file)
    return firm


def test_what_is_wrong_is_told_with_its_mend(slips: Path) -> None:
    answer = asked(slips, "quality")
    assert answer["counts"] == {"double": 0, "incomplete": 0, "stale": 0, "wrong": 2}
    assert (answer["health"]["contacts"], answer["health"]["sound"], answer["health"]["waiting"]) == (2, 0, 2)
    mends = {flaw["field"]: flaw["proposal"] for one in answer["decisions"] for flaw in one["flaws"]}
    assert mends == {
        "email": "info@gmail.com", "postal_code": "01067", "given_name": "Eva", "family_name": "Graf",
    }  # fmt: skip
    assert len(asked(slips, "quality", "--limit", "1")["decisions"]) == 1
    assert asked(slips, "quality", "--kind", "stale")["decisions"] == []
    assert "info@gmail.com" in at(slips, "quality").out
    assert asked(slips, "quality", "--history") == {"days": []}


def test_a_change_of_many_is_shown_done_and_taken_back(slips: Path) -> None:
    words = ("change", "family_name", "--case", "proper")
    shown = asked(slips, *words, "--dry-run")
    assert (shown["would_change"], shown["changed"]) == (1, 0)
    assert [(one["before"], one["after"]) for one in shown["edits"]] == [("GRAF", "Graf")]
    assert asked(slips, *words)["changed"] == 1
    assert asked(slips, *words)["would_change"] == 0
    at(slips, "undo")
    assert asked(slips, *words, "--dry-run")["would_change"] == 1
    assert "Dresden" in at(slips, "change", "city", "--find", "dres", "--to", "Mün").out
    assert asked(slips, "change", "city", "--find", "Münden", "--to", "x", "--whole", "--dry-run")["would_change"] == 1


def test_a_change_says_one_thing_to_be_done(slips: Path) -> None:
    assert "--set" in at(slips, "change", "city").refusal
    assert "--set" in at(slips, "change", "city", "--set", "x", "--find", "y").refusal
    assert "cannot be changed" in at(slips, "change", "name", "--set", "x").refusal
    assert "cannot be changed" in at(slips, "change", "nonsense", "--set", "x").refusal
