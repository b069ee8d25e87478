"""Deals over the board: what each move leaves behind, and that every day can be asked how a deal stood."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from crm_desktop.base.errors import BadInput, Conflict, NotFound
from crm_desktop.domain.deals import DealStatus, StageKind
from crm_desktop.domain.history import ActivityKind
from crm_desktop.operations.deals import deals, follow_up_sets, pipelines
from crm_desktop.operations.deals.pipelines import StageDraft
from crm_desktop.operations.deals.stage_tasks import StageTask
from crm_desktop.operations.firm import setup
from crm_desktop.store.queries import deals as queries
from crm_desktop.store.queries import pipelines as pipeline_queries
from crm_desktop.store.queries.deals import DealRow
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.operations.trade import add_company, add_person

TUESDAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    setup.start_firm(writer, language="en")


def the(reader: Reader, deal_id: int) -> DealRow:
    found = queries.deal(reader, deal_id=deal_id)
    assert found is not None
    return found


def stage_ids(reader: Reader) -> list[int]:
    return [row.id for row in pipeline_queries.stages(reader, pipeline_id=1)]


def told(reader: Reader) -> list[str]:
    return reader.rows(str, "select subject from activity order by id")


def test_a_new_deal_stands_in_the_first_stage_and_its_people_know(writer: Writer, reader: Reader) -> None:
    hotel = add_company(writer)
    kessler = add_person(writer, company_id=hotel)
    outcome = deals.add_deal(writer, title=" Lobby ", account_id=hotel, person_id=kessler, amount_cents=5_323_200)
    deal = the(reader, outcome.value)
    assert (deal.title, deal.stage, deal.status, deal.currency) == ("Lobby", "Offer sent", DealStatus.OPEN, "EUR")
    assert outcome.label == "Add deal “Lobby”"
    assert told(reader) == ["Deal opened in stage “Offer sent”"]
    assert reader.scalar("select count(*) from activity_contact") == 2
    assert reader.scalar("select last_activity_at from contact where id = ?", (hotel,)) is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x", "amount_cents": -1}, "amount_cents"),
        ({"title": "x", "amount_cents": 10**17}, "amount_cents"),
        ({"title": "x", "currency": "EURO"}, "currency"),
        ({"title": "x", "opened_at": NOW + timedelta(seconds=1)}, "at"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(
    writer: Writer, reader: Reader, fields: dict[str, object], field: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        deals.add_deal(writer, **fields)  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert queries.deals(reader) == []


def test_a_deal_needs_a_stage_that_is_there(writer: Writer) -> None:
    with pytest.raises(NotFound):
        deals.add_deal(writer, title="x", stage_id=99)


def test_a_move_is_a_state_an_entry_and_a_label(reader: Reader, writer: Writer) -> None:
    first, second, *_rest = stage_ids(reader)
    deal_id = deals.add_deal(writer, title="Lobby", opened_at=NOW - timedelta(days=3)).value
    outcome = deals.move_to_stage(writer, deal_id=deal_id, stage_id=second)
    assert outcome.label == "Move “Lobby” to Follow-up"
    states = queries.states(reader, deal_id=deal_id)
    assert [(state.stage_id, state.entered, state.left) for state in states] == [
        (first, NOW - timedelta(days=3), NOW),
        (second, NOW, None),
    ]
    assert the(reader, deal_id).stage_since == NOW
    assert told(reader)[-1] == "Moved to stage “Follow-up”"


def test_an_undone_move_leaves_no_trace(reader: Reader, writer: Writer) -> None:
    second = stage_ids(reader)[1]
    deal_id = deals.add_deal(writer, title="Lobby", opened_at=NOW - timedelta(days=3)).value
    before = (the(reader, deal_id)._replace(version=0), queries.states(reader, deal_id=deal_id), told(reader))
    deals.move_to_stage(writer, deal_id=deal_id, stage_id=second)
    writer.undo()
    assert (the(reader, deal_id)._replace(version=0), queries.states(reader, deal_id=deal_id), told(reader)) == before


def test_moving_to_where_it_is_is_no_step(reader: Reader, writer: Writer) -> None:
    deal_id = deals.add_deal(writer, title="Lobby").value
    assert deals.move_to_stage(writer, deal_id=deal_id, stage_id=stage_ids(reader)[0]).step is None


def test_sorting_a_card_by_hand_is_no_move(reader: Reader, writer: Writer) -> None:
    deal_id = deals.add_deal(writer, title="Lobby").value
    outcome = deals.move_to_stage(writer, deal_id=deal_id, stage_id=stage_ids(reader)[0], position=2.5)
    assert outcome.step is not None
    assert len(queries.states(reader, deal_id=deal_id)) == 1


def test_a_new_amount_or_close_is_a_new_state_and_a_new_note_is_none(reader: Reader, writer: Writer) -> None:
    deal_id = deals.add_deal(writer, title="Lobby", amount_cents=100).value
    deals.change_deal(writer, deal_id=deal_id, note="Ruft zurück")
    assert len(queries.states(reader, deal_id=deal_id)) == 1
    deals.change_deal(writer, deal_id=deal_id, amount_cents=200)
    deals.change_deal(writer, deal_id=deal_id, expected_close=date(2027, 1, 15))
    states = queries.states(reader, deal_id=deal_id)
    assert [(state.amount_cents, state.expected_close) for state in states] == [
        (100, None),
        (200, None),
        (200, date(2027, 1, 15)),
    ]


def test_a_form_that_is_out_of_date_is_refused(reader: Reader, writer: Writer) -> None:
    deal_id = deals.add_deal(writer, title="Lobby").value
    shown = the(reader, deal_id).version
    deals.change_deal(writer, deal_id=deal_id, title="Theke", version=shown)
    with pytest.raises(Conflict):
        deals.change_deal(writer, deal_id=deal_id, title="Bar", version=shown)
    assert the(reader, deal_id).title == "Theke"


def test_winning_losing_and_parking_are_facts_beside_the_stage(reader: Reader, writer: Writer) -> None:
    third = stage_ids(reader)[2]
    won, lost, parked = (deals.add_deal(writer, title=title, stage_id=third).value for title in ("A", "B", "C"))
    deals.win_deal(writer, deal_id=won, argument="Qualität", amount_cents=700)
    deals.lose_deal(writer, deal_id=lost, reason=" Preis ")
    deals.park_deal(writer, deal_id=parked, until=date(2026, 12, 1))
    assert {the(reader, deal_id).stage_id for deal_id in (won, lost, parked)} == {third}
    assert (the(reader, won).status, the(reader, won).won_argument, the(reader, won).amount_cents) == (
        DealStatus.WON,
        "Qualität",
        700,
    )
    assert (the(reader, lost).status, the(reader, lost).lost_reason) == (DealStatus.LOST, "Preis")
    assert (the(reader, parked).status, the(reader, parked).parked_until) == (DealStatus.PARKED, date(2026, 12, 1))
    assert told(reader)[-3:] == ["Deal won: Qualität", "Deal lost: Preis", "Deal parked"]


def test_losing_asks_for_a_reason_and_parking_for_a_day_to_come(reader: Reader, writer: Writer) -> None:
    deal_id = deals.add_deal(writer, title="Lobby").value
    with pytest.raises(BadInput) as refusal:
        deals.lose_deal(writer, deal_id=deal_id, reason="\n")
    assert refusal.value.field == "reason"
    with pytest.raises(BadInput) as refusal:
        deals.park_deal(writer, deal_id=deal_id, until=TUESDAY)
    assert refusal.value.field == "until"
    assert the(reader, deal_id).status is DealStatus.OPEN


def test_a_reopened_deal_forgets_why_it_was_closed_and_its_history_does_not(reader: Reader, writer: Writer) -> None:
    deal_id = deals.add_deal(writer, title="Lobby").value
    deals.lose_deal(writer, deal_id=deal_id, reason="Preis")
    deals.reopen_deal(writer, deal_id=deal_id)
    deal = the(reader, deal_id)
    assert (deal.status, deal.lost_reason, deal.closed_at) == (DealStatus.OPEN, "", None)
    assert "Deal lost: Preis" in told(reader)
    assert [state.status for state in queries.states(reader, deal_id=deal_id)] == [
        DealStatus.OPEN,
        DealStatus.LOST,
        DealStatus.OPEN,
    ]
    assert deals.reopen_deal(writer, deal_id=deal_id).step is None


def test_dragging_a_closed_card_into_a_lane_opens_it_again(reader: Reader, writer: Writer) -> None:
    second = stage_ids(reader)[1]
    deal_id = deals.add_deal(writer, title="Lobby").value
    deals.win_deal(writer, deal_id=deal_id)
    deals.move_to_stage(writer, deal_id=deal_id, stage_id=second)
    assert (the(reader, deal_id).status, the(reader, deal_id).stage_id) == (DealStatus.OPEN, second)


def test_a_stage_that_stands_for_won_deals_closes_what_enters_it(reader: Reader, writer: Writer) -> None:
    stages = [StageDraft("Talk", 30), StageDraft("Ordered", 100)]
    pipeline_id = pipelines.add_pipeline(writer, name="Short", stages=stages).value
    talk, ordered = pipeline_queries.stages(reader, pipeline_id=pipeline_id)
    pipelines.change_stage(writer, stage_id=ordered.id, kind=StageKind.WON)
    deal_id = deals.add_deal(writer, title="Lobby", stage_id=talk.id).value
    deals.move_to_stage(writer, deal_id=deal_id, stage_id=ordered.id)
    assert (the(reader, deal_id).status, the(reader, deal_id).closed_at) == (DealStatus.WON, NOW)
    deals.reopen_deal(writer, deal_id=deal_id)
    assert (the(reader, deal_id).status, the(reader, deal_id).stage_id) == (DealStatus.OPEN, talk.id)


def test_a_stage_may_ask_for_fields(reader: Reader, writer: Writer) -> None:
    second = stage_ids(reader)[1]
    pipelines.change_stage(writer, stage_id=second, required_fields=["amount_cents", "expected_close"])
    deal_id = deals.add_deal(writer, title="Lobby", amount_cents=100).value
    with pytest.raises(BadInput, match="Expected close") as refusal:
        deals.move_to_stage(writer, deal_id=deal_id, stage_id=second)
    assert refusal.value.field == "expected_close"
    deals.change_deal(writer, deal_id=deal_id, expected_close=date(2027, 1, 1))
    deals.move_to_stage(writer, deal_id=deal_id, stage_id=second)
    assert the(reader, deal_id).stage_id == second


def test_a_stage_sets_its_tasks_on_working_days(reader: Reader, writer: Writer) -> None:
    second = stage_ids(reader)[1]
    hotel = add_company(writer)
    asking = follow_up_sets.add_set(writer, name="Asking", tasks=[StageTask(4, ActivityKind.CALL, "Ask")]).value
    pipelines.change_stage(writer, stage_id=second, follow_up_set_id=asking)
    deal_id = deals.add_deal(writer, title="Lobby", account_id=hotel).value
    deals.move_to_stage(writer, deal_id=deal_id, stage_id=second)
    planned = reader.rows(
        lambda *row: row,
        "select kind, subject, due_on from activity where deal_id = ? and due_on is not null",
        (deal_id,),
    )
    assert planned == [("call", "Ask", "2026-11-30")]


def test_a_deal_moves_to_another_process(reader: Reader, writer: Writer) -> None:
    pipeline_id = pipelines.add_pipeline(writer, name="Service", stages=[StageDraft("Ticket", 50)]).value
    deal_id = deals.add_deal(writer, title="Lobby").value
    ticket = pipeline_queries.stages(reader, pipeline_id=pipeline_id)[0].id
    deals.move_to_stage(writer, deal_id=deal_id, stage_id=ticket)
    assert (the(reader, deal_id).pipeline, the(reader, deal_id).stage) == ("Service", "Ticket")


def test_what_happened_earlier_can_be_told_later_but_not_out_of_order(reader: Reader, writer: Writer) -> None:
    _first, second, third, *_rest = stage_ids(reader)
    monday = datetime(2026, 11, 23, 10, tzinfo=UTC)
    deal_id = deals.add_deal(writer, title="Lobby", opened_at=monday - timedelta(days=7)).value
    deals.move_to_stage(writer, deal_id=deal_id, stage_id=second, at=monday)
    last = queries.states(reader, deal_id=deal_id)[-1]
    assert (last.entered, last.recorded_at) == (monday, NOW)
    with pytest.raises(BadInput) as refusal:
        deals.move_to_stage(writer, deal_id=deal_id, stage_id=third, at=monday - timedelta(hours=1))
    assert refusal.value.field == "at"


def test_a_deal_comes_back_from_the_bin_into_a_stage_that_is_in_use(reader: Reader, writer: Writer) -> None:
    first, second, *_rest = stage_ids(reader)
    deal_id = deals.add_deal(writer, title="Lobby", stage_id=second).value
    deals.delete_deal(writer, deal_id=deal_id)
    assert queries.deals(reader) == []
    pipelines.delete_stage(writer, stage_id=second, move_deals_to=first)
    deals.restore_deal(writer, deal_id=deal_id)
    assert [deal.stage_id for deal in queries.deals(reader)] == [first]
