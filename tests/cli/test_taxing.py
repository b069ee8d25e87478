"""The command about VAT."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import asked, at


def test_the_rates_of_a_country_are_listed(firm: Path) -> None:
    swiss = asked(firm, "vat", "ch")
    assert swiss["country"] == "CH"
    assert {"class": "standard", "since": "2024-01-01", "percent": "8.1"} in swiss["rates"]
    assert "01/07/2020" in at(firm, "vat", "DE").out


def test_a_rate_is_set_and_taken_back(firm: Path) -> None:
    before = asked(firm, "vat", "DE")
    after = asked(firm, "vat", "DE", "--class", "reduced", "--percent", "8", "--since", "2027-01-01")
    assert [rate for rate in after["rates"] if rate not in before["rates"]] == [
        {"class": "reduced", "since": "2027-01-01", "percent": "8"}
    ]
    assert at(firm, "undo").out.startswith("Undone: ")
    assert asked(firm, "vat", "DE") == before


def test_a_rate_that_cannot_be_is_refused(firm: Path) -> None:
    assert at(firm, "vat", "DE", "--percent", "eight").refusal == "“eight” is not a number."
    assert at(firm, "vat", "DE", "--percent", "108").refusal == "A percentage lies between 0 and 100."
    assert "--class" in at(firm, "vat", "DE", "--class", "zero", "--percent", "1").usage
