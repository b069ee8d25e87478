"""The board: cards with their next step, lanes with their sums, the closed row."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm_desktop.base.period import month_of
from crm_desktop.operations.deals import deals, pipelines
from crm_desktop.operations.deals.pipelines import StageDraft
from crm_desktop.operations.firm import setup
from crm_desktop.operations.planning import tasks
from crm_desktop.operations.planning.tasks import Plan
from crm_desktop.store.queries import board
from crm_desktop.store.queries.board import BoardCard, LaneSum, Order
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.operations.trade import add_company

TUESDAY = date(2026, 11, 24)
NOVEMBER = month_of(TUESDAY)


@pytest.fixture(autouse=True)
def started(writer: Writer) -> None:
    setup.start_firm(writer, language="en")


def cards(reader: Reader, order: Order = Order.VALUE) -> list[BoardCard]:
    return board.cards(reader, pipeline_id=1, today=TUESDAY, order=order)


def test_a_card_shows_whose_it_is_how_long_and_what_is_next(writer: Writer, reader: Reader) -> None:
    hotel = add_company(writer)
    deal_id = deals.add_deal(
        writer, title="Lobby", account_id=hotel, amount_cents=500, opened_at=NOW - timedelta(days=8)
    ).value
    tasks.add_task(writer, new=Plan("Later", date(2026, 12, 1)), deal_id=deal_id)
    tasks.add_task(writer, new=Plan("Sometime", date(2026, 11, 25)), deal_id=deal_id)
    first = tasks.add_task(writer, new=Plan("Call", date(2026, 11, 25), due_time="14:30"), deal_id=deal_id).value
    (card,) = cards(reader)
    assert (card.title, card.account, card.amount_cents, card.days) == ("Lobby", "Hotel Seeblick GmbH", 500, 8)
    assert card.step is not None
    assert (card.step.activity_id, card.step.subject, card.step.time) == (first, "Call", "14:30")
    tasks.complete_task(writer, activity_id=first)
    assert cards(reader)[0].step is not None
    assert board.card(reader, deal_id=deal_id, today=TUESDAY) == cards(reader)[0]


def test_lanes_are_sorted_by_value_age_or_next_step(writer: Writer, reader: Reader) -> None:
    ids = [
        deals.add_deal(writer, title=title, amount_cents=cents, opened_at=NOW - timedelta(days=days)).value
        for title, cents, days in (("A", 100, 1), ("B", 300, 2), ("C", 200, 3))
    ]
    tasks.add_task(writer, new=Plan("x", date(2026, 12, 1)), deal_id=ids[0])
    tasks.add_task(writer, new=Plan("x", date(2026, 11, 30)), deal_id=ids[2])
    assert [card.title for card in cards(reader)] == ["B", "C", "A"]
    assert [card.title for card in cards(reader, Order.AGE)] == ["C", "B", "A"]
    assert [card.title for card in cards(reader, Order.NEXT_STEP)] == ["C", "A", "B"]


def test_lanes_show_every_stage_with_its_sums_by_currency(writer: Writer, reader: Reader) -> None:
    second = board.lanes(reader, pipeline_id=1)[1].stage_id
    deals.add_deal(writer, title="A", stage_id=second, amount_cents=100)
    deals.add_deal(writer, title="B", stage_id=second, amount_cents=250)
    deals.add_deal(writer, title="C", stage_id=second, amount_cents=70, currency="CHF")
    lanes = board.lanes(reader, pipeline_id=1)
    assert [lane.deals for lane in lanes] == [0, 3, 0, 0, 0]
    assert lanes[1].sums == (LaneSum("EUR", 2, 350), LaneSum("CHF", 1, 70))
    assert (lanes[1].cents("EUR"), lanes[1].cents("USD")) == (350, 0)
    writer.undo()
    assert board.lanes(reader, pipeline_id=1)[1].sums == (LaneSum("EUR", 2, 350),)


def test_two_processes_have_two_boards(writer: Writer, reader: Reader) -> None:
    other = pipelines.add_pipeline(writer, name="Service", stages=[StageDraft("Ticket", 50)]).value
    deals.add_deal(writer, title="A", pipeline_id=other)
    deals.add_deal(writer, title="B")
    assert [card.title for card in cards(reader)] == ["B"]
    assert [card.title for card in board.cards(reader, pipeline_id=other, today=TUESDAY)] == ["A"]


def test_closed_and_binned_deals_leave_the_lanes(writer: Writer, reader: Reader) -> None:
    won, lost, parked, binned, kept = (
        deals.add_deal(writer, title=title, amount_cents=100).value for title in ("A", "B", "C", "D", "E")
    )
    deals.win_deal(writer, deal_id=won)
    deals.lose_deal(writer, deal_id=lost, reason="Preis")
    deals.park_deal(writer, deal_id=parked)
    deals.delete_deal(writer, deal_id=binned)
    assert [card.id for card in cards(reader)] == [kept]
    assert board.lanes(reader, pipeline_id=1)[0].deals == 1


def test_the_closed_row_counts_the_month(writer: Writer, reader: Reader) -> None:
    october = NOW - timedelta(days=30)
    ids = [
        deals.add_deal(writer, title=f"D{i}", amount_cents=100 * (i + 1), opened_at=october - timedelta(days=9)).value
        for i in range(8)
    ]
    deals.win_deal(writer, deal_id=ids[0], at=october)
    deals.win_deal(writer, deal_id=ids[1], at=NOW - timedelta(days=3))
    deals.win_deal(writer, deal_id=ids[2], at=NOW - timedelta(days=1))
    for deal_id, reason in zip(ids[3:6], ("Termin", "Preis", "Preis"), strict=True):
        deals.lose_deal(writer, deal_id=deal_id, reason=reason)
    deals.park_deal(writer, deal_id=ids[6], until=date(2026, 12, 8))
    deals.park_deal(writer, deal_id=ids[7], until=date(2026, 12, 1))
    row = board.closed_row(reader, pipeline_id=1, period=NOVEMBER)
    assert (row.won.deals, row.won.cents, row.won.words) == (2, 500, ("D2",))
    assert (row.lost.deals, row.lost.cents, row.lost.words) == (3, 1500, ("Preis", "Termin"))
    assert (row.parked.deals, row.parked.cents, row.parked.next_day) == (2, 1500, date(2026, 12, 1))
