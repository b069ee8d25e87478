"""Facts for the engine: everything, as it was, in the firm's currency."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.facts import StateFact
from crm_desktop.operations.deals import deals, pipelines
from crm_desktop.operations.deals.pipelines import StageDraft
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import offers
from crm_desktop.store.queries import facts, sales
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.operations.trade import add_company, article, complete_firm


@pytest.fixture(autouse=True)
def started(writer: Writer) -> None:
    setup.start_firm(writer, language="en")
    complete_firm(writer)


def test_deals_and_states_are_handed_over_as_they_were(writer: Writer, reader: Reader) -> None:
    opened = NOW - timedelta(days=10)
    hotel = add_company(writer)
    deal_id = deals.add_deal(
        writer, title="Lobby", account_id=hotel, amount_cents=500, opened_at=opened, external_id="D-1", channel="Fair"
    ).value
    deals.lose_deal(writer, deal_id=deal_id, reason="Preis")
    known = facts.pipeline_facts(reader)
    (deal,) = known.deals
    assert (deal.external_id, deal.opened, deal.closed, deal.status) == ("D-1", opened, NOW, DealStatus.LOST)
    assert (deal.customer, deal.customer_category, deal.channel, deal.lost_reason) == (
        "Hotel Seeblick GmbH",
        "B",
        "Fair",
        "Preis",
    )
    first = known.stages[0]
    assert (first.name, first.probability, first.position) == ("Offer sent", 0.2, 1)
    assert known.states == (
        StateFact(deal_id, first.id, opened, NOW, 500, DealStatus.OPEN, None, NOW),
        StateFact(deal_id, first.id, NOW, None, 500, DealStatus.LOST, None, NOW),
    )


def test_bin_currency_and_process_decide_what_counts(writer: Writer, reader: Reader) -> None:
    other = pipelines.add_pipeline(writer, name="Service", stages=[StageDraft("Ticket", 50)]).value
    kept = deals.add_deal(writer, title="A").value
    deals.add_deal(writer, title="B", currency="USD")
    binned = deals.add_deal(writer, title="C").value
    deals.delete_deal(writer, deal_id=binned)
    service = deals.add_deal(writer, title="D", pipeline_id=other).value
    assert [deal.id for deal in facts.pipeline_facts(reader).deals] == [kept, service]
    assert [deal.id for deal in facts.pipeline_facts(reader, pipeline_id=other).deals] == [service]
    assert [stage.name for stage in facts.pipeline_facts(reader, pipeline_id=other).stages] == ["Ticket"]
    assert [deal.title for deal in facts.pipeline_facts(reader, currency="USD").deals] == ["B"]
    assert {state.deal_id for state in facts.pipeline_facts(reader).states} == {kept, service}


def test_sales_are_facts_line_by_line(writer: Writer, reader: Reader) -> None:
    hotel = add_company(writer)
    offer_id = offers.new_offer(writer, account_id=hotel, lines=[article("2", "50"), article("-1", "10")]).value
    offer_life.send_offer(writer, offer_id=offer_id)
    accepted = offer_life.accept_offer(writer, offer_id=offer_id, day=date(2026, 11, 20)).value
    found = facts.sale_facts(reader)
    assert [(fact.cents, fact.quantity, fact.day) for fact in found] == [
        (10000, Decimal(2), date(2026, 11, 20)),
        (-1000, Decimal(-1), date(2026, 11, 20)),
    ]
    assert (found[0].customer, found[0].customer_employees, found[0].customer_age) == ("Hotel Seeblick GmbH", 40, 30)
    assert found[0].postal_code == "21335"
    assert facts.sale_facts(reader, first=date(2026, 11, 21)) == []
    assert len(facts.sale_facts(reader, last=date(2026, 11, 20))) == 2
    assert [line.net_cents for line in sales.lines(reader, sale_id=accepted.sale_id)] == [10000, -1000]
    order = sales.sale_of_offer(reader, offer_id=offer_id)
    assert order == sales.sale(reader, sale_id=accepted.sale_id)
    assert [(year.year, year.orders, year.net_cents) for year in sales.by_year(reader, contact_id=hotel)] == [
        (2026, 1, 9000)
    ]
    assert sales.sales(reader, contact_id=99) == []


def test_a_sale_without_lines_counts_as_a_whole(writer: Writer, reader: Reader) -> None:
    with writer.step("Import") as work:
        work.execute("insert into sale (uuid, day, currency, net_cents) values ('u', '2026-05-05', 'EUR', 777)")
    (fact,) = facts.sale_facts(reader)
    assert (fact.cents, fact.quantity, fact.customer) == (777, Decimal(1), "")
