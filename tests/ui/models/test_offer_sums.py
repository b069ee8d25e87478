"""What an offer comes to, in words and figures, and what stays in the house."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from crm_desktop.domain.offers import LineKind, PriceMode, TaxMode
from crm_desktop.operations import offer_drafts, offers, setup
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.models.offer_reading import DealChance
from crm_desktop.ui.models.offer_sums import Margin, internal_rows, margin, sum_rows
from tests.operations.trade import GOLDEN, Golden


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    setup.start_firm(writer, language="de", name="Holzwerk Brandt")


def stored(writer: Writer, reader: Reader, *lines: Line, **fields: Any) -> OfferDetail:
    return queries.the_offer(reader, offer_id=offers.new_offer(writer, lines=lines, **fields).value)


def article(price: str, cost: str | None = None, **more: Any) -> Line:
    line = Line(title="x", unit_price=Decimal(price), cost=None if cost is None else Decimal(cost))
    return line._replace(**more)


def shown(offer: OfferDetail) -> list[tuple[str, str]]:
    return [(row.label, row.amount) for row in sum_rows(offer_drafts.priced(offer), offer)]


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.name)
def test_the_strong_row_is_what_the_customer_pays(writer: Writer, reader: Reader, golden: Golden) -> None:
    offer = stored(writer, reader, *golden.lines, **golden.fields)
    totals = offer_drafts.priced(offer)
    strong = [row for row in sum_rows(totals, offer) if row.strong]
    assert len(strong) == 1
    digits = "".join(sign for sign in strong[0].amount if sign.isdigit())
    assert int(digits) == totals.total_cents


def test_discount_vat_and_options_have_rows_of_their_own(writer: Writer, reader: Reader) -> None:
    lines = (article("100"), article("10", vat_percent=Decimal(7)), article("5", kind=LineKind.OPTIONAL))
    assert shown(stored(writer, reader, *lines, discount_percent=Decimal(10))) == [
        ("Sum of the positions", "€110.00"),
        ("Discount 10 %", "−€11.00"),
        ("Net total", "€99.00"),
        ("19 % VAT", "€17.10"),
        ("7 % VAT", "€0.63"),
        ("Total", "€116.73"),
        ("Optional positions, not included", "€5.00"),
    ]


def test_who_charges_no_vat_says_so(writer: Writer, reader: Reader) -> None:
    small = stored(writer, reader, article("100"), tax_mode=TaxMode.SMALL_BUSINESS)
    assert shown(small)[1] == ("No VAT: small business", "")
    abroad = stored(writer, reader, article("100"), tax_mode=TaxMode.REVERSE_CHARGE)
    assert shown(abroad)[1] == ("VAT is owed by the customer", "")


def test_the_margin_leaves_out_what_is_not_known_on_both_sides(writer: Writer, reader: Reader) -> None:
    lines = (article("100", "60"), article("1000"), article("9", "9", kind=LineKind.OPTIONAL))
    offer = stored(writer, reader, *lines)
    found = margin(offer.lines, offer_drafts.priced(offer), offer)
    assert found.share == pytest.approx(0.4)
    assert found.unknown == 1


def test_the_margin_counts_discounts_and_takes_vat_off_gross_prices(writer: Writer, reader: Reader) -> None:
    offer = stored(writer, reader, article("119", "50"), price_mode=PriceMode.GROSS, discount_percent=Decimal(20))
    assert margin(offer.lines, offer_drafts.priced(offer), offer).share == pytest.approx((80 - 50) / 80)


def test_nothing_charged_has_no_margin(writer: Writer, reader: Reader) -> None:
    offer = stored(writer, reader, article("0", "50"))
    assert margin(offer.lines, offer_drafts.priced(offer), offer).share is None


def test_what_stays_in_the_house_is_said_in_plain_words() -> None:
    chance = DealChance(1, "Lobby", 0.71)
    assert internal_rows(Margin(0.31, 2), chance, 5_323_200, "EUR") == [
        "Margin 31%",
        "2 positions without a known cost",
        "Chance to win at this stage 71%",
        "Weighted €37,795",
    ]
    assert internal_rows(Margin(None, 0), None, 0, "EUR") == []
