"""The command `report`: the list, files of three kinds, and what is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm_desktop.cli.main import DONE, FAILED, run
from crm_desktop.operations import deals, setup
from crm_desktop.store.unit_of_work import Writer
from tests.builders import fresh_database, standing_clock


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """Return the file of a firm with one deal."""
    path = tmp_path / "small.crm"
    with fresh_database(path).writer(standing_clock) as writer:
        start(writer)
    return path


def start(writer: Writer) -> None:
    setup.start_firm(writer, language="en")
    deals.add_deal(writer, title="Counter", amount_cents=5_000_00, opened_at=datetime(2026, 11, 3, 9, tzinfo=UTC))


def test_alone_it_lists_the_reports(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report"], {}) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[2:]] == ["forecast", "pipeline", "revenue"]
    assert run(["report", "--json"], {}) == DONE
    assert json.loads(capsys.readouterr().out)["reports"][0]["name"] == "forecast"


def test_it_writes_a_pdf_a_table_and_a_picture(firm: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / f"pipeline.{kind}" for kind in ("pdf", "csv", "png")]
    options = [part for file in files for part in (f"--{file.suffix[1:]}", str(file))]
    assert run(["report", "pipeline", *options, "--database", str(firm), "--json"], {}) == DONE
    assert [file.read_bytes()[:4] for file in files] == [b"%PDF", b"Deal", b"\x89PNG"]
    assert set(json.loads(capsys.readouterr().out)["files"]) == {"pdf", "csv", "png"}


def test_a_report_without_a_file_to_write_is_refused(firm: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "pipeline", "--database", str(firm)], {}) == FAILED
    assert "--pdf, --csv or --png" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["weather", "--pdf", "x.pdf"], "There is no report “weather”"),
        (["pipeline", "--pdf", "x.pdf", "--as-of", "2026-01-01"], "cannot look back"),
        (["forecast", "--pdf", "x.pdf", "--as-of", "2199-01-01"], "still to come"),
    ],
)
def test_what_cannot_be_made_is_said(
    firm: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", *arguments, "--database", str(firm)], {}) == FAILED
    assert said in capsys.readouterr().err


def test_the_language_of_a_report_can_be_chosen(firm: Path, tmp_path: Path) -> None:
    target = tmp_path / "table.csv"
    assert run(["report", "pipeline", "--csv", str(target), "--database", str(firm), "--language", "de"], {}) == DONE
    assert target.read_text(encoding="utf-8").startswith("Vorgang,")
