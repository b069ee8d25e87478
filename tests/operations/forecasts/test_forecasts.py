"""Forecasts over the firm's own deals: the shapes others rely on, sums that add up, and what stands beside them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from crm_desktop.base.period import Period, month_of, quarter_of
from crm_desktop.operations.deals import board_figures, deals
from crm_desktop.operations.firm import firm, setup
from crm_desktop.operations.forecasts import data as forecast_data
from crm_desktop.operations.forecasts import forecasts
from crm_desktop.operations.forecasts.parts import By, forecast_parts
from crm_desktop.operations.forecasts.thin import thin_part
from crm_desktop.store.queries import pipelines
from crm_desktop.store.queries.deal_groups import deal_groups
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

TUESDAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def started(writer: Writer) -> None:
    setup.start_firm(writer, language="en")


@pytest.fixture
def busy(writer: Writer, reader: Reader) -> None:
    """Forty deals over a year and a half: most lost or won, some open."""
    chance = random.Random(7)
    stages = [row.id for row in pipelines.stages(reader, pipeline_id=1)]
    for number in range(40):
        at = NOW - timedelta(days=chance.randint(3, 25) if number >= 30 else chance.randint(30, 540))
        deal_id = deals.add_deal(
            writer, title=f"D{number}", amount_cents=chance.randint(1_000, 90_000) * 100, opened_at=at
        ).value
        for stage_id in stages[1:4]:
            at += timedelta(days=chance.randint(2, 20))
            if at > NOW:
                break
            if chance.random() < 0.3:
                deals.lose_deal(writer, deal_id=deal_id, reason="Price", at=at)
                break
            deals.move_to_stage(writer, deal_id=deal_id, stage_id=stage_id, at=at)
        else:
            if at + timedelta(days=4) < NOW:
                deals.win_deal(writer, deal_id=deal_id, at=at + timedelta(days=4))


@pytest.mark.parametrize(
    ("day", "first"),
    [("2026-10-01", "2026-10-01"), ("2026-11-16", "2026-10-01"), ("2026-11-24", "2027-01-01")],
)
def test_one_plans_for_the_quarter_that_is_not_nearly_over(day: str, first: str) -> None:
    assert forecasts.period_to_plan(date.fromisoformat(day)) == quarter_of(date.fromisoformat(first))


@pytest.mark.usefixtures("busy")
def test_the_shape_is_the_one_that_was_promised(reader: Reader) -> None:
    found = forecasts.forecast(reader, as_of=TUESDAY)
    data = json.loads(json.dumps(forecast_data.forecast_data(found, "EUR")))
    assert data.keys() >= {
        "as_of", "from", "to", "currency", "expected_cents", "p10_cents", "p50_cents", "p90_cents", "weighted_cents",
        "new_business_cents", "method", "closed_deals", "warnings", "deals",
    }  # fmt: skip
    assert (data["from"], data["to"], data["currency"]) == ("2027-01-01", "2027-03-31", "EUR")
    assert data["p10_cents"] <= data["p50_cents"] <= data["p90_cents"]
    assert data["deals"]
    assert data["deals"][0].keys() >= {
        "external_id", "title", "stage", "amount_cents", "win_probability", "probability_in_period", "reasons",
    }  # fmt: skip
    assert all(0 <= deal["probability_in_period"] <= deal["win_probability"] <= 1 for deal in data["deals"])


@pytest.mark.usefixtures("busy")
def test_an_outlook_knows_the_months_before_and_the_goal(writer: Writer, reader: Reader) -> None:
    firm.change_firm(writer, year_target_cents=1_200_000_00)
    outlook = forecasts.outlook(reader, as_of=TUESDAY, months_back=3)
    assert [month.month for month in outlook.history] == [
        month_of(date(2026, 9, 1)),
        month_of(date(2026, 10, 1)),
        month_of(date(2026, 11, 1)),
    ]
    won = reader.scalar("select sum(amount_cents) from deal where status = 'won' and closed_at >= '2026-09-01'")
    assert sum(month.won_cents for month in outlook.history) == won
    assert outlook.target_cents == 300_000_00
    assert outlook.target_chance == outlook.forecast.chance_of(300_000_00)
    assert [month.month.first.year for month in outlook.year_before] == [2025, 2025, 2026, 2026, 2026]


@pytest.mark.usefixtures("busy")
def test_a_what_if_leaves_a_deal_out_and_keeps_nothing(reader: Reader) -> None:
    engine = forecasts.forecaster(reader)
    period = Period(TUESDAY, TUESDAY + timedelta(days=60))
    whole = forecasts.outlook(reader, as_of=TUESDAY, period=period, engine=engine).forecast
    largest = whole.deals[0]
    without = forecasts.outlook(
        reader, as_of=TUESDAY, period=period, leave_out=frozenset({largest.deal_id}), engine=engine
    ).forecast
    assert largest.deal_id not in [deal.deal_id for deal in without.deals]
    assert without.known_cents == pytest.approx(whole.known_cents - largest.contribution_cents, abs=2)
    again = forecasts.outlook(reader, as_of=TUESDAY, period=period, engine=engine).forecast
    assert again.expected_cents == whole.expected_cents


@pytest.mark.usefixtures("busy")
def test_the_record_has_the_promised_shape(reader: Reader) -> None:
    record = forecasts.backtest(reader, known_by=TUESDAY, horizon_days=60)
    data = json.loads(json.dumps(forecast_data.record_data(record)))
    assert data["horizon_days"] == 60
    assert data["windows"]
    assert data["windows"][0].keys() == {"as_of", "actual_cents", "expected_cents", "p10_cents", "p90_cents"}
    assert data["scores"].keys() >= {"program", "static", "run_rate", "naive_bayes", "last_period", "last_year"}
    assert data["scores"]["program"].keys() == {"wape", "bias", "crps", "coverage_80"}
    assert data["deals"].keys() == {"n", "brier", "ece", "classes"}
    assert sum(each["n"] for each in data["deals"]["classes"]) == data["deals"]["n"]


@pytest.mark.parametrize(("like", "days"), [(month_of, 30), (quarter_of, 91)])
@pytest.mark.usefixtures("busy")
def test_the_track_record_looks_at_the_last_periods_of_its_kind(
    reader: Reader, like: Callable[[date], Period], days: int
) -> None:
    record = forecasts.track_record(reader, known_by=TUESDAY, like=like(TUESDAY), periods=3)
    assert record.horizon_days == days
    assert len(record.windows) == 3
    assert record.windows[-1].as_of == like(like(TUESDAY).first - timedelta(days=1)).first - timedelta(days=1)


@pytest.mark.usefixtures("busy")
def test_the_figures_of_the_board_add_up(reader: Reader) -> None:
    figures = board_figures.board_figures(reader, pipeline_id=1, today=TUESDAY)
    assert figures.open_cents == reader.scalar("select sum(amount_cents) from deal where status = 'open'")
    assert figures.weighted_cents == sum(round(lane.cents * lane.probability) for lane in figures.lanes)
    assert (figures.won, figures.closed) == (
        reader.scalar("select count(*) from deal where status = 'won'"),
        reader.scalar("select count(*) from deal where status in ('won', 'lost')"),
    )
    assert figures.win_rate == figures.won / figures.closed
    first = figures.lanes[0]
    assert (first.configured, first.cases) == (0.2, figures.closed)
    assert first.probability == (8 * 0.2 + first.won) / (8 + first.cases)
    assert first.stale_after is not None


def test_an_empty_firm_expects_nothing_and_says_so(reader: Reader) -> None:
    figures = board_figures.board_figures(reader, pipeline_id=1, today=TUESDAY)
    assert (figures.win_rate, figures.open_cents) == (None, 0)
    assert [lane.probability for lane in figures.lanes] == [0.2, 0.4, 0.6, 0.8, 1.0]
    data = forecast_data.forecast_data(forecasts.forecast(reader, as_of=TUESDAY), "EUR")
    assert (data["expected_cents"], data["deals"]) == (0, [])
    assert data["warnings"]
    assert forecasts.backtest(reader, known_by=TUESDAY).windows == ()


@pytest.mark.parametrize("by", list(By))
@pytest.mark.usefixtures("busy")
def test_the_parts_add_up_to_the_whole(reader: Reader, by: By) -> None:
    found = forecasts.forecast(reader, as_of=TUESDAY)
    parts = forecast_parts(reader, found, by=by)
    assert parts
    assert sum(part.known_cents for part in parts) == pytest.approx(found.known_cents, abs=len(parts))
    assert sum(part.new_cents for part in parts) == pytest.approx(found.new_business_cents, abs=len(parts))
    assert [part.cents for part in parts] == sorted((part.cents for part in parts), reverse=True)


@pytest.mark.usefixtures("busy")
def test_the_groups_of_a_deal_are_shares_of_one(reader: Reader) -> None:
    shares: dict[int, float] = {}
    for one in deal_groups(reader):
        shares[one.deal_id] = shares.get(one.deal_id, 0.0) + one.share
    assert all(share == pytest.approx(1) for share in shares.values())


def test_an_empty_firm_has_no_parts(reader: Reader) -> None:
    found = forecasts.forecast(reader, as_of=TUESDAY)
    assert forecast_parts(reader, found, by=By.CHANNEL) == []


@pytest.mark.usefixtures("busy")
def test_a_size_of_which_few_deals_are_closed_is_named_as_a_thin_basis(writer: Writer, reader: Reader) -> None:
    usual = forecasts.forecast(reader, as_of=NOW.date())
    before = thin_part(reader, usual)
    made = deals.add_deal(writer, title="Huge", amount_cents=30_000_000, opened_at=NOW - timedelta(days=9)).value
    found = thin_part(reader, forecasts.forecast(reader, as_of=NOW.date()))
    assert found is not None
    assert made in found.deals
    assert found.closed < 20
    assert found.contribution_cents > (before.contribution_cents if before else 0)
