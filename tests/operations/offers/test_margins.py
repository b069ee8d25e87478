"""The margin of an offer: of what is known, discounts taken off, options left out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crm_desktop.domain.offers import PriceMode
from crm_desktop.engine.offer_margin import Margin, offer_margin
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import drafts as offer_drafts
from crm_desktop.operations.offers import offers
from crm_desktop.operations.offers.drafts import OfferFields
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import Line
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.trade import article


def margin_of(writer: Writer, reader: Reader, lines: list[Line], **fields: Decimal | PriceMode) -> Margin | None:
    setup.start_firm(writer, language="de")
    offer_id = offers.new_offer(writer, lines=lines, **OfferFields(**fields)).value  # type: ignore[typeddict-item]
    offer = queries.the_offer(reader, offer_id=offer_id)
    return offer_margin(offer_drafts.fact(offer), [line.cost for line in offer.lines]).total


def test_the_margin_is_net_less_cost_of_what_is_known(writer: Writer, reader: Reader) -> None:
    lines = [
        article("2", "100")._replace(cost=Decimal(60)),
        article("1", "50"),
        article("1", "500", kind="optional")._replace(cost=Decimal(1)),
    ]
    found = margin_of(writer, reader, lines, discount_percent=Decimal(10))
    assert found == Margin(cents=18000 - 12000, of_cents=18000, net_cents=22500)
    assert found.share == pytest.approx(1 / 3)


def test_gross_prices_are_compared_without_their_tax(writer: Writer, reader: Reader) -> None:
    lines = [article("1", "119")._replace(cost=Decimal(40))]
    assert margin_of(writer, reader, lines, price_mode=PriceMode.GROSS) == Margin(6000, 10000, 10000)


def test_without_a_cost_there_is_no_margin(writer: Writer, reader: Reader) -> None:
    assert margin_of(writer, reader, [article("1", "100")]) is None


def test_what_is_given_away_has_no_share(writer: Writer, reader: Reader) -> None:
    found = margin_of(writer, reader, [article("1", "0")._replace(cost=Decimal(5))])
    assert found == Margin(-500, 0, 0)
    assert found.share is None
