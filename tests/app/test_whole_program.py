"""The self-test and the tour: the whole program once, from import to pictures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from crm_desktop.app.pictures import VIEWS
from crm_desktop.app.tour import tour
from crm_desktop.base.errors import Refused

ROOT = Path(__file__).resolve().parents[2]


def program(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own: each of these sets up an application as its own."""
    return subprocess.run(
        [sys.executable, "-m", "crm_desktop", *map(str, arguments)],
        cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, check=False, timeout=900,
    )  # fmt: skip


@pytest.mark.slow
def test_the_self_test_finds_everything() -> None:
    done = program("self-test", "--json")
    found = json.loads(done.stdout)
    assert found["ok"], found
    assert done.returncode == 0
    assert set(found["checks"]) >= {"resources", "database", "backup", "import", "offer", "window"}


@pytest.mark.slow
def test_the_tour_leaves_papers_and_a_picture_of_each_view(tmp_path: Path) -> None:
    done = program("tour", tmp_path / "tour", "--json")
    assert done.returncode == 0, done.stderr
    made = {one["file"] for one in json.loads(done.stdout)["made"]}
    assert {"import.json", "forecast.json", "forecast-report.pdf"} <= made
    assert any(name.startswith("offer-") and name.endswith(".pdf") for name in made)
    kinds = [f"{language}-{scheme}" for language in ("de", "en") for scheme in ("light", "dark", "150")]
    pictures = {f"{name}-{kind}.png" for name in VIEWS for kind in kinds}
    assert pictures <= made
    for name in made:
        assert (tmp_path / "tour" / name).stat().st_size > 200, name


def test_a_tour_needs_a_folder_that_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match="could not be created"):
        tour(Namespace(folder=str(tmp_path / "file" / "tour"), json=False))
