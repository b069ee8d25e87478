"""Targets: set, taken away, undone; how far they are, and what is missing in offers of usual size."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.base.period import Period
from crm_desktop.domain.targets import TargetKind, TargetSpan
from crm_desktop.operations.firm import firm as firms
from crm_desktop.operations.firm import setup
from crm_desktop.operations.forecasts import forecasts, targets
from crm_desktop.operations.forecasts.target_periods import revenue_target
from crm_desktop.operations.forecasts.target_words import missing_words, name_words, state_words
from crm_desktop.operations.reports.asking import Asked
from crm_desktop.operations.reports.catalogue import find
from crm_desktop.store.queries import targets as queries

if TYPE_CHECKING:
    from crm_desktop.store.reading import Reader
    from crm_desktop.store.unit_of_work import Writer

TODAY = date(2026, 11, 24)
NOVEMBER, QUARTER = date(2026, 11, 1), date(2026, 10, 1)
MONTH = Period(NOVEMBER, date(2026, 11, 30))


def set_one(writer: Writer, kind: TargetKind, span: TargetSpan, starts: date, amount: int | None) -> None:
    targets.set_targets(writer, kind=kind, span=span, amounts={starts: amount})


@pytest.fixture
def trade(writer: Writer) -> None:
    """A year of deals and offers: of 24 offers of 1,000.00 each third is ordered after 20 days; calls in November."""
    with writer.step("Trade") as work:
        work.execute("update firm set currency = 'EUR'")
        work.execute("insert into pipeline (id, uuid, name, is_default) values (77, 'p', 'P', 1)")
        work.execute(
            "insert into stage (id, uuid, pipeline_id, name, probability, kind)"
            " values (77, 's', 77, 'Asked', 30, 'open')"
        )
        for number in range(24):
            at = datetime(2026, 11, 10, 9, tzinfo=UTC) - timedelta(days=15 * number)
            late = (at + timedelta(days=20)).strftime("%Y-%m-%dT%H:%M:%SZ")
            status = "won" if number % 3 == 2 else "lost"
            begun = at.strftime("%Y-%m-%dT%H:%M:%SZ")
            closed = late if number > 1 else begun
            work.execute(
                "insert into deal (id, uuid, title, pipeline_id, stage_id, status, currency, amount_cents, opened_at,"
                " closed_at, stage_since) values (?, ?, 'D', 77, 77, ?, 'EUR', 100000, ?, ?, ?)",
                (100 + number, f"d{number}", status, begun, closed, begun),
            )
            work.execute(
                "insert into deal_state (deal_id, stage_id, status, amount_cents, currency, entered, recorded_at)"
                " values (?, 77, 'open', 100000, 'EUR', ?, ?), (?, 77, ?, 100000, 'EUR', ?, ?)",
                (100 + number, begun, begun, 100 + number, status, closed, closed),
            )
            work.execute(
                "insert into offer (uuid, number, version_no, status, deal_id, issued_on, sent_at, decided_at,"
                " currency, net_cents) values (?, ?, 1, ?, ?, ?, ?, ?, 'EUR', 100000)",
                (f"o{number}", f"A{number}", "accepted" if status == "won" else "rejected", 100 + number,
                 begun[:10], begun, closed),
            )  # fmt: skip
        for number in range(5):
            work.execute(
                "insert into activity (uuid, kind, at) values (?, 'call', ?)",
                (f"c{number}", f"2026-11-{number + 2:02}T09:00:00Z"),
            )


def test_targets_are_set_changed_and_taken_away_and_undone(writer: Writer, reader: Reader) -> None:
    months = {date(2026, month, 15): month * 100 for month in (10, 11, 12)}
    targets.set_targets(writer, kind=TargetKind.CALLS, span=TargetSpan.MONTH, amounts=months)
    set_one(writer, TargetKind.CALLS, TargetSpan.MONTH, NOVEMBER, None)
    set_one(writer, TargetKind.CALLS, TargetSpan.MONTH, date(2026, 12, 1), 7)
    found = queries.targets(reader, QUARTER, date(2026, 12, 31))
    assert [(row.starts.month, row.amount) for row in found] == [(10, 1000), (12, 7)]
    writer.undo()
    assert not queries.has_any(reader)


@pytest.mark.parametrize("amount", [-1, targets.MOST_NUMBER + 1])
def test_an_amount_that_is_none_is_refused(writer: Writer, reader: Reader, amount: int) -> None:
    with pytest.raises(BadInput):
        set_one(writer, TargetKind.CALLS, TargetSpan.MONTH, NOVEMBER, amount)
    assert not queries.has_any(reader)


@pytest.mark.usefixtures("trade")
def test_what_is_missing_is_told_in_offers_of_usual_size(writer: Writer, reader: Reader) -> None:
    set_one(writer, TargetKind.REVENUE, TargetSpan.QUARTER, QUARTER, 1_500_000)
    set_one(writer, TargetKind.CALLS, TargetSpan.MONTH, NOVEMBER, 20)
    with writer.step("plan") as work:
        # A call that is only planned was not made.
        work.execute(
            "insert into activity (uuid, kind, at, due_on) values ('p', 'call', '2026-11-03T09:00:00Z', '2026-12-01')"
        )
    calls, revenue = sorted(targets.progress(reader, today=TODAY), key=lambda one: one.target.kind)
    assert (calls.done, calls.short, calls.chance) == (5, 15, None)
    ahead = forecasts.forecast(reader, as_of=TODAY, period=Period(QUARTER, date(2026, 12, 31)))
    assert revenue.done == ahead.booked_cents == 100_000
    assert (revenue.expected, revenue.chance) == (ahead.expected_cents, ahead.chance_of(1_500_000))
    assert revenue.short == 1_500_000 - ahead.expected_cents
    assert revenue.missing is not None
    usual = revenue.missing.usual
    assert (usual.sent, usual.answered, usual.ordered, usual.cents, usual.days) == (24, 24, 8, 100_000, 20)
    # One offer of three brings 1,000.00, so each brings 333.33.
    assert revenue.missing.offers == -(-revenue.short * 3 // 100_000)
    assert revenue.missing.by == date(2026, 12, 11)
    said = missing_words(revenue, "EUR")
    assert f"about {revenue.missing.offers} more offers of usual size" in said
    assert "24 offers; 8 of 24" in said
    assert name_words(revenue.target) == "Revenue, Q4 2026"
    assert state_words(calls, "EUR") == "5 of 20 so far. 15 more to go."
    finding = find(reader, "targets", Asked(MONTH, "EUR"), TODAY)
    assert [line.name for line in finding.lines] == ["Revenue, Q4 2026", "Calls, November 2026"]
    assert finding.chart is not None
    assert said in finding.sentence
    assert f"about {revenue.missing.offers} more offers of usual size" in finding.subtitle


def test_with_too_few_answers_the_number_of_offers_is_not_made_up(writer: Writer, reader: Reader) -> None:
    set_one(writer, TargetKind.REVENUE, TargetSpan.MONTH, NOVEMBER, 500_000)
    (found,) = targets.progress(reader, today=TODAY)
    assert found.missing is None
    assert "cannot be told yet" in missing_words(found, "EUR")


def test_a_period_has_the_targets_of_its_parts_or_none(writer: Writer, reader: Reader) -> None:
    quarter = Period(QUARTER, date(2026, 12, 31))
    setup.start_firm(writer, language="en")
    firms.change_firm(writer, year_target_cents=1_200_000)
    assert revenue_target(reader, quarter) is None
    for month in (10, 11, 12):
        set_one(writer, TargetKind.REVENUE, TargetSpan.MONTH, date(2026, month, 1), month * 1000)
    assert revenue_target(reader, quarter) == 33_000
    set_one(writer, TargetKind.REVENUE, TargetSpan.QUARTER, QUARTER, 40_000)
    assert revenue_target(reader, quarter) == 40_000
    assert revenue_target(reader, MONTH) == 11_000
    assert forecasts.outlook(reader, as_of=TODAY, period=quarter).target_cents == 40_000


@pytest.mark.usefixtures("trade")
def test_orders_without_a_deal_count_beside_what_deals_bring(writer: Writer, reader: Reader) -> None:
    set_one(writer, TargetKind.REVENUE, TargetSpan.MONTH, NOVEMBER, 900_000)
    (before,) = targets.progress(reader, today=TODAY)
    with writer.step("Counter") as work:
        work.execute("insert into sale (uuid, day, currency, net_cents) values ('x', '2026-11-03', 'EUR', 50000)")
    (after,) = targets.progress(reader, today=TODAY)
    assert (after.done, after.expected) == (before.done + 50_000, before.expected + 50_000)
