"""What open deals leave: by their newest offer, else by their product, else not known."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crm_desktop.domain.offers import PriceMode
from crm_desktop.operations.deals import deals
from crm_desktop.operations.deals.board_figures import ranges
from crm_desktop.operations.deals.margins import deal_margins
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import offers
from crm_desktop.operations.products import products
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.trade import add_company, article, complete_firm


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    setup.start_firm(writer, language="en")
    complete_firm(writer)


def test_the_share_an_offer_leaves_is_taken_of_the_amount(writer: Writer, reader: Reader) -> None:
    deal_id = deals.add_deal(writer, title="A", amount_cents=200_000).value
    line = article("2", "500")._replace(cost=Decimal(300))
    offers.new_offer(writer, deal_id=deal_id, account_id=add_company(writer), lines=[line, article("1", "90")])
    assert deal_margins(reader, pipeline_id=1) == {deal_id: 200_000 * 400 // 1000}


def test_discounts_gifts_and_the_vat_in_gross_prices_are_counted(writer: Writer, reader: Reader) -> None:
    deal_id = deals.add_deal(writer, title="A", amount_cents=85_500).value
    line = article("1", "1190")._replace(cost=Decimal(500), discount_cents=11_900)
    gift = article("2", "20", kind="free")._replace(cost=Decimal(15))
    offers.new_offer(
        writer,
        deal_id=deal_id,
        account_id=add_company(writer),
        lines=[line, gift],
        price_mode=PriceMode.GROSS,
        discount_percent=Decimal(5),
    )
    assert deal_margins(reader, pipeline_id=1) == {deal_id: 85_500 - 50_000 - 3_000}


def test_a_product_says_it_where_there_is_no_offer_and_nothing_where_no_cost_is_known(
    writer: Writer, reader: Reader
) -> None:
    known = products.add_product(writer, name="Stair", price=Decimal(900), cost=Decimal(600)).value
    unknown = products.add_product(writer, name="Door", price=Decimal(900)).value
    first = deals.add_deal(writer, title="A", amount_cents=200_000, product_id=known, quantity=2).value
    deals.add_deal(writer, title="B", amount_cents=200_000, product_id=unknown)
    deals.add_deal(writer, title="C", amount_cents=200_000)
    assert deal_margins(reader, pipeline_id=1) == {first: 80_000}


def test_what_a_lane_will_bring_lies_between_nothing_and_everything() -> None:
    found = ranges({1: [(100_000, 0.5)] * 4, 2: [(100_000, 1.0)], 3: []})
    assert set(found) == {1, 2}
    assert 0 <= found[1].p10_cents < 200_000 < found[1].p90_cents <= 400_000
    assert found[2] == (100_000, 100_000)
