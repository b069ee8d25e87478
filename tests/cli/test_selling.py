"""The commands about sales processes and offers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import asked, at, call

OFFER: dict[str, Any] = {
    "currency": "EUR",
    "country": "DE",
    "price_mode": "net",
    "tax_mode": "standard",
    "discount_percent": "10",
    "skonto_percent": "2",
    "cash_rounding_cents": 0,
    "lines": [
        {"kind": "heading"},
        {"kind": "article", "quantity": "3", "unit_price": "100", "discount_percent": "0", "vat_percent": "19"},
        {"kind": "optional", "quantity": "1", "unit_price": "50", "discount_percent": "0", "vat_percent": "19"},
    ],
}


def test_sales_processes_are_listed_with_their_stages(demo_firm: Path) -> None:
    answer = asked(demo_firm, "pipeline")
    assert set(answer) == {"pipelines"}
    assert all(set(process) == {"name", "default", "stages"} for process in answer["pipelines"])
    assert [process["default"] for process in answer["pipelines"]].count(True) == 1
    assert answer["pipelines"][0]["stages"][0] == {"name": "Anfrage", "percent": 10, "kind": "open"}
    assert asked(demo_firm, "pipeline", answer["pipelines"][1]["name"])["pipelines"] == answer["pipelines"][1:2]


def test_a_sales_process_is_made_and_changed(firm: Path) -> None:
    made = asked(firm, "pipeline", "Repairs", "--stages", "Qualified=10, Offer sent=50")["pipelines"]
    assert [(stage["name"], stage["percent"]) for stage in made[0]["stages"]] == [("Qualified", 10), ("Offer sent", 50)]
    set_anew = asked(firm, "pipeline", "Repairs", "--stages", "Qualified=20, Offer sent=60")["pipelines"]
    assert [stage["percent"] for stage in set_anew[0]["stages"]] == [20, 60]
    assert at(firm, "undo").out.startswith("Undone: ")
    assert asked(firm, "pipeline", "Repairs")["pipelines"] == made


def test_a_sales_process_is_begun_from_a_ready_one(firm: Path) -> None:
    made = asked(firm, "pipeline", "--template", "maintenance")["pipelines"]
    assert [process["name"] for process in made] == ["Maintenance contracts"]
    assert asked(firm, "pipeline", "Care", "--template", "maintenance")["pipelines"][0]["stages"] == made[0]["stages"]
    assert at(firm, "pipeline", "--template", "piracy").refusal.startswith("There is no such template.")


@pytest.mark.parametrize("stages", ["Qualified", "Qualified=1000", "Qualified=-5", "A=x", "=10", ",", "A=1,A=2"])
def test_stages_that_are_none_change_nothing(stages: str, firm: Path) -> None:
    before = asked(firm, "pipeline")
    assert at(firm, "pipeline", "Repairs", "--stages", stages).refusal
    assert asked(firm, "pipeline") == before


def test_a_sales_process_must_be_known_or_given_stages(firm: Path) -> None:
    assert at(firm, "pipeline", "Nothing").refusal.startswith("There is no sales process “Nothing”.")
    assert at(firm, "pipeline", "--stages", "A=10").refusal == "Name the sales process whose stages are meant."


def an_offer(database: Path) -> str:
    hits = asked(database, "search", "A-2024", "--limit", "50")["hits"]
    return next(str(hit["title"]) for hit in hits if hit["kind"] == "offer")


def test_the_pdf_of_an_offer(demo_firm: Path, tmp_path: Path) -> None:
    number = an_offer(demo_firm)
    assert asked(demo_firm, "offer", number, "--pdf", "offer.pdf") == {"number": number, "path": "offer.pdf"}
    assert (tmp_path / "offer.pdf").read_bytes().startswith(b"%PDF")


def test_an_offer_in_another_layout_and_as_another_kind_of_document(demo_firm: Path, tmp_path: Path) -> None:
    number = an_offer(demo_firm)
    asked(demo_firm, "offer", number, "--pdf", "offer.pdf")
    for extra in (("--layout", "modern"), ("--kind", "estimate", "--layout", "plain")):
        asked(demo_firm, "offer", number, "--pdf", "other.pdf", *extra)
        assert (tmp_path / "other.pdf").read_bytes() != (tmp_path / "offer.pdf").read_bytes()


def test_an_offer_that_cannot_be_written_leaves_nothing(demo_firm: Path, tmp_path: Path) -> None:
    number = an_offer(demo_firm)
    assert "could not be written" in at(demo_firm, "offer", number, "--pdf", "none/offer.pdf").refusal
    assert "could not be written" in at(demo_firm, "offer", number, "--pdf", tmp_path).refusal
    assert at(demo_firm, "offer", number).refusal == "Name the file to write with --pdf."
    assert "“A-0”" in at(demo_firm, "offer", "A-0", "--pdf", "offer.pdf").refusal
    assert not list(tmp_path.glob("*.pdf"))


def test_totals_need_no_database(tmp_path: Path) -> None:
    (tmp_path / "offer.json").write_text(json.dumps(OFFER), encoding="utf-8")
    answer = call("offer", "totals", "offer.json", "--json").document
    assert answer == answer | {
        "lines_cents": [0, 30000, 5000],
        "net_cents": 27000,
        "vat": [{"percent": "19", "base_cents": 27000, "vat_cents": 5130}],
        "gross_cents": 32130,
        "skonto_cents": 643,
        "payable_cents": 31487,
        "optional_cents": 5000,
    }
    assert "net" in call("offer", "totals", "offer.json").out


BROKEN: dict[str, str] = {
    "nothing": "",
    "a list": "[]",
    "no json": "net = 5",
    "a deep hole": "[" * 200_000,
    "lines that are none": json.dumps(OFFER | {"lines": 5}),
    "an amount that is none": json.dumps(OFFER | {"lines": [{"kind": "article", "quantity": "two"}]}),
    "an endless amount": json.dumps(OFFER | {"lines": [{"kind": "article", "quantity": "NaN", "unit_price": "1"}]}),
    "a huge amount": json.dumps(OFFER | {"lines": [{"kind": "article", "quantity": "1e999999", "unit_price": "1"}]}),
    "an unknown kind": json.dumps(OFFER | {"lines": [{"kind": "shoe"}]}),
    "an unknown tax mode": json.dumps(OFFER | {"tax_mode": "none"}),
    "an impossible discount": json.dumps(OFFER | {"discount_percent": "140"}),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_an_offer_that_is_none_has_no_totals(content: str, tmp_path: Path) -> None:
    (tmp_path / "offer.json").write_text(content, encoding="utf-8")
    assert call("offer", "totals", "offer.json").refusal


def test_a_file_that_cannot_be_read_has_no_totals(tmp_path: Path) -> None:
    (tmp_path / "noise.json").write_bytes(bytes(range(256)))
    assert "is not JSON" in call("offer", "totals", "noise.json").refusal
    assert "cannot be read" in call("offer", "totals", "none.json").refusal
    assert "cannot be read" in call("offer", "totals", tmp_path).refusal
    assert call("offer", "totals").refusal == "Name the JSON file of the offer."
    assert "Name the number of an offer" in call("offer").refusal


def test_the_pdf_of_an_offer_is_read_back_and_made_a_draft(demo_firm: Path, tmp_path: Path) -> None:
    number = an_offer(demo_firm)
    asked(demo_firm, "offer", number, "--pdf", "offer.pdf")
    told = asked(demo_firm, "offer", "--read", "offer.pdf")
    assert told["number"] == number
    assert told["schema"] == "crm-desktop/offer/1"
    assert asked(demo_firm, "offer", "--read", "offer.pdf", "--draft")["draft_id"]
    (tmp_path / "other.pdf").write_bytes(b"no pdf")
    assert "no PDF" in at(demo_firm, "offer", "--read", "other.pdf").refusal
    assert "cannot be read" in at(demo_firm, "offer", "--read", "none.pdf").refusal
    assert "Name the number" in at(demo_firm, "offer").refusal
