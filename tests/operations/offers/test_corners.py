"""Corners of the life of offers: second orders, offers thrown away, what counts as nothing written."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pikepdf
import pytest

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.domain.prices import Tier
from crm_desktop.operations import trash
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import enclosures, offers
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.products import prices as product_prices
from crm_desktop.operations.products import products
from crm_desktop.store.queries import deals as deal_queries
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.operations.trade import add_company, article, complete_firm


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    setup.start_firm(writer, language="de")
    complete_firm(writer)


@pytest.fixture
def deal_id(writer: Writer) -> int:
    return deals.add_deal(writer, title="Lobby", account_id=add_company(writer), amount_cents=1).value


def sent(writer: Writer, deal_id: int, price: str) -> int:
    offer_id = offers.new_offer(writer, deal_id=deal_id, lines=[article("1", price)]).value
    offer_life.send_offer(writer, offer_id=offer_id)
    return offer_id


def worth(reader: Reader, deal_id: int) -> int:
    deal = deal_queries.deal(reader, deal_id=deal_id)
    assert deal is not None
    return deal.amount_cents


def own_tasks(reader: Reader, offer_id: int) -> int:
    return len(queries.follow_ups(reader, offer_id=offer_id))


def test_a_second_order_of_a_deal_leaves_the_day_and_the_argument_it_was_won_with(
    writer: Writer, reader: Reader, deal_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = sent(writer, deal_id, "100"), sent(writer, deal_id, "50")
    offer_life.accept_offer(writer, offer_id=first, argument="Qualität")
    how = "select closed_at, won_argument from deal where id = ?"
    won = reader.rows(lambda *row: row, how, (deal_id,))
    monkeypatch.setattr(writer, "_clock", lambda: NOW + timedelta(days=40))
    offer_life.accept_offer(writer, offer_id=second)
    assert reader.rows(lambda *row: row, how, (deal_id,)) == won
    assert worth(reader, deal_id) == 15_000


def test_a_deal_is_not_worth_an_offer_in_the_bin(writer: Writer, reader: Reader, deal_id: int) -> None:
    sent(writer, deal_id, "100")
    second = sent(writer, deal_id, "50")
    assert worth(reader, deal_id) == 5_000
    offers.delete_offer(writer, offer_id=second)
    assert worth(reader, deal_id) == 10_000
    assert own_tasks(reader, second) == 0
    writer.undo()
    assert (worth(reader, deal_id), own_tasks(reader, second)) == (5_000, 3)


@pytest.mark.parametrize(
    "back",
    [
        lambda writer, offer_id: offers.restore_offer(writer, offer_id=offer_id),
        lambda writer, offer_id: trash.restore_records(writer, records=[("offer", offer_id)]),
        lambda writer, offer_id: trash.restore(writer, kind="offer", ids=[offer_id]),
    ],
)
def test_an_offer_out_of_the_bin_counts_again(
    writer: Writer, reader: Reader, deal_id: int, back: Callable[[Writer, int], object]
) -> None:
    sent(writer, deal_id, "100")
    second = sent(writer, deal_id, "50")
    offers.delete_offer(writer, offer_id=second)
    back(writer, second)
    assert worth(reader, deal_id) == 5_000


def test_a_rejected_offer_is_not_extended(writer: Writer, reader: Reader, deal_id: int) -> None:
    offer_id = sent(writer, deal_id, "100")
    offer_life.reject_offer(writer, offer_id=offer_id, reason="zu teuer")
    with pytest.raises(Refused):
        offer_life.extend_offer(writer, offer_id=offer_id, valid_until=date(2027, 1, 31))
    assert own_tasks(reader, offer_id) == 0


def test_an_offer_with_a_text_or_an_enclosure_is_not_empty(writer: Writer, reader: Reader) -> None:
    page = io.BytesIO()
    file = pikepdf.new()
    file.add_blank_page(page_size=(595.28, 841.89))
    file.save(page)
    written, enclosed, untouched = (offers.new_offer(writer).value for _n in range(3))
    offers.change_offer(writer, offer_id=written, intro="Guten Tag,")
    enclosures.add_enclosure(writer, title="AGB", content=page.getvalue(), offer_id=enclosed)
    for offer_id, empty in ((written, False), (enclosed, False), (untouched, True)):
        assert offers.drop_if_empty(writer, offer_id=offer_id).value is empty
        assert (queries.offer(reader, offer_id=offer_id) is None) is empty


def test_a_tier_from_an_absurd_quantity_is_refused(writer: Writer) -> None:
    product_id = products.add_product(writer, name="Stuhl", price=Decimal(100)).value
    for quantity in ("1e40", "NaN", "Infinity"):
        with pytest.raises(BadInput):
            product_prices.set_tiers(writer, product_id=product_id, tiers=[Tier(Decimal(quantity), Decimal(90))])
