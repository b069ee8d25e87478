"""Sales processes: shaped freely, with no deal lost and no history harmed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.domain.deals import DealStatus
from crm_desktop.operations.deals import deals, pipelines
from crm_desktop.operations.deals.pipelines import StageDraft, parse_stages
from crm_desktop.operations.firm import setup
from crm_desktop.store.queries import deals as deal_queries
from crm_desktop.store.queries import facts
from crm_desktop.store.queries import pipelines as queries
from crm_desktop.store.queries.pipelines import StageRow
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    setup.start_firm(writer, language="en")


def stages(reader: Reader, pipeline_id: int = 1) -> list[StageRow]:
    return queries.stages(reader, pipeline_id=pipeline_id)


def ladder(reader: Reader, pipeline_id: int = 1) -> list[tuple[str, int]]:
    return [(row.name, row.probability) for row in stages(reader, pipeline_id)]


def test_stages_are_read_as_the_command_line_takes_them() -> None:
    assert parse_stages("Qualified=10, Offer sent = 50 %,A=B=100") == [
        StageDraft("Qualified", 10),
        StageDraft("Offer sent", 50),
        StageDraft("A=B", 100),
    ]


@pytest.mark.parametrize(
    "text", ["", "Qualified", "Qualified=", "=10", "Qualified=ten", "A=10,", "A=101", "A=10, a=20", "A=-5", "A=1.5"]
)
def test_stages_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_stages(text)


def test_a_second_process_stands_beside_the_first(writer: Writer, reader: Reader) -> None:
    outcome = pipelines.add_pipeline(writer, name="Service", stages=parse_stages("Ticket=30, Visit=70"))
    assert outcome.label == "Add sales process “Service”"
    assert [(row.name, row.is_default) for row in queries.pipelines(reader)] == [("Sales", True), ("Service", False)]
    assert ladder(reader, outcome.value) == [("Ticket", 30), ("Visit", 70)]
    pipelines.make_default(writer, pipeline_id=outcome.value)
    usual = queries.default_pipeline(reader)
    assert usual is not None
    assert usual.name == "Service"


def test_two_processes_need_two_names(writer: Writer) -> None:
    with pytest.raises(BadInput):
        pipelines.add_pipeline(writer, name=" sales ", stages=parse_stages("A=1"))
    pipelines.rename_pipeline(writer, pipeline_id=1, name="SALES")


def test_set_stages_keeps_the_deals_of_known_names(writer: Writer, reader: Reader) -> None:
    negotiation = stages(reader)[3]
    deal_id = deals.add_deal(writer, title="Lobby", stage_id=negotiation.id).value
    pipelines.set_stages(writer, pipeline_id=1, stages=parse_stages("Enquiry=5, NEGOTIATION=75, Order=95"))
    assert ladder(reader) == [("Enquiry", 5), ("NEGOTIATION", 75), ("Order", 95)]
    deal = deal_queries.deal(reader, deal_id=deal_id)
    assert deal is not None
    assert (deal.stage_id, deal.stage) == (negotiation.id, "NEGOTIATION")
    writer.undo()
    assert ladder(reader)[0][0] == "Offer sent"


def test_set_stages_drops_no_stage_with_open_deals(writer: Writer, reader: Reader) -> None:
    before = ladder(reader)
    deals.add_deal(writer, title="Lobby")
    with pytest.raises(Refused, match="1 open deal"):
        pipelines.set_stages(writer, pipeline_id=1, stages=parse_stages("Closing=90"))
    assert ladder(reader) == before


def test_a_renamed_stage_keeps_its_past(writer: Writer, reader: Reader) -> None:
    first = stages(reader)[0]
    deal_id = deals.add_deal(writer, title="Lobby").value
    states = [state._replace(stage="") for state in deal_queries.states(reader, deal_id=deal_id)]
    pipelines.change_stage(writer, stage_id=first.id, name="Won? Lost!", probability=35, stale_days=9)
    assert ladder(reader)[0] == ("Won? Lost!", 35)
    assert [state._replace(stage="") for state in deal_queries.states(reader, deal_id=deal_id)] == states
    assert stages(reader)[0].stale_days == 9


def test_a_stage_moves_to_any_place(writer: Writer, reader: Reader) -> None:
    ids = [row.id for row in stages(reader)]
    pipelines.move_stage(writer, stage_id=ids[4], position=1)
    assert [row.id for row in stages(reader)] == [ids[4], *ids[:4]]
    assert [row.position for row in stages(reader)] == [1, 2, 3, 4, 5]
    added = pipelines.add_stage(writer, pipeline_id=1, name="Survey", probability=30, position=2).value
    assert [row.id for row in stages(reader)][1] == added


def test_a_stage_with_deals_is_deleted_only_with_a_place_for_them(writer: Writer, reader: Reader) -> None:
    first, second, *_rest = stages(reader)
    open_id = deals.add_deal(writer, title="Open", opened_at=NOW - timedelta(days=2)).value
    lost_id = deals.add_deal(writer, title="Lost", opened_at=NOW - timedelta(days=2)).value
    deals.lose_deal(writer, deal_id=lost_id, reason="Preis")
    with pytest.raises(Refused):
        pipelines.delete_stage(writer, stage_id=first.id)
    pipelines.delete_stage(writer, stage_id=first.id, move_deals_to=second.id)
    assert first.id not in [row.id for row in stages(reader)]
    moved, lost = (deal_queries.deal(reader, deal_id=deal_id) for deal_id in (open_id, lost_id))
    assert moved is not None
    assert lost is not None
    assert moved.stage_id == second.id
    assert (lost.stage, lost.status) == ("Offer sent", DealStatus.LOST)
    past = deal_queries.as_of(reader, at=NOW - timedelta(days=1))
    assert {state.stage for state in past} == {"Offer sent"}


def test_the_last_stage_and_the_last_process_stay(writer: Writer, reader: Reader) -> None:
    pipelines.set_stages(writer, pipeline_id=1, stages=parse_stages("Closing=90"))
    with pytest.raises(Refused):
        pipelines.delete_stage(writer, stage_id=stages(reader)[0].id)
    with pytest.raises(Refused):
        pipelines.delete_pipeline(writer, pipeline_id=1)


def test_a_process_goes_when_its_deals_are_closed(writer: Writer, reader: Reader) -> None:
    other = pipelines.add_pipeline(writer, name="Service", stages=parse_stages("Ticket=30")).value
    deal_id = deals.add_deal(writer, title="Lobby").value
    deals.park_deal(writer, deal_id=deal_id)
    with pytest.raises(Refused, match="1 deal"):
        pipelines.delete_pipeline(writer, pipeline_id=1)
    deals.win_deal(writer, deal_id=deal_id)
    pipelines.delete_pipeline(writer, pipeline_id=1)
    assert [(row.id, row.is_default) for row in queries.pipelines(reader)] == [(other, True)]
    deal = deal_queries.deal(reader, deal_id=deal_id)
    assert deal is not None
    assert deal.pipeline == "Sales"


def test_a_stage_asks_only_for_fields_a_deal_has(writer: Writer, reader: Reader) -> None:
    first = stages(reader)[0].id
    with pytest.raises(BadInput):
        pipelines.change_stage(writer, stage_id=first, required_fields=["shoe_size"])
    with pytest.raises(BadInput):
        pipelines.change_stage(writer, stage_id=first, name="Closing")
    with pytest.raises(BadInput):
        pipelines.change_stage(writer, stage_id=first, probability=101)
    with pytest.raises(BadInput):
        pipelines.change_stage(writer, stage_id=first, stale_days=0)


def test_the_ladder_of_the_facts_holds_stages_out_of_use_at_their_chance(writer: Writer, reader: Reader) -> None:
    pipelines.set_stages(writer, pipeline_id=1, stages=parse_stages("Enquiry=10, Talk=50, Order=90"))
    ladder_of_facts = [(stage.name, stage.position) for stage in facts.stage_facts(reader, pipeline_id=1)]
    assert [name for name, _position in ladder_of_facts] == [
        "Enquiry",
        "Offer sent",
        "Follow-up",
        "Talk",
        "Product presentation",
        "Negotiation",
        "Order",
        "Closing",
    ]
    assert [position for _name, position in ladder_of_facts] == list(range(1, 9))
