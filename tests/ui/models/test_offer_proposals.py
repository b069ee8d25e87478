"""What is proposed while a line is typed: the line or lines, the last price of this customer, and its tiers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from crm_desktop.domain.contacts import Contact, ContactKind
from crm_desktop.domain.offers import Offer, OfferLine, OfferStatus, PriceMode
from crm_desktop.domain.prices import Scale, Tier
from crm_desktop.engine.pricing import LineFact, OfferFact, price
from crm_desktop.operations import stamps
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import offers
from crm_desktop.operations.products import prices as product_prices
from crm_desktop.operations.products import products
from crm_desktop.operations.products import sets as product_sets
from crm_desktop.operations.products.sets import Portion
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import Line
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.models.offer_editing import Column
from crm_desktop.ui.models.offer_lines import OfferLinesModel
from crm_desktop.ui.models.offer_proposals import fate_face, last_words, proposals, tier_words

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def customer(writer: Writer) -> int:
    setup.start_firm(writer, language="en")
    with writer.step("Customer") as work:
        return stamps.added(work, Contact(kind=ContactKind.COMPANY, name="Hof", sort_key="hof", category="Trade")).id


def ask(reader: Reader, offer_id: int, text: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - a short way
    offer = queries.the_offer(reader, offer_id=offer_id)
    return proposals(reader, text=text, offer=offer, today=TUESDAY)


def test_the_last_price_is_told_and_can_be_taken_over(writer: Writer, reader: Reader, customer: int) -> None:
    ref = products.add_product(writer, name="Strip", unit="m", price=Decimal(10)).value
    product_prices.set_tiers(
        writer, product_id=ref, tiers=[Tier(Decimal(10), Decimal(9)), Tier(Decimal(1), Decimal("9.50"), "Trade")]
    )
    with writer.step("Offer") as work:
        old = stamps.added(
            work, Offer(issued_on=TUESDAY - timedelta(days=9), account_id=customer, status=OfferStatus.REJECTED)
        )
        work.flush()
        work.add(
            OfferLine(offer_id=old.id, position=1, product_id=ref, unit_price=Decimal(8), discount_percent=Decimal(5))
        )
    draft = offers.new_offer(writer, account_id=customer).value
    (found,) = ask(reader, draft, "str")
    assert (found.line.unit_price, found.line.discount_percent) == (Decimal("9.50"), 0)
    assert last_words(found) == "Last 8.00 − 5 %, lost 15/11/2026"
    assert fate_face(found.last.fate) == ("circle-x", "danger")
    assert tier_words(found) == "Price for “Trade” · from 10: 9.00"
    taken = found.at_last_price()
    assert taken is not None
    assert (taken.line.unit_price, taken.line.discount_percent) == (Decimal(8), Decimal(5))
    assert found.scale == Scale(Decimal(10), found.scale.tiers, ("Trade",))
    assert found.scale.at(Decimal(10)) == Decimal(9)
    offers.change_offer(writer, offer_id=draft, price_mode=PriceMode.GROSS)
    (gross,) = ask(reader, draft, "str")
    assert (gross.line.unit_price, gross.last_price) == (Decimal("11.31"), Decimal("9.52"))


def test_a_set_is_proposed_as_its_lines(writer: Writer, reader: Reader, customer: int) -> None:
    table, chair, whole = (
        products.add_product(writer, name=name, price=Decimal(price)).value
        for name, price in (("Table", 2000), ("Chair", 300), ("Dining room", 0))
    )
    product_sets.set_parts(writer, product_id=whole, parts=[Portion(table), Portion(chair, Decimal(4))])
    draft = offers.new_offer(writer, account_id=customer).value
    (found,) = ask(reader, draft, "dining")
    assert [(line.title, line.quantity) for line in found.lines] == [("Table", 1), ("Chair", 4)]
    assert found.price == Decimal(3200)
    assert found.at_last_price() is None
    assert ask(reader, draft, "nothing") == []


def test_the_parts_of_a_set_become_lines_and_prices_follow_the_quantity() -> None:
    model = OfferLinesModel(
        lambda lines: price(OfferFact(tuple(LineFact(line.kind, line.quantity, line.unit_price) for line in lines)))
    )
    model.show([], usual_vat=Decimal(19), frozen=False)
    row = model.insert(0)
    model.setData(model.index(row, Column.QUANTITY), "2")
    parts = [Line(title="Table", unit_price=Decimal(2000)), Line(title="Chair", quantity=Decimal(4))]
    model.fill_all(row, parts)
    assert [(line.title, str(line.quantity)) for line in model.lines()] == [("Table", "2"), ("Chair", "8")]
    scale = Scale(Decimal(10), (Tier(Decimal(10), Decimal(9)),))
    model.fill_all(model.insert(2), [Line(title="Strip", unit_price=Decimal(10), product_id=7)], scale)
    model.setData(model.index(2, Column.QUANTITY), "12")
    assert model.lines()[2].unit_price == Decimal(9)
    model.setData(model.index(2, Column.PRICE), "8.50")
    model.setData(model.index(2, Column.QUANTITY), "1")
    assert model.lines()[2].unit_price == Decimal("8.50")
    model.fill_all(
        model.insert(3), [Line(title="Strip", unit_price=Decimal(8), discount_percent=Decimal(5), product_id=7)]
    )
    assert (model.lines()[3].unit_price, model.lines()[3].discount_percent) == (Decimal(8), Decimal(5))
