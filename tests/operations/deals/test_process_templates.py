"""Ready processes, and offers that look as the process of their deal has it."""

from __future__ import annotations

import pytest

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.i18n import LANGUAGES
from crm_desktop.operations.deals import deals, pipelines, process_offers, process_templates
from crm_desktop.operations.deals import flow as deal_flow
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import copies as offer_copies
from crm_desktop.operations.offers import offers
from crm_desktop.operations.offers import terms as offer_terms
from crm_desktop.store.queries import follow_up_sets
from crm_desktop.store.queries import offers as offer_queries
from crm_desktop.store.queries import pipelines as queries
from crm_desktop.store.queries.offers import Line
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.trade import add_company


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    setup.start_firm(writer, language="en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_ready_process_can_be_worked_with(writer: Writer, reader: Reader, language: str) -> None:
    found = process_templates.templates(language)
    assert len(found) >= 6
    for row in found:
        pipeline_id = process_templates.add_from_template(writer, key=row.key, language=language).value
        stages = queries.stages(reader, pipeline_id=pipeline_id)
        assert [(stage.name, stage.probability) for stage in stages] == list(row.stages)
        chances = [stage.probability for stage in stages]
        assert chances == sorted(chances)
        assert all(set(stage.required_fields) <= set(deal_flow.REQUIRABLE) for stage in stages)
        assert any(stage.follow_up_set_id for stage in stages)
        first = queries.stage_to_enter(reader, stage_id=stages[0].id)
        assert first is not None
        if not first.required_fields:
            deals.add_deal(writer, title=row.name, pipeline_id=pipeline_id)
    assert {row.key for row in found} == {row.key for row in process_templates.templates("en")}


def test_a_process_made_twice_gets_a_number_and_shares_its_follow_up_sets(writer: Writer, reader: Reader) -> None:
    process_templates.add_from_template(writer, key="project", language="en")
    outcome = process_templates.add_from_template(writer, key="project", language="en")
    assert outcome.label == "Add sales process “Projects 2”"
    sets = follow_up_sets.follow_up_sets(reader)
    assert [row.name for row in sets] == ["After an offer", "New enquiry"]
    assert sets[0].stages == ("Projects: Offer sent", "Projects 2: Offer sent")
    writer.undo()
    writer.undo()
    assert follow_up_sets.follow_up_sets(reader) == []
    with pytest.raises(NotFound):
        process_templates.add_from_template(writer, key="piracy", language="en")


def test_an_offer_takes_layout_and_texts_of_the_process_of_its_deal(writer: Writer, reader: Reader) -> None:
    counter = process_templates.add_from_template(writer, key="counter", language="en").value
    hotel = add_company(writer)
    deal_id = deals.add_deal(writer, title="Lobby", pipeline_id=counter, account_id=hotel).value
    offer = offer_queries.the_offer(reader, offer_id=offer_copies.begin_offer(writer, deal_id=deal_id).value)
    assert (offer.layout, offer.subject) == ("plain", "Lobby")
    assert offer.intro == "Thank you for your visit. As discussed, we quote:"
    assert offer.delivery_terms == "Date by arrangement after your order."
    # In German the process says nothing of its own: the firm's German texts take over.
    offer_terms.speak(writer, offer_id=offer.id, language="de")
    assert offer_queries.the_offer(reader, offer_id=offer.id).intro.startswith("vielen Dank für Ihre Anfrage")


def test_an_offer_begins_with_the_template_of_the_process(writer: Writer, reader: Reader) -> None:
    source = offers.new_offer(writer, subject="Old", lines=[Line(title="Service visit")]).value
    template_id = offer_copies.save_template(writer, offer_id=source, name="Service").value
    process_offers.set_manner(writer, pipeline_id=1, layout="modern", template_id=template_id)
    deal_id = deals.add_deal(writer, title="Boiler").value
    offer = offer_queries.the_offer(reader, offer_id=offer_copies.begin_offer(writer, deal_id=deal_id).value)
    assert [line.title for line in offer.lines] == ["Service visit"]
    assert (offer.subject, offer.layout, offer.deal_id) == ("Boiler", "modern", deal_id)
    offer_copies.delete_template(writer, template_id=template_id)
    assert queries.manners(reader)[0].template_id is None
    assert offer_queries.the_offer(reader, offer_id=offer_copies.begin_offer(writer, deal_id=deal_id).value).lines == ()


def test_texts_of_a_process_are_set_and_taken_back(writer: Writer, reader: Reader) -> None:
    process_offers.set_manner(writer, pipeline_id=1, texts={"de": {"intro": " Guten Tag! "}})
    assert queries.manners(reader)[0].texts == {"de": {"intro": "Guten Tag!"}}
    process_offers.set_manner(writer, pipeline_id=1, texts={"de": {"intro": ""}})
    assert queries.manners(reader)[0].texts == {}
    writer.undo()
    assert queries.manners(reader)[0].texts == {"de": {"intro": "Guten Tag!"}}
    with pytest.raises(BadInput):
        process_offers.set_manner(writer, pipeline_id=1, layout="baroque")
    with pytest.raises(BadInput):
        process_offers.set_manner(writer, pipeline_id=1, texts={"de": {"poem": "x"}})


def test_changing_a_process_leaves_states_and_offers_as_they_were(writer: Writer, reader: Reader) -> None:
    deal_id = deals.add_deal(writer, title="Lobby", amount_cents=100).value
    offer_id = offer_copies.begin_offer(writer, deal_id=deal_id).value
    states = reader.rows(lambda *row: row, "select * from deal_state order by id")
    before = offer_queries.the_offer(reader, offer_id=offer_id)
    pipelines.change_stage(writer, stage_id=1, probability=99, name="Elsewhere", required_fields=["note"])
    process_offers.set_manner(writer, pipeline_id=1, layout="plain")
    process_offers.set_manner(writer, pipeline_id=1, texts={"en": {"intro": "Hello"}})
    assert reader.rows(lambda *row: row, "select * from deal_state order by id") == states
    assert offer_queries.the_offer(reader, offer_id=offer_id) == before
