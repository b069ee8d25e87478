"""What an offer comes to, in words and figures, and what stays in the house."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from crm_desktop.domain.offers import LineKind, TaxMode
from crm_desktop.engine.offer_margin import offer_margin
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import drafts as offer_drafts
from crm_desktop.operations.offers import offers
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.models.offer_reading import DealChance, OfferInHand
from crm_desktop.ui.models.offer_sums import internal_rows, sum_rows, unknown_costs, why_no_vat
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


def hand(offer: OfferDetail, currency: str = "EUR") -> OfferInHand:
    return OfferInHand(
        offer=offer, account=None, person=None, people=(), versions=(), missing=(), rates=(), least_margin=Decimal(0),
        home_currency=currency,
    )  # fmt: skip


def test_what_stays_in_the_house_is_said_in_plain_words(writer: Writer, reader: Reader) -> None:
    offer = stored(writer, reader, article("100", "60"), article("1000"))
    margin = offer_margin(offer_drafts.fact(offer), [line.cost for line in offer.lines])
    found, unknown = margin.total, unknown_costs(offer.lines)
    chance = DealChance(1, "Lobby", 0.71)
    assert internal_rows(found, unknown, chance, 110_000, offer=offer, hand=hand(offer)) == [
        "Margin 40% · €40",
        "1 position without a known cost",
        "Chance to win at this stage 71%",
        "Weighted €781",
    ]
    assert internal_rows(None, 0, None, 0, offer=offer, hand=hand(offer)) == []


def test_another_currency_is_told_in_the_firms_own(writer: Writer, reader: Reader) -> None:
    offer = stored(writer, reader, article("100"), currency="CHF", rate=Decimal("1.05"))
    chance = DealChance(1, "Lobby", 0.6)
    assert internal_rows(None, 0, chance, 10_000, offer=offer, hand=hand(offer)) == [
        "Net in your own currency €105",
        "Chance to win at this stage 60%",
        "Weighted €63",
    ]


def test_amounts_off_early_payment_and_gifts_have_rows(writer: Writer, reader: Reader) -> None:
    lines = (article("100"), article("20", kind=LineKind.FREE))
    terms = {"discount_cents": 1_000, "skonto_percent": Decimal(2), "skonto_days": 10}
    assert shown(stored(writer, reader, *lines, **terms)) == [
        ("Sum of the positions", "€100.00"),
        ("Discount", "−€10.00"),
        ("Net total", "€90.00"),
        ("19 % VAT", "€17.10"),
        ("Total", "€107.10"),
        ("Paid within 10 days, less 2 %", "€104.96"),
        ("Given free of charge, worth", "€20.00"),
    ]


@pytest.mark.parametrize("mode", [mode for mode in TaxMode if mode is not TaxMode.STANDARD])
def test_every_way_without_vat_says_why(mode: TaxMode) -> None:
    assert why_no_vat(mode)
