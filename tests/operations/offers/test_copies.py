"""Offers made from offers: for another customer, and from templates that know what things cost today."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.domain.offers import LineKind, OfferStatus, PriceMode
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import copies as offer_copies
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import offers
from crm_desktop.operations.products import products
from crm_desktop.store.queries import offer_templates
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.trade import add_company, article, complete_firm, heading


@pytest.fixture(autouse=True)
def own_firm(writer: Writer) -> None:
    setup.start_firm(writer, language="de")
    complete_firm(writer)


@pytest.fixture
def oak(writer: Writer) -> int:
    return products.add_product(writer, name="Eiche", number="E-1", price=Decimal(100), unit="m²").value


@pytest.fixture
def source(writer: Writer, oak: int) -> int:
    lines = [
        heading("Boden"),
        Line(title="Eiche", product_id=oak, quantity=Decimal("12.5"), unit_price=Decimal(100), cost=Decimal(60)),
        Line(title="Eiche, günstig", product_id=oak, unit_price=Decimal(80), discount_percent=Decimal(5)),
        article("1", "30", kind="alternative")._replace(replaces=2),
    ]
    deal_id = deals.add_deal(writer, title="Lobby", account_id=add_company(writer)).value
    return offers.new_offer(
        writer, deal_id=deal_id, subject="Parkett", their_inquiry="Mail vom 3.", discount_percent=Decimal(3),
        price_mode=PriceMode.GROSS, closing="Bis bald.", lines=lines,
    ).value  # fmt: skip


def the(reader: Reader, offer_id: int) -> OfferDetail:
    return queries.the_offer(reader, offer_id=offer_id)


def plain(offer: OfferDetail) -> list[Line]:
    return [line._replace(id=None) for line in offer.lines]


def test_a_copy_for_another_customer_takes_everything_but_what_was_the_first_ones(
    writer: Writer, reader: Reader, source: int
) -> None:
    offer_life.send_offer(writer, offer_id=source)
    other = add_company(writer, "Zimmerei Holm")
    made = offer_copies.copy_offer(writer, offer_id=source, account_id=other)
    before, copy = the(reader, source), the(reader, made.value)
    assert made.label == "Copy offer for Zimmerei Holm"
    assert (copy.status, copy.number, copy.deal_id, copy.account_id) == (OfferStatus.DRAFT, None, None, other)
    assert (copy.subject, copy.their_inquiry, copy.closing, copy.net_cents) == (
        "Parkett", "", "Bis bald.", before.net_cents,
    )  # fmt: skip
    assert plain(copy) == plain(before)


def test_a_template_gives_the_same_offer_again(writer: Writer, reader: Reader, source: int) -> None:
    template_id = offer_copies.save_template(writer, offer_id=source, name=" Parkett verlegen ").value
    (found,) = offer_templates.templates(reader)
    assert (found.id, found.name, found.positions) == (template_id, "Parkett verlegen", 4)
    hotel = add_company(writer)
    made = offer_copies.begin_from_template(writer, template_id=template_id, account_id=hotel)
    before, offer = the(reader, source), the(reader, made.value)
    assert made.label == "Begin offer from “Parkett verlegen”"
    assert (offer.account_id, offer.deal_id, offer.status) == (hotel, None, OfferStatus.DRAFT)
    assert (offer.price_mode, offer.discount_percent, offer.gross_cents) == (
        PriceMode.GROSS, Decimal(3), before.gross_cents,
    )  # fmt: skip
    assert plain(offer) == plain(before)
    assert offer.lines[0].kind is LineKind.HEADING


def test_prices_of_the_catalogue_are_todays_and_own_prices_stay(
    writer: Writer, reader: Reader, source: int, oak: int
) -> None:
    template_id = offer_copies.save_template(writer, offer_id=source, name="Parkett").value
    products.change_product(writer, product_id=oak, price=Decimal(120))
    offer = the(reader, offer_copies.begin_from_template(writer, template_id=template_id).value)
    assert [line.unit_price for line in offer.lines] == [0, 120, 80, 30]


def test_a_product_that_is_gone_leaves_its_words(writer: Writer, reader: Reader, source: int) -> None:
    template_id = offer_copies.save_template(writer, offer_id=source, name="Parkett").value
    with writer.step("Gone") as work:
        work.execute("update offer_line set product_id = null")
        work.execute("delete from product")
    offer = the(reader, offer_copies.begin_from_template(writer, template_id=template_id).value)
    assert [(line.title, line.product_id) for line in offer.lines][1] == ("Eiche", None)


def test_the_same_name_replaces_a_template_and_undo_brings_it_back(writer: Writer, reader: Reader, source: int) -> None:
    first = offer_copies.save_template(writer, offer_id=source, name="Parkett").value
    offers.change_offer(writer, offer_id=source, lines=[article("1", "1")])
    assert offer_copies.save_template(writer, offer_id=source, name="Parkett").value == first
    assert [one.positions for one in offer_templates.templates(reader)] == [1]
    writer.undo()
    assert [one.positions for one in offer_templates.templates(reader)] == [4]
    offer_copies.rename_template(writer, template_id=first, name="Boden")
    offer_copies.delete_template(writer, template_id=first)
    assert offer_templates.templates(reader) == []
    with pytest.raises(NotFound):
        offer_copies.begin_from_template(writer, template_id=first)
    with pytest.raises(BadInput):
        offer_copies.save_template(writer, offer_id=source, name=" ")
