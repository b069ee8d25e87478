"""`duplicates` shows who is there twice, by external id where there is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import asked, at

TWICE = """external_id,given_name,family_name,email,city
a,Jürgen,Müller,jm@firma.example,Celle
b,Juergen,Mueller,jm@firma.example,Celle
c,Eva,Graf,eva@graf.example,Ulm
"""


@pytest.fixture
def doubled(firm: Path, tmp_path: Path) -> Path:
    """Return a firm in which somebody is twice."""
    file = tmp_path / "people.csv"
    file.write_text(TWICE, encoding="utf-8")
    at(firm, "import", file)
    return firm


def test_who_is_there_twice_is_named_by_external_id(doubled: Path) -> None:
    (pair,) = asked(doubled, "duplicates")["pairs"]
    assert (pair["a"], pair["b"]) == ("a", "b")
    assert 0.5 <= pair["score"] <= 1
    assert "same name" in pair["reasons"]


def test_a_person_reads_names_and_reasons(doubled: Path) -> None:
    said = at(doubled, "duplicates").out
    assert "Jürgen Müller" in said
    assert "same e-mail" in said


def test_a_clean_firm_has_none(firm: Path) -> None:
    assert asked(firm, "duplicates") == {"pairs": []}
    assert at(firm, "duplicates").out == "Nobody is in the database twice.\n"


@pytest.mark.parametrize("chance", ["0", "1.5", "much"])
def test_a_chance_lies_between_0_and_1(firm: Path, chance: str) -> None:
    assert "--threshold" in at(firm, "duplicates", "--threshold", chance).usage


def test_how_sure_it_must_be_is_said_in_a_word(doubled: Path) -> None:
    for level in ("strict", "usual", "generous"):
        assert len(asked(doubled, "duplicates", "--threshold", level)["pairs"]) == 1
