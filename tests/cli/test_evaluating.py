"""The commands that look ahead and back: their shape as promised, and days that make no sense."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.terminal import asked, at

FORECAST = {
    "as_of", "from", "to", "currency", "expected_cents", "p10_cents", "p50_cents", "p90_cents", "weighted_cents",
    "new_business_cents", "method", "closed_deals", "warnings", "deals",
}  # fmt: skip
DEAL = {
    "external_id", "title", "stage", "amount_cents", "win_probability", "probability_in_period", "reasons"
}  # fmt: skip
METHODS = {"program", "static", "run_rate", "naive_bayes", "last_period", "last_year"}


def test_a_forecast_has_the_shape_that_was_promised(demo_firm: Path) -> None:
    found = asked(demo_firm, "forecast", "--as-of", "2024-11-26", "--from", "2025-01-01", "--to", "2025-03-31")
    assert set(found) >= FORECAST
    assert (found["as_of"], found["from"], found["to"]) == ("2024-11-26", "2025-01-01", "2025-03-31")
    assert found["currency"] == "EUR"
    assert all(isinstance(found[name], int) for name in FORECAST if name.endswith("_cents"))
    assert found["p10_cents"] <= found["p50_cents"] <= found["p90_cents"]
    assert found["expected_cents"] > 0
    assert found["closed_deals"] > 10
    assert isinstance(found["method"], str)
    assert all(isinstance(text, str) for text in found["warnings"])
    assert found["deals"]
    for deal in found["deals"]:
        assert set(deal) >= DEAL
        assert 0 <= deal["probability_in_period"] <= deal["win_probability"] <= 1
        assert all(isinstance(text, str) for text in deal["reasons"])


def test_a_forecast_at_a_terminal_begins_with_the_period(demo_firm: Path) -> None:
    lines = at(demo_firm, "forecast", "--as-of", "2024-11-26", "--to", "2024-12-31").out.splitlines()
    assert lines[0] == "26/11/2024 to 31/12/2024, as of 26/11/2024"
    assert lines[1].startswith("Expected: €")


def test_an_empty_firm_is_foreseen_nothing_with_a_warning(firm: Path) -> None:
    found = asked(firm, "forecast", "--as-of", "2024-11-26")
    assert (found["expected_cents"], found["closed_deals"], found["deals"]) == (0, 0, [])
    assert found["warnings"]


@pytest.mark.parametrize(
    ("days", "complaint"),
    [
        (("--as-of", "2024-02-30"), "“2024-02-30” is not a date."),
        (("--as-of", "soon"), "“soon” is not a date."),
        (("--as-of", "9999-99-99"), "“9999-99-99” is not a date."),
        (("--from", "2025-01-01"), "The period must end after it begins"),
        (("--from", "2025-03-01", "--to", "2025-01-01"), "The period must end after it begins"),
        (("--from", "2025-01-01", "--to", "x"), "“x” is not a date."),
        (("--from", "2025-01-01", "--to", "2099-01-01"), "This period is too long"),
        (("--as-of", "2024-11-26", "--from", "2023-01-01", "--to", "2023-03-31"), "This period was over"),
    ],
)
def test_days_that_make_no_sense_are_refused(days: tuple[str, ...], complaint: str, demo_firm: Path) -> None:
    assert at(demo_firm, "forecast", *days).refusal.startswith(complaint)


def test_a_record_has_the_shape_that_was_promised(demo_firm: Path) -> None:
    found = asked(
        demo_firm, "backtest", "--horizon", "91", "--every", "91", "--from", "2023-11-01", "--to", "2024-08-01"
    )
    assert set(found) >= {"horizon_days", "windows", "scores", "deals"}
    assert found["horizon_days"] == 91
    assert [window["as_of"] for window in found["windows"]] == ["2023-11-01", "2024-01-31", "2024-05-01", "2024-07-31"]
    for window in found["windows"]:
        assert set(window) >= {"as_of", "actual_cents", "expected_cents", "p10_cents", "p90_cents"}
        assert date.fromisoformat(window["as_of"])
        assert all(isinstance(value, int) for name, value in window.items() if name.endswith("_cents"))
    assert set(found["scores"]) == METHODS
    assert all(set(score) >= {"wape", "bias", "crps", "coverage_80"} for score in found["scores"].values())
    assert set(found["deals"]) >= {"n", "brier", "ece"}


def test_a_record_of_nothing_has_no_scores(firm: Path) -> None:
    found = asked(firm, "backtest")
    assert found["windows"] == []
    assert found["scores"]["program"] == {"wape": None, "bias": None, "crps": None, "coverage_80": None}
    assert "program" in at(firm, "backtest").out


@pytest.mark.parametrize("option", ["--horizon", "--every"])
@pytest.mark.parametrize("days", ["0", "-5", "x", "1.5", "1831", "9" * 5000])
def test_a_number_of_days_has_bounds(option: str, days: str, demo_firm: Path) -> None:
    assert "whole number between 1 and 1830" in at(demo_firm, "backtest", f"{option}={days}").usage


@pytest.mark.parametrize(
    ("days", "complaint"),
    [
        (("--from", "2024-05-01", "--to", "2024-01-01"), "The last day lies before the first."),
        (("--from", "x"), "“x” is not a date."),
        (("--from", "1800-01-01", "--to", "2199-01-01", "--every", "1"), "These are more than 3,700 past forecasts."),
    ],
)
def test_records_nobody_can_wait_for_are_refused(days: tuple[str, ...], complaint: str, demo_firm: Path) -> None:
    assert at(demo_firm, "backtest", *days).refusal.startswith(complaint)
