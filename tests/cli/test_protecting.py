"""`privacy` lists, plans, erases, hands over and writes papers; nothing is erased without being told to."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from crm_desktop.store.database import Database
from tests.cli.terminal import asked, at


def test_an_erasure_is_planned_refused_without_yes_and_done(busy_firm: Path) -> None:
    name = "Miriam Kessler"
    plan = asked(busy_firm, "privacy", "plan", name)
    assert {"delete", "unlink"} <= {one["verdict"] for one in plan["records"]}
    assert name in at(busy_firm, "privacy", "plan", name).out
    assert "cannot be undone" in at(busy_firm, "privacy", "erase", name).refusal
    done = asked(busy_firm, "privacy", "erase", name, "--yes", "--ground", "no_longer_needed")
    assert done["erased"] + done["kept"] == 1
    assert asked(busy_firm, "privacy", "proof", done["reference"], "proof.pdf")["files"] == {"pdf": "proof.pdf"}
    assert Path("proof.pdf").read_bytes().startswith(b"%PDF-")
    assert asked(busy_firm, "privacy", "came-back") == {"came_back": []}


def test_what_is_known_is_handed_over_and_papers_are_written(demo_firm: Path) -> None:
    made = asked(demo_firm, "privacy", "access", "Miriam Kessler", "all", "--others", "give", "--language", "de")
    with zipfile.ZipFile(made["files"]["zip"]) as package:
        assert "Auskunft über personenbezogene Daten.pdf" in package.namelist()
    asked(demo_firm, "privacy", "portable", "Miriam Kessler", "own.zip")
    assert zipfile.is_zipfile("own.zip")
    asked(demo_firm, "privacy", "paper", "processing", "record.pdf")
    assert Path("record.pdf").read_bytes().startswith(b"%PDF-")
    assert "no paper" in at(demo_firm, "privacy", "paper", "secret", "x.pdf").refusal
    assert "whom" in at(demo_firm, "privacy", "plan").refusal


@pytest.mark.slow
def test_what_is_due_and_waits_is_listed_and_a_copy_made(busy_firm: Path, tmp_path: Path) -> None:
    assert {"contact", "name", "since", "class", "keep_until"} <= set(asked(busy_firm, "privacy")["due"][0])
    assert asked(busy_firm, "privacy", "waits") == {"waits": []}
    assert "Nobody waits" in at(busy_firm, "privacy", "waits").out
    asked(busy_firm, "privacy", "copy", tmp_path / "other.crm")
    with Database.open(tmp_path / "other.crm").reader() as copy:
        assert copy.scalar("select count(*) from contact where name = 'Miriam Kessler'") == 0
        assert copy.scalar("select count(*) from contact") > 100
