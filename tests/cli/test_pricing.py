"""`prices` raises prices together, of one group where it is named, and shows them before with --dry-run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import asked, at

LIST = """number;name;category;price;tiers
B-1;Brett;Holz > Bretter;10,00;ab 10: 9,00
A-1;Axt;Werkzeug;35,20;
"""


@pytest.fixture
def stocked(firm: Path, tmp_path: Path) -> Path:
    """Return a firm with two products."""
    file = tmp_path / "products.csv"
    file.write_text(LIST, encoding="utf-8")
    at(firm, "import", file)
    return firm


def test_prices_are_shown_and_changed_only_without_dry_run(stocked: Path) -> None:
    seen = asked(stocked, "prices", "--by", "3,5", "--round", "0.05", "--dry-run")
    assert [(one["number"], one["before"], one["after"]) for one in seen["changes"]] == [
        ("A-1", "35.20", "36.45"), ("B-1", "10.00", "10.35"), ("B-1", "9.00", "9.30"),
    ]  # fmt: skip
    assert asked(stocked, "prices", "--by", "3,5", "--round", "0.05")["changes"] == seen["changes"]
    assert asked(stocked, "prices", "--by=-10", "--group", "Holz", "--dry-run")["changes"] == [
        {"number": "B-1", "name": "Brett", "before": "10.35", "after": "9.32", "tier": None},
        {"number": "B-1", "name": "Brett", "before": "9.30", "after": "8.37", "tier": "from 10: 9.3"},
    ]


def test_a_group_without_products_is_refused(stocked: Path) -> None:
    said = at(stocked, "prices", "--by", "3", "--group", "Eisen")
    assert said.code == 1
    assert "Eisen" in said.err
