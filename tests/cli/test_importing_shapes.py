"""Splitting and joining columns on the command line, and the other words of an import there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terminal import asked, at

TABLE = "Kontakt;Weg;Nr;Wo\nEva Graf;Lange Str.;5;21335 Lüneburg\n"
MAPPING = {
    "columns": {"Wo › 2": "city"},
    "split": [
        {"column": "Kontakt", "into": ["given_name", "family_name"]},
        {"column": "Wo", "by": "place", "into": ["postal_code", ""]},
    ],
    "join": [{"columns": ["Weg", "Nr"], "into": "street"}],
}
FLAGS = (
    "--split", "Kontakt=given_name,family_name", "--split", "Wo=postal_code,city", "--join", "Weg+Nr=street",
)  # fmt: skip


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("by_file", [True, False])
def test_columns_are_split_and_joined_as_said(firm: Path, table: Path, *, by_file: bool) -> None:
    mapping = table.with_name("mapping.json")
    mapping.write_text(json.dumps(MAPPING), encoding="utf-8")
    said = ("--mapping", mapping) if by_file else FLAGS
    (one,) = asked(firm, "import", table, "--kind", "contacts", "--origin", "Messe", *said)["files"]
    assert (one["added"], one["columns"]["Weg + Nr"]) == (1, "street")
    out = table.with_name("out.csv")
    at(firm, "export", "contacts", out)
    head, row = (line.split(",") for line in out.read_text(encoding="utf-8").splitlines())
    found = dict(zip(head, row, strict=True))
    assert (found["given_name"], found["street"]) == ("Eva", "Lange Str. 5")
    assert (found["postal_code"], found["city"]) == ("21335", "Lüneburg")


@pytest.mark.parametrize(
    "said", [("--split", "Kontakt"), ("--split", "Nie=a,b"), ("--join", "Weg+Nr=shoe"), ("--join", "=street")]
)
def test_nonsense_is_refused(said: tuple[str, str], firm: Path, table: Path) -> None:
    assert at(firm, "import", table, *said).refusal


def test_known_products_are_recognised_and_left_as_said(firm: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("number,name,price\n1,Tisch,300\n", encoding="utf-8")
    asked(firm, "import", path)
    path.write_text("number,name,price\n2,Tisch,310\n", encoding="utf-8")
    words = ("--kind", "products", "--update-by", "name", "--known")
    assert asked(firm, "import", path, *words, "skip")["files"][0]["skipped"] == 1
    assert asked(firm, "import", path, *words, "correct")["files"][0]["updated"] == 1
