"""Several deals at once: moved, tagged, dated, planned, ended and sorted by hand, each in one step."""

from __future__ import annotations

from datetime import date

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.deals import DealStatus
from crm_desktop.operations.deals import bulk as deal_bulk
from crm_desktop.operations.deals import closing as deal_closing
from crm_desktop.operations.deals import deals, pipelines
from crm_desktop.operations.firm import setup
from crm_desktop.operations.planning.tasks import Plan
from crm_desktop.store.queries import board, tasks
from crm_desktop.store.queries import deals as queries
from crm_desktop.store.queries import pipelines as pipeline_queries
from crm_desktop.store.queries.board import Order
from crm_desktop.store.queries.deals import DealRow
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.trade import add_company

TUESDAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    setup.start_firm(writer, language="en")


@pytest.fixture
def three(writer: Writer) -> list[int]:
    return [deals.add_deal(writer, title=title, amount_cents=100).value for title in ("A", "B", "C")]


def the(reader: Reader, deal_id: int) -> DealRow:
    found = queries.deal(reader, deal_id=deal_id)
    assert found is not None
    return found


def stage_ids(reader: Reader) -> list[int]:
    return [row.id for row in pipeline_queries.stages(reader, pipeline_id=1)]


def by_hand(reader: Reader) -> list[str]:
    return [card.title for card in board.cards(reader, pipeline_id=1, today=TUESDAY, order=Order.MANUAL)]


def test_several_are_moved_in_one_step_and_come_back_together(writer: Writer, reader: Reader, three: list[int]) -> None:
    second = stage_ids(reader)[1]
    outcome = deal_bulk.move_deals(writer, deal_ids=three, stage_id=second)
    assert outcome.label == "Move 3 deals"
    assert {the(reader, one).stage_id for one in three} == {second}
    writer.undo()
    assert {the(reader, one).stage_id for one in three} == {stage_ids(reader)[0]}


def test_none_is_moved_when_one_lacks_what_the_stage_asks_for(writer: Writer, reader: Reader, three: list[int]) -> None:
    second = stage_ids(reader)[1]
    pipelines.change_stage(writer, stage_id=second, required_fields=["expected_close"])
    deals.change_deal(writer, deal_id=three[0], expected_close=date(2026, 12, 1))
    with pytest.raises(BadInput) as raised:
        deal_bulk.move_deals(writer, deal_ids=three, stage_id=second)
    assert raised.value.field == "expected_close"
    assert the(reader, three[0]).stage_id == stage_ids(reader)[0]


def test_tags_are_put_on_and_taken_off(writer: Writer, reader: Reader, three: list[int]) -> None:
    deal_bulk.tag_deals(writer, deal_ids=three, add=["Messe", " Eiche "])
    assert the(reader, three[1]).tags == ("Eiche", "Messe")
    assert queries.tag_names(reader) == ["Eiche", "Messe"]
    deal_bulk.tag_deals(writer, deal_ids=three[:2], remove=["Messe"])
    assert [the(reader, one).tags for one in three] == [("Eiche",), ("Eiche",), ("Eiche", "Messe")]
    deals.change_deal(writer, deal_id=three[2], tags=["Buche"])
    assert the(reader, three[2]).tags == ("Buche",)
    writer.undo()
    assert the(reader, three[2]).tags == ("Eiche", "Messe")


def test_a_tag_that_is_too_long_is_refused(writer: Writer, three: list[int]) -> None:
    with pytest.raises(BadInput) as raised:
        deal_bulk.tag_deals(writer, deal_ids=three, add=["x" * 1000])
    assert raised.value.field == "tags"


def test_the_expected_close_is_set_and_what_was_expected_stays_known(
    writer: Writer, reader: Reader, three: list[int]
) -> None:
    deal_bulk.set_closes(writer, days={three[0]: date(2026, 12, 1), three[1]: None})
    assert the(reader, three[0]).expected_close == date(2026, 12, 1)
    assert [state.expected_close for state in queries.states(reader, deal_id=three[0])][-1] == date(2026, 12, 1)


def test_the_same_step_is_planned_for_several_with_those_each_is_with(
    writer: Writer, reader: Reader, three: list[int]
) -> None:
    hotel = add_company(writer)
    deals.change_deal(writer, deal_id=three[0], account_id=hotel)
    deal_bulk.plan_for_deals(writer, deal_ids=three, new=Plan("Call", date(2026, 11, 25)))
    (planned,) = tasks.planned_for_deal(reader, deal_id=three[0])
    assert [contact for contact, _name in planned.contacts] == [hotel]
    assert len(tasks.planned_for_deal(reader, deal_id=three[2])) == 1


def test_lost_with_words_a_competitor_and_a_day_to_ask_again(writer: Writer, reader: Reader, three: list[int]) -> None:
    outcome = deal_closing.lose_deals(
        writer, deal_ids=three[:1], reason="Competitor", note="Cheaper by a tenth", competitor="Holz & Söhne",
        ask_again_on=date(2027, 5, 3),
    )  # fmt: skip
    assert outcome.label == "Lose “A”"
    deal = the(reader, three[0])
    assert (deal.status, deal.lost_reason, deal.lost_note) == (DealStatus.LOST, "Competitor", "Cheaper by a tenth")
    assert deal.competitor == "Holz & Söhne"
    (again,) = tasks.planned_for_deal(reader, deal_id=three[0])
    assert (again.due_on, again.subject) == (date(2027, 5, 3), "Ask again about “A”")
    writer.undo()
    assert the(reader, three[0]).status is DealStatus.OPEN
    assert tasks.planned_for_deal(reader, deal_id=three[0]) == []


def test_a_day_to_ask_again_that_is_over_is_refused_and_nothing_is_lost(
    writer: Writer, reader: Reader, three: list[int]
) -> None:
    with pytest.raises(BadInput) as raised:
        deal_closing.lose_deals(writer, deal_ids=three, reason="Price", ask_again_on=TUESDAY)
    assert raised.value.field == "ask_again_on"
    assert {the(reader, one).status for one in three} == {DealStatus.OPEN}


def test_reopened_deals_forget_why_they_were_lost(writer: Writer, reader: Reader, three: list[int]) -> None:
    deal_closing.lose_deals(writer, deal_ids=three[:2], reason="Price", note="x", competitor="y")
    deal_closing.park_deals(writer, deal_ids=three[2:])
    deal_closing.reopen_deals(writer, deal_ids=three)
    for one in three:
        deal = the(reader, one)
        assert (deal.status, deal.lost_reason, deal.lost_note, deal.competitor) == (DealStatus.OPEN, "", "", "")


def test_won_together_with_the_argument(writer: Writer, reader: Reader, three: list[int]) -> None:
    deal_closing.win_deals(writer, deal_ids=three, argument="Quick")
    assert {the(reader, one).won_argument for one in three} == {"Quick"}
    assert queries.won_arguments(reader) == ["Quick"]


def test_a_new_stage_is_saved_in_the_step_that_changes_the_deal(
    writer: Writer, reader: Reader, three: list[int]
) -> None:
    second = stage_ids(reader)[1]
    deals.change_deal(writer, deal_id=three[0], title="Neu", stage_id=second, amount_cents=900)
    assert (the(reader, three[0]).stage_id, the(reader, three[0]).title) == (second, "Neu")
    writer.undo()
    deal = the(reader, three[0])
    assert (deal.stage_id, deal.title, deal.amount_cents) == (stage_ids(reader)[0], "A", 100)


def test_what_a_stage_asks_for_is_saved_with_the_move(writer: Writer, reader: Reader, three: list[int]) -> None:
    second = stage_ids(reader)[1]
    pipelines.change_stage(writer, stage_id=second, required_fields=["channel", "amount_cents"])
    assert deals.missing_fields(reader, deal_id=three[0], stage_id=second) == ["channel"]
    deals.move_to_stage(writer, deal_id=three[0], stage_id=second, channel="Fair")
    assert (the(reader, three[0]).stage_id, the(reader, three[0]).channel) == (second, "Fair")
    writer.undo()
    assert the(reader, three[0]).channel == ""


def test_cards_are_put_in_an_order_by_hand(writer: Writer, reader: Reader, three: list[int]) -> None:
    first = stage_ids(reader)[0]
    a, b, c = three
    deals.move_to_stage(writer, deal_id=a, stage_id=first, below=c)
    assert by_hand(reader) == ["B", "C", "A"]
    deals.move_to_stage(writer, deal_id=c, stage_id=first, below=0)
    assert by_hand(reader) == ["C", "B", "A"]
    deals.move_to_stage(writer, deal_id=a, stage_id=first, below=c)
    assert by_hand(reader) == ["C", "A", "B"]
    writer.undo()
    assert by_hand(reader) == ["C", "B", "A"]
    assert b


def test_the_order_by_hand_survives_many_moves_to_the_same_place(
    writer: Writer, reader: Reader, three: list[int]
) -> None:
    first = stage_ids(reader)[0]
    a, b, c = three
    deals.move_to_stage(writer, deal_id=a, stage_id=first, below=0)
    for turn in range(60):
        deals.move_to_stage(writer, deal_id=(b, c)[turn % 2], stage_id=first, below=a)
    assert by_hand(reader) == ["A", "C", "B"]


def test_processes_are_brought_into_another_order(writer: Writer, reader: Reader) -> None:
    other = pipelines.add_pipeline(writer, name="Service", stages=[pipelines.StageDraft("Ticket", 50)]).value
    pipelines.move_pipeline(writer, pipeline_id=other, position=1)
    assert [row.name for row in pipeline_queries.pipelines(reader)] == ["Service", "Sales"]
    writer.undo()
    assert [row.name for row in pipeline_queries.pipelines(reader)] == ["Sales", "Service"]
