"""Another customer, another language, net or gross: what follows in an offer, and the words with placeholders."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.offers import LineKind, PriceMode
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import offers, text_blocks
from crm_desktop.operations.offers import sheet as offer_sheet
from crm_desktop.operations.offers import terms as offer_terms
from crm_desktop.operations.offers import words as offer_words
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.trade import add_company


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    setup.start_firm(writer, language="de", name="Holzwerk Brandt")


def begun(writer: Writer, reader: Reader, *lines: Line, **fields: Any) -> OfferDetail:
    return queries.the_offer(reader, offer_id=offers.new_offer(writer, lines=lines, **fields).value)


def again(reader: Reader, offer: OfferDetail) -> OfferDetail:
    return queries.the_offer(reader, offer_id=offer.id)


def test_an_offer_follows_the_language_and_terms_of_its_customer(writer: Writer, reader: Reader) -> None:
    for language, body in (("de", "Gern bieten wir an:"), ("en", "We are pleased to offer:")):
        text_blocks.keep_block(writer, use="intro", language=language, name="Standard", body=body)
    text_blocks.keep_block(writer, use="closing", language="en", name="Kind", body="Kind regards")
    offer = begun(writer, reader, closing="Selbst geschrieben")
    usual = [block.body for block in firm_queries.text_blocks(reader, language="de", use="intro")]
    assert offer.intro == usual[0]
    account = add_company(writer, "Sea Hotel Ltd")
    contacts.change_contact(writer, contact_id=account, fields={"language": "en", "payment_terms": "30 days net"})
    done = offer_terms.address_offer(writer, offer_id=offer.id, account_id=account)
    assert done.label == "Let the offer go to “Sea Hotel Ltd”"
    now = again(reader, offer)
    english = [block.body for block in firm_queries.text_blocks(reader, language="en", use="intro")]
    assert (now.language, now.intro, now.payment_terms) == ("en", english[0], "30 days net")
    assert now.closing == "Selbst geschrieben", "what the user wrote stays"
    writer.undo()
    assert again(reader, offer).language == "de"


def test_prices_are_worked_out_anew_when_they_are_stated_otherwise(writer: Writer, reader: Reader) -> None:
    lines = (
        Line(title="Theke", unit_price=Decimal(100), discount_cents=1000),
        Line(title="Buch", unit_price=Decimal(10), vat_percent=Decimal(7), kind=LineKind.OPTIONAL),
        Line(kind=LineKind.TEXT, text="x"),
    )
    offer = begun(writer, reader, *lines)
    offer_terms.state_prices(writer, offer_id=offer.id, price_mode=PriceMode.GROSS)
    gross = again(reader, offer)
    assert [line.unit_price for line in gross.lines] == [119, Decimal("10.70"), 0]
    assert gross.lines[0].discount_cents == 1190
    assert (gross.net_cents, gross.gross_cents) == (offer.net_cents, offer.gross_cents)
    offer_terms.state_prices(writer, offer_id=offer.id, price_mode=PriceMode.NET)
    assert again(reader, offer).lines == offer.lines


def test_small_prices_and_the_discount_of_the_whole_keep_their_worth(writer: Writer, reader: Reader) -> None:
    lines = (
        Line(title="Schrauben", quantity=Decimal(1000), unit_price=Decimal("0.0123")),
        Line(title="Dübel", quantity=Decimal(1000), unit_price=Decimal("0.02")),
        Line(title="Theke", unit_price=Decimal(100)),
        Line(title="Buch", unit_price=Decimal(50), vat_percent=Decimal(7)),
    )
    offer = begun(writer, reader, *lines, discount_cents=2500)
    offer_terms.state_prices(writer, offer_id=offer.id, price_mode=PriceMode.GROSS)
    gross = again(reader, offer)
    assert [line.unit_price for line in gross.lines[:2]] == [Decimal("0.0146"), Decimal("0.0238")]
    assert abs(gross.gross_cents - offer.gross_cents) <= 5
    offer_terms.state_prices(writer, offer_id=offer.id, price_mode=PriceMode.NET)
    assert abs(again(reader, offer).net_cents - offer.net_cents) <= 5


def test_placeholders_are_words_and_nothing_else(writer: Writer, reader: Reader) -> None:
    company = add_company(writer, "{Summe} & Co")
    offer = begun(
        writer, reader, Line(title="Theke", unit_price=Decimal(100)), account_id=company, subject="Lobby",
        intro="{Kunde}: {betreff} für {Netto} {0.__class__} {nichts}",
    )  # fmt: skip
    printed = offer_sheet.sheet(reader, offer)
    assert printed.intro == "{Summe} & Co: Lobby für 100,00\u00a0€ {0.__class__} {nichts}"
    assert offer_words.unknown_words(offer.intro) == ["{0.__class__}", "{nichts}"]
    assert again(reader, offer).intro == offer.intro, "the placeholders stay in the offer"


def test_a_text_block_is_kept_changed_and_put_away(writer: Writer, reader: Reader) -> None:
    def blocks() -> list[tuple[str, str]]:
        return [(b.name, b.body) for b in firm_queries.text_blocks(reader, language="de", use="payment")]

    before = blocks()
    first = text_blocks.keep_block(
        writer, use="payment", language="de", name="Anzahlung", body="40 % bei Auftrag"
    ).value
    text_blocks.keep_block(writer, use="payment", language="de", name="anzahlung", body="50 % bei Auftrag")
    assert blocks() == [*before, ("anzahlung", "50 % bei Auftrag")]
    text_blocks.delete_block(writer, block_id=first)
    assert blocks() == before
    with pytest.raises(BadInput):
        text_blocks.keep_block(writer, use="payment", language="de", name=" ", body="x")
